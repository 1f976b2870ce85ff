import { useRef, useState } from "preact/hooks";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { refusalOf } from "@/documents/refusal.ts";
import { typeNames } from "@/fields/type_name.ts";
import { Badge } from "@/shared/badge.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Page, Shown } from "@/shared/page.tsx";
import { go } from "@/shell/routing.ts";
import { moment } from "@/words/format.ts";
import { listImports, readFile, sendFile, TYPES } from "./importing.ts";
import { Wizard } from "./wizard.tsx";
import { w } from "./words.ts";
import "./style.css";

/** `/import`: a file and one's own imports; `/import/imp_…`: what becomes of one. */
export default function ImportFile({ id }: { id?: string }) {
  if (id) return <Wizard key={id} id={id} />;
  return (
    <Page title={w("title")}>
      <Choosing />
      <Own />
    </Page>
  );
}

function Choosing() {
  const [of, setOf] = useState("relation");
  const [header, setHeader] = useState(true);
  const [doing, setDoing] = useState("");
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file || doing) return;
    setProblem(null);
    const refused = refusalOf(file);
    if (refused) return setProblem(new ApiProblem(422, { code: "upload", detail: refused }));
    setDoing(w("sending", { name: file.name }));
    try {
      const upload = await sendFile(of, file);
      setDoing(w("reading", { name: file.name }));
      const made = await readFile(of, upload, header);
      stale("/v1/imports");
      go(`/import/${made.id}`);
    } catch (error) {
      setProblem(asProblem(error));
      setDoing("");
      if (input.current) input.current.value = "";
    }
  };
  return (
    <section class="form">
      <SelectField
        label={w("what")}
        options={TYPES.map((type) => ({ value: type, label: typeNames(type) }))}
        value={of}
        onValue={setOf}
      />
      <CheckField label={w("header")} checked={header} onChecked={setHeader} />
      <label
        class={over ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <Icon name="upload" />
        <span role="status">{doing || w("drop")}</span>
        <span class="help">{w("kinds")}</span>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,.vcf"
          aria-label={w("file")}
          disabled={Boolean(doing)}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      <ErrorNote problem={problem} label={() => w("file")} />
    </section>
  );
}

function Own() {
  const asked = useQuery("/v1/imports", () => listImports(), 0);
  return (
    <section class="stack">
      <h2>{w("own")}</h2>
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <p class="faint">{w("noneYet")}</p>
          ) : (
            <ul class="list">
              {data.map((each) => (
                <li key={each.id} class="own-import">
                  <div>
                    <a href={`/import/${each.id}`}>{each.file_name}</a>
                    <span class="help">
                      {typeNames(each.of)} · {w("rows", { n: each.rows })} · {moment(each.created_at)}
                    </span>
                  </div>
                  <Badge tone={each.job ? "good" : "plain"}>{w(each.job ? "begun" : "notBegun")}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
}
