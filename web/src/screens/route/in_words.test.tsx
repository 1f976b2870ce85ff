import { screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { problem, signedIn } from "../../../tests/server.ts";
import { BOXTEL, briefs, CULEMBORG, GONE, inAddress, many, names, press, told, visit } from "./visited.tsx";

beforeEach(async () => {
  await forgetAll();
  signedIn("relation.read");
});

describe("a route says in words", () => {
  const linked = (name: string) => screen.getByRole("link", { name }).getAttribute("href");

  it("what to do where there is nobody on it, and asks nothing", async () => {
    const asked = visit([]);
    await screen.findByText("No relations on this route");
    expect(linked("Relations")).toBe("/relations");
    expect(asked).toEqual([]);
  });

  it("that there are too many, with a way to the first twenty, and asks nothing", async () => {
    const asked = visit(many(21));
    await screen.findByText("At most 20 relations on one route");
    expect(screen.getByText(/These are 21/)).toBeTruthy();
    expect(linked("The first 20")).toBe(`/relations/route?ids=${many(20).join(",")}`);
    expect(linked("Relations")).toBe("/relations");
    expect(asked).toEqual([]);
  });

  it("that some are not there, shows the others, and takes them off", async () => {
    const asked = visit([BOXTEL, GONE, BOXTEL.slice(0, -3), CULEMBORG], {
      "GET /v1/briefs": { data: [told(BOXTEL), told(CULEMBORG)] },
    });
    expect(await screen.findByText("Not there, or not for you to see: 2 relations.")).toBeTruthy();
    expect(asked[0]?.several("ids")).toEqual([BOXTEL, CULEMBORG, GONE]);
    expect(names()).toEqual(["1. Boxtel Rijwielen", "2. Culemborg Tweewielers"]);
    press("Take off the route");
    await waitFor(() => expect(inAddress()).toBe([BOXTEL, CULEMBORG].join()));
    expect(screen.queryByText(/Not there/)).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1, name: "Route" }));
    expect(asked).toHaveLength(1);
  });

  it("that none of them is there, with a way to the list", async () => {
    visit([GONE], { "GET /v1/briefs": { data: [] } });
    await screen.findByText("Not there, or not for you to see: 1 relation.");
    expect(linked("Relations")).toBe("/relations");
    expect((screen.getByRole("button", { name: "Print" }) as HTMLButtonElement).disabled).toBe(true);
  });

  it("what went wrong, shows the part that is there, and tries the other again", async () => {
    let fails = true;
    const asked = visit(many(12), {
      "GET /v1/briefs": (each) =>
        fails && each.several("ids").length === 2 ? problem(503, "busy", { detail: "Too busy" }) : briefs(each),
    });
    await screen.findByText("Too busy");
    expect(names()).toHaveLength(10);
    expect(screen.getByText(/^10 relations · /)).toBeTruthy();
    expect((screen.getByRole("button", { name: "Print" }) as HTMLButtonElement).disabled).toBe(false);
    press(/^Later: rel_.*0000$/);
    const [first, second, ...others] = many(12);
    await waitFor(() => expect(inAddress()).toBe([second, first, ...others].join()));
    fails = false;
    press("Try again");
    await waitFor(() => expect(names()).toHaveLength(12));
    expect(asked.map(({ several }) => several("ids").length)).toEqual([10, 2, 2]);
  });
});
