import { useEffect, useRef, useState } from "preact/hooks";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { type Changes, changeRecord, createRecord, type RecordOf } from "@/api/records.ts";
import { titleOf } from "@/fields/finders.ts";
import { labelOf } from "@/fields/label.ts";
import { type Schema, useSchema } from "@/fields/schema.ts";
import { typeName } from "@/fields/type_name.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { Conflict } from "./conflict.tsx";
import { bodyOf, changesOf, formOf, fresh } from "./draft.ts";
import { AllTheSame, DuplicateHint } from "./duplicates.tsx";
import { FieldsForm } from "./fields_form.tsx";
import { Prefill } from "./prefill.tsx";
import { drop, keep, keyOf, unsaved } from "./unsaved.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  type: string;
  title?: string;
  /** What a new record begins with. */
  initial?: Changes;
  /** What is edited; without it a new one is made. */
  record?: RecordOf;
  /** Only these, in this order. */
  fields?: readonly string[];
  /** What a new one gets besides what was filled in, such as a key made of its name. */
  completed?: (body: Changes) => Changes;
  /** What is told with a field of what it says now. */
  hint?: (field: string, value: unknown) => string | null;
  onDone: (record: RecordOf) => void;
  onClose: () => void;
};

/** Makes or edits a record of any type, with the fields that its schema has for who looks. */
export function RecordDialog(props: Props) {
  const schema = useSchema(props.type);
  const [busy, setBusy] = useState(false);
  const submit = useRef<() => void>(() => undefined);
  const { record, type } = props;
  const title = props.title ?? (record ? w("editOf", { name: titleOf(record) }) : w("newOf", { type: typeName(type) }));
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      wide
      onSubmit={() => submit.current()}
      footer={
        <>
          <Button onClick={props.onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={!schema.data}>
            {common(record ? "save" : "add")}
          </Button>
        </>
      }
    >
      <Shown asked={schema} lines={6}>
        {(known) => <Editing {...props} schema={known} busy={busy} setBusy={setBusy} submit={submit} />}
      </Shown>
    </Dialog>
  );
}

type Work = Props & {
  schema: Schema;
  busy: boolean;
  setBusy: (busy: boolean) => void;
  submit: { current: () => void };
};

function Editing({ schema, record, initial = {}, fields, completed = same, ...work }: Work) {
  const { busy, setBusy, submit, onDone, hint } = work;
  const draft = keyOf(schema.type, record, initial);
  const first = (): Changes => (record ? { ...record, ...initial } : fresh(schema, initial));
  const [values, setValues] = useState<Changes>(() => ({ ...first(), ...unsaved(draft) }));
  const [found, setFound] = useState(unsaved(draft) !== undefined);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const attempt = useRef({ text: "", key: "" });
  const place = useRef<HTMLDivElement>(null);
  const form = formOf(schema, values, fields);
  // the dialog stands before its fields do, so the focus that it gives by itself finds none of them
  useEffect(() => {
    const found = (what: string) => [
      ...(place.current?.querySelectorAll<HTMLElement>(`.record-fields :is(${what})`) ?? []),
    ];
    const focus = () =>
      (found("input:not([type=checkbox]), textarea").find(isToFillIn) ?? found("select, input")[0])?.focus();
    const wait = setTimeout(focus); // after the dialog has opened, which gives the focus to its first button
    return () => clearTimeout(wait);
  }, []);
  const take = (changes: Changes) => {
    keep(draft, { ...unsaved(draft), ...changes });
    setValues((before) => ({ ...before, ...changes }));
  };
  const startAgain = () => {
    drop(draft);
    setFound(false);
    setValues(first());
  };
  useEffect(() => {
    const found = (what: string) => place.current?.querySelector<HTMLElement>(what);
    if (problem) (found("[aria-invalid]") ?? found(".asked-again"))?.focus();
  }, [problem]);

  /** The same again, such as after the connection was lost, is the same request: it makes no second one. */
  const make = (body: Changes, because?: string) => {
    const text = JSON.stringify([body, because]);
    if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    return createRecord(schema.plural, body, { key: attempt.current.key, query: { allow_duplicate: because } });
  };
  const save = async (because?: string, changes = values, version = record?.version) => {
    if (busy) return;
    setBusy(true);
    try {
      const saved = record
        ? await change(schema, record, changes, version)
        : await make(completed(bodyOf(schema, changes)), because);
      drop(draft);
      stale(`/v1/${schema.plural}`);
      say(record ? w("saved") : w("made", { name: titleOf(saved) }));
      onDone(saved);
    } catch (error) {
      const told = asProblem(error);
      if (told.status !== 0 && told.status < 500) attempt.current.text = "";
      setProblem(told);
    } finally {
      setBusy(false);
    }
  };
  submit.current = () => void save();

  const shown = new Set([...form.first, ...form.more].map((field) => field.name));
  const conflict = problem?.status === 412 && record;
  const doubled = problem?.code === "duplicate_suspected";
  return (
    <div ref={place} class="record-form">
      {found && (
        <p class="found-again" role="status">
          {w("stillHere")} <Button onClick={startAgain}>{w("startAgain")}</Button>
        </p>
      )}
      {!record && schema.type === "relation" && !fields && <Prefill name={String(values.name ?? "")} onFilled={take} />}
      {conflict && (
        <Conflict
          schema={schema}
          problem={problem}
          mine={values}
          busy={busy}
          submit={submit}
          onChosen={(chosen, version) => {
            setValues(chosen);
            void save(undefined, chosen, version);
          }}
        />
      )}
      {doubled && (
        <AllTheSame problem={problem} type={schema.type} busy={busy} onBecause={(because) => void save(because)} />
      )}
      {!conflict && !doubled && (
        <ErrorNote problem={elsewhere(problem, shown)} label={(name) => labelOf(start(name), schema.type)} />
      )}
      {!record && !doubled && <DuplicateHint type={schema.type} body={bodyOf(schema, values)} />}
      <FieldsForm
        form={form}
        values={values}
        onValue={(name, value) => take({ [name]: value })}
        problem={problem}
        hint={hint}
      />
    </div>
  );
}

const same = (body: Changes): Changes => body;

/** A list that opens by itself would lie over the fields below it; it does so only where something must be chosen. */
const isToFillIn = (input: HTMLElement): boolean =>
  input.getAttribute("role") !== "combobox" ||
  (input.getAttribute("aria-required") === "true" && !input.parentElement?.querySelector(".chip"));

async function change(schema: Schema, record: RecordOf, values: Changes, version?: number): Promise<RecordOf> {
  const changes = changesOf(record, values);
  return Object.keys(changes).length ? changeRecord(schema.plural, record.id, changes, version) : record;
}

const start = (path: string): string => path.split(/[.[]/)[0] ?? path;

/** What is wrong with fields stands with them; above them is told what is about none of those that are shown. */
function elsewhere(problem: ApiProblem | null, shown: ReadonlySet<string>): ApiProblem | null {
  if (!problem || problem.faults.length === 0) return problem;
  const left = problem.faults.filter((fault) => !shown.has(start(fault.field)));
  if (left.length === 0 && problem.status === 422) {
    const detail = common("mustMend", { n: problem.faults.length }).replace(/\s*:$/, ".");
    return new ApiProblem(problem.status, { ...problem.body, detail, errors: [] });
  }
  return new ApiProblem(problem.status, { ...problem.body, errors: left });
}
