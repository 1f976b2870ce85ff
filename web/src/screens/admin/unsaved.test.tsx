import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refresh } from "@/api/query.ts";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { type Asked, problem, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const kindsOf = (label: string) => ({
  data: [{ key: "visit", label, labels: { nl: label }, touch: true, archived: false, shipped: true }],
});
const catalog = {
  data: [
    { type: "relation", plural: "relations", summary: "", actions: ["read", "edit"], fields: [] },
    { type: "contact", plural: "contacts", summary: "", actions: ["read", "edit"], fields: [] },
  ],
};
const rights = { actions: ["read"], view_all: false, edit_all: false, fields: { "*": "write" } };
const sales = { id: "prf_1", version: 3, name: "Sales", types: { "*": rights } };

const RIGHTS = ["setting.read", "setting.edit", "activity.read", "profile.read", "profile.edit"];

/** Parts are loaded when they are gone to; how long a busy machine takes over that is not what is tested. */
beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn(...RIGHTS);
});

const open = (section: string) => render(<Admin section={section} />);
/** Whether the tab goes away without a question. */
const closes = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const name = async () => (await screen.findByLabelText("Kind 1")) as HTMLInputElement;
const tick = async () => (await screen.findByLabelText("Relations: edit")) as HTMLInputElement;
const back = () => screen.findByText(/What you had typed is back/);
const isWrite = ({ method }: Asked): boolean => method !== "GET";
const sent = async (asked: Asked[]) => {
  await waitFor(() => expect(asked.some(isWrite)).toBe(true));
  return asked.find(isWrite) as Asked;
};

describe("a setting that was left without saving", () => {
  const answers = (tag: string, label = "Bezoek") => ({
    "GET /v1/activity-kinds": [200, kindsOf(label), { ETag: tag }],
  });
  const typed = async () => {
    const shown = open("kinds");
    fireEvent.input(await name(), { target: { value: "Bezoekje" } });
    return shown;
  };

  it("has what was typed again, and the browser asks before the tab closes over it", async () => {
    serve(answers('"1"'));
    const shown = await typed();
    expect(closes()).toBe(false);
    shown.unmount();
    expect(closes()).toBe(true);
    open("kinds");
    expect((await name()).value).toBe("Bezoekje");
    await back();
    expect(closes()).toBe(false);
    press("Start afresh");
    await waitFor(async () => expect((await name()).value).toBe("Bezoek"));
    cleanup();
    open("kinds");
    expect((await name()).value).toBe("Bezoek");
    expect(screen.queryByText(/What you had typed/)).toBeNull();
  });

  it("is saved by the version that was read when it was typed", async () => {
    serve(answers('"1"'));
    (await typed()).unmount();
    const asked = serve({
      ...answers('"2"', "Theirs"),
      "PUT /v1/activity-kinds": () => problem(412, "stale_version", { detail: "It was changed meanwhile." }),
    });
    open("kinds");
    await back();
    refresh();
    await waitFor(() => expect(asked.some(({ path }) => path === "/v1/activity-kinds")).toBe(true));
    press("Save");
    expect((await sent(asked)).headers.get("If-Match")).toBe('"1"');
    await screen.findByText("It was changed meanwhile.");
    expect((await name()).value).toBe("Bezoekje");
    press("Show what is there now");
    await waitFor(async () => expect((await name()).value).toBe("Theirs"));
  });

  it("is not kept once it is saved, or cancelled", async () => {
    serve({ ...answers('"1"'), "PUT /v1/activity-kinds": [200, kindsOf("Bezoekje"), { ETag: '"2"' }] });
    await typed();
    press("Cancel");
    await waitFor(async () => expect((await name()).value).toBe("Bezoek"));
    fireEvent.input(await name(), { target: { value: "Bezoekje" } });
    press("Save");
    await waitFor(() => expect(screen.queryByText("Not saved yet")).toBeNull());
    cleanup();
    open("kinds");
    expect((await name()).value).toBe("Bezoekje");
    expect(screen.queryByText(/What you had typed/)).toBeNull();
  });

  it("is not for who signs in next", async () => {
    serve(answers('"1"'));
    await typed();
    await forgetAll();
    cleanup();
    signedIn(...RIGHTS);
    open("kinds");
    expect((await name()).value).toBe("Bezoek");
  });
});

describe("a profile that was left without saving", () => {
  const answers = (...profiles: object[]) => ({
    "GET /v1/profiles": page(profiles),
    "GET /v1/rights/catalog": catalog,
  });
  const ticked = async () => {
    const shown = open("profiles");
    fireEvent.click(await tick());
    return shown;
  };

  it("has what was ticked again, and not another profile", async () => {
    serve(answers(sales, { ...sales, id: "prf_2", name: "Stock" }));
    const shown = await ticked();
    expect(closes()).toBe(false);
    fireEvent.change(screen.getByLabelText("Profile"), { target: { value: "prf_2" } });
    await waitFor(async () => expect((await tick()).checked).toBe(false));
    shown.unmount();
    open("profiles");
    expect((await tick()).checked).toBe(true);
    await back();
    press("Cancel");
    await waitFor(async () => expect((await tick()).checked).toBe(false));
    expect(closes()).toBe(true);
  });

  it("is saved by the version that was ticked in where somebody else changed its rights", async () => {
    serve(answers(sales));
    (await ticked()).unmount();
    const theirs = {
      ...sales,
      version: 4,
      name: "Selling",
      types: { ...sales.types, contact: { ...rights, actions: [] } },
    };
    const asked = serve({ ...answers(theirs), "PATCH /v1/profiles/{id}": () => problem(412, "stale_version") });
    open("profiles");
    await back();
    refresh();
    await screen.findByRole("option", { name: "Selling" });
    press("Save");
    const { headers, body } = await sent(asked);
    expect(headers.get("If-Match")).toBe('"3"');
    expect(Object.keys(body.types)).toEqual(["relation"]);
    fireEvent.click(await screen.findByRole("button", { name: "Show what is there now" }));
    await waitFor(async () => expect((await tick()).checked).toBe(false));
    expect((screen.getByLabelText("Contacts: read") as HTMLInputElement).checked).toBe(false);
  });

  it("is saved by the version there is now where only its name changed", async () => {
    serve(answers(sales));
    (await ticked()).unmount();
    const renamed = { ...sales, version: 4, name: "Selling" };
    const asked = serve({
      ...answers(renamed),
      "PATCH /v1/profiles/{id}": ({ body }: Asked) => ({ ...renamed, ...body, version: 5 }),
    });
    open("profiles");
    await back();
    refresh();
    await screen.findByRole("option", { name: "Selling" });
    press("Save");
    expect((await sent(asked)).headers.get("If-Match")).toBe('"4"');
    await waitFor(() => expect(closes()).toBe(true));
  });
});
