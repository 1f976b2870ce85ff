import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { Toasts } from "@/shared/toast.tsx";
import { routeBy } from "@/shell/routing.ts";
import { language } from "@/words/language.ts";
import { problem, serve, signedIn } from "../../../tests/server.ts";
import { openedBy } from "./gaps.ts";
import CleanUp from "./index.tsx";

const pair = (n: number) => ({
  id: `dup_${n}`,
  version: 1,
  of: "relation",
  state: "open",
  score: 90 + n,
  one: { id: `rel_${n}`, title: `Acme ${n}`, place: "Almere" },
  other: { id: `rel_${n}b`, title: `Acme ${n} B.V.`, place: "Almere" },
  reasons: [
    { code: "same_phone", field: "channels", weight: 30 },
    { code: "other_city", field: "addresses", weight: -25 },
  ],
});
const page = (data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });
const went: string[] = [];

beforeEach(() => {
  language.value = "en";
  signedIn(
    "duplicate.read",
    "duplicate.edit",
    "relation.read",
    "relation.merge",
    "custom_field.read",
    "custom_field.edit",
  );
  went.length = 0;
  routeBy((to) => went.push(to));
});

const open = (tab: string, answers: Parameters<typeof serve>[0]) => {
  const asked = serve(answers);
  render(
    <>
      <CleanUp tab={tab} />
      <Toasts />
    </>,
  );
  return asked;
};

describe("duplicates", () => {
  const answers = {
    "GET /v1/duplicates": page([pair(1), pair(2)]),
    "PATCH /v1/duplicates/{id}": ({ body }: { body: object }) => ({ ...pair(1), ...body, version: 2 }),
  };

  it("tell why they are alike, and what speaks against it", async () => {
    open("duplicates", answers);
    await screen.findByText("Acme 1");
    expect(screen.getAllByText(/Same phone/)[0]?.textContent).toContain("(for)");
    expect(screen.getAllByText(/Other city/)[0]?.textContent).toContain("(against)");
  });

  it("are worked through by the keyboard, and told apart with a way back", async () => {
    const asked = open("duplicates", answers);
    await screen.findByText("Acme 1");
    fireEvent.keyDown(document.body, { key: "j" });
    await waitFor(() => expect(document.activeElement?.id).toBe("dup_2"));
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowUp" });
    await waitFor(() => expect(document.activeElement?.id).toBe("dup_1"));
    expect(fireEvent.keyDown(document.body, { key: "ArrowDown" })).toBe(true); // it scrolls
    expect(document.activeElement?.id).toBe("dup_1");
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown" });
    await waitFor(() => expect(document.activeElement?.id).toBe("dup_2"));
    fireEvent.keyDown(document.body, { key: "n" });
    await waitFor(() => expect(screen.queryByText("Acme 2")).toBeNull());
    await waitFor(() => expect(asked.at(-1)?.path).toBe("/v1/duplicates/dup_2"));
    expect(asked.at(-1)?.body).toEqual({ state: "not_duplicate" });
    fireEvent.click((await screen.findAllByRole("button", { name: "Undo" })).at(-1) as HTMLElement);
    await screen.findByText("Acme 2");
    expect(asked.at(-1)?.body).toEqual({ state: "open" });
    fireEvent.keyDown(document.body, { key: "k" });
    fireEvent.keyDown(document.body, { key: "m" });
    await waitFor(() => expect(went).toEqual(["/merge/relation?ids=rel_1,rel_1b"]));
  });

  it("are told apart again after that was undone, of the version that they have by then", async () => {
    let version = 1;
    const asked = open("duplicates", {
      ...answers,
      "PATCH /v1/duplicates/{id}": ({ body }: { body: object }) => ({ ...pair(1), ...body, version: ++version }),
    });
    for (const sent of ['"1"', '"3"']) {
      fireEvent.click((await screen.findAllByRole("button", { name: "Not a duplicate" }))[0] as HTMLElement);
      await waitFor(() => expect(screen.queryByText("Acme 1")).toBeNull());
      fireEvent.click((await screen.findAllByRole("button", { name: "Undo" })).at(-1) as HTMLElement);
      await screen.findByText("Acme 1");
      expect(
        asked
          .filter((each) => each.method === "PATCH")
          .at(-2)
          ?.headers.get("If-Match"),
      ).toBe(sent);
    }
  });

  it("are fetched further when all that were shown are dealt with, also past a page of which none is left", async () => {
    const asked = open("duplicates", {
      ...answers,
      "GET /v1/duplicates": ({ query }: { query: Record<string, string> }) =>
        query.cursor === "c2"
          ? page([pair(2)])
          : { data: query.cursor ? [] : [pair(1)], page: { next_cursor: query.cursor ? "c2" : "c1", has_more: true } },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Not a duplicate" }));
    await screen.findByText("Acme 2");
    expect(asked.filter((each) => each.method === "GET").map((each) => each.query.cursor)).toEqual([
      undefined,
      "c1",
      "c2",
    ]);
  });

  it("are as they are by now, for somebody who comes back", async () => {
    let left = [pair(1), pair(2), pair(3)];
    open("duplicates", { ...answers, "GET /v1/duplicates": () => page(left) });
    await screen.findByText("Acme 3");
    left = [pair(1), pair(3)]; // merged on a screen of its own
    cleanup();
    render(<CleanUp tab="duplicates" />);
    await waitFor(() => expect(screen.queryByText("Acme 2")).toBeNull());
    expect(screen.getByText("Acme 3")).toBeTruthy();
  });

  it("come back where the API refuses, with what it said", async () => {
    open("duplicates", {
      ...answers,
      "PATCH /v1/duplicates/{id}": problem(409, "conflict", { detail: "Merged already." }),
    });
    await screen.findByText("Acme 1");
    fireEvent.click(screen.getAllByRole("button", { name: "Not a duplicate" })[0] as HTMLElement);
    await screen.findByText("Merged already.");
    expect(screen.getByText("Acme 1")).toBeTruthy();
  });
});

describe("what is missing", () => {
  const relation = {
    id: "rel_1",
    version: 1,
    missing: ["email", "postal_address.city", "vat_number"],
    addresses: [
      { address: { id: "adr_1" }, purposes: ["visiting"], default_for: ["visiting"] },
      { address: { id: "adr_2" }, purposes: ["postal"], default_for: ["postal"] },
    ],
  };

  it("opens where it is filled in", async () => {
    const told = await openedBy("relation", relation);
    expect(told.fields).toEqual(["channels", "addresses", "vat_number"]);
  });

  it("of an address opens the address that is used for it", async () => {
    serve({ "GET /v1/addresses/{id}": ({ ids }: { ids: Record<string, string> }) => ({ id: ids.id, version: 7 }) });
    const told = await openedBy("relation", relation, "postal_address.city");
    expect(told).toEqual({ type: "address", record: { id: "adr_2", version: 7 }, fields: ["city"] });
  });
});

describe("labels that nobody uses", () => {
  it("are archived in their field, and brought back", async () => {
    const field = {
      id: "cuf_1",
      version: 4,
      options: [
        { key: "a", name: "A" },
        { key: "fair", name: "Fair" },
      ],
    };
    const asked = open("labels", {
      "GET /v1/custom-fields/unused": {
        data: [{ id: "cuf_1", field: "custom_label", key: "fair", name: "Fair", archived: false }],
        next: null,
      },
      "GET /v1/schema/relation": { type: "relation", plural: "relations", fields: [] },
      "GET /v1/custom-fields/{id}": field,
      "PATCH /v1/custom-fields/{id}": field,
    });
    fireEvent.click(await screen.findByRole("button", { name: "Archive" }));
    await screen.findByText("Archived: Fair");
    const sent = asked.filter((each) => each.method === "PATCH");
    expect(sent[0]?.body.options).toEqual([field.options[0], { ...field.options[1], archived: true }]);
    expect(sent[0]?.headers.get("If-Match")).toBe('"4"');
    fireEvent.click(screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement);
    await screen.findByRole("button", { name: "Archive" });
    expect(asked.at(-1)?.body.options[1].archived).toBe(false);
  });
});
