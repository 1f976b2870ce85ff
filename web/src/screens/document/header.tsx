import { useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { archive, download, publish, restore } from "@/documents/actions.ts";
import { AskDialog } from "@/documents/ask_dialog.tsx";
import { FileButton } from "@/documents/drop_zone.tsx";
import { endingOf } from "@/documents/refusal.ts";
import { RenameDialog } from "@/documents/rename_dialog.tsx";
import { Shared } from "@/documents/shared.tsx";
import { optionLabel } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { useKeys } from "@/shared/keys.ts";
import { Menu } from "@/shared/menu.tsx";
import { common } from "@/shared/words.ts";
import { bytes, day, nearDay } from "@/words/format.ts";
import type { Kept } from "./index.tsx";
import { useNewVersion } from "./new_version.tsx";
import { w } from "./words.ts";

type Props = { document: Kept; reload: () => Promise<void> };

export function Header({ document, reload }: Props) {
  const [open, setOpen] = useState<"rename" | "ask" | null>(null);
  const named = { id: document.id, title: document.title ?? document.id };
  const newer = useNewVersion(document, reload);
  const alive = !document.archived_at;
  const isShared = document.visibility === "shared";
  const newest = document.versions?.at(-1);
  const edits = alive && may("document.edit");
  useKeys({ e: () => edits && setOpen("rename"), t: () => alive && may("activity.create") && setOpen("ask") });
  const then = async (done: Promise<unknown>) => {
    await done;
    await reload();
  };
  return (
    <header class="card-head">
      <span class="ending large" aria-hidden="true">
        {endingOf(document.file_name ?? "") || <Icon name="file" />}
      </span>
      <div class="card-who">
        <div class="row">
          <h1 tabIndex={-1}>{named.title}</h1>
          <Shared visibility={document.visibility ?? "internal"} />
          {document.restricted && (
            <Badge tone="warn">
              <Icon name="lock" />
              {w("restricted")}
            </Badge>
          )}
        </div>
        <p class="card-about">
          <span>{optionLabel("kind", document.kind ?? "other", "document")}</span>
          {newest && <span>{bytes(newest.size)}</span>}
          {newest && <span>{w("uploaded", { when: nearDay(newest.uploaded_at) })}</span>}
          {document.expires_on && <span>{w("expires", { day: day(document.expires_on) })}</span>}
        </p>
      </div>
      <div class="actions">
        {document.current && may("document.download") ? (
          <Button kind="primary" icon="download" onClick={() => download(document.id)}>
            {w("download")}
          </Button>
        ) : null}
        {edits && (
          <FileButton many={false} onFiles={newer.add}>
            {w(newest ? "newVersion" : "addFile")}
          </FileButton>
        )}
        {alive && may("document.publish") && (
          <Button icon={isShared ? "lock" : "share"} onClick={() => then(publish(named, !isShared))}>
            {w(isShared ? "withdraw" : "publish")}
          </Button>
        )}
        <Menu
          label={w("more")}
          kind="plain"
          items={[
            edits && { label: w("rename"), icon: "edit", run: () => setOpen("rename") },
            alive && may("activity.create") && { label: w("ask"), icon: "task", run: () => setOpen("ask") },
            alive &&
              may("document.delete") && {
                label: common("archive"),
                icon: "archive",
                danger: true,
                run: () => then(archive(named)),
              },
            !alive &&
              may("document.restore") && {
                label: common("restore"),
                icon: "restore",
                run: () => then(restore(document.id)),
              },
          ]}
        />
      </div>
      {newer.list}
      {document.archived_at && (
        <div class="card-note">
          <Icon name="archive" /> <span>{w("archivedOn", { day: day(document.archived_at) })}</span>
        </div>
      )}
      {open === "rename" && <RenameDialog document={named} onClose={() => setOpen(null)} />}
      {open === "ask" && <AskDialog document={named} onClose={() => setOpen(null)} />}
    </header>
  );
}
