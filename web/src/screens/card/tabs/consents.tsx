import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { RecordDialog } from "@/editing/index.ts";
import { optionLabel } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { day } from "@/words/format.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Consent = Schemas["ConsentRecord"];
const TONES = { given: "good", refused: "bad", withdrawn: "warn" } as const;
const TOLD = ["state", "at", "source", "channel", "text", "evidence", "valid_until"];

/** What somebody agreed to, refused and withdrew: one for each purpose, the history of each behind it. */
export function ConsentsTab() {
  const { type, record, title } = useCard();
  const [opened, setOpened] = useState<Consent | "new" | null>(null);
  const plural = type === "contact" ? "contacts" : "relations";
  const params = { path: { id: record.id }, query: { limit: 100 } };
  const asked = useQuery(`/v1/${plural}/${record.id}/consents`, (signal) =>
    got(api.GET(`/v1/${plural}/{id}/consents`, { params, signal })),
  );
  const add = may("consent.create") && !record.archived_at && (
    <Button icon="plus" onClick={() => setOpened("new")}>
      {w("newConsent")}
    </Button>
  );
  const close = () => setOpened(null);
  const done = () => {
    close();
    void asked.reload();
  };
  return (
    <>
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={w("noConsents")} action={add} />
          ) : (
            <div class="stack">
              <div class="actions">{add}</div>
              <ul class="list">
                {data.map((each) => (
                  <Line key={each.id} consent={each} onChange={() => setOpened(each)} />
                ))}
              </ul>
            </div>
          )
        }
      </Shown>
      {opened === "new" && (
        <RecordDialog
          type="consent"
          title={w("newConsent")}
          initial={{ party: { id: record.id, title } }}
          fields={["purpose", ...TOLD]}
          onDone={done}
          onClose={close}
        />
      )}
      {opened !== null && opened !== "new" && (
        <RecordDialog
          type="consent"
          title={opened.purpose}
          record={opened}
          fields={TOLD}
          onDone={done}
          onClose={close}
        />
      )}
    </>
  );
}

function Line({ consent, onChange }: { consent: Consent; onChange: () => void }) {
  const { purpose, state, at, source, channel, text, valid_until } = consent;
  const told = [
    day(at),
    optionLabel("source", source, "consent"),
    channel && channel !== "any" && optionLabel("channel", channel, "consent"),
    valid_until && w("validUntil", { day: day(valid_until) }),
  ];
  return (
    <li class="row between">
      <div class="grow">
        <p>
          <strong>{purpose}</strong> <Badge tone={TONES[state]}>{optionLabel("state", state, "consent")}</Badge>
        </p>
        <p class="faint small">{told.filter(Boolean).join(" · ")}</p>
        {text && <p class="small">{text}</p>}
      </div>
      {may("consent.edit") && (
        <Button kind="quiet" icon="edit" label={`${common("edit")}: ${purpose}`} onClick={onChange} />
      )}
    </li>
  );
}
