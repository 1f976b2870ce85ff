import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { complain } from "@/shared/toast.tsx";
import { bytes, moment } from "@/words/format.ts";
import { e } from "./erasure_words.ts";
import { counted, useNames } from "./erasures.tsx";

const PATH = "/v1/privacy/exports";
const TONES = { running: "accent", done: "good", stopped: "bad", expired: "plain" } as const;

/** All that is kept of a person, gathered so that it can be given to them. */
export function Copies() {
  const asked = useQuery(PATH, () => got(api.GET(PATH, { params: { query: { limit: 50, cursor: null } } })));
  const [who, setWho] = useState<Choice[]>([]);
  const [busy, setBusy] = useState(false);
  const name = useNames();
  const gather = async () => {
    setBusy(true);
    try {
      await api.POST(PATH, { body: { person: who[0]?.value ?? "" } });
      setWho([]);
      await asked.reload();
    } catch (error) {
      complain(error);
    }
    setBusy(false);
  };
  return (
    <div class="stack">
      {may("relation.export") && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void gather();
          }}
        >
          <Picker
            label={e("person")}
            help={e("copyHelp")}
            chosen={who}
            onChosen={setWho}
            find={recordsOf("relation", "contact")}
          />
          <div>
            <Button type="submit" busy={busy} disabled={!who.length}>
              {e("gather")}
            </Button>
          </div>
        </form>
      )}
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={e("noCopies")} />
          ) : (
            <ul class="list">
              {data.map((each) => (
                <li key={each.id} class="row between">
                  <div class="grow">
                    <strong>{counted(each.counts) || each.ids[0]}</strong>{" "}
                    <Badge tone={TONES[each.state]}>{e(`state_${each.state}`)}</Badge>
                    <p class="small faint">
                      {moment(each.created_at)} · {name(each.created_by)}
                    </p>
                  </div>
                  <span class="row">
                    {each.state === "running" && <Button onClick={() => asked.reload()}>{e("lookAgain")}</Button>}
                    {each.state === "done" &&
                      may("relation.export") &&
                      each.parts.map((part) => (
                        <Button key={part.number} icon="download" onClick={() => fetchPart(each.id, part.number)}>
                          {e("part", { n: part.number, size: bytes(part.size) })}
                        </Button>
                      ))}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
}

/** Its address is good for a short while, and so is asked for when somebody presses. */
async function fetchPart(id: string, part: number): Promise<void> {
  try {
    const params = { path: { id }, query: { part } };
    const { url } = await got(api.GET("/v1/privacy/exports/{id}/download", { params }));
    const link = document.createElement("a");
    link.href = url;
    link.rel = "noopener";
    link.download = "";
    link.click();
  } catch (error) {
    complain(error);
  }
}
