import { useMemo } from "preact/hooks";
import type { ApiProblem } from "@/api/problem.ts";
import { TextField } from "@/shared/field.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { whomAbout } from "./whom.ts";
import { w } from "./words.ts";

export type Asking = { assignees: Choice[]; subject: string; due: string };
export const NOTHING_ASKED: Asking = { assignees: [], subject: "", due: "" };

/** What is asked of whom about a document. */
export function AskFields(props: {
  /** Ids of what the document is about, or of the document itself. */
  about: readonly string[];
  asking: Asking;
  onAsking: (asking: Asking) => void;
  subject?: string;
  problem?: ApiProblem | null;
}) {
  const { about, asking, onAsking, subject, problem } = props;
  const find = useMemo(() => whomAbout(about), [about.join(" ")]);
  return (
    <>
      <Picker
        label={w("whom")}
        chosen={asking.assignees}
        onChosen={(assignees) => onAsking({ ...asking, assignees })}
        find={find}
        many
        help={asking.assignees.some((each) => each.note) ? w("customerHelp") : null}
        problem={problem?.about("assignees") ?? problem?.about("ask.assignees")}
      />
      <div class="columns">
        <TextField
          label={w("what")}
          value={asking.subject}
          onValue={(subject) => onAsking({ ...asking, subject })}
          placeholder={subject}
        />
        <TextField
          label={w("dueOn")}
          type="date"
          value={asking.due}
          onValue={(due) => onAsking({ ...asking, due })}
          problem={problem?.about("due_on") ?? problem?.about("ask.due_on")}
        />
      </div>
    </>
  );
}

export function askOf(asking: Asking): { assignees: string[]; subject?: string; due_on?: string } | undefined {
  if (asking.assignees.length === 0) return undefined;
  return {
    assignees: asking.assignees.map((each) => each.value),
    ...(asking.subject.trim() ? { subject: asking.subject.trim() } : {}),
    ...(asking.due ? { due_on: asking.due } : {}),
  };
}
