import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { problem, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { offered, SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const chris = {
  id: "usr_9",
  name: "Chris",
  email: "c@example.com",
  kind: "employee",
  role: "reader",
  status: "active",
};
const roles = page([
  { id: "rol_1", version: 1, key: "reader", name: "Read-only" },
  { id: "rol_2", version: 1, key: "manager", name: "Manager" },
  { id: "rol_3", version: 1, key: "external", name: "From outside" },
]);
const answers = { "GET /v1/users": page([chris]), "GET /v1/roles": roles };

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("user.read", "user.edit", "role.read");
});

const open = (section: string, given: Parameters<typeof serve>[0]) => {
  const asked = serve(given);
  renderAt(
    `/admin/${section}`,
    <>
      <Admin section={section} />
      <Toasts />
    </>,
  );
  return asked;
};

const role = () => screen.findByLabelText("Role: Chris") as Promise<HTMLSelectElement>;

describe("a user's role", () => {
  it("goes back when it is refused, and says why", async () => {
    const errors = [{ field: "role", code: "last_administrator", message: "An organisation keeps one administrator." }];
    open("users", { ...answers, "PATCH /v1/users/{id}": () => problem(422, "invalid", { errors }) });
    await screen.findByRole("option", { name: "Manager" });
    fireEvent.change(await role(), { target: { value: "manager" } });
    await screen.findByText("An organisation keeps one administrator.");
    expect((await role()).value).toBe("reader");
    expect((await role()).disabled).toBe(false);
  });

  it("is the new one once the API took it", async () => {
    let now = chris;
    const asked = open("users", {
      ...answers,
      "GET /v1/users": () => page([now]),
      "PATCH /v1/users/{id}": ({ body }: { body: object }) => {
        now = { ...now, ...body };
        return now;
      },
    });
    await screen.findByRole("option", { name: "Manager" });
    expect(screen.queryByRole("option", { name: "From outside" })).toBeNull();
    fireEvent.change(await role(), { target: { value: "manager" } });
    await waitFor(async () => expect((await role()).disabled).toBe(false));
    expect((await role()).value).toBe("manager");
    expect(asked.find(({ method }) => method === "PATCH")?.body).toEqual({ role: "manager" });
  });
});

describe("what one may not do", () => {
  const rules = { types: { relation: [{ field: "name", weight: 1, when: null }] }, fields: { relation: ["name"] } };
  const completeness = {
    "GET /v1/completeness-rules": rules,
    "GET /v1/schema/{type}": { type: "relation", plural: "relations", actions: [], sorts: [], fields: [] },
  };

  it("is not offered: counting anew is for who may change fields", async () => {
    signedIn("setting.read", "setting.edit");
    open("completeness", completeness);
    await screen.findByRole("button", { name: "Add a rule" });
    expect(screen.queryByRole("button", { name: "Compute all records anew" })).toBeNull();
  });

  it("is offered to who may", async () => {
    signedIn("setting.read", "setting.edit", "custom_field.edit");
    open("completeness", completeness);
    expect(await screen.findByRole("button", { name: "Compute all records anew" })).toBeTruthy();
  });

  it("has no place in the index, nor at its own address", () => {
    signedIn("user.read");
    expect(offered().map(({ key }) => key)).toEqual(["users", "viewAs"]);
    open("explain", {});
    expect(screen.getByText(/You may not do this/)).toBeTruthy();
  });

  it("leaves fields to be changed by who may not archive them", async () => {
    signedIn("custom_field.read", "custom_field.edit");
    const field = { id: "cuf_1", version: 1, key: "size", name: "Size", kind: "text", of: "relation" };
    open("fields", { "GET /v1/custom-fields": page([field]) });
    await screen.findByRole("button", { name: "Edit: Size" });
    expect(screen.queryByRole("button", { name: "Archive: Size" })).toBeNull();
  });
});

describe("labels", () => {
  const list = (id: string, name: string) => ({
    id,
    version: 1,
    key: id,
    name,
    of: "relation",
    kind: "choice",
    indexed: false,
    options: [{ key: "red", name: `Red of ${name}` }],
  });

  it("of several lists each can be edited, opened or not, and stay open when they change", async () => {
    signedIn("custom_field.read", "custom_field.edit");
    let version = 1;
    open("labels", {
      "GET /v1/custom-fields": () => page([{ ...list("cuf_1", "Paint"), version }, list("cuf_2", "Tyre")]),
      "PATCH /v1/custom-fields/{id}": () => ({ ...list("cuf_1", "Paint"), version: ++version }),
    });
    const paint = (await screen.findByText("Paint")).closest("details") as HTMLDetailsElement;
    expect(screen.getByRole("button", { name: "Edit: Tyre" })).toBeTruthy();
    paint.open = true;
    fireEvent(paint, new Event("toggle"));
    await screen.findByText("Red of Paint");
    fireEvent.click(screen.getByRole("button", { name: "Edit: Paint" }));
    const name = await screen.findByDisplayValue("Paint");
    fireEvent.input(name, { target: { value: "Paint" } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByText("Red of Paint")).toBeTruthy();
  });
});

describe("the roles that come with Relata", () => {
  it("are offered in the language of the reader, unless they were given another name", async () => {
    language.value = "de";
    const [reader, manager] = roles.data as { name: string }[];
    open("users", { ...answers, "GET /v1/roles": page([reader, { ...manager, name: "Chief" }]) });
    const select = await screen.findByLabelText("Rolle: Chris");
    await waitFor(() => expect(select.textContent).toContain("Nur lesen"));
    expect([...select.querySelectorAll("option")].map((each) => [each.value, each.textContent])).toEqual([
      ["reader", "Nur lesen"],
      ["manager", "Chief"],
    ]);
  });
});
