import { useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Page, Shown } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { complain } from "@/shared/toast.tsx";
import { useChosen } from "@/shell/in_address.ts";
import { ActivityLines } from "./activity_lines.tsx";
import { readActivities, type When } from "./asking.ts";
import { OpenWork } from "./open_work.tsx";
import { w } from "./words.ts";

const KINDS = { open: "openOnly", upcoming: "upcomingOnly", all: "everything" } as const;
const KEYS = ["open", "upcoming", "all"] as const;

export default function PortalActivities() {
  const [chosen, setChosen] = useChosen("tab", KEYS);
  const when: When = chosen === "all" ? null : chosen;
  const asked = useQuery(`/v1/portal/activities?when=${when ?? ""}`, () => readActivities(when));
  const more = async () => {
    if (!asked.data) return;
    const next = await readActivities(when, undefined, asked.data.page.next_cursor);
    asked.set({ data: [...asked.data.data, ...next.data], page: next.page });
  };
  return (
    <Page title={w("work")}>
      <Tabs
        label={w("work")}
        tabs={Object.entries(KINDS).map(([key, name]) => ({ key, label: w(name) }))}
        chosen={chosen}
        onChoose={(key) => setChosen(key as keyof typeof KINDS)}
      >
        {chosen === "open" ? (
          <OpenWork asked={asked} />
        ) : (
          <Shown asked={asked} lines={5}>
            {({ data }) =>
              data.length === 0 ? (
                <Empty title={w("noActivities")}>{w("noActivitiesHelp")}</Empty>
              ) : (
                <ActivityLines rows={data} empty="" />
              )
            }
          </Shown>
        )}
        {asked.data?.page.has_more && <Button onClick={() => more().catch(complain)}>{w("more")}</Button>}
      </Tabs>
    </Page>
  );
}
