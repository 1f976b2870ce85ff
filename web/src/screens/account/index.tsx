import "./style.css";
import { me } from "@/api/session.ts";
import { Page } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { go } from "@/shell/routing.ts";
import { NoticeSettings } from "./notice_settings.tsx";
import { Profile } from "./profile.tsx";
import { Security } from "./security.tsx";
import { w } from "./words.ts";

const SECTIONS = { profile: Profile, security: Security, notices: NoticeSettings } as const;
type Section = keyof typeof SECTIONS;

/** What one arranges for oneself. */
export default function Account({ section }: { section?: string }) {
  const chosen: Section = section && Object.hasOwn(SECTIONS, section) ? (section as Section) : "profile";
  if (!me.value) return null;
  const Part = SECTIONS[chosen];
  const tabs = (Object.keys(SECTIONS) as Section[]).map((key) => ({ key, label: w(key) }));
  return (
    <Page title={w("title")}>
      <Tabs
        label={w("title")}
        tabs={tabs}
        chosen={chosen}
        onChoose={(key) => go(key === "profile" ? "/settings" : `/settings/${key}`)}
      >
        <Part />
      </Tabs>
    </Page>
  );
}
