import { asked } from "./asking.ts";
import { sent } from "./sending.ts";
import { type Role, user } from "./stack.ts";

type Listed = { data: { id: string }[] };
type Ties = { data: { user: { title: string }; relation: { id: string } }[] };

const ids = new Map<string, Promise<string>>();

/** Looked up once, however many screens there are of it. */
function once(path: string, look: () => Promise<string>): () => Promise<string> {
  return async () => {
    const known = ids.get(path) ?? look();
    ids.set(path, known);
    return `${path}/${await known}`;
  };
}

async function first(who: Role, path: string): Promise<string> {
  const { data } = await asked<Listed>(who, "GET", path);
  if (!data[0]) throw new Error(`There is none: ${path}`);
  return data[0].id;
}

/** What the demo tenant has none of is made once, and found by its name from then on. */
async function madeOnce(who: Role, path: string, body: { name: string }): Promise<string> {
  const criteria = { field: "name", op: "eq", value: body.name };
  const { data } = await asked<Listed>(who, "POST", `${path}/search`, { criteria });
  return data[0]?.id ?? (await asked<{ id: string }>(who, "POST", path, body)).id;
}

async function imported(): Promise<string> {
  const { data } = await asked<Listed>("administrator", "GET", "/v1/imports");
  if (data[0]) return data[0].id;
  const csv = "Bedrijfsnaam;Plaats\r\nDe Trapper;Lelystad\r\n";
  const upload = await sent("administrator", "/v1/imports/uploads", "fietsenwinkels.csv", csv, { of: "relation" });
  return (await asked<{ id: string }>("administrator", "POST", "/v1/imports", { of: "relation", upload })).id;
}

/** A list of what was archived has something in it. */
async function archived(): Promise<string> {
  const { data } = await asked<Listed>("manager", "GET", "/v1/relations?archived=true&limit=1");
  if (!data[0]) {
    const { id } = await asked<{ id: string }>("manager", "POST", "/v1/relations", { name: "Rijwielhal Zuid" });
    await asked("manager", "DELETE", `/v1/relations/${id}`);
  }
  return "/relations?archived=1";
}

async function reachOfCustomer(): Promise<string> {
  const { data } = await asked<Ties>("administrator", "GET", "/v1/ties");
  const tie = data.find((each) => each.user.title === user("customer").name);
  if (!tie) throw new Error("The customer is tied to nothing");
  return tie.relation.id;
}

const REPORT = {
  name: "Relaties per status",
  of: "relation",
  restricted: false,
  criteria: { all: [] },
  measures: [{ take: "count" }],
  by: [{ field: "status" }],
};

/** The addresses of screens of one record. */
export const opened = {
  address: once("/addresses", () => first("manager", "/v1/addresses?limit=1")),
  product: once("/products", () => first("manager", "/v1/products?limit=1")),
  building: once("/buildings", () => madeOnce("manager", "/v1/buildings", { name: "Bedrijfshal aan de haven" })),
  mail: once("/inbox", () => first("manager", "/v1/activities?mail_state=inbox&limit=1")),
  report: once("/reports", () => madeOnce("manager", "/v1/saved-reports", REPORT)),
  colleague: once("/colleagues", () => first("administrator", "/v1/users")),
  import: once("/import", imported),
  job: once("/jobs", () => first("administrator", "/v1/jobs")),
  portalActivity: once("/portal/activities", () => first("customer", "/v1/portal/activities")),
  portalDocument: once("/portal/documents", () => first("customer", "/v1/portal/documents")),
  portalRelation: once("/portal/relations", reachOfCustomer),
  archived,
  merge: async () => {
    const { data } = await asked<Listed>("administrator", "GET", "/v1/relations?limit=2");
    return `/merge/relation?ids=${data.map((each) => each.id).join(",")}`;
  },
};
