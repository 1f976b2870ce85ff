import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { CheckField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { day } from "@/words/format.ts";
import { ticked } from "./link_type_dialog.tsx";
import type { Rule } from "./retention.tsx";
import { outcomeName, t } from "./trust_words.ts";

type Due = Schemas["DueRow"];
const MOST_AT_ONCE = 20;

/** What is due by a rule now; what is chosen from it is archived or erased, twenty at a time. */
export function DueList({ rule }: { rule: Rule }) {
  const at = `/v1/retention/due?rule=${rule.key}`;
  const query = { rule: rule.key, limit: MOST_AT_ONCE, cursor: null };
  const asked = useQuery(at, () => got(api.GET("/v1/retention/due", { params: { query } })));
  const [chosen, setChosen] = useState<string[]>([]);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Shown asked={asked}>
        {({ data, page }) =>
          data.length === 0 ? (
            <Empty title={t("nothingDue")} />
          ) : (
            <>
              <ul class="list">
                {data.map((row) => {
                  const href = screenOf(row.id);
                  return (
                    <li key={row.id} class="row between">
                      {rule.action === "review" ? (
                        <Titled row={row} href={href} />
                      ) : (
                        <CheckField
                          label={<Titled row={row} href={href} />}
                          checked={chosen.includes(row.id)}
                          onChecked={(on) => setChosen(ticked(chosen, row.id, on))}
                        />
                      )}
                      <span class="faint small">{t("since", { day: day(row.since) })}</span>
                    </li>
                  );
                })}
              </ul>
              {page.has_more && <p class="faint small">{t("moreDue")}</p>}
              {rule.action !== "review" && (
                <div class="row">
                  <Button onClick={() => setChosen(chosen.length ? [] : data.map(({ id }) => id))}>
                    {chosen.length ? common("none") : common("all")}
                  </Button>
                  <Button kind="danger" disabled={!chosen.length} onClick={() => setAsking(true)}>
                    {t(rule.action === "erase" ? "eraseThese" : "archiveThese", { n: chosen.length })}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Shown>
      {asking && (
        <Applying
          rule={rule}
          ids={chosen}
          onDone={() => {
            setAsking(false);
            setChosen([]);
            void asked.reload();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

const Titled = ({ row, href }: { row: Due; href: string | null }) =>
  href ? <a href={href}>{row.title || row.id}</a> : <span>{row.title || row.id}</span>;

type ApplyProps = { rule: Rule; ids: string[]; onDone: () => void; onClose: () => void };

/** Asked first: what is erased does not come back. */
function Applying({ rule, ids, onDone, onClose }: ApplyProps) {
  const [left, setLeft] = useState<Schemas["Applied"][] | null>(null);
  const action = t(rule.action === "erase" ? "eraseThese" : "archiveThese", { n: ids.length });
  const apply = async () => {
    const { data } = await got(api.POST("/v1/retention/apply", { body: { rule: rule.key, ids } }));
    const not = data.filter(({ outcome }) => outcome !== "archived" && outcome !== "erasing");
    say(t("applied", { n: data.length - not.length }));
    if (not.length === 0) return onDone();
    setLeft(not);
  };
  if (left) {
    return (
      <Dialog title={t("notApplied")} onClose={onDone} footer={<Button onClick={onDone}>{common("close")}</Button>}>
        <ul>
          {left.map(({ id, outcome }) => (
            <li key={id}>
              {id}: {outcomeName(outcome)}
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <FormDialog title={action} action={action} danger save={apply} onClose={onClose}>
      <p>{t(rule.action === "erase" ? "eraseMeans" : "archiveMeans")}</p>
    </FormDialog>
  );
}
