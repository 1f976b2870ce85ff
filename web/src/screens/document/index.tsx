import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { type RecordOf, readRecord } from "@/api/records.ts";
import { typeName, useSchema } from "@/fields/index.ts";
import { HistoryTab } from "@/screens/card/tabs/history.tsx";
import { wayOn } from "@/screens/list/way_on.ts";
import { Shown, useTitle } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { useChosen } from "@/shell/in_address.ts";
import { later } from "@/shell/later.tsx";
import { Facts } from "./facts.tsx";
import { Header } from "./header.tsx";
import { Preview } from "./preview.tsx";
import { useTurns } from "./turns.ts";
import { UsedIn } from "./used_in.tsx";
import { Versions } from "./versions.tsx";
import { w } from "./words.ts";
import "@/screens/card/style.css";
import "./style.css";

export type Kept = RecordOf & Schemas["DocumentRecord"];
const TABS = ["file", "versions", "timeline", "used", "history"] as const;
const Timeline = later<{ plural: string; id: string; title?: string | null; readOnly?: boolean }>(async () => ({
  default: (await import("@/timeline/timeline.tsx")).Timeline,
}));

/** A document: what it looks like, what it is about, its versions and who did what with it. */
export default function DocumentScreen({ id = "" }: { id?: string }) {
  const asked = useQuery(`/v1/documents/${id}`, () => readRecord("documents", id) as Promise<Kept>);
  const schema = useSchema("document");
  const [tab, setTab] = useChosen("tab", TABS);
  const [shown, setShown] = useState<number | null>(null);
  useTurns(asked.reload, asked.data?.versions?.some((each) => each.state === "pending") ?? false);
  useTitle(asked.data?.title ?? "");
  return (
    <div class="page wide card-page">
      {asked.problem && !asked.data && <h1>{typeName("document")}</h1>}
      <Shown asked={asked} lines={8} way={wayOn("document")}>
        {(document) => {
          const count = document.versions?.length ?? 0;
          const readOnly = Boolean(document.archived_at);
          const version = shown ?? document.current ?? count;
          return (
            <>
              <Header document={document} reload={asked.reload} />
              <div class="card-body">
                <div class="card-main">
                  <Tabs
                    label={document.title ?? ""}
                    tabs={[
                      { key: "file", label: w("preview") },
                      { key: "versions", label: w("versions"), count: count > 1 ? count : null },
                      { key: "timeline", label: w("timeline") },
                      { key: "used", label: w("usedIn") },
                      { key: "history", label: w("history") },
                    ]}
                    chosen={tab}
                    onChoose={(key) => setTab(key as typeof tab)}
                  >
                    {tab === "file" && (
                      <Preview
                        key={`${document.id} ${version} ${document.state}`}
                        document={document}
                        version={version}
                      />
                    )}
                    {tab === "versions" && (
                      <Versions
                        document={document}
                        reload={asked.reload}
                        onShow={(number) => {
                          setShown(number);
                          setTab("file");
                        }}
                      />
                    )}
                    {tab === "timeline" && (
                      <Timeline plural="documents" id={document.id} title={document.title} readOnly={readOnly} />
                    )}
                    {tab === "used" && <UsedIn id={document.id} />}
                    {tab === "history" && (
                      <HistoryTab plural="documents" id={document.id} type="document" readOnly={readOnly} />
                    )}
                  </Tabs>
                </div>
                <aside class="card-side" aria-label={w("facts")}>
                  <Facts
                    document={document}
                    schema={schema.data}
                    onSaved={(saved) => asked.set({ ...document, ...saved })}
                  />
                </aside>
              </div>
            </>
          );
        }}
      </Shown>
    </div>
  );
}
