import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import Jobs from "@/screens/jobs/index.tsx";
import { serve, signedIn } from "../../tests/server.ts";
import { type Begun, type Job, JobDialog, JobProgress, outcomes } from "./index.ts";
import { share } from "./job.ts";

const JOB = {
  id: "job_1",
  kind: "export",
  of: "relation",
  state: "running",
  found: 200,
  counts: { changed: 0, unchanged: 50, refused: 0, gone: 0, since_changed: 0 },
  left: 150,
  stopped_because: null,
  file: null,
  undo_until: null,
  undoes: null,
  undone_by: null,
  part_of: null,
  created_at: "2026-11-23T10:00:00Z",
  created_by: "usr_1",
  finished_at: null,
  those: { of: "relation", ids: [] },
  what: {},
} as unknown as Job;
const FILE = { file_name: "relations.csv", rows: 200, size: 12_345, sha256: "", until: "2026-11-30T00:00:00Z" };

beforeEach(async () => {
  await forgetAll();
  signedIn();
});

describe("a job", () => {
  it("is asked again until it is over, and then offers its file", async () => {
    let times = 0;
    const done = vi.fn();
    const asked = serve({
      "GET /v1/jobs/{id}": () => {
        times += 1;
        return times < 3
          ? JOB
          : { ...JOB, state: "done", left: 0, counts: { ...JOB.counts, unchanged: 200 }, file: FILE };
      },
    });
    render(<JobProgress id="job_1" onDone={done} />);
    expect(await screen.findByText("50 of 200")).toBeTruthy();
    expect(await screen.findByRole("button", { name: "Download relations.csv" }, { timeout: 5_000 })).toBeTruthy();
    expect(screen.getByText("200 exported")).toBeTruthy();
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
    const before = asked.length;
    await new Promise((go) => setTimeout(go, 900));
    expect(asked).toHaveLength(before);
  });

  it("is not asked while nobody looks", async () => {
    const asked = serve({ "GET /v1/jobs/{id}": JOB });
    render(<JobProgress id="job_1" />);
    await screen.findByText("50 of 200");
    const looks = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await new Promise((go) => setTimeout(go, 1_000));
    expect(asked).toHaveLength(1);
    looks.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    await waitFor(() => expect(asked.length).toBeGreaterThan(1), { timeout: 2_000 });
  });

  it("is stopped, and what is done can be undone", async () => {
    const stopped = {
      ...JOB,
      kind: "change",
      state: "cancelled",
      left: 0,
      counts: { ...JOB.counts, changed: 12, unchanged: 0 },
      undo_until: "2999-01-01T00:00:00Z",
    };
    serve({
      "GET /v1/jobs/job_1": { ...JOB, kind: "change" },
      "POST /v1/jobs/{id}/cancel": stopped,
      "POST /v1/jobs/{id}/undo": [202, { ...stopped, id: "job_2", kind: "undo", state: "done", undo_until: null }],
      "GET /v1/jobs/job_2": { ...stopped, id: "job_2", kind: "undo", state: "done", undo_until: null },
    });
    render(<JobProgress id="job_1" />);
    fireEvent.click(await screen.findByRole("button", { name: "Stop" }));
    expect(await screen.findByText("12 changed")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Undo: Relations")).toBeTruthy();
    expect(await screen.findByText("12 put back")).toBeTruthy();
  });

  it.each([
    ["find_duplicates", { changed: 2, unchanged: 1 }, "2 pairs found, 1 known already"],
    ["find_duplicates", {}, "No duplicates found"],
    ["import", { changed: 3, refused: 1 }, "3 imported, 1 refused"],
    ["merge", { changed: 2, unchanged: 1 }, "2 merged"],
    ["change", { changed: 2, since_changed: 1 }, "2 changed, 1 changed by others since"],
    ["change", {}, "Nothing to do"],
  ])("of the kind %s tells of %o in its own words", (kind, counts, told) => {
    const none = { changed: 0, unchanged: 0, refused: 0, gone: 0, since_changed: 0 };
    expect(outcomes({ ...JOB, kind, counts: { ...none, ...counts } })).toBe(told);
  });

  it("tells of refused rows in the order of the file", async () => {
    const row = (n: number) => ({
      id: "",
      row: n,
      outcome: "refused",
      code: "invalid",
      message: "No name.",
      errors: [],
    });
    serve({
      "GET /v1/jobs/job_1": { ...JOB, kind: "import", state: "done", counts: { ...JOB.counts, refused: 3 } },
      "GET /v1/jobs/job_1/rows": { data: [row(12), row(3), row(7)], page: { next_cursor: null, has_more: false } },
    });
    render(<JobProgress id="job_1" />);
    await screen.findByText("Row 12");
    expect(screen.getAllByText(/^Row \d+$/).map((each) => each.textContent)).toEqual(["Row 3", "Row 7", "Row 12"]);
  });

  it("is begun once: after a lost answer with the same key, of something else with another", async () => {
    const asked = serve({
      "POST /v1/jobs": () => {
        throw new TypeError("Failed to fetch");
      },
    });
    const dialog = (what: string) => (
      <JobDialog title="Archive" action="Archive them" job={archiving(what)} onClose={() => undefined} />
    );
    const archiving = (id: string): Begun => ({ kind: "archive", those: { of: "relation", ids: [id] } });
    const { rerender } = render(dialog("rel_1"));
    const press = async (times: number) => {
      const button = screen.getByRole("button", { name: "Archive them" }) as HTMLButtonElement;
      await waitFor(() => expect(button.disabled).toBe(false));
      fireEvent.submit(document.querySelector("dialog form") as HTMLFormElement);
      await waitFor(() => expect(asked).toHaveLength(times));
      await screen.findByRole("alert");
    };
    await press(1);
    await press(2);
    rerender(dialog("rel_2"));
    await press(3);
    const [first, again, other] = asked.map((each) => each.headers.get("Idempotency-Key"));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it("is as far as what it has dealt with, of what it found", () => {
    expect(share(JOB)).toBe(0.25);
    expect(share({ ...JOB, left: null })).toBeNull();
    expect(share({ ...JOB, state: "done" })).toBe(1);
  });
});

describe("the list of jobs", () => {
  it("shows what was done, and goes on", async () => {
    serve({
      "GET /v1/jobs": ({ query }) =>
        query.cursor
          ? { data: [{ ...JOB, id: "job_0", kind: "archive", state: "done" }], page: { next_cursor: null } }
          : { data: [JOB], page: { next_cursor: "older", has_more: true } },
    });
    render(<Jobs />);
    expect(await screen.findByText("Export Relations")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    expect(await screen.findByText("Archive Relations")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "More" })).toBeNull();
  });

  it("says what to do where nothing was done yet", async () => {
    serve({ "GET /v1/jobs": { data: [], page: { next_cursor: null, has_more: false } } });
    render(<Jobs />);
    expect(await screen.findByText("Nothing was done in bulk yet")).toBeTruthy();
  });
});
