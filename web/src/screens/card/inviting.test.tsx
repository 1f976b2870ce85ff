import { screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { refresh } from "@/api/query.ts";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { briefOf } from "../../../tests/brief.ts";
import { begin, choose, cross, dismiss, gone, inDialog, press, type, typed } from "../../../tests/in_dialog.ts";
import { serve, signedIn } from "../../../tests/server.ts";
import RelationCard from "./relation.tsx";

const JAN = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const PIET = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BD";
const INVITE = "Invite to the portal";
const person = (id: string, name: string, mail: string) => ({
  id,
  type: "relation",
  version: 3,
  kind: "person",
  display_name: name,
  archived_at: null,
  channels: [{ kind: "email", value: mail, normal: mail, default: true, business: false }],
});
const MAILS: Record<string, string> = { [JAN]: "jan@example.com", [PIET]: "piet@example.com" };

let mails = MAILS;

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  mails = MAILS;
  signedIn("relation.read", "relation.invite");
});

const open = (id: string) => {
  const asked = serve({
    "GET /v1/relations/{id}/brief": ({ ids }) => briefOf(person(ids.id ?? "", "Visser", mails[ids.id ?? ""] ?? "")),
    "GET /v1/schema/relation": {
      type: "relation",
      plural: "relations",
      summary: "",
      actions: ["read", "invite"],
      sorts: [],
      fields: [],
    },
    "GET /v1/relations/{id}/outsiders": { data: [] },
    "POST /v1/relations/{id}/invite": { name: "Visser", email: "jan@example.com", invitation: "sent" },
  });
  const shown = renderAt(`/relations/${id}?tab=outsiders`, <RelationCard id={id} />);
  return { ...shown, sent: () => asked.find(({ method }) => method === "POST") };
};
const isBack = () => inDialog().queryByText(/What you had typed is back/) !== null;

it("is there again after it was closed without sending, on that card alone, until it is sent", async () => {
  const first = open(JAN);
  await begin(INVITE);
  type(/^Their part/, "accountant");
  choose(/^What they see/, "group");
  await dismiss();
  first.unmount();
  const other = open(PIET);
  await begin(INVITE);
  expect(isBack()).toBe(false);
  expect(typed(/^E-mail address/).value).toBe("piet@example.com");
  expect(typed(/^Their part/).value).toBe("");
  cross();
  await gone();
  other.unmount();
  const { sent } = open(JAN);
  await begin(INVITE);
  expect(isBack()).toBe(true);
  expect(typed(/^Their part/).value).toBe("accountant");
  press(INVITE);
  await gone();
  expect(sent()?.path).toBe(`/v1/relations/${JAN}/invite`);
  expect(sent()?.body).toEqual({ email: "jan@example.com", reach: "group", part: "accountant" });
  await begin(INVITE);
  expect(isBack()).toBe(false);
  expect(typed(/^Their part/).value).toBe("");
});

it("begins afresh where that is asked", async () => {
  open(JAN);
  await begin(INVITE);
  type(/^E-mail address/, "somebody@example.com");
  await dismiss();
  await begin(INVITE);
  press("Start afresh");
  await waitFor(() => expect(typed(/^E-mail address/).value).toBe("jan@example.com"));
  await dismiss();
  await begin(INVITE);
  expect(isBack()).toBe(false);
});

it("does not go to the address of before where the card has another one since then", async () => {
  open(JAN);
  await begin(INVITE);
  type(/^Their part/, "accountant");
  await dismiss();
  mails = { [JAN]: "j.visser@example.com" };
  refresh();
  await screen.findByTitle("j.visser@example.com");
  await begin(INVITE);
  expect(typed(/^E-mail address/).value).toBe("j.visser@example.com");
});
