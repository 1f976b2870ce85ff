import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** What is likely the same, each beside it to be made one. */
export function DuplicatesDialog({ onClose }: { onClose: () => void }) {
  const { type, plural, record } = useCard();
  const asked = useQuery(`/v1/${plural}/${record.id}/duplicates`, (signal) =>
    got(api.POST("/v1/duplicates/check", { body: { of: type as Schemas["Proposed"]["of"], id: record.id }, signal })),
  );
  return (
    <Dialog
      title={w("likelyTheSame")}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {common("close")}
        </Button>
      }
    >
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={w("noDuplicates")} />
          ) : (
            <ul class="list">
              {data.map((each, at) => (
                <li key={each.id ?? at} class="row between">
                  {each.id ? (
                    <>
                      <span class="grow">
                        <a href={`/${plural}/${each.id}`} onClick={onClose}>
                          {each.title ?? each.id}
                        </a>{" "}
                        <span class="faint">
                          {each.place} {each.score !== null && w("alike", { score: each.score ?? 0 })}
                        </span>
                      </span>
                      <a class="button" href={`/merge/${type}?ids=${record.id},${each.id}`} onClick={onClose}>
                        {w("compare")}
                      </a>
                    </>
                  ) : (
                    <span class="faint">{w("maskedDuplicate")}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Dialog>
  );
}
