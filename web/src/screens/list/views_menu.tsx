import { useState } from "preact/hooks";
import { addressed } from "@/api/send.ts";
import { may, me } from "@/api/session.ts";
import { type Schema, typeNames } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { copy } from "@/shared/copy.ts";
import { Icon } from "@/shared/icon.tsx";
import { Menu, type MenuItem } from "@/shared/menu.tsx";
import { Skeleton } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { SharingDialog } from "@/sharing/dialog.tsx";
import { sharingOf } from "@/sharing/sharing.ts";
import { isNone } from "./asking.ts";
import type { Look, View } from "./look.ts";
import { Popover } from "./popover.tsx";
import { addressOf } from "./state.ts";
import { bringBackView, dropView, keepLook, type Selection, saveSelection, saveView, useSelections } from "./views.ts";
import { w } from "./words.ts";

type Props = {
  schema: Schema;
  path: string;
  look: Look;
  views: readonly View[];
  selection: Selection | null;
  goTo: (address: string) => void;
  /** Null where nothing may be exported. */
  onExport: (() => unknown) | null;
};

/** Which view or selection is looked at, and what becomes of changes to it. */
export function ViewsMenu({ schema, path, look, views, selection, goTo, onExport }: Props) {
  const [dialog, setDialog] = useState<"save" | "edit" | "selection" | null>(null);
  const { view } = look;
  const isArchived = look.source.archived === true;
  const all = isArchived ? w("archived") : nameOfAll(schema);
  const name = selection?.name ?? view?.name ?? all;
  return (
    <div class="row views-bar">
      <Popover text={name} label={w("views")}>
        <Listed
          schema={schema}
          path={path}
          views={views}
          current={isArchived ? ARCHIVED : (view?.id ?? look.selection)}
        />
      </Popover>
      {view && look.changed && <Badge tone="accent">{w("changedView")}</Badge>}
      {view && look.changed && mayEdit(view) && (
        <Button
          title={w("saveInView", { name: view.name })}
          onClick={() => keep(schema, look, view, () => goTo(addressOf(path, { view: view.id })))}
        >
          {common("save")}
        </Button>
      )}
      <Menu label={w("view")} items={itemsOf({ schema, look, path, goTo, onExport, setDialog })} />
      {dialog === "save" && (
        <SharingDialog
          title={w("saveView")}
          forRole={may("view.manage_access")}
          sharing={sharingOf(null)}
          onClose={() => setDialog(null)}
          onSave={async (sharing) =>
            goTo(addressOf(path, { view: (await saveView(schema.type, look, sharing, null)).id }))
          }
        />
      )}
      {dialog === "edit" && view && (
        <SharingDialog
          title={w("editView")}
          forRole={may("view.manage_access")}
          sharing={sharingOf(view)}
          onClose={() => setDialog(null)}
          onSave={(sharing) => saveView(schema.type, look, sharing, view)}
        />
      )}
      {dialog === "selection" && (
        <SharingDialog
          title={w("saveSelection")}
          sharing={sharingOf(null)}
          onClose={() => setDialog(null)}
          onSave={async (sharing) => {
            const made = await saveSelection(schema.type, look.source.criteria, sharing);
            say(w("savedSelection", { name: made.name }));
          }}
        />
      )}
    </div>
  );
}

const ARCHIVED = "archived";

/** By those who look: what they neither archive nor restore they need no list of. */
const isArchivedHere = ({ actions }: Schema): boolean => actions.includes("delete") || actions.includes("restore");

const nameOfAll = ({ type }: Schema): string => `${w("everything")}: ${typeNames(type)}`;

const mayEdit = (view: View): boolean =>
  may("view.edit") && (!view.locked || view.owner?.id === me.value?.id || may("view.manage_access"));

async function keep(schema: Schema, look: Look, view: View, done: () => void): Promise<void> {
  try {
    await keepLook(schema.type, look, view);
    say(w("savedView", { name: view.name }));
    done();
  } catch (error) {
    complain(error);
  }
}

type Commands = Pick<Props, "schema" | "look" | "path" | "goTo" | "onExport"> & {
  setDialog: (dialog: "save" | "edit" | "selection") => void;
};

function itemsOf({ schema, look, path, goTo, onExport, setDialog }: Commands): (MenuItem | false)[] {
  const { view } = look;
  const drop = async () => {
    if (!view) return;
    try {
      await dropView(view);
      goTo(path);
      say(w("droppedView", { name: view.name }), { undo: () => bringBackView(view) });
    } catch (error) {
      complain(error);
    }
  };
  const link: MenuItem = { label: w("copyLink"), icon: "link", run: copyLink };
  if (look.source.archived) return [link]; // no view, selection, file or report is of what was archived
  return [
    Boolean(view && look.changed) && {
      label: w("backToView"),
      icon: "restore",
      run: () => goTo(addressOf(path, { view: view?.id ?? null })),
    },
    may("view.create") && { label: w("saveView"), icon: "plus", run: () => setDialog("save") },
    Boolean(view && mayEdit(view)) && { label: w("editView"), icon: "edit", run: () => setDialog("edit") },
    may("selection.create") &&
      !isNone(look.source.criteria) && { label: w("saveSelection"), icon: "tag", run: () => setDialog("selection") },
    onExport !== null && { label: w("export"), icon: "download", run: onExport },
    { label: w("report"), icon: "chart", href: reportOf(schema, look) },
    link,
    Boolean(view && may("view.delete")) && { label: w("dropView"), icon: "archive", danger: true, run: drop },
  ];
}

/** A report of what is listed. */
function reportOf(schema: Schema, look: Look): string {
  const { selection, criteria } = look.source;
  const which = selection ? { selection } : isNone(criteria) ? {} : { criteria: JSON.stringify(criteria) };
  return addressed("/reports", { of: schema.type, by: look.group?.name, ...which });
}

const copyLink = (): Promise<void> => copy(location.href, w("copied"), { short: true });

type Listing = { schema: Schema; path: string; views: readonly View[]; current: string | null };

function Listed({ schema, path, views, current }: Listing) {
  const [open, setOpen] = useState(false);
  const { data: selections, loading } = useSelections(schema.type, open);
  const link = (href: string, id: string | null, name: string, record?: View | Selection) => (
    <li key={href}>
      <a class="menu-item" href={href} aria-current={current === id ? "true" : undefined} onClick={shut}>
        <span class="tick">{current === id && <Icon name="check" />}</span>
        <span class="cut grow">{name}</span>
        {record?.restricted === false && <Icon name="people" label={w("shareAll")} />}
        {record?.locked && <Icon name="lock" label={w("locked")} />}
      </a>
    </li>
  );
  return (
    <>
      <ul class="plain">
        {link(`${path}?group=`, null, nameOfAll(schema))}
        {views.map((view) => link(addressOf(path, { view: view.id }), view.id, view.name, view))}
      </ul>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="menu-item">{w("selections")}</summary>
        {loading && !selections && <Skeleton lines={2} />}
        <ul class="plain">
          {selections?.map((each) => link(addressOf(path, { selection: each.id }), each.id, each.name, each))}
        </ul>
      </details>
      {isArchivedHere(schema) && (
        <ul class="plain">{link(addressOf(path, { archived: true }), ARCHIVED, w("archived"))}</ul>
      )}
    </>
  );
}

function shut(event: MouseEvent): void {
  (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover?.();
}
