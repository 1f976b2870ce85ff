import { useRef, useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { MailComposer } from "@/mail/later.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { longDay, nearDay } from "@/words/format.ts";
import { freshen } from "@/work/doing.ts";
import { Composer, useComposerSoon } from "@/work/later.ts";
import { useRowKeyDown } from "@/work/row_keys.ts";
import { FilterForm } from "./filters.tsx";
import { QuickNote } from "./note.tsx";
import { TimelineRow } from "./row.tsx";
import { countOf, type Filters, NONE, useTimeline } from "./rows.ts";
import { daysOf, PLANNED, threadsOf, UNDATED } from "./threads.ts";
import { t } from "./words.ts";
import "./style.css";

type Props = {
  /** Of the type in paths: `relations`, `contacts`, `addresses`, `documents`, `activities`, `users`. */
  plural: string;
  id: string;
  /** What is added here is about this; its title is what a call is called after. */
  title?: string | null;
  /** Nothing is added to it, such as to what is archived. */
  readOnly?: boolean;
};

/** What happened with a record and what will, the newest first, with all that can be added in place. */
export function Timeline({ plural, id, title, readOnly }: Props) {
  useComposerSoon();
  const [filters, setFilters] = useState<Filters>(NONE);
  const [shown, setShown] = useState(false);
  const { first, rows, next, more, busy, problem } = useTimeline(plural, id, filters);
  const count = countOf(filters);
  const again = () => {
    freshen(`/v1/${plural}/${id}/timeline`);
    freshen(`/v1/${plural}/${id}/brief`);
  };
  const mayAdd = !readOnly && plural !== "users" && may("activity.create");
  const place = useRef<HTMLElement>(null);
  const onKeyDown = useRowKeyDown(place, ".timeline-entry");
  return (
    <section class="timeline" aria-label={t("title")} ref={place} onKeyDown={onKeyDown}>
      <div class="row between">
        {mayAdd ? <AddBar id={id} title={title} onDone={again} /> : <span />}
        <Button kind="quiet" icon="filter" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {count ? t("filtersOn", { n: count }) : t("filters")}
        </Button>
      </div>
      {shown && <FilterForm filters={filters} onFilters={setFilters} />}
      {mayAdd && <QuickNote links={[{ id, title }]} onDone={again} mayShare={may("activity.publish")} />}
      <Shown asked={{ ...first, data: rows }} lines={6}>
        {(all) =>
          all.length === 0 ? (
            <Nothing filtered={count > 0} mayAdd={mayAdd} onClear={() => setFilters(NONE)} />
          ) : (
            daysOf(threadsOf(all)).map((day) => (
              <section class="timeline-day" key={day.key}>
                <h3>{dayName(day.key)}</h3>
                <ol class="plain">
                  {day.threads.map((thread) => (
                    <TimelineRow key={thread.row.id} thread={thread} here={id} onChanged={again} readOnly={readOnly} />
                  ))}
                </ol>
              </section>
            ))
          )
        }
      </Shown>
      {next && (
        <div>
          <Button onClick={more} busy={busy}>
            {t("older")}
          </Button>
        </div>
      )}
      <ErrorNote problem={problem ?? (rows ? first.problem : null)} retry={problem ? more : first.reload} />
    </section>
  );
}

function dayName(key: string): string {
  if (key === PLANNED) return t("planned");
  if (key === UNDATED) return t("undated");
  const near = nearDay(key);
  const whole = longDay(key);
  const days = Math.abs(Date.parse(key) - Date.now()) / 86_400_000;
  return days < 2 ? `${near[0]?.toLocaleUpperCase()}${near.slice(1)}` : whole;
}

function Nothing({ filtered, mayAdd, onClear }: { filtered: boolean; mayAdd: boolean; onClear: () => void }) {
  if (!filtered) return <Empty title={t("nothing")}>{mayAdd ? t("nothingHelp") : null}</Empty>;
  return <Empty title={t("nothingFits")} action={<Button onClick={onClear}>{t("clear")}</Button>} />;
}

const ADDED = [
  ["phone_call", "phone", "call"],
  ["email", "mail", "mail"],
  ["appointment", "calendar", "appointment"],
  ["task", "task", "task"],
] as const;

function AddBar({ id, title, onDone }: Pick<Props, "id" | "title"> & { onDone: () => void }) {
  const [adding, setAdding] = useState<string | null>(null);
  const links = [{ id, title }];
  const close = () => setAdding(null);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no field of a form */}
      <div class="row" role="group" aria-label={t("add")}>
        {ADDED.map(([kind, icon, name]) => (
          <Button key={kind} icon={icon} onClick={() => setAdding(kind)} title={common("add")}>
            {t(name)}
          </Button>
        ))}
      </div>
      {adding === "email" && <MailComposer links={links} to={addressee(id)} onDone={onDone} onClose={close} />}
      {adding && adding !== "email" && <Composer kind={adding} links={links} onDone={onDone} onClose={close} />}
    </>
  );
}

const addressee = (id: string): string | undefined => (/^(con|rel)_/.test(id) ? id : undefined);
