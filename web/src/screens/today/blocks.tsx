import type { ComponentChildren } from "preact";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { type RecordOf, readRecord, screenOf, searchRecords } from "@/api/records.ts";
import { me } from "@/api/session.ts";
import { Shown } from "@/shared/page.tsx";
import { named } from "@/words/words.ts";
import { Agenda } from "./agenda.tsx";
import { d } from "./words.ts";
import { Work } from "./work.tsx";

export type Block = Schemas["KnownBlock"];

const TEN_MINUTES = 600_000;
const SHIPPED: Block[] = [{ kind: "worklist" }, { kind: "calendar" }, { kind: "notices" }] as Block[];

/** What the organisation put on the start page of this role; until that is known, what comes with Relata. */
export function useBlocks(): Block[] {
  const asked = useQuery("/v1/me/layouts", (signal) => got(api.GET("/v1/me/layouts", { signal })), TEN_MINUTES);
  return asked.data?.data.find((each) => each.of === "start")?.blocks ?? SHIPPED;
}

export function StartBlock({ block, onNew }: { block: Block; onNew?: () => void }) {
  const heading = named(block.names, "");
  switch (block.kind) {
    case "worklist":
      return <Work onNew={onNew} />;
    case "calendar":
      return <Agenda />;
    case "notices":
      return <Notices heading={heading} />;
    case "inbox":
      return <Inbox heading={heading} />;
    case "view":
      return block.record ? <Saved plural="views" id={block.record} heading={heading} /> : null;
    case "report":
      return block.record ? <Saved plural="saved-reports" id={block.record} heading={heading} /> : null;
    default:
      return null;
  }
}

function Panel({ title, href, children }: { title: string; href: string; children: ComponentChildren }) {
  return (
    <section class="panel">
      <header>
        <h2>{title}</h2>
        <a href={href}>{d("open")}</a>
      </header>
      {children}
    </section>
  );
}

function Notices({ heading }: { heading: string }) {
  const unread = me.value?.notices?.unread ?? 0;
  return (
    <Panel title={heading || d("notices")} href="/notices">
      <p class={unread ? undefined : "faint"}>{unread ? d("unread", { n: unread }) : d("allRead")}</p>
    </Panel>
  );
}

function Inbox({ heading }: { heading: string }) {
  const params = { query: { mail_state: ["inbox"], limit: 50 } };
  const asked = useQuery("/v1/activities?mail_state=inbox", (signal) =>
    got(api.GET("/v1/activities", { params, signal })),
  );
  return (
    <Panel title={heading || d("inbox")} href="/inbox">
      <Shown asked={asked} lines={1}>
        {({ data, page }) => (
          <p class={data.length ? undefined : "faint"}>
            {data.length ? d("waitingMail", { n: data.length }) + (page.has_more ? "+" : "") : d("noMail")}
          </p>
        )}
      </Shown>
    </Panel>
  );
}

type Kept = RecordOf & { name: string; of: string; criteria?: unknown; sort?: string | null };
const PLURALS: Record<string, string> = { activity: "activities", address: "addresses" };
const plural = (type: string): string => PLURALS[type] ?? `${type}s`;

/** A saved view shows its first rows, a saved report leads to its own screen. */
function Saved({ plural: kind, id, heading }: { plural: "views" | "saved-reports"; id: string; heading: string }) {
  const asked = useQuery(`/v1/${kind}/${id}`, () => readRecord(kind, id) as Promise<Kept>, TEN_MINUTES);
  return (
    <Shown asked={asked} lines={2}>
      {(kept) => (
        <Panel
          title={heading || kept.name}
          href={kind === "views" ? `/${plural(kept.of)}?view=${id}` : `/reports/${id}`}
        >
          {kind === "views" && <Rows kept={kept} />}
        </Panel>
      )}
    </Shown>
  );
}

function Rows({ kept }: { kept: Kept }) {
  const given = { criteria: kept.criteria ?? { all: [] }, limit: 5, ...(kept.sort ? { sort: kept.sort } : {}) };
  const asked = useQuery(`/v1/${plural(kept.of)}/search?view=${kept.id}`, () => searchRecords(plural(kept.of), given));
  return (
    <Shown asked={asked}>
      {({ data }) => (
        <ul class="list">
          {data.map((each) => (
            <li key={each.id}>
              <a href={screenOf(each.id) ?? "#"}>{titleOf(each)}</a>
            </li>
          ))}
        </ul>
      )}
    </Shown>
  );
}

const titleOf = (record: RecordOf): string =>
  String(record.title ?? record.display_name ?? record.name ?? record.subject ?? record.id);
