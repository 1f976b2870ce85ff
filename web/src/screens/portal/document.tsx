import type { ComponentChildren } from "preact";
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
              <PagesOf id={id}>
                {!told.for_viewing && (
                  <Button kind="primary" icon="download" onClick={() => download(id).catch(complain)}>
                    {w("download")}
                  </Button>
                )}
              </PagesOf>
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

/** Pictures of the pages, asked for when somebody wants them: who looks at what stands in the history. */
function PagesOf({ id, children }: { id: string; children: ComponentChildren }) {
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const look = async () => {
    setProblem(null);
    await readPages(id).then(setPages, (error) => setProblem(asProblem(error)));
  };
  const isBare = problem?.status === 409 || pages?.pages.length === 0;
  return (
    <>
      <div class="row">
        {children}
        {!pages && !problem && (
          <Button icon="eye" onClick={look}>
            {w("pages")}
          </Button>
        )}
      </div>
      {isBare && <p class="faint">{w("noPages")}</p>}
      {!isBare && <ErrorNote problem={problem} retry={look} />}
      {pages && !isBare && (
        <ol class="plain pages">
          {pages.pages.map((each) => (
            <li key={each.page}>
              <img src={each.url} alt={w("page", { n: each.page, of: pages.number })} loading="lazy" />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
