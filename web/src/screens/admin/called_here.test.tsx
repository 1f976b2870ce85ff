import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { begin, inDialog, press, type, typed } from "../../../tests/in_dialog.ts";
import { serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const SALES = `rol_${"3".padStart(26, "0")}`;
const role = (id: string, name: string) => ({ id, version: 1, key: id, name, parent: null, profiles: [] });
const name = {
  name: "name",
  of: "role",
  custom: false,
  may: "write",
  required: true,
  criteria: null,
  schema: { type: "string" },
};

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "nl";
  signedIn("role.read", "role.create", "role.edit", "profile.read", "profile.edit");
});

const open = (section: string) => {
  const asked = serve({
    "GET /v1/users": page([]),
    "GET /v1/roles": page([role(SALES, "Sales"), role("rol_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC", "Reader")]),
    "GET /v1/profiles": page([{ ...role(SALES.replace("rol", "prf"), "Sales"), types: {} }]),
    "GET /v1/rights/catalog": { data: [] },
    "GET /v1/schema/{type}": ({ ids }) => ({
      type: ids.type,
      plural: `${ids.type}s`,
      summary: "",
      actions: ["read", "create", "edit"],
      sorts: [],
      fields: [{ ...name, of: ids.type }],
    }),
    "PATCH /v1/roles/{id}": ({ body }: { body: object }) => ({ ...role(SALES, "Sales"), ...body }),
  });
  renderAt(`/admin/${section}`, <Admin section={section} />);
  return asked;
};
const edit = async (called: string, item = "Bewerken") => {
  const button = await screen.findByRole("button", { name: called });
  fireEvent.click(button);
  const menu = within(button.closest("li") as HTMLElement);
  fireEvent.click(menu.getAllByRole("menuitem", { name: item })[0] as HTMLElement);
  await screen.findByRole("dialog");
  await inDialog().findByLabelText(/^Na/);
};
const hint = () => inDialog().queryByText(/In lijsten heet dit/)?.textContent ?? null;

it("tells with the shipped name of a role what lists call it, as long as it has that name", async () => {
  const asked = open("roles");
  await edit("Verkoop");
  expect(typed(/^Naam/).value).toBe("Sales");
  expect(hint()).toContain("“Verkoop”");
  type(/^Naam/, "Buitendienst");
  await waitFor(() => expect(hint()).toBeNull());
  type(/^Naam/, "Sales");
  await waitFor(() => expect(hint()).toContain("“Verkoop”"));
  press("Opslaan");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
});

it("tells nothing of a role that the organisation made", async () => {
  open("roles");
  await edit("Reader");
  expect(typed(/^Naam/).value).toBe("Reader");
  expect(hint()).toBeNull();
});

it("tells nothing to who reads the name as it came", async () => {
  language.value = "en";
  open("roles");
  await edit("Sales", "Edit");
  expect(typed(/^Name/).value).toBe("Sales");
  expect(inDialog().queryByText(/Lists show it/)).toBeNull();
});

it("tells it with the name of a profile too", async () => {
  open("profiles");
  await begin("Naam en omschrijving");
  await inDialog().findByLabelText(/^Naam/);
  expect(typed(/^Naam/).value).toBe("Sales");
  expect(hint()).toContain("“Verkoop”");
});
