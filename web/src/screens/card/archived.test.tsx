import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { renderAt } from "../../../tests/at.tsx";
import { briefOf } from "../../../tests/brief.ts";
import { type Answers, type Asked, serve, signedIn } from "../../../tests/server.ts";
import RelationCard from "./relation.tsx";
// what a card loads when it is wanted, so that no test waits for it to be compiled
import "@/timeline/timeline.tsx";

const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const AT = "2026-11-20T09:00:00Z";
const RELATION = {
  id: ID,
  type: "relation",
  version: 3,
  created_at: AT,
  updated_at: AT,
  archived_at: AT,
  kind: "person",
  display_name: "Jan Visser",
  channels: [{ kind: "phone", value: "036 530 12 34", normal: "+31365301234", default: true, business: false }],
};
const BRIEF = briefOf(RELATION);
const name = {
  name: "display_name",
  of: "relation",
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema: { type: "string" },
};
const PAGE = { next_cursor: null, has_more: false };
const CALL = { id: "act_1", type: "activity", title: "Called", subject: "Called", kind: "phone_call", at: AT };
const ANSWERS: Answers = {
  "GET /v1/relations/{id}/brief": BRIEF,
  "GET /v1/schema/relation": {
    type: "relation",
    plural: "relations",
    summary: "",
    actions: ["read", "edit", "delete", "invite"],
    sorts: [],
    fields: [name],
  },
  "GET /v1/relations/{id}/timeline": ({ query }: Asked) => ({
    data: query.types ? [] : [CALL],
    page: PAGE,
  }),
  "GET /v1/relations/{id}/outsiders": { data: [] },
  "GET /v1/relations/{id}/history": {
    data: [
      {
        version: 3,
        action: "updated",
        at: AT,
        by: "usr_1",
        changed: { display_name: { was: "J. Visser", now: "Jan" } },
      },
    ],
    page: PAGE,
  },
  "GET /v1/users": { data: [] },
};

const shown = (tab: string, archived_at: string | null = AT) => {
  serve({ ...ANSWERS, "GET /v1/relations/{id}/brief": { ...BRIEF, relation: { ...RELATION, archived_at } } });
  renderAt(`/relations/${ID}?tab=${tab}`, <RelationCard id={ID} />);
};
const RIGHTS = [
  "relation.read",
  "relation.edit",
  "relation.invite",
  "relation.restore",
  "document.read",
  "document.create",
  "activity.read",
  "activity.create",
  "activity.edit",
];
beforeEach(() => signedIn(...RIGHTS));
afterEach(() => forgetAll());

type Offered = { tab: string; told: string; what: string; offered: () => unknown };

/** What is offered on a tab, once it has told what stands there. */
const OFFERED: Offered[] = [
  { tab: "timeline", told: "Called", what: "a call", offered: () => button("Log a call") },
  { tab: "timeline", told: "Called", what: "a note", offered: () => screen.queryByLabelText("Write a note…") },
  {
    tab: "timeline",
    told: "Called",
    what: "a comment",
    offered: () => screen.queryByRole("menuitem", { name: "Comment", hidden: true }),
  },
  { tab: "documents", told: "No documents yet", what: "files", offered: () => screen.queryByText("Add files") },
  {
    tab: "documents",
    told: "No documents yet",
    what: "a place to drop them",
    offered: () => document.querySelector(".drop-zone"),
  },
  {
    tab: "outsiders",
    told: "Nobody from outside sees it",
    what: "an invitation",
    offered: () => button("Invite to the portal"),
  },
  { tab: "history", told: "J. Visser", what: "to put back a value", offered: () => button(/^Put back/) },
];
const button = (name: string | RegExp) => screen.queryByRole("button", { name });

describe("a card", () => {
  for (const { tab, told, what, offered } of OFFERED) {
    it(`offers ${what} on its tab of ${tab}, and no longer once it is archived`, async () => {
      shown(tab, null);
      await screen.findByText(told);
      await waitFor(() => expect(offered()).toBeTruthy());
      cleanup();
      await forgetAll();
      signedIn(...RIGHTS);
      shown(tab);
      await screen.findByText(told);
      await screen.findByRole("button", { name: "Restore" });
      expect(offered()).toBeNull();
    });
  }

  it("that is archived can be called still, which is not to be logged", async () => {
    shown("timeline");
    fireEvent.click(await screen.findByRole("link", { name: /036 530 12 34/ }));
    for (const key of ["e", "t", "l", "n"]) fireEvent.keyDown(document.body, { key });
    expect(screen.queryByRole("dialog", { hidden: true })).toBeNull();
  });
});
