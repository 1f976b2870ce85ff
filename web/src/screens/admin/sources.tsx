import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { day } from "@/words/format.ts";
import { d } from "./duty_words.ts";
import { w } from "./words.ts";

type Source = Schemas["KnownSource"];
const PATH = "/v1/prefill";
const ONE = "/v1/prefill/{source}";
const at = ({ name: source }: Source) => ({ path: { source } });

/** Where relations can be filled in from: each is on once it has a key, which is never shown again. */
export default function Sources() {
  const asked = useQuery<{ data: Source[] }>(PATH, (signal) => got(api.GET(PATH, { signal })));
  const [given, setGiven] = useState<Source | null>(null);
  const turnOff = async (source: Source) => {
    try {
      await api.DELETE(ONE, { params: at(source) });
      stale(PATH);
      say(d("turnedOff", { name: source.label }));
    } catch (error) {
      complain(error);
    }
  };
  return (
    <>
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={w("nothingYet")} />
          ) : (
            <ul class="list">
              {data.map((source) => (
                <li key={source.name} class="row between">
                  <div class="grow">
                    <strong>{source.label}</strong>{" "}
                    <Badge tone={source.on ? "good" : "plain"}>{d(source.on ? "on" : "isOff")}</Badge>
                    <p class="small faint">{about(source)}</p>
                    {!source.on && source.why && <p class="small">{source.why}</p>}
                  </div>
                  {may("setting.edit") && (
                    <span class="row">
                      <Button onClick={() => setGiven(source)}>{d(source.key ? "otherKey" : "giveKey")}</Button>
                      {source.key && <Button onClick={() => turnOff(source)}>{d("turnOff")}</Button>}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {given && <KeyDialog source={given} onClose={() => setGiven(null)} />}
    </>
  );
}

function about({ key, attribution }: Source): string {
  return key ? d("keyOf", { end: key.ends_with, day: day(key.set_at) }) : attribution;
}

function KeyDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const [key, setKey] = useState("");
  const save = async () => {
    await got(api.PUT(ONE, { params: at(source), body: { key: key.trim() } }));
    stale(PATH);
    say(w("saved"));
    onClose();
  };
  return (
    <FormDialog title={source.label} disabled={!key.trim()} save={save} onClose={onClose}>
      {(problem) => (
        <TextField
          label={d("key")}
          help={d("keyHelp")}
          required
          autoFocus
          autocomplete="off"
          spellcheck={false}
          value={key}
          onValue={setKey}
          problem={problem?.about("key")}
        />
      )}
    </FormDialog>
  );
}
