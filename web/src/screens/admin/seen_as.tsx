import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { labelOf, type Schema, typeNames, useSchema } from "@/fields/index.ts";
import { columnsOf, titleField, usual } from "@/screens/list/columns.ts";
import { SelectField } from "@/shared/field.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { GROUPS } from "@/shell/menu_places.ts";
import { shell } from "@/shell/words.ts";
import { v } from "./as_words.ts";
import { CardAs } from "./card_as.tsx";
import { actionName } from "./rights_words.ts";

type Rights = Schemas["UserRights"];
export type TypeTold = Rights["types"][number];

/** Those that have a list and a card of their own. */
const LISTED = ["relation", "contact", "activity", "document", "address", "building", "product"];

/** The menu, the columns of a list and a card, as they come of somebody's rights. */
export function SeenAs({ told }: { told: Rights }) {
  const types = told.types.filter(({ type, actions }) => LISTED.includes(type) && actions.includes("read"));
  const [type, setType] = useState(types[0]?.type ?? "");
  const known = types.find((each) => each.type === type);
  if (told.kind !== "employee") return <p>{v("portalOnly")}</p>;
  return (
    <div class="stack loose">
      <p class="faint small about">{v("countedFrom")}</p>
      <MenuAs told={told} />
      {known ? (
        <>
          <div class="form">
            <SelectField
              label={v("listOf")}
              value={type}
              onValue={setType}
              options={types.map((each) => ({ value: each.type, label: typeNames(each.type) }))}
            />
          </div>
          <TypeAs key={type} told={told} known={known} />
        </>
      ) : (
        <p>{v("noLists")}</p>
      )}
    </div>
  );
}

function MenuAs({ told }: { told: Rights }) {
  const rights = new Set(told.types.flatMap(({ type, actions }) => actions.map((action) => `${type}.${action}`)));
  const may = (right: string) => told.administrator || rights.has(right);
  return (
    <section class="stack">
      <h2>{v("menu")}</h2>
      <ul class="plain row menu-as">
        {GROUPS.flat()
          .filter((place) => !place.rights || place.rights.some(may))
          .map(({ path, icon, name }) => (
            <li key={path} class="row">
              <Icon name={icon} />
              <span>{shell(name)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

function TypeAs({ told, known }: { told: Rights; known: TypeTold }) {
  const schema = useSchema(known.type);
  return (
    <Shown asked={schema}>
      {(whole) => {
        const seen: Schema = { ...whole, fields: whole.fields.filter(({ name }) => known.fields[name] !== "none") };
        return (
          <>
            <section class="stack">
              <h2>{v("list")}</h2>
              <p class="small">{v("theyMay", { what: known.actions.map(actionName).join(", ") })}</p>
              <div class="scroll-x">
                <table class="list-as">
                  <thead>
                    <tr>
                      {[titleField(seen), ...columnsOf(seen, usual(seen))].map((field) => (
                        <th key={field.name} scope="col">
                          {labelOf(field, known.type)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                </table>
              </div>
              <p class="faint small">{v("columnsOnly")}</p>
            </section>
            <CardAs told={told} known={known} seen={seen} hidden={whole.fields.length - seen.fields.length} />
          </>
        );
      }}
    </Shown>
  );
}
