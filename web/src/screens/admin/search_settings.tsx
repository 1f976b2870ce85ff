import { api, type Schemas } from "@/api/client.ts";
import { may } from "@/api/session.ts";
import { labelOf, typeNames } from "@/fields/index.ts";
import { CheckField } from "@/shared/field.tsx";
import { ticked } from "./link_type_dialog.tsx";
import { Setting } from "./setting.tsx";
import { s } from "./setting_words.ts";

type Types = Schemas["KnownSearchSettings"]["types"];

/** What people look for; types that only describe the organisation are left as they are. */
const SHOWN = [
  "relation",
  "contact",
  "activity",
  "document",
  "address",
  "building",
  "product",
  "supply",
  "selection",
  "view",
  "saved_report",
  "mail_template",
  "user",
  "team",
];

const PATH = "/v1/search/settings";

export default function SearchSettings() {
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ types }) => types}
      write={(types, header) => api.PUT(PATH, { params: { header }, body: { types: narrowed(types) } })}
      may={may("setting.edit")}
    >
      {({ draft, change }) => (
        <>
          <p class="faint">{s("searchHolds")}</p>
          <div class="scroll-x">
            <table>
              <thead>
                <tr>
                  <th scope="col">{s("searched")}</th>
                  <th scope="col">{s("searchedIn")}</th>
                </tr>
              </thead>
              <tbody>
                {SHOWN.filter((type) => draft[type]).map((type) => (
                  <Row
                    key={type}
                    type={type}
                    known={draft[type] as Types[string]}
                    onKnown={(known) => change({ ...draft, [type]: known })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Setting>
  );
}

/** What is not searched as Relata comes. */
const narrowed = (types: Types) =>
  Object.fromEntries(
    Object.entries(types)
      .filter(([, { searched, off }]) => !searched || off.length > 0)
      .map(([type, { searched, off }]) => [type, { searched, off }]),
  );

type RowProps = { type: string; known: Types[string]; onKnown: (known: Types[string]) => void };

function Row({ type, known, onKnown }: RowProps) {
  return (
    <tr>
      <td>
        <CheckField
          label={typeNames(type)}
          checked={known.searched}
          onChecked={(searched) => onKnown({ ...known, searched })}
        />
      </td>
      <td>
        <div class="row">
          {known.fields.map((field) => (
            <CheckField
              key={field}
              label={labelOf(field, type)}
              disabled={!known.searched}
              checked={!known.off.includes(field)}
              onChecked={(on) => onKnown({ ...known, off: ticked(known.off, field, !on) })}
            />
          ))}
        </div>
      </td>
    </tr>
  );
}
