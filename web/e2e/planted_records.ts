import { asked } from "./asking.ts";
import { HOSTILE } from "./hostile_texts.ts";
import { type Fields, KEY } from "./planted_settings.ts";
import type { Planting } from "./planting.ts";
import { PDF, sent } from "./sending.ts";
import { user } from "./stack.ts";

type People = { data: { id: string; email: string }[] };

/** What colleagues write, about a company of which everything is hostile. */
export async function plantRecords(planting: Planting, fields: Fields): Promise<void> {
  const all = `${planting.mark} ${HOSTILE.join(" ")}`;
  await relations(planting, fields, all);
  planting.ids.set("address", await addressOf(planting.id("relation")));
  await contacts(planting, all);
  const about = planting.id("relation");
  const { data } = await asked<People>("administrator", "GET", "/v1/users");
  const bram = data.find((each) => each.email === user("manager").email)?.id;
  await activities(planting, about, all, bram);
  await documents(planting, about, all);
  await planting.make("connection", "/v1/connections", {
    link_type: KEY,
    from_record: about,
    to_record: planting.id("relation 1"),
    note: planting.text("connection"),
  });
  await planting.make("product", "/v1/products", {
    name: planting.text("product"),
    number: planting.text("product-number", 80),
    unit: planting.text("unit", 80),
    description: all,
  });
  await planting.make("building", "/v1/buildings", { name: planting.text("building"), note: all });
  await saved(planting, fields);
}

async function relations(planting: Planting, fields: Fields, all: string): Promise<void> {
  const address = {
    street: planting.text("street"),
    number: planting.text("number", 80),
    extra: planting.text("extra"),
    city: planting.text("city"),
    region: planting.text("region"),
  };
  for (const [at, name] of planting.texts("relation").entries()) {
    const more = at
      ? {}
      : {
          addresses: [{ address }],
          channels: [{ kind: "phone", value: "036 530 12 34", label: planting.text("channel", 80) }],
        };
    await planting.make(at ? `relation ${at}` : "relation", "/v1/relations", {
      kind: "company",
      name,
      note: all,
      status: ["prospect"],
      [fields.labels]: ["k0", `k${1 + (at % 9)}`],
      [fields.stage]: `k${at % 10}`,
      ...more,
    });
  }
}

/** The id of the address that came with the relation. */
async function addressOf(relation: string): Promise<string> {
  type Told = { addresses: { address: { id: string } }[] };
  return (await asked<Told>("administrator", "GET", `/v1/relations/${relation}`)).addresses[0]?.address.id ?? "";
}

async function contacts(planting: Planting, all: string): Promise<void> {
  const department = planting.text("department");
  for (const [at, said] of planting.texts("function").entries())
    await planting.make(at ? `contact ${at}` : "contact", "/v1/contacts", {
      company: planting.id("relation"),
      first_name: at ? "<b>Eva</b>" : planting.text("first-name", 80),
      last_name: at ? `${planting.mark} ${HOSTILE[at]}`.slice(0, 80) : planting.text("last-name", 80),
      function: said,
      department,
      note: all,
    });
}

async function activities(planting: Planting, about: string, all: string, bram: string | undefined): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const place = planting.text("place");
  const participants = [{ name: planting.text("participant", 80), email: "somebody@hostile.example" }];
  const escaped = all.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  for (const [at, subject] of planting.texts("subject").entries())
    await planting.make(at ? `activity ${at}` : "activity", "/v1/activities", {
      kind: at ? "task" : KEY,
      subject,
      text: `<p>${escaped}</p>${HOSTILE.join("")}`,
      links: [about],
      place,
      participants,
      ...(at ? { is_task: true, due_on: today, assignees: [bram] } : { date: today }),
    });
  await planting.make("answer", "/v1/activities", {
    kind: "note",
    subject: planting.text("answer"),
    text: `<p>${escaped}</p>`,
    parent: planting.id("activity"),
  });
}

async function documents(planting: Planting, about: string, all: string): Promise<void> {
  for (const [at, title] of planting.texts("title").slice(0, 3).entries())
    await planting.make(at ? `document ${at}` : "document", "/v1/documents", {
      title,
      kind: "other",
      description: all,
      links: [about],
      upload: await sent("administrator", "/v1/documents/uploads", `${planting.text("file")}.pdf`, PDF, {
        type: "application/pdf",
      }),
    });
}

async function saved(planting: Planting, fields: Fields): Promise<void> {
  const ours = { field: "name", op: "contains", value: planting.mark };
  const seen = { of: "relation", restricted: false };
  await planting.make("selection", "/v1/selections", {
    ...seen,
    name: planting.text("selection"),
    kind: "dynamic",
    criteria: ours,
    description: planting.text("selection-about"),
  });
  await planting.make("view", "/v1/views", {
    ...seen,
    name: planting.text("view"),
    criteria: ours,
    columns: ["display_name", "city", "status", ...Object.values(fields)],
    description: planting.text("view-about"),
  });
  const stage = { criteria: ours, group_by: fields.stage };
  await planting.make("board", "/v1/views", { ...seen, ...stage, name: planting.text("board"), display: "board" });
  await planting.make("groups", "/v1/views", { ...seen, ...stage, name: planting.text("groups") });
  await planting.make("report", "/v1/saved-reports", {
    ...seen,
    name: planting.text("report"),
    criteria: ours,
    measures: [{ take: "count" }],
    by: [{ field: fields.stage }],
    description: planting.text("report-about"),
  });
  const pair = { one: planting.id("relation"), other: planting.id("relation 1"), note: planting.text("pair") };
  await asked("administrator", "POST", "/v1/duplicates", pair);
}
