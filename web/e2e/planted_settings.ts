import { asked } from "./asking.ts";
import { HOSTILE } from "./hostile_texts.ts";
import type { Planting } from "./planting.ts";

const LANGUAGES = ["nl", "en", "de", "fr", "ru"];
const inAll = (text: string) => Object.fromEntries(LANGUAGES.map((each) => [each, text]));

/** Of the kind of activity and the type of link. */
export const KEY = "hostile";

/** The keys of what hostile own fields are called. */
export type Fields = { labels: string; stage: string; url: string; phone: string; mail: string };

/** What an administrator shapes. */
export async function plantSettings(planting: Planting): Promise<Fields> {
  await organisation(planting);
  const kind = { key: KEY, labels: inAll(planting.text("kind", 80)) };
  await planting.add("/v1/activity-kinds", "kinds", ["label", "shipped", "visibility"], kind, { labels: inAll(KEY) });
  const [forward, backward] = [inAll(planting.text("link-type", 80)), inAll(planting.text("link-back", 80))];
  const ends = { from_types: ["company"], to_types: ["company"] };
  const type = { key: KEY, forward, backward, ...ends };
  const harmless = { forward: inAll(KEY), backward: inAll(KEY) };
  await planting.add("/v1/link-types", "types", ["from_name", "to_name", "shipped"], type, harmless);
  await planting.make("team", "/v1/teams", {
    name: planting.text("team"),
    description: planting.text("team-about"),
  });
  const profile = await planting.make("profile", "/v1/profiles", {
    name: planting.text("profile"),
    description: planting.text("profile-about"),
    types: {},
  });
  const role = { key: planting.mark, name: planting.text("role"), profiles: [profile] };
  await planting.make("role", "/v1/roles", { ...role, description: planting.text("role-about") });
  await planting.make("sharing-rule", "/v1/sharing-rules", {
    name: planting.text("sharing-rule"),
    of: "relation",
    owned_by: { team: planting.id("team") },
    shared_with: { team: planting.id("team") },
  });
  await planting.make("user", "/v1/users", {
    email: `${planting.mark}@hostile.example`,
    name: planting.text("user"),
    role: "reader",
    language: "en",
  });
  await codes(planting);
  await planting.make("template", "/v1/mail-templates", {
    name: planting.text("template"),
    subject: unfilled(planting.text("template-subject")),
    html: unfilled(HOSTILE.join("")),
    description: planting.text("template-about"),
  });
  return await fields(planting);
}

/** What stands in double braces is filled in, and the API knows by what. */
const unfilled = (text: string): string => text.replaceAll("{{", "{ {").replaceAll("}}", "} }");

async function organisation(planting: Planting): Promise<void> {
  const { name } = await asked<{ name: string }>("administrator", "GET", "/v1/organisation");
  planting.afterwards(() => asked("administrator", "PATCH", "/v1/organisation", { name }));
  await asked("administrator", "PATCH", "/v1/organisation", { name: planting.text("organisation") });
}

async function codes(planting: Planting): Promise<void> {
  const table = await planting.make("code-table", "/v1/code-tables", {
    key: `${planting.mark}_t`,
    name: planting.text("code-table"),
    description: planting.text("code-table-about"),
  });
  await planting.make("code", "/v1/codes", { table, code: "X1", name: planting.text("code") });
}

async function fields(planting: Planting): Promise<Fields> {
  const keyed = (names: string[]) => names.map((name, at) => ({ key: `k${at}`, name }));
  const section = planting.text("section", 80);
  const make = async (place: string, more: object) => {
    const key = `${planting.mark}_${place}`;
    await planting.make(place, "/v1/custom-fields", {
      of: "relation",
      key,
      name: planting.text(`${place}-field`),
      help: planting.text(`${place}-help`),
      section,
      ...more,
    });
    return `custom_${key}`;
  };
  const [described, ...others] = keyed(planting.texts("option"));
  return {
    labels: await make("labels", {
      kind: "choices",
      options: [{ ...described, description: planting.text("option-about") }, ...others],
    }),
    stage: await make("stage", { kind: "choice", options: keyed(planting.texts("stage")) }),
    url: await make("url", { kind: "url" }),
    phone: await make("phone", { kind: "phone" }),
    mail: await make("mail", { kind: "email" }),
  };
}
