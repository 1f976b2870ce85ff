import { useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { Page } from "@/shared/page.tsx";
import { longDay, today } from "@/words/format.ts";
import { kindName } from "@/work/kinds.ts";
import { Composer, useComposerSoon } from "@/work/later.ts";
import { StartBlock, useBlocks } from "./blocks.tsx";
import { d } from "./words.ts";
import "./style.css";

/** The start page: what is to be done, and what is on today. */
export default function Today() {
  useComposerSoon();
  const blocks = useBlocks();
  const [adding, setAdding] = useState<string | null>(null);
  const mayAdd = may("activity.create");
  const main = blocks.filter((block) => block.kind === "worklist");
  const beside = blocks.filter((block) => block.kind !== "worklist");
  return (
    <Page
      title={d("title")}
      under={<p class="faint">{longDay(today())}</p>}
      actions={
        mayAdd && (
          <>
            <Button kind="primary" icon="plus" onClick={() => setAdding("task")}>
              {d("newTask")}
            </Button>
            <Button icon="phone" onClick={() => setAdding("phone_call")}>
              {kindName("phone_call")}
            </Button>
          </>
        )
      }
    >
      <div class={main.length && beside.length ? "start" : "start one"}>
        {main.length > 0 && (
          <div class="stack loose">
            {main.map((block) => (
              <StartBlock key={block.kind} block={block} onNew={mayAdd ? () => setAdding("task") : undefined} />
            ))}
          </div>
        )}
        <div class="start-beside">
          {beside.map((block) => (
            <StartBlock key={`${block.kind} ${block.record ?? ""}`} block={block} />
          ))}
        </div>
      </div>
      {adding && <Composer kind={adding} onClose={() => setAdding(null)} />}
    </Page>
  );
}
