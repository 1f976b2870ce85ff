import { TextArea, TextField } from "@/shared/field.tsx";
import { timeZone } from "@/words/format.ts";
import { bare } from "../kinds.ts";
import { textOf } from "../links.ts";
import { around, type InputProps } from "./input_props.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const given = (typed: string): string | null => (typed === "" ? null : typed);

function about(props: InputProps) {
  return { ...around(props), required: props.field.required };
}

const MODES = {
  phone: { type: "tel", autocomplete: "off" },
  email: { type: "email", autocomplete: "off" },
  url: { type: "url", placeholder: "https://" },
} as const;

export function TextInput(props: InputProps) {
  const most = bare(props.field.schema).maxLength;
  const mode = MODES[props.kind as keyof typeof MODES] ?? {};
  return (
    <TextField
      {...about(props)}
      {...mode}
      maxLength={most}
      value={text(props.value)}
      onValue={(typed) => props.onValue(given(typed))}
    />
  );
}

/** HTML is filled in as plain text here: what has a form of its own is written where mails and activities are. */
export function LongTextInput(props: InputProps) {
  const shown = props.kind === "html" ? textOf(text(props.value)) : text(props.value);
  const told = (typed: string) => (props.kind === "html" ? marked(typed) : typed);
  return (
    <TextArea
      {...about(props)}
      rows={4}
      value={shown}
      onValue={(typed) => props.onValue(given(typed) && told(typed))}
    />
  );
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function marked(typed: string): string {
  const escaped = typed.replaceAll(/[&<>]/g, (each) => ESCAPES[each] ?? each);
  return `<p>${escaped.replaceAll("\n", "<br>")}</p>`;
}

export function LinesInput(props: InputProps) {
  const lines = Array.isArray(props.value) ? props.value.join("\n") : "";
  return (
    <TextArea
      {...about(props)}
      rows={3}
      value={lines}
      onValue={(typed) => props.onValue(typed ? typed.split("\n") : [])}
    />
  );
}

export function DateInput(props: InputProps) {
  return (
    <TextField
      {...about(props)}
      type="date"
      value={text(props.value)}
      onValue={(typed) => props.onValue(given(typed))}
    />
  );
}

/** In the reader's time zone; the API keeps UTC. */
export function MomentInput(props: InputProps) {
  return (
    <TextField
      {...about(props)}
      type="datetime-local"
      value={text(props.value) ? localOf(text(props.value), timeZone()) : ""}
      onValue={(typed) => props.onValue(typed ? instantOf(typed, timeZone()) : null)}
    />
  );
}

/** `2026-11-23T14:05` in a zone, of a moment in UTC. */
export function localOf(moment: string, zone: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return "";
  const style = { timeZone: zone, dateStyle: "short", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("sv-SE", style).format(at).replace(" ", "T");
}

/** The moment in UTC at which clocks in a zone show `2026-11-23T14:05`; looked up twice, for the clock may change. */
export function instantOf(local: string, zone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  let at = wanted;
  for (let round = 0; round < 2; round += 1)
    at += wanted - Date.parse(`${localOf(new Date(at).toISOString(), zone)}:00Z`);
  return new Date(at).toISOString().replace(".000", "");
}
