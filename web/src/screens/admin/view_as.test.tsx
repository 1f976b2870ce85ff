import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const CHRIS = "usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const chris = {
  id: CHRIS,
  name: "Chris",
  email: "c@example.com",
  kind: "employee",
  role: "reader",
  status: "active",
};
const relation = {
  type: "relation",
  actions: ["read", "edit"],
  view_all: false,
  edit_all: false,
  default: "read",
  rules: [],
  fields: { owner: "none", note: "read" },
};
const rights = {
  user: CHRIS,
  kind: "employee",
  administrator: false,
  active: true,
  role: { id: "rol_7", name: "Read-only" },
  below: [],
  teams: [],
  profiles: [],
  ties: [],
  types: [relation, { ...relation, type: "document", actions: [], fields: {} }],
};
const field = (name: string) => ({
  name,
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema: { type: "string" },
});
const schema = {
  type: "relation",
  plural: "relations",
  summary: "",
  actions: ["read"],
  sorts: [],
  blocks: [],
  $defs: {},
  fields: ["name", "status", "owner", "note"].map(field),
};
const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const answers = {
  "GET /v1/users": page([chris]),
  "GET /v1/users/{id}/rights": rights,
  "GET /v1/schema/{type}": schema,
  "GET /v1/search": { data: [{ id: ID, type: "relation", title: "Hamerslag" }] },
  "GET /v1/relations/{id}": { id: ID, version: 1, name: "Hamerslag", owner: "Anna", note: "Belt vaak" },
};

beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("user.read");
});

async function lookAs(allowed: string[]): Promise<void> {
  serve({
    ...answers,
    "POST /v1/rights/explain": ({ body }: { body: { right: { action: string } } }) => ({
      user: CHRIS,
      allowed: allowed.includes(body.right.action),
      rule: "8",
      because: "it is restricted, and its list does not let them",
      field: null,
    }),
  });
  renderAt("/admin/view-as", <Admin section="view-as" />);
  await screen.findByRole("option", { name: /Chris/ });
  fireEvent.change(screen.getByLabelText("Who"), { target: { value: CHRIS } });
  await screen.findByText("You look as Chris");
}

async function choose(): Promise<void> {
  const wanted = await screen.findByRole("combobox", { name: "Whose card" });
  fireEvent.focus(wanted);
  fireEvent.input(wanted, { target: { value: "Ham" } });
  fireEvent.click(await screen.findByRole("option", { name: "Hamerslag" }));
}

it("shows the menu and the list as they have it, and the way out", async () => {
  await lookAs(["read"]);
  const menu = (await screen.findByRole("heading", { name: "Menu" })).closest("section") as HTMLElement;
  expect(within(menu).getByText("Relations")).toBeTruthy();
  expect(within(menu).queryByText("Documents")).toBeNull();
  expect(within(menu).queryByText("Administration")).toBeNull();
  const columns = (await screen.findAllByRole("columnheader")).map((each) => each.textContent);
  expect(columns).toContain("Status");
  expect(columns).not.toContain("Owner");
  fireEvent.click(screen.getByRole("button", { name: "Stop looking" }));
  expect(screen.queryByText("You look as Chris")).toBeNull();
});

it("says that columns are all that is shown of a list, not that it is empty", async () => {
  await lookAs(["read"]);
  await screen.findByRole("heading", { name: "Columns of the list" });
  expect(screen.getByText(/No rows stand here/)).toBeTruthy();
});

it("shows a card without what is hidden from them", async () => {
  await lookAs(["read"]);
  await choose();
  expect(await screen.findByText("Belt vaak")).toBeTruthy();
  expect(screen.queryByText("Anna")).toBeNull();
  expect(screen.getByText("They read it only.")).toBeTruthy();
  expect(screen.getByText("1 field is hidden from them.")).toBeTruthy();
});

it("shows nothing of a record that they do not see, and says why", async () => {
  await lookAs([]);
  await choose();
  expect(await screen.findByText("They do not see this record.")).toBeTruthy();
  expect(screen.getByText("It is restricted, and its list does not let them.")).toBeTruthy();
  expect(screen.queryByText("Belt vaak")).toBeNull();
});

it("opens on what they see, whatever was open of the one before", async () => {
  await lookAs(["read"]);
  fireEvent.click(await screen.findByRole("tab", { name: "What they may" }));
  await waitFor(() => expect(location.search).toContain("tab=rights"));
  fireEvent.click(screen.getByRole("button", { name: "Stop looking" }));
  await waitFor(() => expect(location.search).toBe(""));
  fireEvent.change(screen.getByLabelText("Who"), { target: { value: CHRIS } });
  const seen = await screen.findByRole("tab", { name: "What they see" });
  expect(seen.getAttribute("aria-selected")).toBe("true");
});

it.each(["usr_Call_0900_1234_now", `${CHRIS}0`, CHRIS.slice(0, -1), CHRIS.toLowerCase()])(
  "says nothing of %s, which no colleague has",
  async (who) => {
    const asked = serve(answers);
    renderAt(`/admin/view-as?who=${who}`, <Admin section="view-as" />);
    await screen.findByRole("option", { name: /Chris/ });
    expect(screen.queryByText(/You look as/)).toBeNull();
    expect(asked.filter(({ path }) => path.endsWith("/rights"))).toEqual([]);
  },
);
