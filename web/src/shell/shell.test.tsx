import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { LocationProvider } from "preact-iso/router";
import { beforeEach, expect, it } from "vitest";
import { speak } from "@/words/language.ts";
import { serve, signedIn } from "../../tests/server.ts";
import { meet, PLACES, PORTAL, routeBy } from "./routing.ts";
import { Shell } from "./shell.tsx";
import { dress } from "./theme.ts";

let went: string[];

beforeEach(() => {
  went = [];
  speak("en");
  history.replaceState(null, "", "/nowhere");
});

function begin(...rights: string[]): ReturnType<typeof serve> {
  signedIn(...rights);
  const asked = serve({ "GET /v1/search": { data: [], complete: true }, "PATCH /v1/me/preferences": {} });
  render(
    <LocationProvider>
      <Shell />
    </LocationProvider>,
  );
  routeBy((to) => went.push(to));
  return asked;
}

const press = (key: string, more = {}) => fireEvent.keyDown(document.body, { key, ...more });

it("leads to what one may see, and nowhere else", () => {
  begin("relation.read", "contact.read");
  const names = screen.getAllByRole("link").map((each) => each.textContent);
  expect(names).toContain("Relations");
  expect(names).not.toContain("Administration");
  expect(names).not.toContain("Documents");
});

it("goes by two keys, in their order and in time", () => {
  begin("relation.read");
  press("g");
  press("r");
  expect(went).toEqual(["/relations"]);
  press("r");
  expect(went).toEqual(["/relations"]);
});

it("hears no keys while somebody types", () => {
  begin("relation.read");
  const input = document.createElement("input");
  document.body.append(input);
  fireEvent.keyDown(input, { key: "g" });
  fireEvent.keyDown(input, { key: "r" });
  expect(went).toEqual([]);
  input.remove();
});

it("opens search by / and Ctrl+K, and tells its keys by ?", async () => {
  begin("relation.read");
  press("/");
  await screen.findByRole("combobox");
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
  press("k", { ctrlKey: true });
  await screen.findByRole("combobox");
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  press("?");
  expect((await screen.findByRole("heading", { name: "Keyboard" })).textContent).toBe("Keyboard");
});

it("says that an address is none, and where to go on", () => {
  begin();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("This page does not exist");
});

it("wears a theme at once and keeps it with the user", async () => {
  const asked = begin();
  await dress("dark");
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(asked.at(-1)?.body).toEqual({ theme: "dark" });
  await dress("system");
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

it("knows the places of mailed links and of people from outside", () => {
  expect(meet("/worklist", PLACES)).not.toBeNull();
  expect(meet("/settings/notices", PLACES)?.ids.section).toBe("notices");
  expect(meet("/settings", PLACES)?.ids.section).toBeUndefined();
  expect(meet("/portal/documents/doc_1", PORTAL)?.ids.id).toBe("doc_1");
  expect(meet("/relations", PORTAL)).toBeNull();
});
