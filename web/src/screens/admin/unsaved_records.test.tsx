import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refresh } from "@/api/query.ts";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { begin, choose, cross, dismiss, gone, inDialog, press, type, typed } from "../../../tests/in_dialog.ts";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const made = ({ body }: { body: object }) => [201, { id: "new_1", version: 1, ...body }];
const stale = () => problem(412, "stale_version", { detail: "It was changed meanwhile." });
const schema = (type: string, plural: string) => ({
  type,
  plural,
  summary: "",
  actions: ["read", "create", "edit"],
  sorts: [],
  fields: [],
});
const RIGHTS = ["tie.read", "sharing_rule.read", "profile.read"];

const jan = {
  id: "usr_1",
  name: "Jan",
  email: "jan@example.com",
  kind: "external",
  role: "external",
  status: "active",
};
const hamerslag = { id: "rel_1", title: "Hamerslag" };
const tie = (id: string, name: string) => ({
  id,
  version: 1,
  name,
  user: { id: "usr_1", title: "Jan" },
  relation: hamerslag,
  contact: null,
  part: "customer",
  reach: "company",
  relations: [],
});
const ties: Answers = {
  "GET /v1/schema/tie": schema("tie", "ties"),
  "GET /v1/ties": page([tie("tie_1", "Jan at Hamerslag"), tie("tie_2", "Jan at Claes")]),
  "GET /v1/users": page([jan]),
  "GET /v1/search": { data: [{ ...hamerslag, type: "relation" }] },
  "POST /v1/ties": made,
  "PATCH /v1/ties/{id}": stale,
};

const roles = [
  { id: "rol_1", version: 1, key: "inside", name: "Inside" },
  { id: "rol_2", version: 1, key: "outside", name: "Outside" },
];
const rule = {
  id: "shr_1",
  version: 1,
  name: "Ours",
  of: "relation",
  owned_by: { role: { id: "rol_1" }, team: null, below: false },
  shared_with: { role: { id: "rol_2" }, team: null, below: false },
  level: "read",
};
const sharing: Answers = {
  "GET /v1/schema/sharing_rule": schema("sharing_rule", "sharing-rules"),
  "GET /v1/rights/catalog": { data: [{ type: "relation", plural: "relations", summary: "", actions: ["read"] }] },
  "GET /v1/sharing-rules": page([rule]),
  "GET /v1/roles": page(roles),
  "GET /v1/teams": page([]),
  "POST /v1/sharing-rules": made,
};

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn(...RIGHTS);
});

const open = (section: string, answers: Answers) => {
  const asked = serve(answers);
  const shown = render(<Admin section={section} />);
  return { asked, sent: () => asked.find(({ method }) => method !== "GET"), ...shown };
};
const isBack = () => inDialog().queryByText(/What you had typed is back/) !== null;

describe("a tie that was closed without saving", () => {
  const seeHamerslag = async () => {
    const wanted = inDialog().getByRole("combobox", { name: /^Relation/ });
    fireEvent.focus(wanted);
    fireEvent.input(wanted, { target: { value: "Ham" } });
    fireEvent.click(await inDialog().findByRole("option", { name: "Hamerslag" }));
    await inDialog().findByText("Hamerslag");
  };

  it("is there again, with what was chosen, until it is saved", async () => {
    const { sent } = open("ties", ties);
    await begin("Add");
    expect(isBack()).toBe(false);
    await inDialog().findByRole("option", { name: /^Jan/ });
    choose(/^User/, "usr_1");
    await seeHamerslag();
    type(/^As/, "accountant");
    await dismiss();
    await begin("Add");
    expect(isBack()).toBe(true);
    expect(typed(/^User/).value).toBe("usr_1");
    expect(typed(/^As/).value).toBe("accountant");
    press("Save");
    await gone();
    expect(sent()?.body).toMatchObject({ user: { id: "usr_1" }, relation: { id: "rel_1" }, part: "accountant" });
    await begin("Add");
    expect(isBack()).toBe(false);
    expect(typed(/^As/).value).toBe("customer");
  });

  it("is there with no other tie, and is saved by the version that was read", async () => {
    const { sent } = open("ties", ties);
    await begin("Edit: Jan at Hamerslag");
    type(/^As/, "accountant");
    cross();
    await gone();
    await begin("Edit: Jan at Claes");
    expect(isBack()).toBe(false);
    expect(typed(/^As/).value).toBe("customer");
    await dismiss();
    serve({ ...ties, "GET /v1/ties": page([{ ...tie("tie_1", "Jan at Hamerslag"), version: 2, part: "guest" }]) });
    refresh();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Edit: Jan at Claes" })).toBeNull());
    const later = serve(ties);
    await begin("Edit: Jan at Hamerslag");
    expect(typed(/^As/).value).toBe("accountant");
    press("Save");
    await screen.findByText("It was changed meanwhile.");
    expect(sent()).toBeUndefined();
    expect(later.find(({ method }) => method === "PATCH")?.headers.get("If-Match")).toBe('"1"');
    press("Start afresh");
    await waitFor(() => expect(typed(/^As/).value).toBe("guest"));
  });

  it("is gone with who wrote it", async () => {
    const { unmount } = open("ties", ties);
    await begin("Add");
    type(/^As/, "accountant");
    await dismiss();
    unmount();
    await forgetAll();
    signedIn(...RIGHTS);
    open("ties", ties);
    await begin("Add");
    expect(isBack()).toBe(false);
    expect(typed(/^As/).value).toBe("customer");
  });
});

describe("a sharing rule that was closed without saving", () => {
  it("is there again until it is saved", async () => {
    const { sent } = open("sharing-rules", sharing);
    await begin("Add");
    type(/^Name/, "Theirs");
    await inDialog().findAllByRole("option", { name: /Inside$/ });
    choose(/^What is owned by/, "rol_1");
    choose(/^Is open to/, "rol_2+");
    choose(/^They may/, "edit");
    await dismiss();
    await begin("Edit: Ours");
    expect(isBack()).toBe(false);
    expect(typed(/^Name/).value).toBe("Ours");
    await dismiss();
    await begin("Add");
    expect(isBack()).toBe(true);
    expect(typed(/^Name/).value).toBe("Theirs");
    expect(typed(/^Is open to/).value).toBe("rol_2+");
    choose(/^What \*$/, "relation");
    press("Save");
    await gone();
    expect(sent()?.body).toEqual({
      name: "Theirs",
      of: "relation",
      owned_by: { role: { id: "rol_1" }, team: null, below: false },
      shared_with: { role: { id: "rol_2" }, team: null, below: true },
      level: "edit",
    });
    await begin("Add");
    expect(typed(/^Name/).value).toBe("");
  });

  it("begins afresh where that is asked", async () => {
    open("sharing-rules", sharing);
    await begin("Edit: Ours");
    type(/^Name/, "All of ours");
    await dismiss();
    await begin("Edit: Ours");
    expect(typed(/^Name/).value).toBe("All of ours");
    press("Start afresh");
    await waitFor(() => expect(typed(/^Name/).value).toBe("Ours"));
    await dismiss();
    await begin("Edit: Ours");
    expect(isBack()).toBe(false);
  });
});
