import { screen } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { today } from "@/words/format.ts";
import { renderAt } from "../../../tests/at.tsx";
import { serve, signedIn } from "../../../tests/server.ts";
import { Agenda } from "./agenda.tsx";

const CLAES = { id: "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9B1", title: "Brasserie Claes" };
const DUPONT = { id: "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9B2", title: "Établissements Dupont" };
const JAN = { id: "con_1", title: "Jan Visser" };

beforeEach(async () => {
  await forgetAll();
  signedIn("activity.read", "relation.read");
});

/** Of today in the zone of whoever looks, at any hour. */
const appointment = (subject: string, minute: number, ...links: { id: string }[]) => {
  const midnight = new Date(`${today()}T00:00:00+01:00`).getTime();
  const at = (minutes: number) => new Date(midnight + (60 + minutes) * 60_000).toISOString();
  return {
    id: `act_${subject}`,
    type: "activity",
    kind: "appointment",
    subject,
    is_task: false,
    starts_at: at(minute),
    ends_at: at(minute + 1),
    links,
    participants: [],
  };
};

async function open(...data: { subject: string }[]) {
  serve({ "GET /v1/users/{id}/timeline": { data, page: { next_cursor: null, has_more: false } } });
  renderAt("/", <Agenda />);
  await screen.findByText(data[0]?.subject ?? "");
}

const way = () => screen.queryByRole("link", { name: "As a route" })?.getAttribute("href");

describe("today's appointments as a route", () => {
  it("are visited by the clock, each relation once", async () => {
    await open(
      appointment("Last", 3, CLAES),
      appointment("First", 1, JAN, DUPONT),
      appointment("Second", 2, CLAES, DUPONT),
    );
    expect(way()).toBe(`/relations/route?ids=${DUPONT.id},${CLAES.id}`);
  });

  it("are none where nobody is to be visited", async () => {
    await open(appointment("Dentist", 1), appointment("Call", 2, JAN));
    expect(way()).toBeUndefined();
  });

  it("are none for whoever may see no relations", async () => {
    signedIn("activity.read");
    await open(appointment("Visit", 1, CLAES));
    expect(way()).toBeUndefined();
  });
});
