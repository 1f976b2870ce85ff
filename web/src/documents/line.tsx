import { useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { optionLabel } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Menu } from "@/shared/menu.tsx";
import { common } from "@/shared/words.ts";
import { nearDay } from "@/words/format.ts";
import { archive, download, publish } from "./actions.ts";
import { AskDialog } from "./ask_dialog.tsx";
import { endingOf } from "./refusal.ts";
import { RenameDialog } from "./rename_dialog.tsx";
import type { DocumentRow } from "./rows.ts";
import { Shared } from "./shared.tsx";
import { w } from "./words.ts";

export function DocumentLine({ row }: { row: DocumentRow }) {
  const [open, setOpen] = useState<"rename" | "ask" | null>(null);
  const close = () => setOpen(null);
  const isShared = row.visibility === "shared";
  return (
    <li class="document-line">
      <span class="ending" aria-hidden="true">
        {endingOf(row.fileName ?? "") || <Icon name="file" />}
      </span>
      <div class="grow">
        <p class="cut">
          <a href={`/documents/${row.id}`}>{row.title}</a>
        </p>
        <p class="row small faint">
          <Shared visibility={row.visibility} />
          {row.kind !== "other" && <span>{optionLabel("kind", row.kind, "document")}</span>}
          {row.at && <span>{nearDay(row.at)}</span>}
          {row.state === "pending" && <Badge>{optionLabel("state", "pending", "document")}</Badge>}
          {row.state === "refused" && <Badge tone="bad">{optionLabel("state", "refused", "document")}</Badge>}
          {!row.fileName && <span>{w("noFile")}</span>}
        </p>
      </div>
      <Menu
        label={w("actionsOf", { title: row.title })}
        items={[
          row.state === "clean" &&
            may("document.download") && { label: w("download"), icon: "download", run: () => download(row.id) },
          may("document.publish") && {
            label: w(isShared ? "withdraw" : "publish"),
            icon: isShared ? "lock" : "share",
            run: () => publish(row, !isShared),
          },
          may("activity.create") && { label: w("ask"), icon: "task", run: () => setOpen("ask") },
          may("document.edit") && { label: w("rename"), icon: "edit", run: () => setOpen("rename") },
          may("document.delete") && { label: common("archive"), icon: "archive", run: () => archive(row) },
        ]}
      />
      {open === "rename" && <RenameDialog document={row} onClose={close} />}
      {open === "ask" && <AskDialog document={row} onClose={close} />}
    </li>
  );
}
