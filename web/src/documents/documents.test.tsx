import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { bucket, dropped, UPLOAD, useBucket } from "../../tests/bucket.ts";
import { problem, serve, signedIn } from "../../tests/server.ts";
import { Documents } from "./index.ts";

const REL = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const CONTRACT = {
  id: "doc_01KAJ2N0M0V4Q3W5X6Y7Z8A9B1",
  type: "document",
  title: "Contract 2027",
  kind: "contract",
  visibility: "internal",
  state: "clean",
  file_name: "contract.pdf",
  at: "2026-11-20T09:00:00Z",
  through: null,
};

useBucket();
beforeEach(() => {
  signedIn(
    "document.create",
    "document.publish",
    "document.download",
    "document.edit",
    "document.delete",
    "activity.create",
  );
});
afterEach(() => forgetAll());

const timeline = (rows: unknown[]) => ({ data: rows, page: { next_cursor: null, has_more: false } });
const shown = () =>
  render(
    <>
      <Documents of={REL} />
      <Toasts />
    </>,
  );
const drop = (...files: File[]) => fireEvent(document.querySelector(".drop-zone") as Element, dropped(...files));

describe("the documents of a record", () => {
  it("stand with who sees them", async () => {
    serve({
      [`GET /v1/relations/${REL}/timeline`]: timeline([
        CONTRACT,
        { ...CONTRACT, id: "doc_2", title: "Quote", visibility: "shared" },
      ]),
    });
    shown();
    expect(await screen.findByRole("link", { name: "Contract 2027" })).toBeTruthy();
    expect(screen.getByText("Internal")).toBeTruthy();
    expect(screen.getByText("Shared")).toBeTruthy();
  });

  it("say what to do where there are none", async () => {
    serve({ [`GET /v1/relations/${REL}/timeline`]: timeline([]) });
    shown();
    expect(await screen.findByText("No documents yet")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Add files" })).toBeTruthy();
  });

  it("are what is dropped there, sent to where the API says", async () => {
    let made = false;
    const asked = serve({
      [`GET /v1/relations/${REL}/timeline`]: () => timeline(made ? [{ ...CONTRACT, title: "plan.pdf" }] : []),
      "POST /v1/documents/uploads": [201, UPLOAD],
      "POST /v1/documents": () => {
        made = true;
        return [201, { ...CONTRACT, title: "plan.pdf", created_at: CONTRACT.at }];
      },
    });
    shown();
    await screen.findByText("No documents yet");
    drop(new File(["hello"], "plan.pdf", { type: "application/pdf" }));
    expect(await screen.findByRole("link", { name: "plan.pdf" })).toBeTruthy();
    expect(bucket.posted.map((each) => each.url)).toEqual([UPLOAD.url]);
    expect([...(bucket.posted[0]?.form.keys() ?? [])]).toEqual(["key", "file"]);
    const kept = asked.find((each) => each.path === "/v1/documents");
    expect(kept?.body).toEqual({ upload: "token", links: [REL] });
  });

  it("refuse programs at once, and keep in sight what was dropped", async () => {
    const asked = serve({ [`GET /v1/relations/${REL}/timeline`]: timeline([]) });
    shown();
    await screen.findByText("No documents yet");
    drop(new File(["x"], "setup.exe"), new File([], "empty.txt"));
    expect(await screen.findByText(/Programs and scripts are not accepted/)).toBeTruthy();
    expect(screen.getByText(/This file is empty/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(asked.some((each) => each.path.includes("uploads"))).toBe(false);
    fireEvent.click(screen.getByRole("button", { name: "Remove: setup.exe" }));
    expect(screen.queryByText(/setup.exe/)).toBeNull();
  });

  it("can be tried again where the network failed", async () => {
    bucket.status = 500;
    serve({
      [`GET /v1/relations/${REL}/timeline`]: timeline([]),
      "POST /v1/documents/uploads": [201, UPLOAD],
      "POST /v1/documents": [201, { ...CONTRACT, title: "plan.pdf", created_at: CONTRACT.at }],
    });
    shown();
    await screen.findByText("No documents yet");
    drop(new File(["hello"], "plan.pdf"));
    const again = await screen.findByRole("button", { name: "Try again" });
    bucket.status = 204;
    fireEvent.click(again);
    expect(await screen.findByRole("link", { name: "plan.pdf" })).toBeTruthy();
    expect(bucket.posted).toHaveLength(2);
  });

  it("tell why the API refused one", async () => {
    serve({
      [`GET /v1/relations/${REL}/timeline`]: timeline([]),
      "POST /v1/documents/uploads": () =>
        problem(422, "invalid", { errors: [{ field: "size", code: "too_large", message: "At most 100 MB." }] }),
    });
    shown();
    await screen.findByText("No documents yet");
    drop(new File(["hello"], "plan.pdf"));
    expect(await screen.findByText("At most 100 MB.")).toBeTruthy();
  });

  it("are shared with the customer, and kept internal again by undo", async () => {
    const asked = serve({
      [`GET /v1/relations/${REL}/timeline`]: timeline([CONTRACT]),
      "POST /v1/documents/{id}/publish": { ...CONTRACT, visibility: "shared" },
      "POST /v1/documents/{id}/withdraw": CONTRACT,
    });
    shown();
    fireEvent.click(await screen.findByText("Share with the customer"));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(asked.map((each) => each.path)).toContain(`/v1/documents/${CONTRACT.id}/withdraw`));
  });
});
