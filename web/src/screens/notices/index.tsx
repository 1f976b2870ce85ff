import "./style.css";
import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { CheckField } from "@/shared/field.tsx";
import { Empty, Page, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { dayKey, longDay } from "@/words/format.ts";
import { NoticeLine } from "./line.tsx";
import { marking } from "./marking.ts";
import { markAll, type Notice, type Notices, readNotices } from "./reading.ts";
import { w } from "./words.ts";

const LIMIT = 50;

/** All notices of 90 days, by day. */
export default function NoticesScreen() {
  const [unread, setUnread] = useState(false);
  const asked = useQuery(`/v1/notices?limit=${LIMIT}&unread=${unread}`, () => readNotices({ limit: LIMIT, unread }));
  const newest = asked.data?.data[0];
  const more = async (shown: Notices) => {
    const next = await readNotices({ limit: LIMIT, unread, cursor: shown.page.next_cursor });
    asked.set({ data: [...shown.data, ...next.data], page: next.page });
  };
  return (
    <Page
      title={w("title")}
      actions={
        newest && (
          <Button onClick={() => markAll(newest).then(() => say(w("allReadDone")), complain)}>{w("allRead")}</Button>
        )
      }
      under={<a href="/settings/notices">{w("settings")}</a>}
    >
      <CheckField label={w("onlyUnread")} checked={unread} onChecked={setUnread} />
      <Shown asked={asked} lines={6}>
        {(told) => (
          <>
            {told.data.length === 0 && <Empty title={w("empty")}>{w("emptyHelp")}</Empty>}
            {byDay(told.data).map(([day, notices]) => (
              <section key={day}>
                <h2 class="small faint">{longDay(day)}</h2>
                <ul class="list">
                  {notices.map((each) => (
                    <NoticeLine key={each.id} notice={each} onMark={marking(told, asked.set)} />
                  ))}
                </ul>
              </section>
            ))}
            {told.page.has_more && <Button onClick={() => more(told).catch(complain)}>{w("more")}</Button>}
          </>
        )}
      </Shown>
    </Page>
  );
}

function byDay(notices: readonly Notice[]): [string, Notice[]][] {
  const days = new Map<string, Notice[]>();
  for (const each of notices) {
    const day = dayKey(each.at);
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return [...days];
}
