import { useState } from "preact/hooks";
import { useOnce } from "@/api/once.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { typeNames } from "@/fields/type_name.ts";
import { type Begun, begin, type Job, JobProgress } from "@/jobs/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { COMPARED } from "./duplicates.tsx";
import { w } from "./words.ts";

type Props = { of: string; onClose: () => void; onFound: () => void };

/** Searches all records of a type for duplicates, as a job. */
export function SearchDialog({ of, onClose, onFound }: Props) {
  const [type, setType] = useState(of);
  const [threshold, setThreshold] = useState("80");
  const [above, setAbove] = useState("");
  const [job, setJob] = useState<Job | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const once = useOnce();
  const start = async () => {
    setBusy(true);
    const what = { threshold: Number(threshold), ...(above ? { merge_above: Number(above) } : {}) };
    const search: Begun = { kind: "find_duplicates", those: { of: type, criteria: { all: [] } }, what };
    setProblem(null);
    try {
      setJob(await begin(search, once(search)));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={w("search")}
      onClose={onClose}
      onSubmit={job ? onClose : () => void start()}
      footer={
        job ? (
          <Button kind="primary" type="submit">
            {common("close")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button kind="primary" type="submit" busy={busy}>
              {w("start")}
            </Button>
          </>
        )
      }
    >
      {job ? (
        <JobProgress id={job.id} onDone={onFound} />
      ) : (
        <div class="form">
          <SelectField
            label={w("ofType")}
            options={COMPARED.map((each) => ({ value: each, label: typeNames(each) }))}
            value={type}
            onValue={setType}
          />
          <TextField
            label={w("threshold")}
            type="number"
            min={70}
            max={100}
            problem={problem?.about("what.threshold")}
            value={threshold}
            onValue={setThreshold}
          />
          <TextField
            label={w("mergeAbove")}
            type="number"
            min={90}
            max={100}
            problem={problem?.about("what.merge_above")}
            value={above}
            onValue={setAbove}
          />
          <ErrorNote problem={problem} />
        </div>
      )}
    </Dialog>
  );
}
