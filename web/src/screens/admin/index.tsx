import "./style.css";
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextField } from "@/shared/field.tsx";
import { Empty, Page, Skeleton } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { about } from "./about_words.ts";
import { RecordSection } from "./record_section.tsx";
import { address, GROUPS, isOffered, offered, type Section, sectionOf } from "./sections.ts";
import { title } from "./titles.ts";
import { w } from "./words.ts";

/** What an administrator shapes: an index by subject, and one page for each. */
export default function Admin({ section }: { section?: string }) {
  const chosen = section ? sectionOf(section) : undefined;
  if (!section) return <Index />;
  if (!chosen) return <Nothing title={w("admin")}>{common("notFound")}</Nothing>;
  if (!isOffered(chosen)) return <Nothing title={title(chosen.key)}>{common("notAllowed")}</Nothing>;
  return (
    <Page
      title={title(chosen.key)}
      wide={chosen.wide ?? false}
      under={
        <>
          <Up />
          <p class="faint about">{about(chosen.key)}</p>
        </>
      }
    >
      <Part key={chosen.key} section={chosen} />
    </Page>
  );
}

const Up = () => (
  <a class="small" href="/admin">
    {w("admin")}
  </a>
);

/** In place of a section: why there is none, and the way to those there are. */
const Nothing = ({ title, children }: { title: string; children: string }) => (
  <Page title={title}>
    <p>{children}</p>
    <p>
      <Up />
    </p>
  </Page>
);

function Index() {
  const [text, setText] = useState("");
  const wanted = text.trim().toLocaleLowerCase();
  const found = offered().filter(({ key }) => `${title(key)} ${about(key)}`.toLocaleLowerCase().includes(wanted));
  return (
    <Page title={w("admin")}>
      <div class="form">
        <TextField label={w("find")} type="search" value={text} onValue={setText} />
      </div>
      {GROUPS.map((group) => {
        const inside = found.filter((each) => each.group === group);
        return (
          inside.length > 0 && (
            <section key={group} class="stack">
              <h2>{w(group)}</h2>
              <ul class="plain admin-index">
                {inside.map((each) => (
                  <li key={each.key}>
                    <a href={`/admin/${address(each)}`}>{title(each.key)}</a>
                    <p class="small faint">{about(each.key)}</p>
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
      {found.length === 0 && <Empty title={common("nothingFound")} />}
    </Page>
  );
}

function Part({ section }: { section: Section }) {
  const [Loaded, setLoaded] = useState<FunctionComponent | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    section.load?.().then(
      (file) => setLoaded(() => file.default),
      (error) => setProblem(asProblem(error)),
    );
  }, []);
  if (section.type && section.plural) {
    return <RecordSection type={section.type} plural={section.plural} tells={section.tells ?? []} />;
  }
  if (problem) return <ErrorNote problem={problem} />;
  return Loaded ? <Loaded /> : <Skeleton lines={5} />;
}
