import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { unread } from "@/shell/unread.ts";
import { speak } from "@/words/language.ts";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import Notices from "./index.tsx";

const AT = "2026-11-23T09:30:00.000Z";
const notice = (id: string, more = {}) => ({
  id,
  kind: "assigned",
  at: AT,
  read_at: null,
  late: false,
  record: { id: "act_1", type: "activity", title: "Send the offer" },
  by: { id: "usr_2", type: "user", title: "Bram" },
  told: { due: "2026-11-26" },
  ...more,
});
const page = (...data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });

beforeEach(async () => {
  await forgetAll();
  signedIn("activity.read");
  speak("en");
});

function begin(answers: Answers): ReturnType<typeof serve> {
  const asked = serve({ "GET /v1/notices/count": { unread: 0, more: false }, ...answers });
  render(<Notices />);
  return asked;
}

it("tells what happened, with what, by whom and when it is due, and leads there", async () => {
  begin({ "GET /v1/notices": page(notice("ntc_1")) });
  const link = await screen.findByRole("link", { name: "Send the offer" });
  expect(link.getAttribute("href")).toBe("/activities/act_1");
  const line = link.closest("li")!.textContent;
  for (const told of ["A task for you", "Bram", "Due 26 Nov 2026"]) expect(line).toContain(told);
});

it("marks one as read at once, and back where that is refused", async () => {
  begin({ "GET /v1/notices": page(notice("ntc_1")), "POST /v1/notices/{id}/read": problem(500, "internal") });
  fireEvent.click(await screen.findByRole("button", { name: "Mark as read: Send the offer" }));
  await screen.findByRole("button", { name: "Mark as unread: Send the offer" });
  await screen.findByRole("button", { name: "Mark as read: Send the offer" });
});

it("marks all up to the newest that was seen", async () => {
  const asked = begin({
    "GET /v1/notices": page(notice("ntc_2"), notice("ntc_1", { at: "2026-11-22T08:00:00.000Z" })),
    "POST /v1/notices/read": { read: 2, complete: true },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(asked.some((each) => each.path === "/v1/notices/count")).toBe(true));
  expect(asked.find((each) => each.path === "/v1/notices/read")?.body).toEqual({ until: AT });
  expect(unread.value.unread).toBe(0);
});

it("leads nowhere for what may not be seen any more", async () => {
  begin({
    "GET /v1/notices": page(notice("ntc_1", { kind: "linked", record: { id: "rel_1", type: null, title: null } })),
  });
  expect((await screen.findByText("Something that you may not see any more")).closest("a")).toBeNull();
});

it("says what comes here while there is nothing", async () => {
  begin({ "GET /v1/notices": page() });
  await screen.findByText("Nothing new");
});
