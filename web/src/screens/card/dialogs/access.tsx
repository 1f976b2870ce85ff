import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { changeRecord } from "@/api/records.ts";
import { FieldInput, fieldOf, optionLabel } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField } from "@/shared/field.tsx";
import { Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { reasonOf } from "@/words/reasons.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** Who may see it, how far and why; and for who may, whether it is only for those on a list. */
export function AccessDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { record } = useCard();
  const [limit, setLimit] = useState(50);
  const address = `/v1/records/${record.id}/access`;
  const asked = useQuery(`${address}?limit=${limit}`, (signal) =>
    got(api.GET("/v1/records/{id}/access", { params: { path: { id: record.id }, query: { limit } }, signal })),
  );
  const forbidden = asked.problem?.status === 403;
  return (
    <Dialog title={w("whoMaySee")} onClose={onClose} wide>
      <Restricting onDone={onDone} />
      {forbidden ? (
        <p class="faint">{w("accessForOwners")}</p>
      ) : (
        <Shown asked={asked} lines={6}>
          {(access) => (
            <>
              {access.restricted_by.length > 0 && <p>{w("restrictedThrough")}</p>}
              <div class="scroll-x">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{w("who")}</th>
                      <th scope="col">{w("howFar")}</th>
                      <th scope="col">{w("because")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {access.data.map((each) => (
                      <tr key={each.user.id}>
                        <td>
                          <a href={`/colleagues/${each.user.id}`} onClick={onClose}>
                            {each.user.title}
                          </a>{" "}
                          {each.kind === "external" && <Badge tone="accent">{w("outside")}</Badge>}
                        </td>
                        <td>{optionLabel("access", each.level)}</td>
                        <td class="small">{reasonOf(each.because)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {access.page.has_more && limit < 99 && <Button onClick={() => setLimit(99)}>{common("more")}</Button>}
            </>
          )}
        </Shown>
      )}
    </Dialog>
  );
}

/** The switch and its list stand in the record itself: who may write them may set them. */
function Restricting({ onDone }: { onDone: () => void }) {
  const { record, schema, plural, can, onSaved } = useCard();
  const restricted = fieldOf(schema, "restricted");
  const list = fieldOf(schema, "access");
  const before = { restricted: record.restricted === true, access: record.access ?? [] };
  const [values, setValues] = useState<{ restricted: boolean; access: unknown }>(before);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null);
  if (restricted?.may !== "write" || !can("edit")) return null;
  const isChanged = JSON.stringify(values) !== JSON.stringify(before);
  const save = async () => {
    setBusy(true);
    try {
      onSaved(await changeRecord(plural, record.id, values, record.version));
      stale(`/v1/records/${record.id}/access`);
      say(w(values.restricted ? "isRestricted" : "isUnrestricted"));
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="stack panel">
      <ErrorNote problem={problem} />
      <CheckField
        label={w("restrict")}
        help={w("restrictHelp")}
        checked={values.restricted}
        onChecked={(restricted) => setValues({ ...values, restricted })}
      />
      {list && (
        <FieldInput
          field={list}
          value={values.access}
          onValue={(access) => setValues({ ...values, access })}
          problem={problem?.about("access")}
        />
      )}
      {isChanged && (
        <div class="actions">
          <Button kind="primary" busy={busy} onClick={save}>
            {common("save")}
          </Button>
        </div>
      )}
    </section>
  );
}
