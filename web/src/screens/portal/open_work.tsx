import type { Query } from "@/api/query.ts";
import { Shown } from "@/shared/page.tsx";
import { ActivityLines } from "./activity_lines.tsx";
import type { Activity, Listed } from "./asking.ts";
import { w } from "./words.ts";

/** What is to be done: by them, and apart from it what they may see that others are at work on. That nothing waits for
 * them is known only where all of it was told. */
export function OpenWork({ asked }: { asked: Query<Listed<Activity>> }) {
  const rows = asked.data?.data ?? [];
  const mine = rows.filter((each) => each.mine);
  const byOthers = rows.filter((each) => !each.mine);
  const isUnknown = mine.length === 0 && asked.data?.page.has_more;
  return (
    <>
      {!isUnknown && (
        <section class="panel">
          <h2>{w("toDo")}</h2>
          <Shown asked={asked}>{() => <ActivityLines rows={mine} empty={w("nothingToDo")} />}</Shown>
        </section>
      )}
      {byOthers.length > 0 && (
        <section class="panel">
          <h2>{w("byOthers")}</h2>
          <ActivityLines rows={byOthers} empty="" />
        </section>
      )}
    </>
  );
}
