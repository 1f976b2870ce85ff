import { useState } from "preact/hooks";
import type { RecordOf } from "@/api/records.ts";
import { RecordDialog } from "@/editing/index.ts";
import { Button } from "@/shared/button.tsx";
import { CodeTree } from "./code_tree.tsx";
import { c } from "./code_words.ts";
import { keyed } from "./field_draft.ts";
import { type Editing, RecordSection } from "./record_section.tsx";

/** The tables, and of one that is opened its codes as a tree. */
export default function CodeTables() {
  const [opened, setOpened] = useState<RecordOf | null>(null);
  if (!opened) {
    return (
      <RecordSection
        type="code_table"
        plural="code-tables"
        tells={["description"]}
        dialog={TableDialog}
        more={c("codes")}
        onMore={setOpened}
      />
    );
  }
  return (
    <div class="stack">
      <div class="row">
        <Button icon="left" onClick={() => setOpened(null)}>
          {c("allTables")}
        </Button>
      </div>
      <h2>{String(opened.name)}</h2>
      <CodeTree table={opened} />
    </div>
  );
}

const TableDialog = (editing: Editing) => (
  <RecordDialog type="code_table" fields={["name", "description", "shipped"]} completed={keyed} {...editing} />
);
