import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { forgetAll, me } from "@/api/session.ts";
import { type Language, speak } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { ANN, serve, signedIn } from "../../../tests/server.ts";
import PortalActivities from "./activities.tsx";
import PortalStart from "./index.tsx";
import PortalRelation from "./relation.tsx";

const people = { participants: [], assignees: [], relations: [], mine: false };
const MADE = { id: "act_1", type: "activity", title: "Driveway", kind: "survey", ...people };
const RENAMED = { id: "act_2", type: "activity", title: "Test ride", kind: "visit", ...people };
const SHIPPED = { id: "act_3", type: "activity", title: "Delivery", kind: "appointment", ...people };
const SURVEY = {
  label: "Inmeten",
  labels: { en: "Survey", nl: "Inmeten", de: "Aufmaß", fr: "Métré", ru: "Замер" },
};
const VISIT = { label: "Klantbezoek", labels: { nl: "Klantbezoek", de: "Kundenbesuch" } };
const ROWS = [{ ...MADE, kind_names: SURVEY }, { ...RENAMED, kind_names: VISIT }, SHIPPED];
const listed = (...data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false }, complete: true });

beforeEach(async () => {
  await forgetAll();
  signedIn("portal.read", "portal.do");
  me.value = { ...me.value!, ...ANN, kind: "external" } as typeof me.value;
});

const CALLED: [Language, string[]][] = [
  ["en", ["Survey", "Klantbezoek", "Appointment"]],
  ["nl", ["Inmeten", "Klantbezoek", "Afspraak"]],
  ["de", ["Aufmaß", "Kundenbesuch", "Termin"]],
  ["fr", ["Métré", "Klantbezoek", "Rendez-vous"]],
  ["ru", ["Замер", "Klantbezoek", "Встреча"]],
];

it.each(CALLED)("calls kinds as the organisation does, in %s", async (language, names) => {
  speak(language);
  const asked = serve({ "GET /v1/portal/activities": listed(...ROWS) });
  const { container } = renderAt("/portal/activities", <PortalActivities />);
  await screen.findByRole("link", { name: "Driveway" });
  expect(kindsIn(container)).toEqual(names);
  expect(asked).toHaveLength(1);
});

it("does so on the start page and with a relation, and in what is shown later", async () => {
  speak("nl");
  const page = { next_cursor: "next", has_more: true };
  serve({
    "GET /v1/portal": { name: "Jan", last_visit_at: null, relations: [], news: [], counts: {}, launchpad: [] },
    "GET /v1/portal/activities": ({ query }) =>
      query.cursor ? listed(ROWS[0]) : { ...listed(query.when === "open" ? ROWS[0] : ROWS[1]), page },
    "GET /v1/portal/relations/{id}": { id: "rel_1", type: "relation", title: "Hamerslag" },
    "GET /v1/portal/documents": listed(),
  });
  const start = render(<PortalStart />);
  await screen.findByRole("link", { name: "Driveway" });
  await screen.findByRole("link", { name: "Test ride" });
  expect(kindsIn(start.container)).toEqual(["Inmeten", "Klantbezoek"]);
  start.unmount();

  const relation = render(<PortalRelation id="rel_1" />);
  await screen.findByRole("link", { name: "Test ride" });
  expect(kindsIn(relation.container)).toEqual(["Klantbezoek"]);
  relation.unmount();

  const all = renderAt("/portal/activities", <PortalActivities />);
  fireEvent.click(await screen.findByRole("tab", { name: "Alles" }));
  await screen.findByRole("link", { name: "Test ride" });
  fireEvent.click(screen.getByRole("button", { name: "Meer tonen" }));
  await screen.findByRole("link", { name: "Driveway" });
  expect(kindsIn(all.container)).toEqual(["Klantbezoek", "Inmeten"]);
});

const kindsIn = (place: Element): string[] =>
  [...place.querySelectorAll(".portal-line .small.faint")].map((each) => each.textContent?.split(" · ")[0] ?? "");
