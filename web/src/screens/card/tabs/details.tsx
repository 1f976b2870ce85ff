import { OwnFields } from "@/editing/index.ts";
import { type FieldDef, FieldValue } from "@/fields/index.ts";
import { Skeleton } from "@/shared/page.tsx";
import { moment } from "@/words/format.ts";
import { FieldsBlock } from "../blocks/block.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** What is shown elsewhere on the card, or is told of others. */
const ELSEWHERE = new Set([
  "display_name",
  "sort_name",
  "title",
  "completeness",
  "missing",
  "malformed",
  "city",
  "last_touch",
  "reached_by",
  "located_at",
  "through",
]);
const OF_ADDRESS = new Set(["city"]);

/** Every field there is, each to be edited where it stands, with the organisation's own by their sections. */
export function DetailsTab() {
  const { schema, record, type, onSaved } = useCard();
  if (!schema) return <Skeleton lines={8} />;
  const shown = (field: FieldDef) =>
    !field.custom &&
    (!ELSEWHERE.has(field.name) || (type === "address" && OF_ADDRESS.has(field.name))) &&
    (isFilled(record[field.name]) || field.may === "write") &&
    fits(type, record, field.name);
  const fields = schema.fields.filter(shown);
  return (
    <div class="stack loose">
      <FieldsBlock names={fields.map((field) => field.name)} />
      {schema.fields.some((field) => field.custom) && (
        <section>
          <h2>{w("ownFields")}</h2>
          <OwnFields record={record} type={type} onSaved={onSaved} />
        </section>
      )}
      <p class="faint small">
        {w("madeAndChanged", { made: moment(String(record.created_at)), changed: moment(String(record.updated_at)) })}
      </p>
      <Malformed fields={schema.fields} />
    </div>
  );
}

function Malformed({ fields }: { fields: FieldDef[] }) {
  const { record } = useCard();
  const field = fields.find((each) => each.name === "malformed");
  if (!field || !isFilled(record.malformed)) return null;
  return (
    <p class="late">
      {w("looksWrong")} <FieldValue field={field} value={record.malformed} />
    </p>
  );
}

const isFilled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);

const OF_PERSONS = new Set(["first_name", "initials", "particle", "last_name", "patronymic", "gender"]);
const OF_COMPANIES = new Set(["name", "chamber_number", "vat_number", "parent"]);

/** A company has no first name, a person no parent company. */
function fits(type: string, record: Record<string, unknown>, name: string): boolean {
  if (isFilled(record[name])) return true;
  if (type === "contact") return !(record.person && OF_PERSONS.has(name)) && name !== "person";
  if (type !== "relation") return true;
  if (name === "halves") return record.kind === "couple";
  if (OF_PERSONS.has(name)) return record.kind === "person";
  return !OF_COMPANIES.has(name) || record.kind === "company";
}
