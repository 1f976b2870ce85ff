import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import { making } from "../opened.ts";
import { opened } from "../recent.ts";
import { routeBy } from "../routing.ts";
import Palette from "./index.tsx";

const JAN = {
  id: "con_1",
  type: "contact",
  title: "Jan Visser",
  place: "Hamerslag, Almere",
  hits: [
    { typed: "ham", field: "company" },
    { typed: "061", field: "channels" },
  ],
};
const KOR = { id: "rel_2", type: "relation", title: "Kor", place: "", hits: [] };
let went: string[];

beforeEach(async () => {
  await forgetAll();
  went = [];
  speak("en");
  signedIn("relation.read", "contact.read", "relation.create");
  routeBy((to) => went.push(to));
});

afterEach(() => vi.restoreAllMocks());

function begin(answers: Answers = {}, only: "search" | "create" = "search"): ReturnType<typeof serve> {
  const asked = serve({ "GET /v1/search": { data: [JAN], complete: true }, ...answers });
  render(<Palette only={only} />);
  return asked;
}

const box = () => screen.getByRole("combobox") as HTMLInputElement;
const type = (value: string) => fireEvent.input(box(), { target: { value } });
const press = (key: string) => fireEvent.keyDown(box(), { key });
const options = () => screen.getAllByRole("option").map((each) => each.textContent);

const option = (text: string) =>
  waitFor(() => screen.getAllByRole("option").find((each) => each.textContent?.includes(text)) ?? fail(text));
const fail = (text: string): never => {
  throw new Error(`no option with ${text}`);
};

it("asks once per pause in typing", async () => {
  const asked = begin();
  for (const text of ["h", "ha", "ham", "ham 061"]) type(text);
  await option("Jan Visser");
  expect(asked.map((each) => each.query.q)).toEqual(["ham 061"]);
});

it("marks the words that were met, and tells where one was that is not on the line", async () => {
  begin();
  type("ham 061");
  const line = await option("Jan Visser");
  const marked = [...line.querySelectorAll("mark")].map((each) => each.textContent);
  expect(marked).toEqual(["Ham", "061"]);
});

it("opens what is chosen with the arrows and Enter, and remembers it", async () => {
  begin({ "GET /v1/search": { data: [KOR, JAN], complete: true } });
  type("v");
  await option("Jan Visser");
  press("ArrowDown");
  expect(box().getAttribute("aria-activedescendant")).toBe((await option("Jan Visser")).id);
  press("Enter");
  expect(went).toEqual(["/contacts/con_1"]);
});

it("drops an answer that comes after a later question", async () => {
  let release: (answer: unknown) => void = () => {};
  const slow = new Promise((resolve) => {
    release = resolve;
  });
  begin({
    "GET /v1/search": ({ query }) => (query.q === "slow" ? slow : { data: [KOR], complete: true }),
  });
  type("slow");
  await new Promise((resolve) => setTimeout(resolve, 120));
  type("kor");
  await option("Kor");
  release({ data: [JAN], complete: true });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(options().join()).not.toContain("Jan");
});

it("keeps to one type when asked", async () => {
  const asked = begin();
  fireEvent.click(screen.getByRole("button", { name: "Contacts" }));
  type("jan");
  await option("Jan Visser");
  expect(asked.at(-1)?.query.types).toBe("contact");
});

it("shows what was seen last before anything is typed", () => {
  opened({ id: "con_1", type: "contact", title: "Jan Visser", place: "" });
  opened({ id: "rel_2", type: "relation", title: "Kor", place: "Epe" });
  begin();
  expect(options().slice(0, 2)).toEqual(["KorEpe", "Jan Visser"]);
});

it("finds commands by the beginnings of their words", async () => {
  begin({ "GET /v1/search": { data: [], complete: true } });
  type("new rel");
  await waitFor(() => expect(options()).toEqual(["New relation"]));
  press("Enter");
  expect(making.value).toBe("relation");
  making.value = null;
});

it("offers only what may be made to who wants to make something", () => {
  const asked = begin({}, "create");
  expect(options()).toEqual(["New relation"]);
  expect(asked).toEqual([]);
});

it.each([
  ["names its keys", false],
  ["is silent of keys where there are fingers only", true],
])("%s", (_, isTouched) => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (asked) =>
      Object.assign(new EventTarget(), { matches: isTouched && asked === "(pointer: coarse)" }) as MediaQueryList,
  );
  begin();
  const foot = document.querySelector(".palette-foot");
  expect(foot?.textContent ?? "").toBe(isTouched ? "" : "↑ ↓ to choose, Enter to open, Esc to close");
});

it("says what went wrong and keeps what was typed", async () => {
  begin({ "GET /v1/search": problem(429, "too_many_requests", {}, { "Retry-After": "9" }) });
  type("jan");
  await waitFor(() => expect(document.querySelector(".palette-foot")?.textContent).toContain("9 s"));
  expect(box().value).toBe("jan");
});

it("shows markup in a name as the text that it is", async () => {
  begin({ "GET /v1/search": { data: [{ ...KOR, title: "<img src=x onerror=alert(1)>" }], complete: true } });
  type("img");
  await waitFor(() => expect(options()[0]).toContain("<img src=x onerror=alert(1)>"));
  expect(document.querySelector("img")).toBeNull();
});
