import { screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { ago } from "@/words/format.ts";
import { renderAt } from "../../../tests/at.tsx";
import { briefOf } from "../../../tests/brief.ts";
import { serve, signedIn } from "../../../tests/server.ts";
import RelationCard from "./relation.tsx";

const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const AT = "2026-11-20T09:00:00Z";
const RELATION = {
  id: ID,
  type: "relation",
  version: 3,
  kind: "company",
  display_name: "Hamerslag",
  archived_at: null,
};
const BRIEF = briefOf(RELATION);
const outsider = (name: string, last_sign_in_at: string | null) => ({
  user: `usr_${name}`,
  tie: `tie_${name}`,
  name,
  email: `${name}@hamerslag.example`,
  status: last_sign_in_at ? "active" : "invited",
  part: "customer",
  reach: "company",
  relation: ID,
  contact: null,
  invited_at: AT,
  last_sign_in_at,
});

beforeEach(() => signedIn("relation.read"));
afterEach(() => forgetAll());

it("tells of each from outside when they last signed in, or that they never did", async () => {
  serve({
    "GET /v1/relations/{id}/brief": BRIEF,
    "GET /v1/schema/relation": {
      type: "relation",
      plural: "relations",
      summary: "",
      actions: [],
      sorts: [],
      fields: [],
    },
    "GET /v1/relations/{id}/outsiders": { data: [outsider("jan", AT), outsider("piet", null)] },
  });
  renderAt(`/relations/${ID}?tab=outsiders`, <RelationCard id={ID} />);
  const line = async (name: string) => (await screen.findByText(name)).closest("li")?.textContent;
  expect(await line("jan")).toContain("active");
  expect(await line("jan")).toContain(`signed in ${ago(AT)}`);
  expect(await line("piet")).toContain("invited");
  expect(await line("piet")).toContain("never signed in");
});
