import { cleanup, fireEvent, screen } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { type Answers, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const chris = {
  id: "usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC",
  name: "Chris",
  email: "c@example.com",
  kind: "employee",
  role: "reader",
  status: "active",
};
const rules = (field: string) => [{ field, weight: 1, when: null }];
const types = { relation: rules("name"), contact: rules("function") };
const answers: Answers = {
  "GET /v1/users": page([chris]),
  "GET /v1/users/{id}/rights": {
    user: "usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC",
    kind: "employee",
    administrator: false,
    active: true,
    role: { id: "rol_7", name: "Read-only" },
    below: [],
    teams: [],
    profiles: [],
    ties: [],
    types: [],
  },
  "GET /v1/erasures": page([]),
  "GET /v1/privacy/exports": page([]),
  "GET /v1/completeness-rules": [
    200,
    { types, fields: { relation: ["name"], contact: ["function"] } },
    { ETag: '"1"' },
  ],
  "GET /v1/schema/{type}": ({ ids }) => ({
    type: ids.type,
    plural: `${ids.type}s`,
    summary: "",
    actions: [],
    sorts: [],
    fields: [],
  }),
};

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("user.read", "erasure.list", "privacy_export.list", "setting.read", "setting.edit");
});

const open = (section: string, query = "") => {
  serve(answers);
  return renderAt(`/admin/${section}${query}`, <Admin section={section} />);
};
const here = () => location.pathname + location.search;
const chosen = async () => (await screen.findByRole("tab", { selected: true })).textContent;
const press = async (name: string) => fireEvent.click(await screen.findByRole("tab", { name }));

describe.each([
  { section: "erasures", query: "", first: "Forgotten", other: "Copies for people", key: "copies" },
  { section: "completeness", query: "", first: "Relations", other: "Contacts", key: "contact" },
  {
    section: "view-as",
    query: "who=usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC",
    first: "What they see",
    other: "What they may",
    key: "rights",
  },
])("the tab of $section", ({ section, query, first, other, key }) => {
  const at = (tab?: string) => {
    const told = [query, tab && `tab=${tab}`].filter(Boolean).join("&");
    return told ? `?${told}` : "";
  };

  it("stands in the address, is there after a reload, and is no step to go back by", async () => {
    open(section, at());
    expect(await chosen()).toBe(first);
    const before = history.length;
    await press(other);
    expect(await chosen()).toBe(other);
    expect(here()).toBe(`/admin/${section}${at(key)}`);
    expect(history.length).toBe(before);
    cleanup();
    open(section, at(key));
    expect(await chosen()).toBe(other);
    await press(first);
    expect(await chosen()).toBe(first);
    expect(here()).toBe(`/admin/${section}${at()}`);
  });

  it.each(["nothing", "constructor"])("is the first where the address asks for %s", async (tab) => {
    open(section, at(tab));
    expect(await chosen()).toBe(first);
  });
});

it("shows the rules of the type that the address names", async () => {
  open("completeness", "?tab=contact");
  expect((await screen.findByRole<HTMLOptionElement>("option", { name: "Function" })).value).toBe("function");
});

it("offers no tab that one may not see, whatever the address asks for", async () => {
  signedIn("erasure.list");
  open("erasures", "?tab=copies");
  expect(await chosen()).toBe("Forgotten");
  expect(screen.getAllByRole("tab")).toHaveLength(1);
});

it("looks as nobody where the address names none", async () => {
  open("view-as", "?who=Your+bank");
  await screen.findByLabelText("Who");
  expect(screen.queryByText(/Your bank/)).toBeNull();
});

it("holds as whom one looks, until one stops", async () => {
  open("view-as");
  await screen.findByRole("option", { name: /Chris/ });
  fireEvent.change(screen.getByLabelText("Who"), { target: { value: "usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC" } });
  await screen.findByText("You look as Chris");
  expect(here()).toBe("/admin/view-as?who=usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC");
  fireEvent.click(screen.getByRole("button", { name: "Stop looking" }));
  await screen.findByLabelText("Who");
  expect(here()).toBe("/admin/view-as");
});
