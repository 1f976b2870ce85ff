import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem.ts";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { problem, serve, signedIn } from "../../../tests/server.ts";
import { bodyOf, draftOf } from "./field_draft.ts";
import Admin from "./index.tsx";
import { OptionsEditor } from "./options_editor.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("user.read", "user.create", "role.read", "setting.read", "setting.edit", "activity.read");
});

const open = (section: string, answers: Parameters<typeof serve>[0]) => {
  const asked = serve(answers);
  render(<Admin section={section} />);
  return asked;
};

describe("what is refused", () => {
  it("of an invitation is told by the names of its fields, and what was typed stays", async () => {
    const errors = [{ field: "email", code: "taken", message: "This person is a user or is invited already." }];
    open("users", {
      "GET /v1/users": page([]),
      "GET /v1/roles": page([{ id: "rol_1", version: 1, key: "reader", name: "Read-only" }]),
      "POST /v1/users": () => problem(409, "already_exists", { errors }),
    });
    fireEvent.click(await screen.findByRole("button", { name: "Invite somebody" }));
    const email = await screen.findByRole("textbox", { name: /^E-mail/ });
    fireEvent.input(email, { target: { value: "bram@example.com" } });
    fireEvent.click(screen.getByRole("button", { name: "Invite" }));
    const note = await screen.findByRole("alert");
    expect(note.querySelector("strong")?.textContent).toBe("E-mail: ");
    expect(email.getAttribute("aria-invalid")).toBe("true");
    expect((email as HTMLInputElement).value).toBe("bram@example.com");
    await waitFor(() => expect(document.activeElement === email).toBe(true));
  });

  it("of an invitation that was left empty is told as required, in the language of the reader", async () => {
    language.value = "nl";
    const errors = ["name", "email", "role"].map((field) => ({ field, code: "not_valid", message: "In English." }));
    open("users", {
      "GET /v1/users": page([]),
      "GET /v1/roles": page([]),
      "POST /v1/users": () => problem(422, "invalid", { errors }),
    });
    fireEvent.click(await screen.findByRole("button", { name: "Iemand uitnodigen" }));
    fireEvent.click(await screen.findByRole("button", { name: "Uitnodigen" }));
    const note = await screen.findByRole("alert");
    expect(within(note).getAllByText(/Dit is verplicht\./)).toHaveLength(3);
    const faults = [...document.querySelectorAll("dialog .fault")].map((each) => each.textContent);
    expect(faults).toEqual(["Dit is verplicht.", "Dit is verplicht.", "Dit is verplicht."]);
  });

  it("of a kind of activity stands with its name, in whichever language it is", async () => {
    const kind = { key: "visit", label: "Bezoek", labels: { nl: "Bezoek", de: "Besuch" }, touch: true };
    const errors = ["nl", "de"].map((spoken) => ({
      field: `kinds[0].labels.${spoken}`,
      code: "too_long",
      message: `Too long in ${spoken}.`,
    }));
    open("kinds", {
      "GET /v1/activity-kinds": { data: [{ ...kind, archived: false, shipped: true }] },
      "PUT /v1/activity-kinds": () => problem(422, "invalid", { errors }),
    });
    const name = (await screen.findByDisplayValue("Bezoek")) as HTMLInputElement;
    fireEvent.input(name, { target: { value: "Bezoek ".repeat(60) } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(name.getAttribute("aria-invalid")).toBe("true"));
    expect(name.closest(".field")?.textContent).toContain("Too long in nl.");
    const german = screen.getByDisplayValue("Besuch");
    expect(german.closest(".field")?.textContent).toContain("Too long in de.");
    expect(german.closest("details")?.open).toBe(true); // so that it is seen
    const note = screen.getByRole("alert");
    expect(within(note).getAllByText(/^Kind 1:/)).toHaveLength(2);
    expect(note.textContent).not.toContain("kinds[");
  });
});

describe("what is refused of an option", () => {
  it("stands at its row, in whichever language it is, and rows without a name are none", () => {
    const options = ["Red", " ", "Blue"].map((name, at) => ({ key: at ? "" : "red", name }));
    const errors = [{ field: "options[1].names.de", code: "twice", message: "Twice." }];
    render(<OptionsEditor options={options} onOptions={() => {}} problem={new ApiProblem(422, { errors })} />);
    const rows = screen.getAllByRole("textbox");
    expect(rows.map((row) => row.getAttribute("aria-invalid"))).toEqual([null, null, "true"]);
  });
});

describe("the names of an own field", () => {
  const record = {
    id: "cuf_1",
    version: 1,
    of: "relation",
    key: "size",
    kind: "choice" as const,
    name: "Maat",
    names: { nl: "Maat", de: "Größe" },
    options: [{ key: "big", name: "Groot", names: { nl: "Groot", de: "Groß" } }],
  };

  it("in the language of the organisation keep up with the first one, which readers of it would not see else", () => {
    const draft = { ...draftOf("relation", record), name: "Wielmaat" };
    const options = draft.options.map((each) => ({ ...each, name: "Reus" }));
    expect(bodyOf({ ...draft, options }, false)).toMatchObject({
      name: "Wielmaat",
      names: { nl: "Wielmaat", de: "Größe" },
      options: [{ key: "big", name: "Reus", names: { nl: "Reus", de: "Groß" } }],
    });
  });

  it("that were taken away are sent as none, since what is left out stays", () => {
    const draft = { ...draftOf("relation", record), names: { de: " ", fr: "Taille" } };
    expect(bodyOf(draft, false).names).toEqual({ de: null, fr: "Taille" });
    expect(bodyOf(draft, true).names).toEqual({ fr: "Taille" });
  });
});
