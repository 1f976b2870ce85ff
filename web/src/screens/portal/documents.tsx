import { useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Page, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { readDocuments } from "./asking.ts";
import { DocumentLines } from "./document_lines.tsx";
import { w } from "./words.ts";

export default function PortalDocuments() {
  const asked = useQuery("/v1/portal/documents", () => readDocuments());
  const more = async () => {
    if (!asked.data) return;
    const next = await readDocuments(undefined, asked.data.page.next_cursor);
    asked.set({ data: [...asked.data.data, ...next.data], page: next.page });
  };
  return (
    <Page title={w("documents")}>
      <Shown asked={asked} lines={5}>
        {(told) => (
          <>
            {told.data.length === 0 ? (
              <Empty title={w("noDocuments")}>{w("noDocumentsHelp")}</Empty>
            ) : (
              <DocumentLines rows={told.data} />
            )}
            {told.page.has_more && <Button onClick={() => more().catch(complain)}>{w("more")}</Button>}
          </>
        )}
      </Shown>
    </Page>
  );
}
