import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField } from "@/shared/field.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { archive } from "@/work/doing.ts";
import { findAnything } from "@/work/people.ts";
import type { Activity } from "@/work/types.ts";
import { NewSender } from "./new_sender.tsx";
import { fileAt, INBOX, makeSender, senderOf } from "./waiting.ts";
import { i } from "./words.ts";

type Props = { mail: Activity; onDone: () => void };

/** Where a mail belongs: what it may be, one click each; any other record; or a sender made known. */
export function Assigning({ mail, onDone }: Props) {
  const [chosen, setChosen] = useState<Choice[]>([]);
  const [all, setAll] = useState(true);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const sender = senderOf(mail);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const existing = problem && typeof problem.body.existing === "string" ? problem.body.existing : null;
  return (
    <section class="panel stack assigning" aria-labelledby="assigning">
      <h2 id="assigning">{i("whatNow")}</h2>
      {existing ? (
        <div class="error-note" role="alert">
          <p>{i("known")}</p>
          <Button busy={busy} onClick={() => run(() => fileAt(mail, [existing], all))}>
            {i("assignKnown")}
          </Button>
        </div>
      ) : (
        <ErrorNote problem={problem} />
      )}
      <Suggestions
        sender={sender}
        busy={busy}
        onFile={(id) => run(() => fileAt(mail, [id], all))}
        onContact={may("contact.create") ? (id) => run(() => makeSender(mail, { company: { id } }, all)) : null}
      />
      <div class="assigning-row">
        <Picker label={i("to")} many chosen={chosen} onChosen={setChosen} find={findAnything} />
        <Button
          kind="primary"
          busy={busy}
          disabled={!chosen.length}
          onClick={() =>
            run(() =>
              fileAt(
                mail,
                chosen.map((each) => each.value),
                all,
              ),
            )
          }
        >
          {i("assign")}
        </Button>
      </div>
      {sender.email && <CheckField label={i("all", { email: sender.email })} checked={all} onChecked={setAll} />}
      {may("contact.create") && (
        <NewSender sender={sender} busy={busy} onMake={(made) => run(() => makeSender(mail, made, all))} />
      )}
      {may("activity.delete") && (
        <div>
          <Button
            icon="archive"
            busy={busy}
            onClick={() =>
              run(async () => {
                await archive(mail);
                stale(INBOX);
              })
            }
          >
            {i("archive")}
          </Button>
        </div>
      )}
    </section>
  );
}

type SuggestionProps = {
  sender: { name: string; email: string };
  busy: boolean;
  onFile: (id: string) => void;
  onContact: ((id: string) => void) | null;
};

/** Free addresses say nothing of where somebody works. */
const FREE =
  /^(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|web|mail|ya|yandex|proton|protonmail|kpnmail|ziggo|free|orange)\./i;
const MOST = 4;

/** The longest part of a domain but its last is most often what somebody is called: `post.hamerslag.co.uk`. */
const firmOf = (domain: string): string =>
  domain
    .split(".")
    .slice(0, -1)
    .reduce((best, each) => (each.length > best.length ? each : best), "");

/** Who has this address or name, and the company that the domain is called after. */
function Suggestions({ sender, busy, onFile, onContact }: SuggestionProps) {
  const domain = sender.email.split("@")[1] ?? "";
  const firm = domain && !FREE.test(domain) ? firmOf(domain) : "";
  const words = firm.length > 2 ? firm.replace(/[-_]/g, " ") : sender.name;
  const asked = useQuery(words ? `/v1/search?inbox=${words}` : null, (signal) =>
    got(api.GET("/v1/search", { params: { query: { q: words, types: "relation,contact", limit: MOST } }, signal })),
  );
  const found = asked.data?.data ?? [];
  if (!found.length) return null;
  return (
    <div>
      <h3>{i("suggestions")}</h3>
      <ul class="list">
        {found.map((hit) => (
          <li key={hit.id} class="row between">
            <span>
              {hit.title} <span class="faint small">{hit.place}</span>
            </span>
            <span class="row">
              {onContact && hit.type === "relation" && (
                <Button busy={busy} onClick={() => onContact(hit.id)}>
                  {i("contactOf", { name: hit.title })}
                </Button>
              )}
              <Button busy={busy} onClick={() => onFile(hit.id)} label={i("assignTo", { name: hit.title })}>
                {i("assign")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
