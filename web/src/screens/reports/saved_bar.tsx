import { useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { typeNames } from "@/fields/index.ts";
import { Popover } from "@/screens/list/popover.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Menu } from "@/shared/menu.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { SharingDialog } from "@/sharing/dialog.tsx";
import { sharingOf } from "@/sharing/sharing.ts";
import { go } from "@/shell/routing.ts";
import { exported, type Report, type SavedReport } from "./report.ts";
import { bringBackReport, dropReport, reportOf, saveReport } from "./saved.ts";
import { w } from "./words.ts";

type Props = { report: Report; saved: SavedReport | null; all: readonly SavedReport[] };

/** Reports that were saved, and what can be done with the one that is looked at. */
export function SavedBar({ report, saved, all }: Props) {
  const [dialog, setDialog] = useState<"save" | "rename" | null>(null);
  const isChanged = saved !== null && JSON.stringify(reportOf(saved)) !== JSON.stringify(report);
  const name = saved?.name ?? `${w("title")} ${typeNames(report.of)}`;
  const keep = () =>
    saveReport(report, null, saved).then((done) => {
      say(w("savedAs", { name: done.name }));
      go(`/reports/${done.id}`);
    }, complain);
  const drop = async () => {
    if (!saved) return;
    try {
      await dropReport(saved);
      go("/reports");
      say(w("dropped", { name: saved.name }), { undo: () => bringBackReport(saved) });
    } catch (error) {
      complain(error);
    }
  };
  return (
    <div class="row">
      <Popover text={saved?.name ?? w("newReport")} label={w("saved")} chosen={saved !== null}>
        <ul class="plain">
          <Listed href="/reports" name={w("newReport")} isChosen={saved === null} />
          {all.map((each) => (
            <Listed
              key={each.id}
              href={`/reports/${each.id}`}
              name={each.name}
              note={typeNames(each.of)}
              isChosen={each.id === saved?.id}
            />
          ))}
        </ul>
      </Popover>
      {isChanged && saved && may("saved_report.edit") && (
        <Button onClick={keep}>{w("saveIn", { name: saved.name })}</Button>
      )}
      {may("saved_report.create") && <Button onClick={() => setDialog("save")}>{w("save")}</Button>}
      {may(`${report.of}.export`) && (
        <Menu
          label={w("export")}
          text={w("export")}
          icon="download"
          kind="plain"
          items={[
            { label: w("exportXlsx"), run: () => exported(report, name, "xlsx").catch(complain) },
            { label: w("exportCsv"), run: () => exported(report, name, "csv").catch(complain) },
          ]}
        />
      )}
      {saved && (
        <Menu
          label={saved.name}
          items={[
            may("saved_report.edit") && { label: w("rename"), icon: "edit", run: () => setDialog("rename") },
            may("saved_report.delete") && { label: w("drop"), icon: "archive", danger: true, run: drop },
          ]}
        />
      )}
      {dialog && (
        <SharingDialog
          title={w(dialog)}
          sharing={sharingOf(dialog === "rename" ? saved : null)}
          onClose={() => setDialog(null)}
          onSave={async (sharing) => {
            const done = await saveReport(report, sharing, dialog === "rename" ? saved : null);
            say(w("savedAs", { name: done.name }));
            go(`/reports/${done.id}`);
          }}
        />
      )}
    </div>
  );
}

type Line = { href: string; name: string; note?: string; isChosen: boolean };

function Listed({ href, name, note, isChosen }: Line) {
  return (
    <li>
      <a
        class="menu-item"
        href={href}
        aria-current={isChosen ? "true" : undefined}
        onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
      >
        <span class="tick">{isChosen && <Icon name="check" />}</span>
        <span class="cut grow">{name}</span>
        {note && <span class="faint small">{note}</span>}
      </a>
    </li>
  );
}
