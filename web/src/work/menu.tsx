import { useState } from "preact/hooks";
import { asked } from "@/api/query.ts";
import { readRecord } from "@/api/records.ts";
import { may, me } from "@/api/session.ts";
import { Menu, type MenuItem } from "@/shared/menu.tsx";
import { complain } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { today } from "@/words/format.ts";
import { mondayOf, plusDays } from "./clock.ts";
import { archive, complete, giveBack, publish, putOff, reopen, skip, take, withdraw } from "./doing.ts";
import { Composer } from "./later.ts";
import { GiveDialog, UntilDialog } from "./passing.tsx";
import { type Activity, isOpen, type Row } from "./types.ts";
import { w } from "./words.ts";

type Props = { row: Row; onChanged?: () => void; onComment?: () => void };
type Opened = "until" | "give" | Activity | null;

/** All that can be done with an activity in a list. */
export function ActivityMenu({ row, onChanged, onComment }: Props) {
  const [opened, setOpened] = useState<Opened>(null);
  const run = (work: () => Promise<unknown>) => () =>
    work().then(
      () => onChanged?.(),
      (error) => complain(error),
    );
  const edit = async () => {
    const load = () => readRecord("activities", row.id) as unknown as Promise<Activity>;
    try {
      setOpened(await asked(`/v1/activities/${row.id}`, load));
    } catch (error) {
      complain(error);
    }
  };
  const close = () => setOpened(null);
  if (!may("activity.edit")) return null;
  const items: (MenuItem | false)[] = [
    { label: common("edit"), icon: "edit", run: edit },
    ...taskItems(row, run, setOpened),
    onComment !== undefined && { label: w("comment"), icon: "note", run: onComment },
    ...sharingItems(row, run),
    may("activity.delete") && { label: common("archive"), icon: "archive", run: run(() => archive(row)) },
  ];
  return (
    <>
      <Menu label={w("actions", { subject: row.subject ?? row.title })} items={items} />
      {opened === "until" && <UntilDialog row={row} onDone={onChanged} onClose={close} />}
      {opened === "give" && <GiveDialog row={row} onDone={onChanged} onClose={close} />}
      {opened && typeof opened === "object" && (
        <Composer activity={opened} onDone={() => onChanged?.()} onClose={close} />
      )}
    </>
  );
}

type Run = (work: () => Promise<unknown>) => () => unknown;

function taskItems(row: Row, run: Run, open: (what: Opened) => void): (MenuItem | false)[] {
  if (!row.is_task) return [];
  if (!isOpen(row)) return [{ label: w("reopen"), icon: "restore", run: run(() => reopen(row)) }];
  const mine = Boolean(row.assignees?.some((each) => each.id === me.value?.id));
  const queue = Boolean(row.assignees?.some((each) => isMyTeam(each.id)));
  return [
    { label: w("complete"), icon: "check", run: run(() => complete(row)) },
    !mine && queue && { label: w("take"), icon: "person", run: run(() => take(row)) },
    mine &&
      "taken" in row &&
      Boolean(row.taken) && { label: w("giveBack"), icon: "team", run: run(() => giveBack(row)) },
    {
      label: w("putOffShort", { day: w("tomorrow") }),
      icon: "clock",
      run: run(() => putOff(row, plusDays(today(), 1))),
    },
    {
      label: w("putOffShort", { day: w("nextWeek") }),
      icon: "clock",
      run: run(() => putOff(row, plusDays(mondayOf(today()), 7))),
    },
    { label: w("putOffUntil"), icon: "calendar", run: () => open("until") },
    Boolean(row.follow_up_on) && { label: w("putBack"), icon: "restore", run: run(() => putOff(row, null)) },
    Boolean(row.recurrence) && { label: w("skip"), icon: "chevron", run: run(() => skip(row)) },
    { label: w("reassign"), icon: "share", run: () => open("give") },
  ];
}

export const isMyTeam = (id: string): boolean => me.value?.teams.some((each) => each.id === id) ?? false;

function sharingItems(row: Row, run: Run): (MenuItem | false)[] {
  if (!may("activity.publish")) return [];
  const shared = row.visibility === "shared";
  return [
    {
      label: w(shared ? "withdraw" : "publish"),
      icon: shared ? "lock" : "eye",
      run: run(() => (shared ? withdraw(row) : publish(row))),
    },
  ];
}
