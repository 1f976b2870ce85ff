import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { LocationProvider } from "preact-iso/router";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { wrote } from "@/api/written.ts";
import { type Asked, serve, signedIn } from "../../../tests/server.ts";
import List from "./index.tsx";
import { relation, SCHEMA } from "./specimens.ts";

const ROW = 38;
const ALL = Array.from({ length: 600 }, (_, nth) => relation(`rel_${nth}`, `Company ${nth}`));

function visit(): void {
  history.replaceState(null, "", "/relations");
  render(
    <LocationProvider>
      <List path="/relations" />
    </LocationProvider>,
  );
}

/** Six hundred rows in pages; those behind the first come when they are let go. */
function serveMany(ready: Promise<void> = Promise.resolve()): Asked[] {
  return serve({
    "GET /v1/schema/relation": SCHEMA,
    "GET /v1/views": { data: [], page: { next_cursor: null, has_more: false } },
    "POST /v1/relations/search": async ({ body }) => {
      if (body.cursor) await ready;
      const from = Number(body.cursor ?? 0);
      const to = from + body.limit;
      const more = to < ALL.length;
      return { data: ALL.slice(from, to), page: { next_cursor: more ? String(to) : null, has_more: more } };
    },
  });
}

const cursors = (asked: Asked[]) =>
  asked.filter((each) => each.path === "/v1/relations/search").map((each) => each.body.cursor);
const rows = () => screen.getAllByRole("row").filter((row) => row.dataset.id);
const tabbable = () => rows().flatMap((row) => (row.tabIndex === 0 ? [row.dataset.id] : []));

/** Until that row is drawn: the list may still be on its way. */
async function scrollTo(nth: number): Promise<void> {
  await waitFor(() => {
    const grid = screen.getByRole("grid");
    grid.scrollTop = nth * ROW;
    fireEvent.scroll(grid);
    screen.getByText(`Company ${nth}`);
  });
}

function gate() {
  let open = () => {};
  const ready = new Promise<void>((done) => (open = done));
  return { ready, open: () => open() };
}

beforeEach(async () => {
  await forgetAll();
  signedIn("view.read");
});

describe("a long list", () => {
  it("asks for each page once, although one scrolls on, leaves and comes back before it is there", async () => {
    const { ready, open } = gate();
    const asked = serveMany(ready);
    visit();
    await screen.findByText("Company 0");
    for (const nth of [50, 60, 70, 80, 90]) await scrollTo(nth);
    cleanup();
    visit();
    await scrollTo(95);
    expect(cursors(asked)).toEqual([undefined, "100"]);
    open();
    await scrollTo(250);
    await scrollTo(450);
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("601"));
    await scrollTo(599);
    expect(cursors(asked)).toEqual([undefined, "100", "300", "500"]);
    expect(new Set(rows().map((row) => row.dataset.id)).size).toBe(rows().length);
  });

  it("is at the row that was walked to when one comes back, out of sight too", async () => {
    serveMany();
    visit();
    const first = (await screen.findByText("Company 0")).closest<HTMLElement>("[role=row]") as HTMLElement;
    first.focus();
    fireEvent.keyDown(first, { key: "j" });
    await waitFor(() => expect(document.activeElement).toHaveProperty("dataset.id", "rel_1"));
    await scrollTo(80);
    expect(document.activeElement).toHaveProperty("dataset.id", "rel_1");
    cleanup();
    visit();
    await screen.findByText("Company 80");
    expect(tabbable()).toEqual(["rel_1"]);
  });

  it("is entered by Tab where one scrolled to, while nobody walked", async () => {
    serveMany();
    visit();
    await screen.findByText("Company 0");
    expect(tabbable()).toEqual(["rel_0"]);
    await scrollTo(60);
    expect(tabbable()).toEqual(["rel_66"]);
  });

  it("shows what was changed, archived or done to many behind its first page when one comes back", async () => {
    const asked = serveMany();
    visit();
    await screen.findByText("Company 0");
    await scrollTo(90);
    await scrollTo(150);
    cleanup();
    const renamed = { ...relation("rel_150", "Renamed"), version: 2 };
    wrote({ plural: "contacts", id: "rel_151", record: null });
    wrote({ plural: "relations", id: "rel_150", record: renamed });
    wrote({ plural: "relations", id: "rel_149", record: null });
    visit();
    await screen.findByText("Renamed");
    expect(screen.queryByText("Company 149")).toBeNull();
    expect(screen.getByText("Company 151")).toBeTruthy();
    expect(cursors(asked)).toEqual([undefined, "100"]);
    cleanup();
    wrote({ plural: "relations" });
    visit();
    await scrollTo(90);
    await scrollTo(150);
    expect(screen.getByText("Company 149")).toBeTruthy();
    expect(cursors(asked)).toEqual([undefined, "100", "100"]);
  });

  it("shows nobody what was on its way when the session ended", async () => {
    const { ready, open } = gate();
    const asked = serveMany(ready);
    visit();
    await screen.findByText("Company 0");
    await scrollTo(90);
    await waitFor(() => expect(cursors(asked)).toEqual([undefined, "100"]));
    cleanup();
    await forgetAll();
    open();
    signedIn("view.read");
    const again = serveMany(new Promise(() => undefined));
    visit();
    await scrollTo(90);
    await waitFor(() => expect(cursors(again)).toEqual([undefined, "100"]));
    expect(screen.queryByText("Company 100")).toBeNull();
  });
});
