import { render, screen, waitFor } from "@testing-library/preact";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { refresh } from "@/api/query.ts";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { begin, choose, dismiss, gone, inDialog, press, type, typed } from "../../../tests/in_dialog.ts";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const size = { id: "cuf_1", version: 1, of: "relation", key: "size", kind: "text", name: "Size", names: {} };
const people = {
  "GET /v1/users": page([]),
  "GET /v1/roles": page([{ id: "rol_1", version: 1, key: "reader", name: "Read-only" }]),
  "POST /v1/users": ({ body }: { body: object }) => [
    201,
    { id: "usr_9", kind: "employee", status: "invited", ...body },
  ],
};

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("user.read", "user.create", "role.read", "custom_field.read", "custom_field.create", "custom_field.edit");
});

const open = (section: string, answers: Answers) => {
  const asked = serve(answers);
  render(<Admin section={section} />);
  return asked;
};

it("has an invitation again that was closed with Escape, until it is sent", async () => {
  const asked = open("users", people);
  await begin("Invite somebody");
  type(/^Name \*$/, "Eva");
  type(/^E-mail/, "eva@example.com");
  await dismiss();
  await begin("Invite somebody");
  expect(typed(/^Name \*$/).value).toBe("Eva");
  expect(typed(/^E-mail/).value).toBe("eva@example.com");
  expect(inDialog().getByText(/What you had typed is back/)).toBeTruthy();
  choose(/^Role/, "reader");
  press("Invite");
  await gone();
  const sent = asked.find(({ method }) => method === "POST")?.body;
  expect(sent).toEqual({ name: "Eva", email: "eva@example.com", role: "reader", language: "en" });
  await begin("Invite somebody");
  expect(typed(/^Name \*$/).value).toBe("");
});

it("begins an invitation afresh where that is asked", async () => {
  open("users", people);
  await begin("Invite somebody");
  type(/^Name \*$/, "Eva");
  await dismiss();
  await begin("Invite somebody");
  press("Start afresh");
  await waitFor(() => expect(typed(/^Name \*$/).value).toBe(""));
  await dismiss();
  await begin("Invite somebody");
  expect(typed(/^Name \*$/).value).toBe("");
});

it("has an own field again by what it was of, and saves it by the version that was read", async () => {
  let now = size;
  const asked = open("fields", {
    "GET /v1/custom-fields": () => page([now]),
    "PATCH /v1/custom-fields/{id}": () => problem(412, "stale_version", { detail: "It was changed meanwhile." }),
  });
  await begin("New field");
  type(/^Name \*$/, "Colour");
  await dismiss();
  await begin("Edit: Size");
  expect(typed(/^Name \*$/).value).toBe("Size");
  type(/^Name \*$/, "How large");
  await dismiss();
  await begin("New field");
  expect(typed(/^Name \*$/).value).toBe("Colour");
  await dismiss();
  now = { ...size, version: 2, name: "Theirs" };
  refresh();
  await begin("Edit: Theirs");
  expect(typed(/^Name \*$/).value).toBe("How large");
  press("Save");
  await screen.findByText("It was changed meanwhile.");
  expect(asked.find(({ method }) => method === "PATCH")?.headers.get("If-Match")).toBe('"1"');
  press("Start afresh");
  await waitFor(() => expect(typed(/^Name \*$/).value).toBe("Theirs"));
});
