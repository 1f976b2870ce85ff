import "fake-indexeddb/auto";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { Sender } from "@/work/saving.ts";
import { problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { forgoAll, putAside, readWaiting, refused, settle, unsent, unsure, type Waiting, waiting } from "./queue.ts";
import { sendWaiting } from "./sending.ts";
import { all, drop, get, put } from "./store.ts";
import WaitingDialog from "./waiting.tsx";

const MADE = { "POST /v1/activities": [201, { id: "act_1" }] };
const DAY = 86_400_000;
const subjects = (rows: readonly { body: Record<string, unknown> }[]) => rows.map((each) => each.body.subject);

beforeEach(async () => {
  await forgoAll();
  await forgetAll();
  signedIn();
  speak("en");
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Out of any network that the browser knows of, so that nothing can have arrived. */
const unplugged = () => {
  unplug();
  return vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
};

const later = (by: number) => vi.spyOn(Date, "now").mockReturnValue(Date.now() + by);

describe("what another tab did", () => {
  it("is known before each is sent: what it dropped is not sent, what it amended goes as amended", async () => {
    await putAside("key-1", { subject: "First" });
    await putAside("key-2", { subject: "Dropped" });
    await putAside("key-3", { subject: "As it was" });
    const asked = serve({
      "POST /v1/activities": async ({ body }) => {
        if (body.subject === "First") {
          await drop("waiting", "key-2");
          const third = await get<Waiting>("waiting", "key-3");
          await put("waiting", { ...(third as Waiting), body: { subject: "Amended" }, sentAs: "key-4" });
        }
        return [201, { id: "act_1" }];
      },
    });
    await sendWaiting();
    expect(subjects(asked)).toEqual(["First", "Amended"]);
    expect(asked[1]!.headers.get("Idempotency-Key")).toBe("key-4");
    expect([waiting.value, await all("waiting")]).toEqual([[], []]);
  });

  it("stays dropped where the API refuses it after that", async () => {
    await putAside("key-1", { subject: "Dropped" });
    serve({
      "POST /v1/activities": async () => {
        await drop("waiting", "key-1");
        return problem(422, "invalid");
      },
    });
    await sendWaiting();
    expect([waiting.value, await all("waiting")]).toEqual([[], []]);
  });

  it("is not undone by what is known of it as it was before it was amended", async () => {
    await putAside("key-1", { subject: "Old" });
    const before = waiting.value[0] as Waiting;
    await put("waiting", { ...before, sentAs: "key-2" });
    await settle(before, { refused: { status: 422, problem: {} } });
    expect([refused.value, unsent.value[0]?.sentAs]).toEqual([[], "key-2"]);
  });

  it("is waited for: one tab at a time sends", async () => {
    await putAside("key-1", { subject: "Called" });
    const asked = serve(MADE);
    let grant = (): void => undefined;
    const request = vi.fn(async (_name: string, _options: object, work: () => Promise<void>) => {
      await new Promise<void>((resolve) => {
        grant = resolve;
      });
      await drop("waiting", "key-1"); // the other sent it
      return work();
    });
    vi.stubGlobal("navigator", Object.create(navigator, { locks: { value: { request } } }));
    const sent = sendWaiting();
    expect(request).toHaveBeenCalledOnce();
    grant();
    await sent;
    expect([asked, waiting.value]).toEqual([[], []]);
  });
});

it("goes on behind what fails in the API, which waits for the next time", async () => {
  await putAside("key-1", { subject: "Fails" });
  await putAside("key-2", { subject: "Right" });
  const asked = serve({
    "POST /v1/activities": ({ body }) => (body.subject === "Fails" ? problem(500, "internal") : [201, { id: "act_2" }]),
  });
  await sendWaiting();
  expect(subjects(asked)).toEqual(["Fails", "Right"]);
  expect(subjects(unsent.value)).toEqual(["Fails"]);
  await sendWaiting();
  expect(subjects(asked)).toEqual(["Fails", "Right", "Fails"]);
});

describe("an activity whose answer got lost more than a day ago", () => {
  async function written() {
    unplug();
    await new Sender().make({ kind: "note", subject: "Called" });
    later(DAY);
    const asked = serve(MADE);
    await sendWaiting();
    return asked;
  }

  it("is not sent by itself, as it may be there already", async () => {
    const asked = await written();
    expect([asked.length, unsent.value.length, subjects(unsure.value)]).toEqual([0, 0, ["Called"]]);
    waiting.value = [];
    await readWaiting(); // as after the app was opened again
    await sendWaiting();
    expect([asked.length, subjects(unsure.value)]).toEqual([0, ["Called"]]);
  });

  it("is sent again when its author says so, by another key", async () => {
    const asked = await written();
    const before = waiting.value[0]!.key;
    render(<WaitingDialog />);
    screen.getByText("May have been sent");
    fireEvent.click(screen.getByRole("button", { name: "Send it again", hidden: true }));
    await waitFor(() => expect(waiting.value).toEqual([]));
    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers.get("Idempotency-Key")).not.toBe(before);
  });

  it("is dropped when its author says so", async () => {
    const asked = await written();
    render(<WaitingDialog />);
    fireEvent.click(screen.getByRole("button", { name: "Drop it", hidden: true }));
    await waitFor(async () => expect(await all("waiting")).toEqual([]));
    expect(asked).toEqual([]);
  });
});

it("sends after a weekend what was written where there surely was no network", async () => {
  const offline = unplugged();
  await new Sender().make({ kind: "note", subject: "Called" });
  await sendWaiting(); // reaches nobody either
  later(3 * DAY);
  offline.mockReturnValue(true);
  const asked = serve(MADE);
  await sendWaiting();
  expect([subjects(asked), waiting.value]).toEqual([["Called"], []]);
});

it("keeps when it was sent first, not when it was sent last", async () => {
  const offline = unplugged();
  await new Sender().make({ kind: "note", subject: "Called" });
  offline.mockReturnValue(true);
  unplug();
  await sendWaiting();
  const tried = waiting.value[0]?.tried;
  expect(typeof tried).toBe("string");
  later(DAY / 2);
  await sendWaiting();
  expect(waiting.value[0]?.tried).toBe(tried);
});

it("sends a tick however late, as it can be done only once", async () => {
  await putAside("key-1", {}, { path: "/v1/activities/act_1/complete", version: 3, tried: new Date().toISOString() });
  later(3 * DAY);
  const asked = serve({ "POST /v1/activities/act_1/complete": { id: "act_1" } });
  await sendWaiting();
  expect([asked.length, waiting.value]).toEqual([1, []]);
});
