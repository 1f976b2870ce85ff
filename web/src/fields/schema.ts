import { api, got } from "@/api/client.ts";
import { asked, type Query, useQuery } from "@/api/query.ts";

/** What records of a type look like in this organisation, as `GET /v1/schema/{type}` tells it. */
export type Choosable = {
  key: string;
  /** What is the same in all organisations has none: it is named here. */
  name?: string | null;
  names?: Record<string, string> | null;
  colour?: string | null;
  parent?: string | null;
  description?: string | null;
  archived?: boolean | null;
  merged_into?: string | null;
  first?: boolean | null;
  next?: string[] | null;
};
/** A block of the card of a type, as the role of the reader has it. */
export type Block = {
  kind: string;
  names?: Record<string, string> | null;
  fields?: string[] | null;
  record?: string | null;
};
export type Band = { key: string; name: string; names?: Record<string, string> | null; upto?: number | null };
export type AskedKind = "text" | "number" | "date" | "datetime" | "boolean" | "choice" | "link" | "tree";
export type AskedAs = { kind: AskedKind; many: boolean; indexed: boolean };
export type JsonSchema = {
  type?: string | string[];
  $ref?: string;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  enum?: string[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  description?: string;
  default?: unknown;
  patternProperties?: Record<string, JsonSchema>;
};

export type FieldDef = {
  name: string;
  /** The type of record that it is a field of. */
  of?: string;
  custom: boolean;
  may: "read" | "write";
  required: boolean;
  criteria: AskedAs | null;
  schema: JsonSchema;
  kind?: string;
  label?: string;
  labels?: Record<string, string>;
  help?: string;
  section?: string;
  options?: Choosable[];
  bands?: Band[];
  table?: { id: string; title?: string | null };
  to?: string[];
  currency?: string;
  decimals?: number;
  default?: unknown;
  unique?: boolean;
  ruled?: boolean;
  may_add_options?: boolean;
  id?: string;
};

export type Schema = {
  type: string;
  plural: string;
  summary: string;
  actions: string[];
  sorts: string[];
  fields: FieldDef[];
  blocks?: Block[];
};

const TEN_MINUTES = 600_000;
const address = (type: string): string => `/v1/schema/${type}`;
const loaded =
  (type: string) =>
  async (signal: AbortSignal): Promise<Schema> => {
    const schema = (await got(api.GET("/v1/schema/{type}", { params: { path: { type } }, signal }))) as Schema;
    return { ...schema, fields: schema.fields.map((field) => ({ ...field, of: type })) };
  };

/** The schema of a type; asked once in ten minutes. Without a type nothing is asked. */
export function useSchema(type: string | null): Query<Schema> {
  return useQuery(type === null ? null : address(type), loaded(type ?? ""), TEN_MINUTES);
}

export const schemaOf = (type: string): Promise<Schema> => asked(address(type), loaded(type), TEN_MINUTES);

export const fieldOf = (schema: Schema | undefined, name: string): FieldDef | undefined =>
  schema?.fields.find((field) => field.name === name);
