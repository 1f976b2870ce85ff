import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { focusHeading, useLostFocus } from "@/shared/lost_focus.ts";
import { say } from "@/shared/toast.tsx";
import type { Brief } from "./asking.ts";
import type { Change } from "./open_route.ts";
import { moved, putBack, without } from "./order.ts";
import { nameOf, Stop, type Ticked } from "./stop.tsx";
import { w } from "./words.ts";

type Props = {
  ids: readonly string[];
  /** Without those that are not there: what is still to come has its number already. */
  left: readonly string[];
  briefs: ReadonlyMap<string, Brief>;
  onOrder: (change: Change) => void;
};
type Moved = { id: string; by: -1 | 1 };

/** One after the other, as they are visited; each can come earlier or later, or go. */
export function Stops({ ids, left, briefs, onOrder }: Props) {
  const place = useRef<HTMLOListElement>(null);
  const last = useRef<Moved | null>(null);
  const [told, tell] = useState("");
  const [ticked, tick] = useState<Ticked | null>(null);
  const known = ids.flatMap((id) => briefs.get(id) ?? []);
  const order = known.map(({ relation }) => relation.id);
  useLayoutEffect(() => {
    if (last.current) refocus(place.current, last.current);
    last.current = null;
  }, [ids.join()]);
  useLostFocus(place, (element) => {
    const at = stopsIn(place.current).findIndex((each) => each.contains(element));
    return at < 0 ? null : () => focusStop(place.current, at);
  });
  const move = (brief: Brief, by: -1 | 1) => {
    const { id } = brief.relation;
    last.current = { id, by };
    const other = order[order.indexOf(id) + by] ?? id;
    tell(w("stands", { name: nameOf(brief), n: left.indexOf(other) + 1, all: left.length }));
    onOrder((now) => moved(now, order, id, by));
  };
  const takeOut = (brief: Brief) => {
    const { id } = brief.relation;
    const at = ids.indexOf(id);
    onOrder((now) => without(now, [id]));
    say(w("takenOut", { name: nameOf(brief) }), { undo: () => onOrder((now) => putBack(now, id, at)) });
  };
  return (
    <>
      <p class="unseen" aria-live="polite">
        {told}
      </p>
      <ol class="stops" ref={place}>
        {known.map((brief, at) => {
          const name = nameOf(brief);
          return (
            <li key={brief.relation.id} class="panel stop" data-stop={brief.relation.id}>
              <Stop
                given={brief}
                at={left.indexOf(brief.relation.id) + 1}
                ticked={ticked}
                onTick={tick}
                actions={
                  <>
                    <Button
                      icon="up"
                      label={w("earlier", { name })}
                      disabled={at === 0}
                      data-by={-1}
                      onClick={() => move(brief, -1)}
                    />
                    <Button
                      icon="down"
                      label={w("later", { name })}
                      disabled={at === known.length - 1}
                      data-by={1}
                      onClick={() => move(brief, 1)}
                    />
                    <Button icon="close" label={w("takeOut", { name })} onClick={() => takeOut(brief)} />
                  </>
                }
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}

const stopsIn = (place: HTMLElement | null): HTMLElement[] => [
  ...(place?.querySelectorAll<HTMLElement>("[data-stop]") ?? []),
];

/** What was pressed keeps the focus where it went; at an end, where it cannot be pressed again, the way back has it. */
function refocus(place: HTMLElement | null, { id, by }: Moved): void {
  const stop = stopsIn(place).find((each) => each.dataset.stop === id);
  const pressed = stop?.querySelector<HTMLElement>(`[data-by="${by}"]:not([disabled])`);
  (pressed ?? stop?.querySelector<HTMLElement>("[data-by]:not([disabled])"))?.focus();
}

/** What came in the place of one that went, else the last one that is left, else the title. */
function focusStop(place: HTMLElement | null, at: number): void {
  const left = stopsIn(place);
  const link = left[Math.min(at, left.length - 1)]?.querySelector<HTMLElement>("h2 a");
  if (link) link.focus();
  else focusHeading();
}
