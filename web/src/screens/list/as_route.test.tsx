import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { serve, signedIn } from "../../../tests/server.ts";
import { openList } from "./opened_list.tsx";
import { relation, SCHEMA } from "./specimens.ts";

const MANY = Array.from({ length: 21 }, (_, at) => relation(`rel_${at}`, `Company ${at}`));

beforeEach(async () => {
  await forgetAll();
  signedIn("view.read", "selection.read");
});

async function open(type = "relation", plural = "relations") {
  history.replaceState(null, "", `/${plural}`);
  serve({
    [`GET /v1/schema/${type}`]: { ...SCHEMA, type, plural },
    "GET /v1/views": { data: [], page: { next_cursor: null, has_more: false } },
    [`POST /v1/${plural}/search`]: { data: MANY, page: { next_cursor: "more", has_more: true } },
    "POST /v1/counts": { count: 300, complete: true },
  });
  openList();
  await screen.findByText("Company 0");
}

const pick = (at: number) => fireEvent.click(screen.getByLabelText(`Select Company ${at}`));
const item = () => screen.getByRole("menuitem", { name: "As a route (up to 20)", hidden: true });
const isBarred = () => item().hasAttribute("disabled") || item().getAttribute("aria-disabled") === "true";

describe("those that are picked, as a route", () => {
  it("are visited in the order in which they were picked", async () => {
    await open();
    for (const at of [2, 0, 1]) pick(at);
    fireEvent.click(await waitFor(item));
    expect(location.pathname + location.search).toBe("/relations/route?ids=rel_2,rel_0,rel_1");
  });

  it("are twenty at most", async () => {
    await open();
    fireEvent.click(screen.getByLabelText("Select all shown"));
    await waitFor(() => expect(isBarred()).toBe(true));
    pick(20);
    await waitFor(() => expect(isBarred()).toBe(false));
  });

  it("are not all that meet the filters", async () => {
    await open();
    pick(0);
    await waitFor(() => expect(isBarred()).toBe(false));
    fireEvent.click(screen.getByRole("button", { name: "Select all that meet the filters" }));
    await screen.findByText("300 selected");
    expect(isBarred()).toBe(true);
  });

  it("are nothing but what can be visited so", async () => {
    await open("contact", "contacts");
    pick(0);
    await screen.findByRole("menuitem", { name: "Follow", hidden: true });
    expect(screen.queryByRole("menuitem", { name: /As a route/, hidden: true })).toBeNull();
  });
});
