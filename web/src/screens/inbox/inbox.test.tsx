import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { routeBy } from "@/shell/routing.ts";
import { language } from "@/words/language.ts";
import { type Asked, problem, serve, signedIn } from "../../../tests/server.ts";
import Inbox from "./index.tsx";

const mail = (id: string, subject: string) => ({
  id,
  version: 1,
  subject,
  kind: "email",
  preview: "Good day",
  created_at: "2026-11-20T09:30:00Z",
  links: [],
  participants: [],
  mail: {
    state: "inbox",
    rule: "unknown",
    correspondent: "sanne@fietsvisie.example",
    correspondent_name: "Sanne Mulder",
  },
});
const WHOLE = {
  id: "act_1",
  subject: "Dealer?",
  from: [{ name: "Sanne Mulder", email: "sanne@fietsvisie.example" }],
  reply_to: [],
  to: [],
  cc: [],
  headers: [],
  text: "May we be a dealer?",
  quoted: "",
  html: "",
  remote_images: false,
  attachments: [],
  events: [],
  forwarded: null,
  faults: [],
  rule: "unknown",
  trust: null,
};
const ROWS = {
  data: [mail("act_1", "Dealer?"), mail("act_2", "Prices")],
  page: { next_cursor: null, has_more: false },
};
const FILED = { activity: "act_1", also_filed: ["act_2"], complete: true };

let went: string[] = [];

beforeEach(async () => {
  await forgetAll();
  went = [];
  routeBy((to) => went.push(to));
  language.value = "en";
  signedIn("activity.file", "activity.read", "contact.create", "relation.read");
});

function open(answers: Parameters<typeof serve>[0] = {}) {
  const asked = serve({
    "GET /v1/activities": ROWS,
    "GET /v1/activities/{id}/mail": WHOLE,
    "GET /v1/search": { data: [{ id: "rel_9", type: "relation", title: "Fietsvisie", place: "Zwolle" }] },
    "POST /v1/activities/{id}/file": FILED,
    "POST /v1/activities/{id}/contact": [201, { ...FILED, sender: "con_5" }],
    ...answers,
  });
  render(
    <>
      <Inbox id="act_1" />
      <Toasts />
    </>,
  );
  const posted = () => asked.filter((each) => each.method === "POST");
  return { asked, posted };
}

describe("the inbox", () => {
  it("is walked by j and k, and by arrows where the focus is in the list; elsewhere those scroll", async () => {
    open();
    const line = await screen.findByRole("link", { name: /Prices/ });
    await screen.findByText("May we be a dealer?");
    expect(fireEvent.keyDown(document.body, { key: "ArrowDown" })).toBe(true);
    expect(went).toEqual([]);
    expect(fireEvent.keyDown(line, { key: "ArrowDown" })).toBe(false);
    fireEvent.keyDown(document.body, { key: "k" });
    expect(went).toEqual(["/inbox/act_2", "/inbox/act_1"]);
  });

  it("assigns a mail to the company it seems to be from in one click, and goes on to the next", async () => {
    const { posted, asked } = open();
    await screen.findByText("May we be a dealer?");
    fireEvent.click(await screen.findByRole("button", { name: "Assign to Fietsvisie" }));
    await screen.findByText("The mail is assigned, and 1 other with it");
    expect(posted()[0]?.path).toBe("/v1/activities/act_1/file");
    expect(posted()[0]?.body).toEqual({ links: [{ id: "rel_9" }], all_from_sender: true });
    expect(went).toEqual(["/inbox/act_2"]);
    expect(asked.find((each) => each.path === "/v1/search")?.query.q).toBe("fietsvisie");
  });

  it("makes a contact of the sender at that company in one click", async () => {
    const { posted } = open();
    fireEvent.click(await screen.findByRole("button", { name: "New contact of Fietsvisie" }));
    await waitFor(() => expect(posted()).toHaveLength(1));
    expect(posted()[0]?.path).toBe("/v1/activities/act_1/contact");
    expect(posted()[0]?.body).toEqual({ company: { id: "rel_9" }, all_from_sender: true });
  });

  it("makes a person with the name in the mail", async () => {
    const { posted } = open();
    fireEvent.click(await screen.findByText("Make the sender known", { selector: "summary" }));
    fireEvent.click(screen.getByLabelText("As a person"));
    fireEvent.click(await screen.findByRole("button", { name: "Make and assign" }));
    await waitFor(() => expect(posted()).toHaveLength(1));
    expect(posted()[0]?.body).toEqual({ first_name: "Sanne", last_name: "Mulder", all_from_sender: true });
  });

  it("offers who is here already where the sender turns out to be known", async () => {
    const { posted } = open({
      "POST /v1/activities/{id}/contact": () => problem(409, "already_exists", { existing: "con_7" }),
    });
    fireEvent.click(await screen.findByRole("button", { name: "New contact of Fietsvisie" }));
    fireEvent.click(await screen.findByRole("button", { name: "Assign to them" }));
    await waitFor(() => expect(posted()).toHaveLength(2));
    expect(posted()[1]?.body.links).toEqual([{ id: "con_7" }]);
  });

  it("says that nothing waits", async () => {
    open({
      "GET /v1/activities": ({ query }: Asked) =>
        query.mail_state ? { data: [], page: ROWS.page } : problem(404, "x"),
    });
    await screen.findByText("Nothing waits");
  });
});
