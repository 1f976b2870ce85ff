import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Page, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { day } from "@/words/format.ts";
import { download, type Pages, readDocument, readPages } from "./asking.ts";
import { validity } from "./document_lines.tsx";
import { w } from "./words.ts";

/** A document that is shared: what it is, its pages, its file where that may be had. */
export default function PortalDocument({ id = "" }: { id?: string }) {
  const asked = useQuery(`/v1/portal/documents/${id}`, () => readDocument(id));
  return (
    <Page title={asked.data?.title ?? w("documents")} under={<a href="/portal/documents">{w("documents")}</a>}>
      <Shown asked={asked} lines={5}>
        {(told) => (
          <>
            <p class="faint">
              {[
                told.file_name,
                day(told.at),
                validity(told),
                told.for_viewing ? w("forViewing") : null,
                told.relations.map((one) => one.title).join(", "),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {told.description && <p class="as-typed">{told.description}</p>}
            {told.current && (
              <>
                {!told.for_viewing && (
                  <div>
                    <Button kind="primary" icon="download" onClick={() => download(id).catch(complain)}>
                      {w("download")}
                    </Button>
                  </div>
                )}
                <PagesOf id={id} />
              </>
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

/** Pictures of the pages, asked for when somebody wants them: who looks at what stands in the history. */
function PagesOf({ id }: { id: string }) {
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const look = () => readPages(id).then(setPages, (error) => setProblem(asProblem(error)));
  if (problem?.status === 409) return <p class="faint">{w("noPages")}</p>;
  if (problem) return <ErrorNote problem={problem} retry={look} />;
  if (!pages) {
    return (
      <div>
        <Button icon="eye" onClick={look}>
          {w("pages")}
        </Button>
      </div>
    );
  }
  if (pages.pages.length === 0) return <p class="faint">{w("noPages")}</p>;
  return (
    <ol class="plain pages">
      {pages.pages.map((each) => (
        <li key={each.page}>
          <img src={each.url} alt={w("page", { n: each.page, of: pages.number })} loading="lazy" />
        </li>
      ))}
    </ol>
  );
}
