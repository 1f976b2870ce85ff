import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { offline } from "@/offline/network.ts";
import { waiting } from "@/offline/queue.ts";
import { language } from "@/words/language.ts";
import { bucket, dropped, useBucket } from "../../tests/bucket.ts";
import { created, field, open, PLAN, press, RIGHTS, says } from "../../tests/composing.tsx";
import { choose, closes, part, pasted } from "../../tests/files.ts";
import { type Asked, problem, signedIn, unplug } from "../../tests/server.ts";
import type { Activity } from "./types.ts";

useBucket();
beforeEach(() => {
  language.value = "en";
  signedIn(...RIGHTS);
});
afterEach(async () => {
  offline.value = false;
  await forgetAll();
});

describe("files that go with an activity", () => {
  it("are chosen, dropped on the dialog or pasted, and can be taken away", async () => {
    open();
    const dialog = document.querySelector("dialog") as Element;
    choose(part("Files"), PLAN);
    fireEvent(dialog.querySelector(".dialog-foot") as Element, dropped(new File(["map"], "map.png")));
    fireEvent(field("Text"), pasted([new File(["list"], "list.txt")]));
    fireEvent(field("Text"), pasted([new File(["picture"], "letter.png")], "A piece of a letter"));
    const list = within(part("Files")).getByRole("list", { name: "Files", hidden: true });
    const names = () => [...list.querySelectorAll("li")].map((each) => each.textContent);
    expect(names()).toEqual(["plan.pdf 5 byte", "map.png 3 byte", "list.txt 4 byte"]);
    press("Remove: map.png");
    expect(names()).toEqual(["plan.pdf 5 byte", "list.txt 4 byte"]);
    expect(document.activeElement === part("Files")).toBe(true);
  });

  it("are sent after it is saved, and are about it and the dossier", async () => {
    const { posted, kept, closed } = open();
    choose(part("Files"), PLAN);
    press("Save");
    await waitFor(() => expect(kept()).toHaveLength(1));
    expect(closed).toHaveLength(1);
    expect(posted()).toEqual(["/v1/activities", "/v1/documents/uploads", "/v1/documents"]);
    expect(kept()[0]?.body).toEqual({ upload: "token", links: ["act_1", "rel_1"], visibility: "shared" });
    expect(screen.getByText("“Phone call – Acme” is saved; 1 file is being sent")).toBeTruthy();
    expect(await screen.findByText("1 document added")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Show" })).toHaveLength(2); // where it arrives
  });

  it("are not offered for what is there already, nor to who makes no documents", async () => {
    open({ activity: { id: "act_1", kind: "note", links: [], participants: [] } as unknown as Activity });
    expect(screen.queryByRole("group", { name: "Files", hidden: true })).toBeNull();
    signedIn("activity.create");
    open();
    expect(screen.queryByRole("group", { name: "Files", hidden: true })).toBeNull();
  });

  it("are refused one by one, and hold the rest up until they are taken away", async () => {
    const { posted, closed } = open();
    choose(part("Files"), PLAN, new File(["x"], "setup.exe"), new File([], "empty.pdf"));
    expect(says("Programs and scripts are not accepted")).toBeTruthy();
    expect(says("This file is empty")).toBeTruthy();
    press("Save");
    expect(await within(part("Files")).findByText("A file cannot be sent. Remove it to save.")).toBeTruthy();
    await waitFor(() => expect(document.activeElement === part("Files")).toBe(true));
    expect(posted()).toEqual([]);
    press("Remove: setup.exe");
    press("Remove: empty.pdf");
    press("Save");
    await waitFor(() => expect(closed).toHaveLength(1));
  });

  it("are asked about before the tab goes, and there again where it was closed without saving", async () => {
    const first = open({ kind: "note" });
    choose(part("Files"), PLAN);
    await waitFor(() => expect(closes()).toBe(false));
    first.unmount();
    expect(closes()).toBe(true);
    open({ kind: "note" });
    expect(says("plan.pdf")).toBeTruthy();
    press("Start afresh");
    expect(within(part("Files")).queryByText("plan.pdf", { exact: false })).toBeNull();
  });

  it("are not there again where it was closed before the answer came", async () => {
    let answer = () => {};
    const came = new Promise<void>((done) => {
      answer = done;
    });
    const slow = (asked: Asked) => came.then(() => created(asked));
    const first = open({ kind: "note" }, { "POST /v1/activities": slow });
    choose(part("Files"), PLAN);
    fireEvent.input(field("Subject"), { target: { value: "Price" } });
    press("Save");
    await waitFor(() => expect(first.posted()).toEqual(["/v1/activities"]));
    first.unmount();
    answer();
    await waitFor(() => expect(first.kept()).toHaveLength(1));
    open({ kind: "note" });
    expect(within(part("Files")).queryByText("plan.pdf", { exact: false })).toBeNull();
  });
});

describe("without a network", () => {
  const put = (subject: string) => waiting.value.filter(({ body }) => body.subject === subject);

  it("files are not taken, which is said, and the rest waits to be sent as ever", async () => {
    const { closed } = open({ initial: { subject: "Without files" } });
    offline.value = true;
    await waitFor(() => expect(says("No connection: files can be added once there is one")).toBeTruthy());
    expect(within(part("Files")).queryByRole("button", { hidden: true })).toBeNull();
    fireEvent(document.querySelector("dialog") as Element, dropped(PLAN));
    expect(screen.queryByText("plan.pdf", { exact: false })).toBeNull();
    unplug();
    press("Save");
    await waitFor(() => expect(closed).toHaveLength(1));
    expect(put("Without files")).toHaveLength(1);
  });

  it("what has files is kept on the screen until they go, or it does without them", async () => {
    const { closed } = open({ initial: { subject: "With files" } });
    choose(part("Files"), PLAN);
    unplug();
    press("Save");
    await waitFor(() => expect(says("Files cannot wait for a connection.")).toBeTruthy());
    await waitFor(() => expect(document.activeElement === part("Files")).toBe(true));
    expect(closed).toHaveLength(0);
    expect(put("With files")).toHaveLength(0);
    press("Remove: plan.pdf");
    press("Save");
    await waitFor(() => expect(closed).toHaveLength(1));
    expect(put("With files")).toHaveLength(1);
  });
});

describe("what could not be sent", () => {
  it("is told by name, and tried again at the dossier as it was meant", async () => {
    bucket.status = 500;
    const { kept, closed, shown } = open({ kind: "note", initial: { subject: "Price" } });
    choose(part("Files"), PLAN);
    press("Save");
    expect(await screen.findByText(/“plan\.pdf” was not added/)).toBeTruthy();
    expect(closed).toHaveLength(1);
    shown();
    bucket.status = 204;
    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await screen.findByRole("link", { name: "plan.pdf" });
    expect(kept().map(({ body }) => body)).toEqual([
      { upload: "token", links: ["act_1", "rel_1"], visibility: "internal" },
    ]);
  });

  it("because the activity was archived meanwhile goes once that is restored", async () => {
    let archived = true;
    const gone = { errors: [{ field: "links[0]", code: "no_such_record", message: "There is none." }] };
    const answers = {
      "POST /v1/documents": ({ body }: Asked) =>
        archived ? problem(422, "invalid", gone) : [201, { id: "doc_1", title: "plan.pdf", ...body }],
    };
    const { kept, shown } = open({}, answers);
    choose(part("Files"), PLAN);
    press("Save");
    await waitFor(() => expect(kept()).toHaveLength(1));
    shown();
    expect(await screen.findByText(/What it belongs to is archived/)).toBeTruthy();
    expect(closes()).toBe(true);
    archived = false;
    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await screen.findByRole("link", { name: "plan.pdf" });
    expect(bucket.posted).toHaveLength(1);
  });
});
