// biome-ignore-all lint/a11y/useSemanticElements: of a grid only what is in sight is drawn; a table element has all
// biome-ignore-all lint/a11y/useFocusableInteractive: its rows have the focus, and not their cells
import { Dot } from "@/shared/badge.tsx";
import { told } from "@/shared/error_note.tsx";
import { Icon } from "@/shared/icon.tsx";
import { common } from "@/shared/words.ts";
import { number } from "@/words/format.ts";
import type { Entry } from "./entries.ts";
import type { Standing } from "./line.tsx";
import { w } from "./words.ts";

type Head = Standing & { entry: Extract<Entry, { kind: "group" }> };

/** The head of a group: its name and how many there are; pressed it opens and shuts. */
export function GroupLine({ entry, nth, top, walked, onWalked }: Head) {
  const { group, open, toggle } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys of all of its rows
    <div
      role="row"
      class="line group-line"
      data-id={entry.id}
      aria-rowindex={nth + 2}
      aria-expanded={open}
      tabIndex={walked ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onWalked}
      onClick={toggle}
    >
      <span role="gridcell" class="group-head">
        <Icon name={open ? "down" : "chevron"} />
        {group.color && <Dot color={group.color} />}
        <strong>{group.label}</strong>
        {group.count !== null && <span class="count">{number(group.count)}</span>}
      </span>
    </div>
  );
}

type Further = Standing & { entry: Extract<Entry, { kind: "more" }> };

export function MoreLine({ entry, nth, top, walked, onWalked }: Further) {
  const { loading, problem } = entry.group;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys of all of its rows
    <div
      role="row"
      class="line group-line"
      data-id={entry.id}
      aria-rowindex={nth + 2}
      tabIndex={walked ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onWalked}
      onClick={entry.more}
    >
      <span role="gridcell" class="group-head faint">
        {problem ? `${told(problem)} ${common("retry")}` : loading ? common("loading") : w("moreInGroup")}
      </span>
    </div>
  );
}
