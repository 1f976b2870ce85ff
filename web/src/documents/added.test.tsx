import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { bucket, dropped, UPLOAD, useBucket } from "../../tests/bucket.ts";
import { type Asked, problem, serve, signedIn } from "../../tests/server.ts";
import { Documents, sendTo, UploadDialog } from "./index.ts";

type Kept = { id: string; title: string; visibility: string };
const KEEP = "Keep internal";
const HAS_ALL = ["document.create", "document.publish"];
let count = 0;
let rel = "";

useBucket();
beforeEach(() => {
  count += 1;
  rel = `rel_${count}`;
  signedIn(...HAS_ALL);
});
afterEach(async () => {
  for (const close of screen.queryAllByRole("button", { name: "Close" })) fireEvent.click(close);
  await waitFor(() => expect(document.querySelectorAll(".toast")).toHaveLength(0));
  await forgetAll();
});

/** A dossier whose new documents are seen by whom `usual` says, each of them in its turn. What is in `refused` cannot be
 * kept internal, and nothing is made before `waits` is over. */
function dossier({ usual = ["shared"], waits = Promise.resolve() }: { usual?: string[]; waits?: Promise<void> } = {}) {
  const kept: Kept[] = [];
  const refused = new Set<string>();
  const turned =
    (visibility: string) =>
    ({ ids: { id } }: Asked) => {
      const found = kept.find((each) => each.id === id) as Kept;
      if (refused.has(found.title)) return problem(500, "internal");
      found.visibility = visibility;
      return whole(found);
    };
  const asked = serve({
    "GET /v1/relations/{id}/timeline": () => ({
      data: kept.map((each) => ({ ...whole(each), at: "2026-11-20T09:00:00Z", through: null })),
      page: { next_cursor: null, has_more: false },
    }),
    "POST /v1/documents/uploads": [201, UPLOAD],
    "POST /v1/documents": async ({ body }) => {
      await waits;
      const visibility = body.visibility ?? usual[kept.length % usual.length];
      const made = { id: `doc_${rel}_${kept.length + 1}`, title: `plan ${kept.length + 1}`, visibility };
      kept.push(made);
      return [201, whole(made)];
    },
    "POST /v1/documents/{id}/withdraw": turned("internal"),
    "POST /v1/documents/{id}/publish": turned("shared"),
  });
  return { asked, refused, seen: () => kept.map((each) => each.visibility) };
}

const whole = (kept: Kept) => ({ ...kept, type: "document", kind: "other", state: "clean", file_name: "plan.pdf" });
const files = (n: number) => Array.from({ length: n }, (_, at) => new File(["hello"], `plan ${at + 1}.pdf`));
const keep = () => screen.queryByRole("button", { name: KEEP });

async function open() {
  render(
    <>
      <Documents of={rel} />
      <Toasts />
    </>,
  );
  await screen.findByText("No documents yet");
}

const drop = (n: number) => fireEvent(document.querySelector(".drop-zone") as Element, dropped(...files(n)));
const lines = () => [...document.querySelectorAll(".document-line")] as HTMLElement[];

describe("a file that is shared by being dropped", () => {
  it("is kept internal in the same breath, and shared again by undo", async () => {
    const { seen } = dossier();
    await open();
    drop(1);
    await screen.findByText("1 document added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    await screen.findByText("“plan 1” is internal");
    expect(seen()).toEqual(["internal"]);
    await waitFor(() => within(lines()[0] as HTMLElement).getByText("Internal"));
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await screen.findByText("“plan 1” is shared");
    expect(seen()).toEqual(["shared"]);
  });

  it("is kept internal with all that were dropped with it", async () => {
    const { seen } = dossier();
    await open();
    drop(5);
    await screen.findByText("5 documents added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    await screen.findByText("5 documents are internal");
    expect(new Set(seen())).toEqual(new Set(["internal"]));
    await waitFor(() => expect(screen.getAllByText("Internal")).toHaveLength(5));
  });

  it("is alone kept internal where the others are so already", async () => {
    const { asked, seen } = dossier({ usual: ["internal", "shared"] });
    await open();
    drop(3);
    await screen.findByText("3 documents added, 1 of them shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    await screen.findByText("“plan 2” is internal");
    expect(seen()).toEqual(["internal", "internal", "internal"]);
    expect(asked.filter((each) => each.path.endsWith("/withdraw"))).toHaveLength(1);
  });

  it("is named where it could not be kept internal, and that can be tried again", async () => {
    const { refused, seen } = dossier();
    refused.add("plan 2");
    await open();
    drop(3);
    await screen.findByText("3 documents added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    await screen.findByText("2 documents are internal");
    const toast = (await screen.findByText(/^Still shared with the customer: plan 2\./)).closest(".toast");
    expect(seen()).toEqual(["internal", "shared", "internal"]);
    refused.clear();
    fireEvent.click(within(toast as HTMLElement).getByRole("button", { name: "Try again" }));
    await screen.findByText("“plan 2” is internal");
    expect(seen()).toEqual(["internal", "internal", "internal"]);
  });

  it("is told of without it to whom may not withdraw", async () => {
    signedIn("document.create");
    dossier();
    await open();
    drop(1);
    await screen.findByText("1 document added and shared with the customer");
    expect(keep()).toBeNull();
  });

  it("is told of elsewhere too, with the way to it", async () => {
    const { seen } = dossier();
    render(<Toasts />);
    sendTo(rel, files(2));
    await screen.findByText("2 documents added and shared with the customer");
    screen.getByRole("button", { name: "Show" });
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    await screen.findByText("2 documents are internal");
    expect(seen()).toEqual(["internal", "internal"]);
  });

  it("is told of also where another that was on its way is taken back", async () => {
    let letGo = () => {};
    dossier({
      waits: new Promise((done) => {
        letGo = done;
      }),
    });
    await open();
    drop(1);
    await waitFor(() => expect(bucket.posted).toHaveLength(1));
    bucket.waits = true;
    drop(1);
    await waitFor(() => expect(bucket.posted).toHaveLength(2));
    letGo();
    await waitFor(() => expect(lines()).toHaveLength(1));
    fireEvent.click(screen.getByRole("button", { name: "Remove: plan 1.pdf" }));
    await screen.findByText("1 document added and shared with the customer");
  });
});

describe("a file that is internal", () => {
  it("is added without a word, as it stands there", async () => {
    dossier({ usual: ["internal"] });
    await open();
    drop(1);
    await waitFor(() => expect(lines()).toHaveLength(1));
    expect(document.querySelectorAll(".toast")).toHaveLength(0);
  });
});

describe("from the form", () => {
  const send = async (choose: string) => {
    render(
      <>
        <UploadDialog links={[rel]} files={files(1)} onDone={() => {}} onClose={() => {}} />
        <Toasts />
      </>,
    );
    await screen.findByText("Sent");
    fireEvent.change(screen.getByLabelText("Who sees it"), { target: { value: choose } });
    fireEvent.submit(document.querySelector("form") as HTMLFormElement);
  };

  it("what is shared because nothing was chosen can be kept internal as well", async () => {
    const { seen } = dossier();
    await send("");
    await screen.findByText("1 document added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP, hidden: true }));
    await screen.findByText("“plan 1” is internal");
    expect(seen()).toEqual(["internal"]);
  });

  it("what somebody chose to share is added, and no more is said of it", async () => {
    const { seen } = dossier();
    await send("shared");
    await screen.findByText("1 document added");
    expect(seen()).toEqual(["shared"]);
    expect(keep()).toBeNull();
  });
});
