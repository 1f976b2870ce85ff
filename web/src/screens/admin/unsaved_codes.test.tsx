import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { begin, dismiss, gone, inDialog, press, type, typed } from "../../../tests/in_dialog.ts";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const code = (id: string, reads: string, name: string) => ({
  id,
  code: reads,
  name,
  names: {},
  description: null,
  above: [],
  parent: null,
});
const north = code("cod_1", "N", "North");
const south = code("cod_2", "S", "South");
const table = (id: string, name: string) => ({ id, version: 1, name, shipped: false });
const answers: Answers = {
  "GET /v1/schema/code_table": {
    type: "code_table",
    plural: "code-tables",
    summary: "",
    actions: ["read"],
    sorts: [],
    fields: [],
  },
  "GET /v1/code-tables": page([table("cdt_1", "Regions"), table("cdt_2", "Branches")]),
  "GET /v1/code-tables/{id}/codes": { data: [north, south], complete: true },
  "GET /v1/codes/cod_1": { ...north, version: 4 },
  "GET /v1/codes/cod_2": { ...south, version: 7 },
  "POST /v1/codes": ({ body }: { body: object }) => [201, { id: "cod_3", version: 1, ...body }],
};

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("code_table.read", "code.read", "code.create", "code.edit");
});

const codesOf = async (name: string) => {
  const row = (await screen.findByText(name)).closest("tr") as HTMLElement;
  fireEvent.click(within(row).getByRole("button", { name: "Codes" }));
  await screen.findByRole("button", { name: "N North" });
};
const open = async (more: Answers = {}) => {
  const asked = serve({ ...answers, ...more });
  render(<Admin section="code-tables" />);
  await codesOf("Regions");
  return () => asked.find(({ method }) => method !== "GET");
};
/** Chooses of the menu of a code. */
const pick = (name: string, what: string) => {
  const button = screen.getByRole("button", { name });
  fireEvent.click(button);
  fireEvent.click(within(button.closest("li") as HTMLElement).getByRole("menuitem", { name: what }));
};
const of = async (name: string, what: string) => {
  pick(name, what);
  await screen.findByRole("dialog");
};
const isBack = () => inDialog().queryByText(/What you had typed is back/) !== null;
const CODE = /^Code/;
const NAME = /^Name \*$/;

it("has a new code again that was closed without saving, in its own table and place, until it is saved", async () => {
  const sent = await open();
  await begin("New code");
  type(CODE, "E");
  type(NAME, "East");
  await dismiss();
  await of("N North", "Add below");
  expect(isBack()).toBe(false);
  expect(typed(CODE).value).toBe("");
  await dismiss();
  fireEvent.click(screen.getByRole("button", { name: "All tables" }));
  await codesOf("Branches");
  await begin("New code");
  expect(isBack()).toBe(false);
  await dismiss();
  fireEvent.click(screen.getByRole("button", { name: "All tables" }));
  await codesOf("Regions");
  await begin("New code");
  expect(isBack()).toBe(true);
  expect(typed(CODE).value).toBe("E");
  expect(typed(NAME).value).toBe("East");
  press("Save");
  await gone();
  expect(sent()?.body).toMatchObject({ table: { id: "cdt_1" }, code: "E", name: "East" });
  await begin("New code");
  expect(isBack()).toBe(false);
});

it("has what was changed of a code with that code alone, and saves it by the version that was read", async () => {
  let version = 4;
  const sent = await open({
    "GET /v1/codes/cod_1": () => ({ ...north, version, name: version === 4 ? "North" : "Theirs" }),
    "PATCH /v1/codes/{id}": () => problem(412, "stale_version", { detail: "It was changed meanwhile." }),
  });
  await of("N North", "Edit");
  type(NAME, "Far north");
  press("Cancel");
  await gone();
  await of("S South", "Edit");
  expect(isBack()).toBe(false);
  expect(typed(NAME).value).toBe("South");
  await dismiss();
  version = 5;
  await of("N North", "Edit");
  expect(isBack()).toBe(true);
  expect(typed(NAME).value).toBe("Far north");
  press("Save");
  await screen.findByText("It was changed meanwhile.");
  expect(sent()?.headers.get("If-Match")).toBe('"4"');
  press("Start afresh");
  await waitFor(() => expect(typed(NAME).value).toBe("Theirs"));
});

it("shows a code that is read late with nothing of what was being typed of another", async () => {
  let read: (record: object) => void = () => {};
  await open({ "GET /v1/codes/cod_2": () => new Promise<object>((done) => (read = done)) });
  pick("S South", "Edit");
  await begin("New code");
  type(NAME, "East");
  read({ ...south, version: 7 });
  await screen.findByRole("heading", { name: "S South" });
  expect(typed(NAME).value).toBe("South");
  await dismiss();
  await begin("New code");
  expect(typed(NAME).value).toBe("East");
});

it("does not keep a code that is restored instead", async () => {
  const sent = await open({
    "POST /v1/codes": () => problem(409, "already_exists", { existing: "cod_9", detail: "It was archived." }),
    "POST /v1/codes/cod_9/restore": { ...code("cod_9", "E", "East"), version: 2 },
  });
  await begin("New code");
  type(CODE, "E");
  type(NAME, "East");
  press("Save");
  fireEvent.click(await inDialog().findByRole("button", { name: "Restore the code that was there" }));
  await gone();
  expect(sent()?.path).toBe("/v1/codes");
  await begin("New code");
  expect(isBack()).toBe(false);
  expect(typed(CODE).value).toBe("");
});
