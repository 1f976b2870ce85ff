import { useState } from "preact/hooks";
import { api } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { typeName } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { roleName } from "@/shared/role_name.ts";
import { type Block, blocksOn, type Layout, type Making, SCREENS, shippedOn } from "./blocks.ts";
import { BlocksEditor } from "./blocks_editor.tsx";
import { l } from "./layout_words.ts";
import { Setting } from "./setting.tsx";
import { useRoles } from "./users.tsx";

const PATH = "/v1/layouts";

const isOf = (layout: Layout, of: string, role: string): boolean => layout.of === of && (layout.role ?? "") === role;

/** Which blocks stand on a screen: for everybody, and otherwise for a role. */
export default function Layouts() {
  const roles = useRoles();
  const [of, setOf] = useState("relation");
  const [role, setRole] = useState("");
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ data }) => data as Layout[]}
      write={(layouts, header) => api.PUT(PATH, { params: { header }, body: { layouts: layouts.map(bodyOf) } })}
      may={may("setting.edit")}
      onKept={() => {
        stale("/v1/me/layouts");
        stale("/v1/schema/");
      }}
    >
      {({ draft, change, problem, told }) => {
        const own = draft.find((each) => isOf(each, of, role));
        const general = draft.find((each) => isOf(each, of, ""));
        const inherited = (role && general?.blocks) || shippedOn(told, of);
        const put = (blocks: Block[] | null) => {
          const rest = draft.filter((each) => !isOf(each, of, role));
          change(blocks ? [...rest, { of, role: role || null, blocks }] : rest);
        };
        const place = draft.findIndex((each) => isOf(each, of, role));
        return (
          <>
            <div class="row tools">
              <SelectField
                label={l("screen")}
                value={of}
                onValue={setOf}
                options={SCREENS.map((value) => ({
                  value,
                  label: value === "start" ? l("startPage") : typeName(value),
                }))}
              />
              <SelectField
                label={l("forWhom")}
                value={role}
                onValue={setRole}
                options={[
                  { value: "", label: l("everybody") },
                  ...(roles.data?.data ?? []).map(({ key, name }) => ({ value: key, label: roleName(key, name) })),
                ]}
              />
            </div>
            {own ? (
              <>
                <BlocksEditor
                  key={`${of} ${role}`}
                  of={of}
                  making={told}
                  blocks={own.blocks}
                  onBlocks={put}
                  fault={(at) => problem?.about(`layouts[${place}].blocks[${at}]`) ?? null}
                />
                <div class="row">
                  <Button onClick={() => put(null)}>{l("dropOwn")}</Button>
                </div>
              </>
            ) : (
              <div class="stack">
                <p class="faint">{l(role && general ? "asEverybody" : "asShipped")}</p>
                <ol>
                  {inherited.map((block) => (
                    <li key={block.kind}>{l(block.kind)}</li>
                  ))}
                </ol>
                <div class="row">
                  <Button icon="edit" onClick={() => put(inherited.length ? [...inherited] : first(told, of))}>
                    {l("makeOwn")}
                  </Button>
                </div>
              </div>
            )}
          </>
        );
      }}
    </Setting>
  );
}

const first = (told: Making, of: string): Block[] =>
  blocksOn(told, of)
    .slice(0, 1)
    .map((kind) => ({ kind }));

function bodyOf({ of, role, blocks }: Layout): Layout {
  return {
    of,
    role: role ?? null,
    blocks: blocks.map(({ kind, names, fields, record }) => ({
      kind,
      ...(names ? { names: Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim())) } : {}),
      ...(kind === "fields" ? { fields: fields ?? [] } : {}),
      ...(record ? { record } : {}),
    })),
  };
}
