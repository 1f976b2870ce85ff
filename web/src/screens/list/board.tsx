import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { changeRecord, type RecordOf, screenOf } from "@/api/records.ts";
import { type FieldDef, FieldValue, labelOf, type Schema } from "@/fields/index.ts";
import { Dot } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Skeleton } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { number } from "@/words/format.ts";
import { boardKeys } from "./board_keys.ts";
import type { Group, Groups } from "./groups.ts";
import { nameOf, valueIn } from "./naming.ts";
import { mayFollow, movedTo, patchOf } from "./stages.ts";
import { useRest } from "./window.ts";
import { w } from "./words.ts";

type Props = { schema: Schema; field: FieldDef; title: FieldDef; columns: readonly FieldDef[]; grouped: Groups };
type Held = { id: string; from: string };
const SHOWN = 3;
const LEAST = 320;

/** A column for each stage, a card for each record; cards are dragged, or moved by keys or their menu. */
export function Board({ schema, field, title, columns, grouped }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<Held | null>(null);
  useRest(place, LEAST);
  const { groups, whole, load, put } = grouped;
  useEffect(() => {
    if (!whole.hasMore || whole.waiting) return;
    for (const group of groups) if (group.rows.length === 0 && group.hasMore && !group.problem) load(group.key);
  }, [whole.hasMore, whole.waiting]);
  const mayMove = field.may === "write" && schema.actions.includes("edit");
  const stages = groups.filter((group) => group.key !== "" || group.rows.length > 0);
  const move = (row: RecordOf, from: string, to: string) => moved({ schema, field, title, row, from, to, put });
  const target = held && whole.rows.concat(groups.flatMap((group) => group.rows)).find((row) => row.id === held.id);
  return (
    <>
      {mayMove && <p class="faint small board-help">{w("boardKeys")}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards in it answer these keys */}
      <div ref={place} class="board" onKeyDown={boardKeys(stages, mayMove ? move : null)}>
        {stages.map((group) => (
          <section
            key={group.key}
            class={held && target && mayFollow(field, held.from, group.key) ? "stage open" : "stage"}
            aria-label={group.label}
            data-stage={group.key}
            onDragOver={(event) => {
              if (held && mayFollow(field, held.from, group.key)) event.preventDefault();
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (target && held) move(target, held.from, group.key);
              setHeld(null);
            }}
          >
            <h2>
              {group.color && <Dot color={group.color} />}
              <span class="cut">{group.label}</span>
              <span class="count">{number(group.count ?? group.rows.length)}</span>
            </h2>
            <ul class="plain cards">
              {group.rows.map((row, nth) => (
                <Card
                  key={row.id}
                  {...{ row, nth, group, field, title, columns }}
                  stages={mayMove ? stages : []}
                  onHold={mayMove ? setHeld : null}
                  onMove={(to) => move(row, group.key, to)}
                />
              ))}
            </ul>
            {group.loading && <Skeleton lines={2} />}
            <ErrorNote problem={group.problem} retry={() => load(group.key)} />
            {group.hasMore && !group.loading && (
              <Button kind="quiet" onClick={() => load(group.key)}>
                {w("moreInGroup")}
              </Button>
            )}
          </section>
        ))}
      </div>
    </>
  );
}

type CardProps = {
  row: RecordOf;
  nth: number;
  group: Group;
  field: FieldDef;
  title: FieldDef;
  columns: readonly FieldDef[];
  stages: readonly Group[];
  onHold: ((held: Held | null) => void) | null;
  onMove: (to: string) => void;
};

function Card({ row, nth, group, field, title, columns, stages, onHold, onMove }: CardProps) {
  const name = nameOf(row, title);
  const told = columns.filter((each) => each.name !== field.name).slice(0, SHOWN);
  const others = stages.filter((stage) => stage.key !== group.key && mayFollow(field, group.key, stage.key));
  return (
    <li
      class="card-item"
      data-card={row.id}
      data-stage={group.key}
      tabIndex={nth === 0 ? 0 : -1}
      draggable={onHold !== null}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", row.id);
        onHold?.({ id: row.id, from: group.key });
      }}
      onDragEnd={() => onHold?.(null)}
    >
      <div class="row between">
        <a href={screenOf(row.id) ?? "#"} class="cut" tabIndex={-1} draggable={false}>
          {name}
        </a>
        {others.length > 0 && (
          <Menu
            label={w("move", { name })}
            items={others.map((stage) => ({ label: w("moveTo", { name: stage.label }), run: () => onMove(stage.key) }))}
          />
        )}
      </div>
      {told.map((each) => (
        <p key={each.name} class="small cut">
          <span class="unseen">{labelOf(each)}: </span>
          <FieldValue field={each} value={valueIn(row, each)} plain />
        </p>
      ))}
    </li>
  );
}

type Move = {
  schema: Schema;
  field: FieldDef;
  title: FieldDef;
  row: RecordOf;
  from: string;
  to: string;
  put: Groups["put"];
};

/** It stands there at once, and goes back where the API refuses. */
async function moved({ schema, field, title, row, from, to, put }: Move): Promise<void> {
  if (from === to) return;
  put(row.id, movedTo(row, field, from, to));
  focusCard(row.id, to);
  try {
    const saved = await changeRecord(schema.plural, row.id, patchOf(field, from, to), row.version);
    put(row.id, saved);
    const back = async () => {
      put(row.id, await changeRecord(schema.plural, row.id, patchOf(field, to, from), saved.version));
      stale(`/v1/${schema.plural}/${row.id}`);
    };
    const stage =
      to === "" ? w("groupNone") : document.querySelector(`section[data-stage="${CSS.escape(to)}"]`)?.ariaLabel;
    say(w("moved", { name: nameOf(row, title), stage: stage ?? to }), { undo: back });
  } catch (error) {
    const { body, status } = asProblem(error);
    put(row.id, status === 412 && body.current ? (body.current as RecordOf) : row);
    focusCard(row.id, from);
    complain(error);
  }
}

function focusCard(id: string, stage: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"][data-stage="${CSS.escape(stage)}"]`)?.focus(),
  );
}
