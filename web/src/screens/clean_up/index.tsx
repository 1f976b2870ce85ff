import { may } from "@/api/session.ts";
import { Page } from "@/shared/page.tsx";
import { type Tab, Tabs } from "@/shared/tabs.tsx";
import { go } from "@/shell/routing.ts";
import { Duplicates } from "./duplicates.tsx";
import { Incomplete } from "./incomplete.tsx";
import { Labels } from "./labels.tsx";
import { w } from "./words.ts";
import "./style.css";

/** What keeps the data good: `/clean-up/duplicates`, `/clean-up/incomplete`, `/clean-up/labels`. */
export default function CleanUp({ tab }: { tab?: string }) {
  const tabs: Tab[] = [
    ...(may("duplicate.read") ? [{ key: "duplicates", label: w("duplicates") }] : []),
    { key: "incomplete", label: w("incomplete") },
    ...(may("custom_field.read") ? [{ key: "labels", label: w("labels") }] : []),
  ];
  const chosen = tabs.some((each) => each.key === tab) ? (tab as string) : (tabs[0]?.key ?? "incomplete");
  return (
    <Page
      title={w("title")}
      actions={
        <a class="button plain" href="/import">
          {w("import")}
        </a>
      }
    >
      <Tabs label={w("title")} tabs={tabs} chosen={chosen} onChoose={(key) => go(`/clean-up/${key}`, true)}>
        {chosen === "duplicates" && <Duplicates />}
        {chosen === "incomplete" && <Incomplete />}
        {chosen === "labels" && <Labels />}
      </Tabs>
    </Page>
  );
}
