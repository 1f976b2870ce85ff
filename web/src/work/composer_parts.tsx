import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { plusMinutes, zones } from "./clock.ts";
import { c } from "./composer_words.ts";
import { type Draft, MEETINGS, MESSAGES } from "./draft.ts";
import { findAnything, findPeople } from "./people.ts";
import { ruleChoices } from "./recurrence.ts";
import { w } from "./words.ts";

export type PartProps = {
  draft: Draft;
  set: (changes: Partial<Draft>) => void;
  about: (field: string) => string | null;
};

export function Direction({ draft, set }: PartProps) {
  const choices = [
    ["out", w("outgoing")],
    ["in", w("incoming")],
    ...(draft.direction === "none" ? [["none", c("neither")] as const] : []),
  ] as const;
  return (
    <fieldset class="segments">
      <legend class="unseen">{c("direction")}</legend>
      {choices.map(([value, label]) => (
        <label key={value}>
          <input
            type="radio"
            name="direction"
            checked={draft.direction === value}
            onChange={() => set({ direction: value })}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** When it takes place; the end follows the start. */
export function When({ draft, set, about }: PartProps) {
  const until = MEETINGS.includes(draft.kind);
  const move = (start: string) => {
    const length = draft.start && draft.end ? Date.parse(`${draft.end}Z`) - Date.parse(`${draft.start}Z`) : 0;
    set({ start, end: draft.end && start ? plusMinutes(start, length / 60_000) : draft.end });
  };
  return (
    <div class="stack">
      {until && (
        <CheckField
          label={w("allDay")}
          checked={draft.allDay}
          onChecked={(allDay) => set({ allDay, day: draft.day || draft.start.slice(0, 10) })}
        />
      )}
      <div class="columns">
        {draft.allDay ? (
          <TextField
            type="date"
            label={c("day")}
            value={draft.day}
            onValue={(day) => set({ day })}
            problem={about("date")}
          />
        ) : (
          <TextField
            type="datetime-local"
            label={c(until ? "starts" : "at")}
            value={draft.start}
            onValue={move}
            problem={about("starts_at")}
          />
        )}
        {!draft.allDay && (until || draft.end) && (
          <TextField
            type="datetime-local"
            label={c("ends")}
            value={draft.end}
            min={draft.start}
            onValue={(end) => set({ end })}
            problem={about("ends_at")}
          />
        )}
      </div>
    </div>
  );
}

export function Task({ draft, set, about }: PartProps) {
  return (
    <div class="stack">
      <div class="columns">
        <TextField
          type="date"
          label={c("due")}
          value={draft.due}
          onValue={(due) => set({ due })}
          problem={about("due_on") ?? about("due_at")}
        />
        <TextField
          type="time"
          label={c("dueTime")}
          value={draft.dueTime}
          disabled={!draft.due}
          onValue={(dueTime) => set({ dueTime })}
        />
      </div>
      <Picker
        label={c("assignees")}
        help={c("assigneesHelp")}
        many
        chosen={draft.assignees}
        onChosen={(assignees) => set({ assignees })}
        find={colleaguesOf({ teams: true })}
        problem={about("assignees")}
      />
    </div>
  );
}

export function People({ draft, set, about }: PartProps) {
  return (
    <Picker
      label={c("people")}
      help={c("peopleHelp")}
      many
      chosen={draft.people}
      onChosen={(people) => set({ people })}
      find={findPeople}
      create={async (text) => ({ value: text, label: text }) as Choice}
      createLabel={(text) => c("somebody", { text })}
      problem={about("participants")}
    />
  );
}

export function About({ draft, set, about }: PartProps) {
  return (
    <Picker
      label={c("links")}
      many
      chosen={draft.links}
      onChosen={(links) => set({ links })}
      find={findAnything}
      problem={about("links")}
    />
  );
}

/** What is seldom said, behind one line; open where something of it was refused. */
export function More({ draft, set, about, children }: PartProps & { children?: ComponentChildren }) {
  const refused = ["priority", "term", "recurrence", "place", "number", "visibility", "time_zone"].some(about);
  const [opened, setOpened] = useState(refused); // the more than 400 zones are drawn for who looks at them only
  return (
    <details class="more" open={refused || undefined} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{c("more")}</summary>
      <div class="stack">
        {children}
        <div class="columns">
          {MESSAGES.includes(draft.kind) && (
            <TextField
              label={c("number")}
              value={draft.number}
              onValue={(number) => set({ number })}
              problem={about("number")}
            />
          )}
          <SelectField
            label={c("priority")}
            value={draft.priority}
            onValue={(priority) => set({ priority: priority as Draft["priority"] })}
            options={(["high", "normal", "low"] as const).map((value) => ({ value, label: w(value) }))}
          />
          <SelectField
            label={c("visibility")}
            value={draft.visibility}
            empty={c("usual")}
            onValue={(visibility) => set({ visibility: visibility as Draft["visibility"] })}
            options={(["internal", "shared"] as const).map((value) => ({ value, label: w(value) }))}
            problem={about("visibility")}
          />
          {draft.isTask && <Recurring draft={draft} set={set} about={about} />}
          <SelectField
            label={c("zone")}
            value={draft.zone}
            onValue={(zone) => set({ zone })}
            options={(opened ? zones() : [draft.zone]).map((value) => ({ value, label: value.replaceAll("_", " ") }))}
            problem={about("time_zone")}
          />
        </div>
      </div>
    </details>
  );
}

function Recurring({ draft, set, about }: PartProps) {
  return (
    <>
      <SelectField
        label={c("repeat")}
        value={draft.recurrence}
        onValue={(recurrence) => set({ recurrence })}
        options={ruleChoices(draft.recurrence)}
        problem={about("recurrence")}
      />
      <SelectField
        label={c("term")}
        value={draft.term}
        empty={c("noTerm")}
        onValue={(term) => set({ term: term as Draft["term"] })}
        options={(["deadline", "pending"] as const).map((value) => ({ value, label: c(value) }))}
        problem={about("term")}
      />
    </>
  );
}
