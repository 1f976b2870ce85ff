import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { sendTo } from "@/documents/index.ts";
import { Toasts } from "@/shared/toast.tsx";
import { renderAt } from "../../../tests/at.tsx";
import { briefOf } from "../../../tests/brief.ts";
import { bucket, dropped, UPLOAD, useBucket } from "../../../tests/bucket.ts";
import { serve, signedIn } from "../../../tests/server.ts";
import RelationCard from "./relation.tsx";

const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const AT = "2026-11-20T09:00:00Z";
const BRIEF = briefOf({
  id: ID,
  type: "relation",
  version: 3,
  created_at: AT,
  updated_at: AT,
  archived_at: null,
  kind: "company",
  display_name: "Hamerslag",
});
const SCHEMA = { type: "relation", plural: "relations", summary: "", actions: ["read"], sorts: [], fields: [] };
const PLAN = {
  id: "doc_1",
  title: "plan.pdf",
  kind: "other",
  visibility: "internal",
  state: "clean",
  file_name: "plan.pdf",
};

useBucket();
beforeEach(() => signedIn("relation.read", "document.read", "document.create", "activity.read"));
afterEach(() => forgetAll());

/** The card of a company, on which what was sent is listed once it has become a document. */
function open() {
  let made = false;
  const asked = serve({
    "GET /v1/relations/{id}/brief": BRIEF,
    "GET /v1/schema/relation": SCHEMA,
    "GET /v1/relations/{id}/timeline": () => ({
      data: made ? [{ ...PLAN, type: "document", at: AT }] : [],
      page: { next_cursor: null, has_more: false },
    }),
    "POST /v1/documents/uploads": [201, UPLOAD],
    "POST /v1/documents": () => {
      made = true;
      return [201, PLAN];
    },
  });
  renderAt(
    `/relations/${ID}`,
    <>
      <RelationCard id={ID} />
      <Toasts />
    </>,
  );
  return asked;
}

const file = () => new File(["hello"], "plan.pdf");
const tab = (name: string) => screen.getByRole("tab", { name });

it("a file that is dropped on a card is sent once, however often one comes back to its documents", async () => {
  const asked = open();
  await screen.findByRole("heading", { level: 1, name: "Hamerslag" });
  fireEvent(document.querySelector(".drop-zone") as Element, dropped(file()));
  await screen.findByRole("link", { name: "plan.pdf" });
  fireEvent.click(tab("Details"));
  await waitFor(() => expect(screen.queryByRole("link", { name: "plan.pdf" })).toBeNull());
  fireEvent.click(tab("Documents"));
  await screen.findByRole("link", { name: "plan.pdf" });
  expect(bucket.posted).toHaveLength(1);
  expect(asked.filter((each) => each.path === "/v1/documents")).toHaveLength(1);
});

it("what could not be sent while one looked at something else is one press away, to be tried again", async () => {
  bucket.status = 500;
  open();
  await screen.findByRole("heading", { level: 1, name: "Hamerslag" });
  fireEvent.click(tab("Details"));
  sendTo(ID, [file()]);
  fireEvent.click(await screen.findByRole("button", { name: "Show" }));
  await waitFor(() => expect(tab("Documents").getAttribute("aria-selected")).toBe("true"));
  bucket.status = 204;
  fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "plan.pdf" })).toBeTruthy();
});

it("of two places to drop a file that stand in each other, the inner one alone says that it takes it", async () => {
  open();
  await screen.findByRole("heading", { level: 1, name: "Hamerslag" });
  fireEvent.click(tab("Documents"));
  const inner = await waitFor(() => document.querySelector(".documents-of") as Element);
  fireEvent(inner, over("dragenter"));
  await waitFor(() => expect(document.querySelectorAll(".drop-zone.over")).toHaveLength(1));
  expect(inner.classList.contains("over")).toBe(true);
  fireEvent(inner, dropped(file()));
  await waitFor(() => expect(document.querySelectorAll(".drop-zone.over")).toHaveLength(0));
});

function over(type: string): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"] } });
  return event;
}
