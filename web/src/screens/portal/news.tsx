import { HAPPENED, happened } from "@/screens/notices/words.ts";
import { Icon } from "@/shared/icon.tsx";
import { ago } from "@/words/format.ts";
import { placeOf, type Start } from "./asking.ts";
import { w } from "./words.ts";

/** What somebody from outside was told since their visit before this one, or at all where there was none. */
export function News({ told }: { told: Start }) {
  return (
    <section class="panel">
      <header>
        <h2>{told.last_visit_at ? w("news") : w("firstNews")}</h2>
        {told.counts.new_documents > 0 && (
          <a href="/portal/documents">
            <Icon name="file" /> {w("newDocuments")}: {told.counts.new_documents}
          </a>
        )}
      </header>
      {told.news.length === 0 && <p class="faint">{w("noNews")}</p>}
      <ul class="list">
        {told.news.map(({ kind, at, by, record }) => {
          const place = placeOf(record.type, record.id);
          return (
            <li key={`${record.id} ${kind} ${at}`}>
              <p>{place ? <a href={place}>{record.title}</a> : record.title}</p>
              <p class="small faint">
                {[Object.hasOwn(HAPPENED, kind) ? happened(kind as keyof typeof HAPPENED) : null, by, ago(at)]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
