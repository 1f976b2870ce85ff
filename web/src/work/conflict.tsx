import type { ApiProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { c } from "./composer_words.ts";
import { changed } from "./doing.ts";
import { fieldName } from "./field_names.ts";
import type { Activity } from "./types.ts";

type Props = {
  problem: ApiProblem;
  activity: Activity;
  save: (version?: number) => unknown;
  onClose: () => void;
};

/** Somebody else changed the same meanwhile: which fields, and whose is kept. */
export function Conflict({ problem, activity, save, onClose }: Props) {
  const current = problem.body.current as Activity | undefined;
  const fields = problem.faults.map((fault) => fieldName(fault.field));
  return (
    <div class="error-note" role="alert">
      <div>
        <p>{c("changedMeanwhile", { fields: fields.join(", ") || problem.detail })}</p>
        <div class="row">
          <Button onClick={() => save(current?.version ?? activity.version + 1)}>{c("saveMine")}</Button>
          <Button
            onClick={() => {
              changed(activity);
              onClose();
            }}
          >
            {c("takeTheirs")}
          </Button>
        </div>
      </div>
    </div>
  );
}
