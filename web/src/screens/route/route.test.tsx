import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { shelveBy } from "@/api/query.ts";
import { forgetAll } from "@/api/session.ts";
import { problem, signedIn } from "../../../tests/server.ts";
import {
  ALMERE,
  BOXTEL,
  briefs,
  CULEMBORG,
  inAddress,
  many,
  names,
  press,
  stop,
  THREE,
  task,
  told,
  visit,
} from "./visited.tsx";

beforeEach(async () => {
  await forgetAll();
  signedIn("relation.read", "activity.read", "activity.edit");
});

describe("a route", () => {
  it("has its relations in the order of the visits, by one request", async () => {
    const asked = visit(THREE);
    await screen.findByText("Almere Fietsen");
    expect(names()).toEqual(["1. Boxtel Rijwielen", "2. Almere Fietsen", "3. Culemborg Tweewielers"]);
    expect(asked.map(({ path, several }) => [path, several("ids")])).toEqual([["/v1/briefs", [...THREE].sort()]]);
  });

  it.each([
    [10, 1],
    [11, 2],
    [20, 2],
  ])("of %i relations takes %i requests", async (count, requests) => {
    const asked = visit(many(count));
    await waitFor(() => expect(names()).toHaveLength(count));
    expect(asked.map(({ several }) => several("ids").length)).toEqual(requests === 1 ? [count] : [10, count - 10]);
    expect(asked.flatMap(({ several }) => several("ids"))).toEqual(many(count));
  });

  it("that comes in parts has each at its number, and is printed once it is whole", async () => {
    let arrive = () => {};
    const rest = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const backwards = many(12).reverse(); // the two that come later are visited first
    visit(backwards, {
      "GET /v1/briefs": async (each) => {
        if (each.several("ids").length === 2) await rest;
        return briefs(each);
      },
    });
    const print = () => screen.getByRole("button", { name: "Print" }) as HTMLButtonElement;
    await waitFor(() => expect(names()).toEqual(backwards.slice(2).map((id, at) => `${at + 3}. ${id}`)));
    expect(print().disabled).toBe(true);
    press(`Later: ${backwards[2]}`);
    expect(await screen.findByText(`${backwards[2]}: 4 of 12`)).toBeTruthy();
    arrive();
    await waitFor(() => expect(names()).toHaveLength(12));
    expect(names().slice(0, 2)).toEqual(backwards.slice(0, 2).map((id, at) => `${at + 1}. ${id}`));
    expect(screen.getByText(/^12 relations · /)).toBeTruthy();
    expect(print().disabled).toBe(false);
  });

  it("in another order is there without a network too", async () => {
    const shelf = new Map<string, unknown>();
    const keep = async (key: string, data: unknown) => void shelf.set(key, data);
    shelveBy({ keep, recall: async (key) => shelf.get(key) });
    visit(THREE);
    await waitFor(() => expect(shelf.size).toBe(1));
    cleanup();
    await forgetAll();
    signedIn("relation.read");
    const fails = () => {
      throw new TypeError("Failed to fetch");
    };
    visit([...THREE].reverse(), { "GET /v1/briefs": fails });
    await screen.findByText("Almere Fietsen");
    expect(names()).toEqual(["1. Culemborg Tweewielers", "2. Almere Fietsen", "3. Boxtel Rijwielen"]);
    shelveBy({ keep: async () => {}, recall: async () => undefined });
  });

  it("tells of each who it is, how to reach it and whom, where it is, and what is to be done", async () => {
    visit(THREE);
    const almere = within((await screen.findByText("Almere Fietsen")).closest("li") as HTMLElement);
    for (const text of ["Company", "Customer", "Purchaser", /Kade 1, Almere/])
      expect(almere.getByText(text, { exact: false })).toBeTruthy();
    const hrefs = almere.getAllByRole("link").map((each) => each.getAttribute("href"));
    for (const href of [
      `/relations/${ALMERE}`,
      "/colleagues/usr_1",
      "tel:0365301234",
      "tel:0612345678",
      "mailto:info@almere.example",
      "/contacts/con_1",
      "https://www.openstreetmap.org/?mlat=52&mlon=5#map=17/52/5",
    ])
      expect(hrefs).toContain(href);
    expect(hrefs.filter((each) => each?.startsWith("tel:"))).toHaveLength(2); // that of the company stands there once
    const headings = almere.getAllByRole("heading", { level: 3 }).map((each) => each.textContent);
    expect(headings).toEqual(["Contacts", "Open tasks", "Planned", "What happened last"]);
    for (const name of ["Bring the folder", "Yearly talk", "Complaint", "2 more contacts", "1 more task"])
      expect(almere.getByRole("link", { name })).toBeTruthy();
    expect(stop("Boxtel Rijwielen").getByText("No open tasks")).toBeTruthy();
  });

  it("is put in another order without asking anew; what was pressed keeps the focus", async () => {
    const asked = visit(THREE);
    const before = history.length;
    await screen.findByText("Almere Fietsen");
    press("Earlier: Almere Fietsen");
    await waitFor(() => expect(inAddress()).toBe([ALMERE, BOXTEL, CULEMBORG].join()));
    expect(names()[0]).toBe("1. Almere Fietsen");
    expect(screen.getByText("Almere Fietsen: 1 of 3")).toBeTruthy();
    // it cannot come earlier any more: the way back has the focus
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Later: Almere Fietsen"));
    press("Later: Almere Fietsen");
    await waitFor(() => expect(inAddress()).toBe([BOXTEL, ALMERE, CULEMBORG].join()));
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Later: Almere Fietsen"));
    expect(history.length).toBe(before);
    expect(asked).toHaveLength(1);
  });

  it("can have one taken out, and back, without asking anew", async () => {
    const asked = visit(THREE);
    await screen.findByText("Almere Fietsen");
    press("Take out: Almere Fietsen");
    await waitFor(() => expect(inAddress()).toBe([BOXTEL, CULEMBORG].join()));
    expect(names()).toEqual(["1. Boxtel Rijwielen", "2. Culemborg Tweewielers"]);
    expect(document.activeElement?.textContent).toBe("Culemborg Tweewielers");
    press("Undo");
    await waitFor(() => expect(inAddress()).toBe(THREE.join()));
    expect(names()).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });

  it("has back the one that is asked back, and not what was taken out since", async () => {
    visit(THREE);
    await screen.findByText("Almere Fietsen");
    press("Take out: Boxtel Rijwielen");
    await waitFor(() => expect(names()).toHaveLength(2));
    const [undo] = screen.getAllByRole("button", { name: "Undo" }).slice(-1) as [HTMLElement];
    press("Take out: Almere Fietsen");
    await waitFor(() => expect(names()).toHaveLength(1));
    fireEvent.click(undo);
    await waitFor(() => expect(inAddress()).toBe([BOXTEL, CULEMBORG].join()));
  });

  it("has nobody left once the last one is taken out", async () => {
    visit([ALMERE]);
    await screen.findByText("Almere Fietsen");
    press("Take out: Almere Fietsen");
    expect(await screen.findByText("No relations on this route")).toBeTruthy();
    expect(inAddress()).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1, name: "Route" }));
  });

  it("has its tasks ticked off, and asks for that relation alone again", async () => {
    const asked = visit(THREE, {
      "POST /v1/activities/{id}/complete": { id: "Bring the folder", subject: "Bring the folder" },
      "GET /v1/relations/{id}/brief": { ...told(ALMERE), open_tasks: [] },
    });
    await screen.findByText("Almere Fietsen");
    press("Tick off: Bring the folder");
    await waitFor(() => expect(stop("Almere Fietsen").getByText("No open tasks")).toBeTruthy());
    const after = asked.slice(1).map(({ method, path }) => `${method} ${path}`);
    expect(after[0]).toBe("POST /v1/activities/Bring%20the%20folder/complete");
    expect(new Set(after.slice(1))).toEqual(new Set([`GET /v1/relations/${ALMERE}/brief`]));
  });

  describe("of which a task is ticked off", () => {
    const TASK = "Bring the folder";
    const withTask = (id: string, more = {}) => ({ ...told(id), open_tasks: [task(TASK, more)] });
    const ticks = (name: string) => stop(name).queryAllByRole("button", { name: `Tick off: ${TASK}` });

    it("that was changed meanwhile, has it asked again, and ticked off as it is now", async () => {
      const isDone = vi.fn(() => false);
      const asked = visit(THREE, {
        "POST /v1/activities/{id}/complete": ({ headers }) => {
          if (headers.get("If-Match") !== '"2"') return problem(412, "changed", { detail: "Changed meanwhile" });
          isDone.mockReturnValue(true);
          return { id: TASK, subject: TASK };
        },
        "GET /v1/relations/{id}/brief": () =>
          isDone()
            ? { ...told(ALMERE), open_tasks: [] }
            : withTask(ALMERE, { version: 2, subject: "Bring both folders" }),
      });
      await screen.findByText("Almere Fietsen");
      press(`Tick off: ${TASK}`);
      await screen.findByRole("button", { name: "Tick off: Bring both folders" });
      expect(asked.at(-1)?.path).toBe(`/v1/relations/${ALMERE}/brief`);
      press("Tick off: Bring both folders");
      await waitFor(() => expect(stop("Almere Fietsen").getByText("No open tasks")).toBeTruthy());
    });

    it("at one of the stops that have it, has it ticked off at the other too", async () => {
      const asked = visit(THREE, {
        "GET /v1/briefs": ({ several }) => ({
          data: several("ids").map((id) => (id === BOXTEL ? withTask(BOXTEL) : told(id))),
        }),
        "POST /v1/activities/{id}/complete": { id: TASK, subject: TASK },
        "GET /v1/relations/{id}/brief": ({ ids }) => ({ ...told(ids.id as string), open_tasks: [] }),
      });
      await screen.findByText("Almere Fietsen");
      expect(ticks("Boxtel Rijwielen")).toHaveLength(1);
      press(`Tick off: ${TASK}`); // the last of the two, at Almere
      await waitFor(() => expect(stop("Almere Fietsen").getByText("No open tasks")).toBeTruthy());
      await waitFor(() => expect(stop("Boxtel Rijwielen").getByText("No open tasks")).toBeTruthy());
      const again = asked.slice(2).map(({ path }) => path);
      expect(again.toSorted()).toEqual([ALMERE, BOXTEL].map((id) => `/v1/relations/${id}/brief`));
    });
  });

  it("is printed by a button", async () => {
    const printed = vi.fn();
    vi.stubGlobal("print", printed);
    visit(THREE);
    await screen.findByText("Almere Fietsen");
    press("Print");
    expect(printed).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
