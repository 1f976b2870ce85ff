import { may } from "@/api/session.ts";
import { download } from "@/documents/actions.ts";
import { DropZone } from "@/documents/drop_zone.tsx";
import { optionLabel } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Empty } from "@/shared/page.tsx";
import { bytes, moment } from "@/words/format.ts";
import type { Kept } from "./index.tsx";
import { useNewVersion } from "./new_version.tsx";
import { w } from "./words.ts";

type Props = { document: Kept; reload: () => Promise<void>; onShow: (version: number) => void };

/** Every file that it has been, the newest first. */
export function Versions({ document, reload, onShow }: Props) {
  const newer = useNewVersion(document, reload);
  const versions = [...(document.versions ?? [])].reverse();
  const list =
    versions.length === 0 ? (
      <Empty title={w("noFile")}>{w("noFileHelp")}</Empty>
    ) : (
      <ul class="list">
        {versions.map((each) => (
          <li key={each.id} class="row between">
            <div class="grow">
              <p class="row">
                <span class="cut">
                  {w("version", { n: each.version })} · {each.file_name}
                </span>
                {each.version === document.current && <Badge tone="good">{w("current")}</Badge>}
                {each.state !== "clean" && (
                  <Badge tone={each.state === "refused" ? "bad" : "plain"}>
                    {optionLabel("state", each.state, "document")}
                  </Badge>
                )}
              </p>
              <p class="faint small">
                {[moment(each.uploaded_at), bytes(each.size), each.reason, ...(each.notes ?? [])]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            {each.state === "clean" && (
              <div class="actions">
                <Button
                  kind="quiet"
                  icon="eye"
                  label={w("show", { n: each.version })}
                  onClick={() => onShow(each.version)}
                />
                {may("document.download") && (
                  <Button
                    kind="quiet"
                    icon="download"
                    label={`${w("download")}: ${w("version", { n: each.version })}`}
                    onClick={() => download(document.id, each.version)}
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    );
  if (document.archived_at || !may("document.edit")) return list;
  return (
    <DropZone onFiles={(files) => newer.add(files.slice(0, 1))} label={w("dropVersion")}>
      {newer.list}
      {list}
      <p class="faint small">{w("dropVersionHelp")}</p>
    </DropZone>
  );
}
