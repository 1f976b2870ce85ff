import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { createRecord } from "@/api/records.ts";
import { SelectField, TextArea, TextField } from "@/shared/field.tsx";
import { colleaguesOf, recordsOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import { w } from "./words.ts";

type LinkType = Schemas["KnownLinkType"];
/** `kind` as the types of link have it: company, person, couple, contact or user. */
type From = { id: string; title?: string | null; kind: string };
type Props = { from: From; onDone: () => void; onClose: () => void };
type Way = { key: string; label: string; type: LinkType; forward: boolean };

/** Connects a record with another: what the one is to the other, from when until when. */
export function ConnectDialog({ from, onDone, onClose }: Props) {
  const types = useQuery("/v1/link-types", (signal) => got(api.GET("/v1/link-types", { signal })), 600_000);
  return (
    <Shown asked={types}>
      {({ data }) => <Form from={from} ways={waysOf(data, from.kind)} onDone={onDone} onClose={onClose} />}
    </Shown>
  );
}

/** Each type as it reads from here: forward, backward, or both. */
export function waysOf(types: readonly LinkType[], kind: string): Way[] {
  return types
    .filter((type) => !type.archived)
    .flatMap((type) => {
      const forward = { key: `${type.key} forward`, label: named(type.forward, type.from_name), type, forward: true };
      const backward = {
        key: `${type.key} backward`,
        label: named(type.backward ?? type.forward, type.to_name),
        type,
        forward: false,
      };
      const fits = type.from_types.includes(kind) ? [forward] : [];
      return type.to_types.includes(kind) && !type.symmetric ? [...fits, backward] : fits;
    });
}

/** Colleagues are found by their names, all others by quick search. */
function finderOf(kinds: readonly string[]) {
  const searched = [
    ...(kinds.some((each) => ["company", "person", "couple"].includes(each)) ? ["relation"] : []),
    ...(kinds.includes("contact") ? ["contact"] : []),
  ];
  const records = recordsOf(...searched);
  const people = colleaguesOf();
  return async (text: string, signal: AbortSignal): Promise<Choice[]> => {
    const found = await Promise.all([
      searched.length ? records(text, signal) : [],
      kinds.includes("user") ? people(text) : [],
    ]);
    return found.flat();
  };
}

function Form({ from, ways, onDone, onClose }: Props & { ways: Way[] }) {
  const [key, setKey] = useState(ways[0]?.key ?? "");
  const [other, setOther] = useState<Choice[]>([]);
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const [percentage, setPercentage] = useState("");
  const [priority, setPriority] = useState("");
  const [note, setNote] = useState("");
  const way = ways.find((each) => each.key === key);
  const attributes = way?.type.attributes ?? [];
  const save = async () => {
    const to = other[0]?.value;
    if (!way || !to) return;
    await createRecord("connections", {
      link_type: way.type.key,
      from_record: way.forward ? from.id : to,
      to_record: way.forward ? to : from.id,
      ...(since ? { started_on: since } : {}),
      ...(until ? { ended_on: until } : {}),
      ...(percentage && attributes.includes("percentage") ? { percentage: Number(percentage) } : {}),
      ...(priority && attributes.includes("priority") ? { priority: Number(priority) } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    stale("/v1/connections");
    say(w("connected", { title: other[0]?.label ?? "" }));
    onDone();
  };
  const otherEnd = way?.forward ? "to_record" : "from_record";
  return (
    <FormDialog
      title={w("connectOf", { title: from.title ?? "" })}
      action={common("add")}
      disabled={!way || other.length === 0}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <SelectField
            label={w("whatIs", { title: from.title ?? "" })}
            value={key}
            onValue={(next) => {
              setKey(next);
              setOther([]);
            }}
            options={ways.map((each) => ({ value: each.key, label: each.label }))}
            problem={problem?.about("link_type")}
          />
          <Picker
            key={key}
            label={w("withWhom")}
            chosen={other}
            onChosen={(chosen) => setOther(chosen.slice(-1))}
            find={finderOf((way?.forward ? way?.type.to_types : way?.type.from_types) ?? [])}
            required
            problem={problem?.about(otherEnd)}
          />
          <div class="columns">
            <TextField
              label={w("since")}
              type="date"
              value={since}
              onValue={setSince}
              problem={problem?.about("started_on")}
            />
            <TextField
              label={w("till")}
              type="date"
              value={until}
              onValue={setUntil}
              problem={problem?.about("ended_on")}
            />
          </div>
          <div class="columns">
            {attributes.includes("percentage") && (
              <TextField
                label={w("percentage")}
                type="number"
                min={0}
                max={100}
                step="any"
                value={percentage}
                onValue={setPercentage}
                problem={problem?.about("percentage")}
              />
            )}
            {attributes.includes("priority") && (
              <TextField
                label={w("order")}
                type="number"
                min={1}
                max={99}
                value={priority}
                onValue={setPriority}
                problem={problem?.about("priority")}
              />
            )}
          </div>
          <TextArea label={w("note")} rows={2} value={note} onValue={setNote} problem={problem?.about("note")} />
        </>
      )}
    </FormDialog>
  );
}
