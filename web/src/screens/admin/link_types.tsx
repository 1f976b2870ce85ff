import { useState } from "preact/hooks";
import { api, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import { moved } from "./field_draft.ts";
import { LinkTypeDialog } from "./link_type_dialog.tsx";
import { changedAt, Setting } from "./setting.tsx";
import { s } from "./setting_words.ts";
import { w } from "./words.ts";

export type LinkType = Schemas["LinkTypeFields"];
type Known = Schemas["KnownLinkType"];

const PATH = "/v1/link-types";

/** Types of link: what each side is called, what may stand there, and which are offered. */
export default function LinkTypes() {
  const [edited, setEdited] = useState<number | "new" | null>(null);
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ data }) => data.map(plainly)}
      write={(types, header) => api.PUT(PATH, { params: { header }, body: { types } })}
      may={may("setting.edit")}
      onKept={() => stale("/v1/schema/connection")}
    >
      {({ draft, change, told }) => (
        <>
          <ul class="list">
            {draft.map((type, at) => (
              <li key={type.key} class="row between">
                <div class="grow">
                  <strong>{forward(type)}</strong> {type.archived && <Badge>{w("archived")}</Badge>}
                  <p class="small faint">{about(type)}</p>
                </div>
                <span class="row">
                  <Button
                    kind="quiet"
                    icon="up"
                    label={`${s("up")}: ${forward(type)}`}
                    disabled={at === 0}
                    onClick={() => change(moved(draft, at, -1))}
                  />
                  <Button
                    kind="quiet"
                    icon="down"
                    label={`${s("down")}: ${forward(type)}`}
                    disabled={at === draft.length - 1}
                    onClick={() => change(moved(draft, at, 1))}
                  />
                  <Button
                    kind="quiet"
                    icon="edit"
                    label={`${common("edit")}: ${forward(type)}`}
                    onClick={() => setEdited(at)}
                  />
                  <Button
                    kind="quiet"
                    icon={type.archived ? "restore" : "archive"}
                    label={`${common(type.archived ? "restore" : "archive")}: ${forward(type)}`}
                    onClick={() => change(changedAt(draft, at, { archived: !type.archived }))}
                  />
                </span>
              </li>
            ))}
          </ul>
          <div class="row">
            <Button icon="plus" onClick={() => setEdited("new")}>
              {s("newLink")}
            </Button>
          </div>
          {edited !== null && (
            <LinkTypeDialog
              {...(edited === "new" ? {} : { type: draft[edited] as LinkType })}
              known={edited !== "new" && told.data.some(({ key }) => key === draft[edited]?.key)}
              onDone={(type) => {
                change(edited === "new" ? [...draft, type] : changedAt(draft, edited, type));
                setEdited(null);
              }}
              onClose={() => setEdited(null)}
            />
          )}
        </>
      )}
    </Setting>
  );
}

const forward = (type: LinkType): string => named(type.forward, Object.values(type.forward)[0] ?? type.key);

function about(type: LinkType): string {
  const back = type.symmetric ? "" : named(type.backward, Object.values(type.backward ?? {})[0] ?? "");
  const sides = [type.from_types, type.to_types].map((side) => side.map((each) => s(each)).join(", "));
  return [back, sides.join(" → ")].filter(Boolean).join(" · ");
}

function plainly({ from_name, to_name, shipped, ...type }: Known): LinkType {
  return type as LinkType;
}
