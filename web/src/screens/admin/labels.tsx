import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { changeRecord, type Link } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { typeName } from "@/fields/index.ts";
import { Badge, Dot } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { number } from "@/words/format.ts";
import { named } from "@/words/words.ts";
import { FieldDialog } from "./field_dialog.tsx";
import { type FieldOption, type FieldRecord, isChoice } from "./field_draft.ts";
import { f, type Kind, kindName } from "./field_words.ts";
import { b } from "./label_words.ts";
import { MergeOptions } from "./merge_options.tsx";
import { changed, TYPES, useOwnFields } from "./own_fields.tsx";
import { w } from "./words.ts";

type Usage = Schemas["FieldUsage"];

/** Lists of choices: who looks after each, how often each choice is used, and making one of two. */
export default function Labels() {
  const [of, setOf] = useState<string>("relation");
  const fields = useOwnFields(of);
  return (
    <div class="stack">
      <div class="form">
        <SelectField
          label={f("of")}
          value={of}
          onValue={setOf}
          options={TYPES.map((each) => ({ value: each, label: typeName(each) }))}
        />
      </div>
      <Shown asked={fields} lines={5}>
        {({ data }) => {
          const choices = data.filter((field) => isChoice(field.kind as Kind));
          return choices.length === 0 ? (
            <Empty
              title={b("noChoices", { type: typeName(of) })}
              action={may("custom_field.create") && <a href="/admin/fields">{f("newField")}</a>}
            />
          ) : (
            choices.map((field) => <FieldOf key={field.id} of={of} field={field} alone={choices.length === 1} />)
          );
        }}
      </Shown>
    </div>
  );
}

const links = (value: unknown): string => ((value as Link[] | null) ?? []).map(({ title }) => title).join(", ");

function FieldOf({ of, field, alone }: { of: string; field: FieldRecord; alone: boolean }) {
  const [open, setOpen] = useState(alone);
  const [editing, setEditing] = useState(false);
  const name = named(field.names, String(field.name));
  const owner = (field.owner as Link | null | undefined)?.title;
  const adders = links(field.may_add_options);
  return (
    <section class="panel label-list">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{name}</strong> <span class="faint small">{kindName(field.kind as Kind)}</span>
        </summary>
        <div class="stack">
          <p class="small faint">
            {b("lookedAfter", { name: owner ?? "–" })} · {b("mayAdd", { names: adders || b("administrators") })}
          </p>
          {open && <Options of={of} field={field} />}
        </div>
      </details>
      {may("custom_field.edit") && (
        <Button icon="edit" aria-label={`${common("edit")}: ${name}`} onClick={() => setEditing(true)}>
          {common("edit")}
        </Button>
      )}
      {editing && <FieldDialog of={of} record={field} onClose={() => setEditing(false)} />}
    </section>
  );
}

/** All pages of it: of each option how many records have it. */
async function usageOf(id: string): Promise<Usage["data"]> {
  const all: Usage["data"] = [];
  for (let start: number | null = 0; start !== null; ) {
    const params = { path: { id }, query: { start } };
    const page: Usage = await got(api.GET("/v1/custom-fields/{id}/usage", { params }));
    all.push(...page.data);
    start = page.next;
  }
  return all;
}

function Options({ of, field }: { of: string; field: FieldRecord }) {
  const at = `/v1/custom-fields/${field.id}/usage`;
  const counts = field.indexed !== false && may("custom_field.edit");
  const usage = useQuery(counts ? at : null, () => usageOf(field.id));
  const [merged, setMerged] = useState<FieldOption | null>(null);
  const put = async (option: FieldOption, archived: boolean) => {
    const all = field.options as FieldOption[];
    const options = all.map((each) => (each.key === option.key ? { ...each, archived } : each));
    await changeRecord("custom-fields", field.id, { options }, field.version);
    changed(of);
  };
  const archive = async (option: FieldOption) => {
    try {
      await put(option, !option.archived);
      say(option.archived ? w("saved") : w("wasArchived", { name: option.name }));
    } catch (error) {
      complain(error);
    }
  };
  return (
    <>
      {!counts && <p class="faint small">{b("notCounted")}</p>}
      <ul class="list">
        {(field.options as FieldOption[]).map((option) => {
          const used = usage.data?.find(({ key }) => key === option.key);
          return (
            <li key={option.key} class="row between">
              <span class="row grow">
                {option.colour && <Dot color={option.colour} />}
                <span>{named(option.names, option.name)}</span>
                {option.archived && <Badge>{w("archived")}</Badge>}
                {used?.records === 0 && !option.archived && <Badge tone="warn">{b("unused")}</Badge>}
              </span>
              <span class="faint small">{used ? number(used.records) + (used.at_least ? "+" : "") : ""}</span>
              {may("custom_field.edit") && (
                <Menu
                  label={option.name}
                  items={[
                    !option.archived && { label: b("mergeInto"), icon: "link", run: () => setMerged(option) },
                    {
                      label: common(option.archived ? "restore" : "archive"),
                      icon: option.archived ? "restore" : "archive",
                      run: () => archive(option),
                    },
                  ]}
                />
              )}
            </li>
          );
        })}
      </ul>
      {merged && (
        <MergeOptions
          field={field}
          source={merged}
          used={usage.data?.find(({ key }) => key === merged.key)}
          onDone={() => changed(of)}
          onClose={() => setMerged(null)}
        />
      )}
    </>
  );
}
