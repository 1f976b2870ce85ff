import { useQuery } from "@/api/query.ts";
import { Page, Shown } from "@/shared/page.tsx";
import { ActivityLines } from "./activity_lines.tsx";
import { readActivities, readDocuments, readRelation } from "./asking.ts";
import { DocumentLines } from "./document_lines.tsx";
import { partName, w } from "./words.ts";

/** A relation of somebody from outside: what is known of it, and what is shared that concerns it. */
export default function PortalRelation({ id = "" }: { id?: string }) {
  const asked = useQuery(`/v1/portal/relations/${id}`, () => readRelation(id));
  const work = useQuery(`/v1/portal/activities?relation=${id}`, () => readActivities(null, id));
  const papers = useQuery(`/v1/portal/documents?relation=${id}`, () => readDocuments(id));
  return (
    <Page title={asked.data?.title ?? ""} under={<a href="/">{w("start")}</a>}>
      <Shown asked={asked}>
        {(told) => (
          <dl class="portal-facts">
            {(
              [
                [w("part"), told.part && partName(told.part)],
                [w("city"), told.city],
                [w("chamberNumber"), told.chamber_number],
                [w("vatNumber"), told.vat_number],
              ] as const
            ).map(
              ([name, value]) =>
                value && (
                  <div key={name}>
                    <dt class="small faint">{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
            )}
          </dl>
        )}
      </Shown>
      <section class="panel">
        <h2>{w("work")}</h2>
        <Shown asked={work}>{({ data }) => <ActivityLines rows={data} empty={w("noActivities")} />}</Shown>
      </section>
      <section class="panel">
        <h2>{w("documents")}</h2>
        <Shown asked={papers}>
          {({ data }) => (data.length === 0 ? <p class="faint">{w("noDocuments")}</p> : <DocumentLines rows={data} />)}
        </Shown>
      </section>
    </Page>
  );
}
