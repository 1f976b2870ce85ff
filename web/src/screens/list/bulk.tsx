import { useState } from "preact/hooks";
import { api, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import type { Schema } from "@/fields/index.ts";
import { countOf, type Those } from "@/jobs/job.ts";
import { MOST_STOPS, ROUTED, routeOf } from "@/screens/route/way.ts";
import { Button } from "@/shared/button.tsx";
import { useKeys } from "@/shared/keys.ts";
import { Menu, type MenuItem } from "@/shared/menu.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { ArchiveMany, ChangeMany, Export } from "./bulk_dialogs.tsx";
import { IntoSelection } from "./bulk_selection.tsx";
import { bulk as w } from "./bulk_words.ts";
import { countOfPicked, type Picking } from "./picking.ts";

type Props = {
  schema: Schema;
  /** All that are listed. */
  listed: Those;
  columns: readonly string[];
  picking: Picking;
  hasMore: boolean;
  shown: number;
  /** The selection whose members are listed, which they can be taken out of. */
  selection: string | null;
};
type What = "change" | "owner" | "archive" | "export" | "selection";
/** With which records: those that were picked when it was asked, whatever is picked since. */
type Asked = { what: What; those: Those; count: number } | null;

const MOST_IDS = 1_000;
const MOST_MERGED = 5;
const MOST_FOLLOWED = 50;
const MERGED = ["relation", "contact", "address"];

/** What can be done with the rows that are picked. */
export function BulkBar({ schema, listed, columns, picking, hasMore, shown, selection }: Props) {
  const [asked, ask] = useState<Asked>(null);
  const [busy, setBusy] = useState(false);
  const count = countOfPicked(picking);
  useKeys({ Escape: () => count > 0 && picking.clear() });
  if (count === 0 && !asked) return null;
  const those: Those = picking.all ? listed : { of: schema.type, ids: [...picking.ids] };
  const everything = async () => {
    setBusy(true);
    await countOf(listed).then(picking.everything, complain);
    setBusy(false);
  };
  const setAsked = (what: What) => ask({ what, those, count });
  const tooMany = !picking.all && picking.ids.size > MOST_IDS;
  const ids = [...picking.ids];
  const can = (action: string) => schema.actions.includes(action);
  const done = () => picking.clear();
  const dialog = asked && {
    schema,
    those: asked.those,
    count: asked.count,
    onClose: () => ask(null),
    onDone: done,
  };
  const more: (MenuItem | false)[] = [
    can("edit") && hasOwner(schema) && { label: w("owner"), icon: "person", run: () => setAsked("owner") },
    MERGED.includes(schema.type) &&
      can("merge") &&
      !picking.all && {
        label: w("merge"),
        icon: "merge",
        disabled: ids.length < 2 || ids.length > MOST_MERGED,
        run: () => go(`/merge/${schema.type}?ids=${ids.join(",")}`),
      },
    ROUTED.includes(schema.type) && {
      label: w("asRoute", { n: MOST_STOPS }),
      icon: "place",
      disabled: picking.all !== null || ids.length > MOST_STOPS,
      run: () => go(routeOf(ids)),
    },
    !picking.all && { label: w("follow"), icon: "bell", disabled: ids.length > MOST_FOLLOWED, run: () => follow(ids) },
    may("selection.edit") && { label: w("intoSelection"), icon: "tag", run: () => setAsked("selection") },
    selection !== null &&
      !picking.all &&
      may("selection.edit") && {
        label: w("outOfSelection"),
        icon: "close",
        run: () => takeOut(schema, selection, ids, done),
      },
    can("delete") && { label: w("archive"), icon: "archive", danger: true, run: () => setAsked("archive") },
  ];
  return (
    <>
      {dialog && asked.what === "change" && <ChangeMany {...dialog} />}
      {dialog && asked.what === "owner" && <ChangeMany {...dialog} only="owner" />}
      {dialog && asked.what === "archive" && <ArchiveMany {...dialog} />}
      {dialog && asked.what === "export" && <Export {...dialog} columns={columns} />}
      {dialog && asked.what === "selection" && <IntoSelection {...dialog} />}
      {count > 0 && (
        <section class="bulk" aria-label={w("picked", { n: count })}>
          <strong aria-live="polite">{w("picked", { n: count })}</strong>
          {!picking.all && (hasMore || count < shown) && (
            <Button kind="quiet" busy={busy} onClick={everything}>
              {w("allThatMeet")}
            </Button>
          )}
          {picking.all && !picking.all.complete && <span class="small">{w("atMost")}</span>}
          {tooMany && <span class="small">{w("tooMany", { n: MOST_IDS })}</span>}
          {!tooMany && ( // not while all are counted: what is pressed then would be of those picked before
            <>
              {can("edit") && (
                <Button icon="edit" disabled={busy} onClick={() => setAsked("change")}>
                  {w("change")}
                </Button>
              )}
              {can("export") && (
                <Button icon="download" disabled={busy} onClick={() => setAsked("export")}>
                  {w("export")}
                </Button>
              )}
              <Menu label={w("more")} items={more} kind="plain" />
            </>
          )}
          <Button kind="quiet" icon="close" label={w("clear")} onClick={picking.clear} />
        </section>
      )}
    </>
  );
}

const hasOwner = (schema: Schema): boolean =>
  schema.fields.some((each) => each.name === "owner" && each.may === "write");

async function takeOut(schema: Schema, selection: string, ids: readonly string[], done: () => void): Promise<void> {
  const put = (body: Schemas["Filling"]) =>
    api.POST("/v1/selections/{id}/members", { params: { path: { id: selection } }, body });
  const anew = () => stale(`/v1/selections/${selection}`);
  try {
    await put({ remove: [...ids] });
    done();
    anew();
    const undo = async () => {
      await put({ add: { of: schema.type, ids: [...ids] } });
      anew();
    };
    say(w("takenOut", { n: ids.length }), { undo });
  } catch (error) {
    complain(error);
  }
}

const FOLLOWED = "/v1/me/subscriptions/records/{id}";

/** One request each: the API follows one record at a time. */
async function follow(ids: readonly string[]): Promise<void> {
  try {
    for (const id of ids) await api.PUT(FOLLOWED, { params: { path: { id } }, body: {} });
    const undo = async () => {
      for (const id of ids) await api.DELETE(FOLLOWED, { params: { path: { id } } });
    };
    say(w("followed", { n: ids.length }), { undo });
  } catch (error) {
    complain(error);
  }
}
