import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { bucket, dropped, UPLOAD, useBucket } from "../../tests/bucket.ts";
import { type Answers, problem, serve, signedIn } from "../../tests/server.ts";
import { Documents, UploadDialog } from "./index.ts";

const REL = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const at = (n: number) => ({
  id: `doc_${n}`,
  type: "document",
  title: `Document ${n}`,
  kind: "other",
  visibility: "internal",
  state: "clean",
  file_name: "a.pdf",
  at: "2026-11-20T09:00:00Z",
  created_at: "2026-11-20T09:00:00Z",
  through: null,
});
const page = (rows: unknown[], next: string | null = null) => ({
  data: rows,
  page: { next_cursor: next, has_more: next !== null },
});
const PLAN = { ...at(1), title: "plan.pdf" };
const TIMELINE = `GET /v1/relations/${REL}/timeline`;

useBucket();
beforeEach(() => signedIn("document.create", "document.delete"));
afterEach(() => forgetAll());

/** Whether the tab goes away without a question. */
const closes = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

function Screen({ tab }: { tab: "documents" | "other" }) {
  return (
    <>
      {tab === "documents" ? <Documents of={REL} /> : <p>Something else</p>}
      <Toasts />
    </>
  );
}

function open(answers: Answers = {}) {
  const asked = serve({
    [TIMELINE]: page([]),
    "POST /v1/documents/uploads": [201, UPLOAD],
    "POST /v1/documents": [201, PLAN],
    ...answers,
  });
  const view = render(<Screen tab="documents" />);
  return {
    kept: () => asked.filter((each) => each.method === "POST" && each.path === "/v1/documents"),
    leave: () => view.rerender(<Screen tab="other" />),
    comeBack: () => view.rerender(<Screen tab="documents" />),
  };
}

const drop = async (...names: string[]) => {
  await screen.findByText("No documents yet");
  const files = names.map((name) => new File(["hello"], name));
  fireEvent(document.querySelector(".drop-zone") as Element, dropped(...files));
};

describe("a file that was sent while its document was not made", () => {
  it("is not sent anew, and asked for under the same key", async () => {
    let lost = true;
    const { kept } = open({
      "POST /v1/documents": () => {
        if (lost) throw new TypeError("Failed to fetch");
        return [201, PLAN];
      },
    });
    await drop("plan.pdf");
    const again = await screen.findByRole("button", { name: "Try again" });
    lost = false;
    fireEvent.click(again);
    await screen.findByRole("link", { name: "plan.pdf" });
    expect(bucket.posted).toHaveLength(1);
    const keys = kept().map((each) => each.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  it("is sent anew where the upload has lapsed", async () => {
    const lapsed = { errors: [{ field: "upload", code: "expired", message: "It has lapsed." }] };
    let over = true;
    const { kept } = open({ "POST /v1/documents": () => (over ? problem(422, "invalid", lapsed) : [201, PLAN]) });
    await drop("plan.pdf");
    const again = await screen.findByRole("button", { name: "Try again" });
    over = false;
    fireEvent.click(again);
    await screen.findByRole("link", { name: "plan.pdf" });
    expect(bucket.posted).toHaveLength(2);
    expect(new Set(kept().map((each) => each.headers.get("Idempotency-Key"))).size).toBe(2);
  });

  it("is asked for under the same key from the form too", async () => {
    let lost = true;
    const asked = serve({
      "POST /v1/documents/uploads": [201, UPLOAD],
      "POST /v1/documents": () => {
        if (lost) throw new TypeError("Failed to fetch");
        return [201, PLAN];
      },
    });
    const done: unknown[] = [];
    const files = [new File(["hello"], "plan.pdf")];
    render(<UploadDialog links={[REL]} files={files} onDone={(made) => done.push(made)} onClose={() => {}} />);
    await screen.findByText("Sent");
    fireEvent.submit(document.querySelector("form") as HTMLFormElement);
    const again = await screen.findByRole("button", { name: "Try again", hidden: true });
    lost = false;
    fireEvent.click(again);
    await screen.findByText("Sent");
    fireEvent.submit(document.querySelector("form") as HTMLFormElement);
    await waitFor(() => expect(done).toHaveLength(1));
    expect(bucket.posted).toHaveLength(1);
    const kept = asked.filter((each) => each.path === "/v1/documents");
    expect(kept).toHaveLength(2);
    expect(kept[1]?.headers.get("Idempotency-Key")).toBe(kept[0]?.headers.get("Idempotency-Key"));
  });
});

describe("what is on its way to a record", () => {
  it("goes on while one looks at something else, and is there on return", async () => {
    bucket.waits = true;
    const { leave, comeBack } = open();
    await drop("plan.pdf", "map.pdf", "list.pdf");
    await waitFor(() => expect(bucket.posted).toHaveLength(3));
    leave();
    expect(bucket.aborted).toBe(0);
    comeBack();
    expect(await screen.findByRole("progressbar", { name: /plan\.pdf/ })).toBeTruthy();
    bucket.answer();
    expect(await screen.findByRole("link", { name: "plan.pdf" })).toBeTruthy();
    expect(bucket.posted).toHaveLength(3);
    expect(screen.queryByText("3 documents added")).toBeNull();
  });

  it("says elsewhere that it has arrived", async () => {
    bucket.waits = true;
    const { kept, leave } = open();
    await drop("plan.pdf", "map.pdf");
    await waitFor(() => expect(bucket.posted).toHaveLength(2));
    leave();
    bucket.answer();
    expect(await screen.findByText("2 documents added")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Show" })).toBeTruthy();
    expect(kept()).toHaveLength(2);
  });

  it("says elsewhere that it failed, and can be tried again on return", async () => {
    bucket.waits = true;
    bucket.status = 500;
    const { leave, comeBack } = open();
    await drop("plan.pdf");
    await waitFor(() => expect(bucket.posted).toHaveLength(1));
    leave();
    bucket.answer();
    expect(await screen.findByText(/“plan\.pdf” was not added/)).toBeTruthy();
    comeBack();
    bucket.status = 204;
    bucket.waits = false;
    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "plan.pdf" })).toBeTruthy();
  });

  it("ends when one signs out", async () => {
    bucket.waits = true;
    const { kept, leave, comeBack } = open();
    await drop("plan.pdf");
    await waitFor(() => expect(bucket.posted).toHaveLength(1));
    leave();
    await forgetAll();
    expect(bucket.aborted).toBe(1);
    signedIn("document.create");
    comeBack();
    await screen.findByText("No documents yet");
    expect(screen.queryByText("plan.pdf")).toBeNull();
    expect(kept()).toHaveLength(0);
  });
});

describe("the tab", () => {
  it("is not closed unasked while a file is on its way", async () => {
    bucket.waits = true;
    const { leave } = open();
    await drop("plan.pdf");
    await waitFor(() => expect(bucket.posted).toHaveLength(1));
    expect(closes()).toBe(false);
    leave();
    expect(closes()).toBe(false);
    bucket.answer();
    await waitFor(() => expect(closes()).toBe(true));
  });

  it("is closed at once after a file was refused", async () => {
    open();
    await drop("virus.exe");
    await screen.findByText(/Programs and scripts are not accepted/);
    expect(closes()).toBe(true);
  });

  it("is not closed unasked while a file that was sent waits to be saved", async () => {
    serve({ "POST /v1/documents/uploads": [201, UPLOAD] });
    const files = [new File(["hello"], "plan.pdf")];
    const shown = render(<UploadDialog links={[REL]} files={files} onDone={() => {}} onClose={() => {}} />);
    await screen.findByText("Sent");
    expect(closes()).toBe(false);
    shown.unmount();
    await waitFor(() => expect(closes()).toBe(true));
  });

  it("is closed at once by whoever signs out", async () => {
    bucket.waits = true;
    open();
    await drop("plan.pdf");
    await waitFor(() => expect(bucket.posted).toHaveLength(1));
    await forgetAll();
    expect(closes()).toBe(true);
  });
});

describe("many documents of a record", () => {
  it("are shown page by page, as far as there are any", async () => {
    const asked = serve({
      [TIMELINE]: ({ query }) => (query.cursor === "c2" ? page([at(2), at(3)]) : page([at(1), at(2)], "c2")),
    });
    render(<Documents of={REL} />);
    await screen.findByRole("link", { name: "Document 1" });
    expect(screen.queryByRole("link", { name: "Document 3" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Show older documents" }));
    await screen.findByRole("link", { name: "Document 3" });
    expect(screen.getAllByRole("link", { name: "Document 2" })).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Show older documents" })).toBeNull();
    expect(asked.at(-1)?.query).toEqual({ types: "document", limit: "50", cursor: "c2" });
  });

  it("say so where the older ones could not be had, and can be asked again", async () => {
    let down = true;
    serve({
      [TIMELINE]: ({ query }) => {
        if (!query.cursor) return page([at(1)], "c2");
        return down ? problem(500, "internal") : page([at(3)]);
      },
    });
    render(<Documents of={REL} />);
    fireEvent.click(await screen.findByRole("button", { name: "Show older documents" }));
    const again = await screen.findByRole("button", { name: "Try again" });
    down = false;
    fireEvent.click(again);
    expect(await screen.findByRole("link", { name: "Document 3" })).toBeTruthy();
  });
});
