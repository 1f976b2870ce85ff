import "fake-indexeddb/auto";
import { render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useQuery } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { forgetAll, me } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { Sender } from "@/work/saving.ts";
import { ANN, problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { isKept, keepMe, keepSeen, recallMe, recallSeen } from "./kept.ts";
import { forgoAll, putAside, readWaiting, refused, unsent, waiting } from "./queue.ts";
import { sendWaiting } from "./sending.ts";
import { all } from "./store.ts";
import Waiting from "./waiting.tsx";

const BRIEF = "/v1/relations/rel_1/brief";

beforeEach(async () => {
  await forgoAll();
  await forgetAll();
  signedIn();
  speak("en");
});

function Brief() {
  const { data, problem } = useQuery(BRIEF, () => send<{ name: string }>("GET", BRIEF));
  return <p>{data?.name ?? problem?.status ?? "…"}</p>;
}

describe("what was seen", () => {
  it("can be read without a network", async () => {
    await keepSeen(BRIEF, { name: "Hamerslag" });
    unplug();
    render(<Brief />);
    await screen.findByText("Hamerslag");
  });

  it("is that what the API said last", async () => {
    serve({ [`GET ${BRIEF}`]: { name: "De Spaak" } });
    render(<Brief />);
    await screen.findByText("De Spaak");
    await waitFor(async () => expect(await recallSeen(BRIEF)).toEqual({ name: "De Spaak" }));
  });

  it("is not kept of searches, addresses of files and what concerns signing in", () => {
    expect(isKept("/v1/relations/rel_1/timeline?limit=50")).toBe(true);
    expect(isKept("/v1/worklist")).toBe(true);
    expect(isKept("/v1/documents/doc_1/download")).toBe(false);
    expect(isKept("/v1/documents/doc_1/pages")).toBe(false);
    expect(isKept("/v1/auth/sessions")).toBe(false);
    expect(isKept("/v1/audit")).toBe(false);
    expect(isKept("/v1/relations?q=jan")).toBe(false);
  });

  it("is gone when their session ends; what waits to be sent stays for them", async () => {
    await keepMe(me.value!);
    await keepSeen(BRIEF, { name: "Hamerslag" });
    await putAside("key-1", { kind: "note" });
    await forgetAll();
    expect([await recallSeen(BRIEF), await recallMe(), waiting.value]).toEqual([undefined, null, []]);
    signedIn();
    await readWaiting();
    expect(waiting.value.map((each) => each.key)).toEqual(["key-1"]);
  });

  it("is gone when somebody else signs in, and so is what waited", async () => {
    await keepMe(me.value!);
    await keepSeen(BRIEF, { name: "Hamerslag" });
    await putAside("key-1", { kind: "note" });
    await keepMe({ ...ANN, id: "usr_other" } as never);
    expect([await recallSeen(BRIEF), await all("waiting")]).toEqual([undefined, []]);
  });

  it("is for nobody but who saw it, also where another tab wrote it late", async () => {
    await keepSeen(BRIEF, { name: "Hamerslag" });
    me.value = { ...ANN, id: "usr_other" } as never;
    expect(await recallSeen(BRIEF)).toBeUndefined();
    me.value = null;
    await keepSeen(BRIEF, { name: "Nobody's" });
    signedIn();
    expect(await recallSeen(BRIEF)).toEqual({ name: "Hamerslag" });
  });

  it("is gone when nobody was here for a week", async () => {
    await keepMe(me.value!);
    await keepSeen(BRIEF, { name: "Hamerslag" });
    const later = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 8 * 86_400_000);
    expect([await recallSeen(BRIEF), await recallMe()]).toEqual([undefined, null]);
    expect(await all("seen")).toEqual([]);
    later.mockRestore();
  });

  it("holds the sixty newest", async () => {
    for (let count = 0; count < 63; count += 1) await keepSeen(`/v1/contacts/con_${count}`, { count });
    expect(await all("seen")).toHaveLength(60);
  });

  it("drops the oldest without reading any answer", async () => {
    const read = vi.spyOn(IDBObjectStore.prototype, "getAll");
    const walked = vi.spyOn(IDBIndex.prototype, "openCursor");
    const clock = vi.spyOn(Date, "now");
    for (let count = 62; count >= 0; count -= 1) {
      clock.mockReturnValue(1_800_000_000_000 - count);
      await keepSeen(`/v1/contacts/con_${count}`, { count });
    }
    expect([read.mock.calls, walked.mock.calls]).toEqual([[], []]);
    for (const spy of [read, walked, clock]) spy.mockRestore();
    const left = (await all<{ key: string }>("seen")).map((each) => each.key);
    expect(left).toHaveLength(60);
    for (const gone of [60, 61, 62]) expect(left).not.toContain(`/v1/contacts/con_${gone}`);
  });
});

describe("an activity that is written without a network", () => {
  it("waits with its key, and is sent by that key when there is one", async () => {
    unplug();
    const made = await new Sender().make({ kind: "phone_call", subject: "Called" });
    expect(made).toBeNull();
    expect(unsent.value).toHaveLength(1);
    const key = unsent.value[0]!.key;
    const asked = serve({ "POST /v1/activities": [201, { id: "act_1" }] });
    await sendWaiting();
    expect(asked[0]!.headers.get("Idempotency-Key")).toBe(key);
    expect(asked[0]!.body).toEqual({ kind: "phone_call", subject: "Called" });
    expect([waiting.value, await all("waiting")]).toEqual([[], []]);
  });

  it("waits on while there is none, and is there when the app is opened again", async () => {
    unplug();
    await putAside("key-1", { kind: "note", subject: "Kept" });
    await sendWaiting();
    waiting.value = [];
    await readWaiting();
    expect(unsent.value.map((each) => each.body.subject)).toEqual(["Kept"]);
  });

  it("is kept with the reason when it is refused, and the others go on", async () => {
    await putAside("key-1", { subject: "Wrong" });
    await putAside("key-2", { subject: "Right" });
    serve({
      "POST /v1/activities": ({ body }) =>
        body.subject === "Wrong" ? problem(422, "invalid", { detail: "That kind is gone." }) : [201, { id: "act_2" }],
    });
    await sendWaiting();
    expect(refused.value.map((each) => each.body.subject)).toEqual(["Wrong"]);
    render(<Waiting />);
    expect(screen.getByRole("alert").textContent).toContain("That kind is gone.");
  });
});
