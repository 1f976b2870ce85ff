import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { complain } from "@/shared/toast.tsx";
import { day } from "@/words/format.ts";
import { type Document, download } from "./asking.ts";
import { w } from "./words.ts";

export function DocumentLines({ rows }: { rows: readonly Document[] }) {
  return (
    <ul class="list">
      {rows.map((each) => (
        <li key={each.id} class="portal-line">
          <Icon name="file" />
          <div class="grow">
            <p>
              <a href={`/portal/documents/${each.id}`}>{each.title}</a>{" "}
              {each.for_viewing && <Badge>{w("forViewing")}</Badge>}
            </p>
            <p class="small faint">
              {[day(each.at), each.relations.map((one) => one.title).join(", "), validity(each)]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
          {each.current && !each.for_viewing && (
            <Button
              kind="quiet"
              icon="download"
              label={`${w("download")}: ${each.title}`}
              onClick={() => download(each.id).catch(complain)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

export const validity = (each: Document): string | null =>
  each.expires_on ? w("expires", { when: day(each.expires_on) }) : null;
