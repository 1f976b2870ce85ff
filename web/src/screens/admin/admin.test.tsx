import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { type Asked, problem, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { type Grantable, spokenOf, typesPatch, withAction } from "./rights.ts";
import { SECTIONS } from "./sections.ts";

const RIGHTS = [
  "setting.read",
  "setting.edit",
  "activity.read",
  "profile.read",
  "profile.edit",
  "user.read",
  "role.read",
  "audit.inspect",
  "erasure.list",
  "erasure.edit",
];
const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const relation: Grantable = {
  type: "relation",
  plural: "relations",
  summary: "",
  actions: ["read", "edit", "delete"],
  fields: [
    { name: "note", essential: false, written: true, made_of: [] },
    { name: "name", essential: true, written: true, made_of: [] },
  ],
};
const sales = {
  id: "prf_1",
  version: 3,
  name: "Sales",
  types: { "*": { actions: ["read"], view_all: false, edit_all: false, fields: { "*": "write" } } },
};

const put = async (asked: Asked[]) => {
  await waitFor(() => expect(asked.some(({ method }) => method === "PUT")).toBe(true));
  return asked.find(({ method }) => method === "PUT") as Asked;
};

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn(...RIGHTS);
});

const open = (section: string | undefined, answers: Parameters<typeof serve>[0]) => {
  const asked = serve({ "GET /v1/users": page([]), "GET /v1/roles": page([]), ...answers });
  renderAt(
    `/admin/${section ?? ""}`,
    <>
      <Admin {...(section ? { section } : {})} />
      <Toasts />
    </>,
  );
  return asked;
};

describe("the index", () => {
  it("offers what one may, and narrows as one types", () => {
    open(undefined, {});
    expect(screen.queryByRole("link", { name: "Own fields" })).toBeNull();
    fireEvent.input(screen.getByLabelText("Find a setting"), { target: { value: "log" } });
    expect(screen.getByRole("link", { name: /audit/i })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Profiles" })).toBeNull();
  });
});

describe("a section", () => {
  it.each([
    ["that does not exist", "own-fields"],
    ["that one may not see", "launch-links"],
  ])("%s says so, and leads to those there are", (_, section) => {
    open(section, {});
    expect(screen.getByText(/you may not/i)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Administration" }).getAttribute("href")).toBe("/admin");
  });
});

describe("a profile", () => {
  const answers = {
    "GET /v1/profiles": page([sales]),
    "GET /v1/rights/catalog": { data: [relation] },
    "PATCH /v1/profiles/{id}": ({ body }: { body: object }) => ({ ...sales, ...body, version: 4 }),
  };

  it("names a type once something else is ticked for it, and sends only that", async () => {
    const asked = open("profiles", answers);
    const tick = (await screen.findByLabelText("Relations: edit")) as HTMLInputElement;
    expect(tick.checked).toBe(false);
    fireEvent.click(tick);
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked.some(({ method }) => method === "PATCH")).toBe(true));
    const sent = asked.find(({ method }) => method === "PATCH");
    expect(sent?.headers.get("If-Match")).toBe('"3"');
    expect(Object.keys(sent?.body.types)).toEqual(["relation"]);
    expect(sent?.body.types.relation.actions.sort()).toEqual(["edit", "read"]);
  });

  it("takes along from the rest only what the type has", () => {
    const rest = {
      ...sales.types["*"],
      fields: { "*": "write", note: "none", name: "none", lead_time: "none" },
    } as const;
    const spoken = spokenOf({ "*": { ...rest, actions: ["read", "publish"] } }, relation);
    expect(spoken.actions).toEqual(["read"]);
    expect(spoken.fields).toEqual({ "*": "write", note: "none" });
  });

  it("writes out what all stood for when one is taken away, and clears what is no longer said", () => {
    const all = { actions: ["*"], view_all: false, edit_all: false, fields: { "*": "write", note: "none" } } as const;
    const was = { ...all, actions: [...all.actions] };
    expect(withAction(was, "delete", false, relation.actions).actions).toEqual(["read", "edit"]);
    expect(typesPatch({ relation: was, contact: was }, { relation: { ...was, fields: { "*": "write" } } })).toEqual({
      relation: { ...was, fields: { note: null, "*": "write" } },
      contact: null,
    });
  });
});

describe("a setting", () => {
  const kinds = {
    data: [{ key: "visit", label: "Bezoek", labels: { nl: "Bezoek" }, touch: true, archived: false, shipped: true }],
  };

  it("is kept by its version, with a key made of the name of what is new", async () => {
    const asked = open("kinds", {
      "GET /v1/activity-kinds": [200, kinds, { ETag: '"7"' }],
      "PUT /v1/activity-kinds": kinds,
    });
    fireEvent.click(await screen.findByRole("button", { name: "Add" }));
    fireEvent.input(screen.getByLabelText("Kind 2"), { target: { value: "Open dag" } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    const sent = await put(asked);
    expect(sent.headers.get("If-Match")).toBe('"7"');
    expect(sent.body.kinds[1]).toEqual({ key: "open_dag", labels: { nl: "Open dag" }, touch: true, archived: false });
  });

  it("keeps what was typed when somebody else was first, and can show theirs", async () => {
    open("kinds", {
      "GET /v1/activity-kinds": kinds,
      "PUT /v1/activity-kinds": () => problem(412, "stale_version", { detail: "It was changed meanwhile." }),
    });
    const name = (await screen.findByLabelText("Kind 1")) as HTMLInputElement;
    fireEvent.input(name, { target: { value: "Bezoekje" } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("It was changed meanwhile.");
    expect((screen.getByLabelText("Kind 1") as HTMLInputElement).value).toBe("Bezoekje");
    fireEvent.click(screen.getByRole("button", { name: "Show what is there now" }));
    await waitFor(() => expect((screen.getByLabelText("Kind 1") as HTMLInputElement).value).toBe("Bezoek"));
  });

  it("cannot be changed by who may only read it", async () => {
    signedIn("activity.read");
    open("kinds", { "GET /v1/activity-kinds": kinds });
    const name = await screen.findByLabelText("Kind 1");
    expect(name.closest("fieldset")?.disabled).toBe(true);
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  });
});

describe("why", () => {
  it("is told in the language of the reader", async () => {
    language.value = "nl";
    open("explain", {
      "GET /v1/rights/catalog": { data: [relation] },
      "GET /v1/schema/{type}": { type: "relation", plural: "relations", actions: [], sorts: [], fields: [] },
      "GET /v1/users": page([
        { id: "usr_9", name: "Chris", email: "c@example.com", kind: "employee", status: "active" },
      ]),
      "POST /v1/rights/explain": { user: "usr_9", allowed: false, rule: "4", because: "no profile", field: null },
    });
    await screen.findByRole("option", { name: /Chris/ });
    fireEvent.change(screen.getByLabelText("Wie"), { target: { value: "usr_9" } });
    fireEvent.click(screen.getByRole("button", { name: "Leg uit" }));
    await screen.findByText("Nee, dat mag niet");
    expect(screen.getByText(/Geen van hun profielen/)).toBeTruthy();
  });
});

describe("the audit log", () => {
  it("is narrowed by what was refused, and tells by what rule", async () => {
    const row = {
      at: "2026-11-22T10:00:00Z",
      by: "usr_9",
      action: "edit",
      type: "relation",
      outcome: "refused",
      rule: "4",
    };
    const asked = open("audit", {
      "GET /v1/audit": ({ query }: { query: Record<string, string> }) => page(query.outcome === "refused" ? [row] : []),
    });
    await screen.findByText("Nothing found");
    fireEvent.change(screen.getByLabelText("Outcome"), { target: { value: "refused" } });
    const table = await screen.findByRole("table");
    expect(within(table).getByText(/No profile of theirs/)).toBeTruthy();
    expect(asked.at(-1)?.query.outcome).toBe("refused");
  });
});

describe("somebody who is to be forgotten", () => {
  it("can be called off while it waits", async () => {
    const waiting = {
      id: "era_1",
      subject: "rel_1",
      reason: "request",
      reference: "2026-01",
      keep_until: "2026-12-31",
      state: "waiting",
      removed: {},
      stays: {},
      created_at: "2026-11-22T10:00:00Z",
      created_by: "usr_9",
      finished_at: null,
    };
    const asked = open("erasures", {
      "GET /v1/erasures": page([waiting]),
      "POST /v1/erasures/{id}/cancel": { ...waiting, state: "cancelled" },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Call off" }));
    await screen.findByText("It was called off.");
    expect(asked.some(({ path }) => path === "/v1/erasures/era_1/cancel")).toBe(true);
  });
});
