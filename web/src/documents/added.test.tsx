import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { Toasts } from "@/shared/toast.tsx";
import { bucket } from "../../tests/bucket.ts";
import { about, dossier, drop, files, lines, open, useDossier } from "../../tests/dossier.tsx";
import { signedIn } from "../../tests/server.ts";
import { sendTo, UploadDialog } from "./index.ts";

const KEEP = "Keep internal";
const keep = () => screen.queryByRole("button", { name: KEEP });

useDossier();

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

  it("is alone kept internal, and named, where another was shared on purpose", async () => {
    let letGo = () => {};
    const { asked, seen } = dossier({
      waits: new Promise((done) => {
        letGo = done;
      }),
    });
    await open();
    sendTo(about.id, files(1), { visibility: "shared" });
    drop(1);
    await waitFor(() => expect(asked.filter((each) => each.path === "/v1/documents")).toHaveLength(2));
    letGo();
    await screen.findByText("2 documents added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: "Keep internal: plan 2" }));
    await screen.findByText("“plan 2” is internal");
    expect(seen()).toEqual(["shared", "internal"]);
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
    sendTo(about.id, files(2));
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
        <UploadDialog links={[about.id]} files={files(1)} onDone={() => {}} onClose={() => {}} />
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

  it("what was shared before anything was chosen can be kept internal, whatever was chosen for the others", async () => {
    const { seen } = dossier({ lost: [0, 500] });
    render(
      <>
        <UploadDialog links={[about.id]} files={files(2)} onDone={() => {}} onClose={() => {}} />
        <Toasts />
      </>,
    );
    const form = () => document.querySelector("form") as HTMLFormElement;
    await waitFor(() => expect(screen.getAllByText("Sent")).toHaveLength(2));
    fireEvent.submit(form());
    fireEvent.click(await screen.findByRole("button", { name: "Try again", hidden: true }));
    await screen.findByText("Sent");
    fireEvent.change(screen.getByLabelText("Who sees it"), { target: { value: "internal" } });
    fireEvent.submit(form());
    await screen.findByText("2 documents added, 1 of them shared with the customer");
    expect(seen()).toEqual(["shared", "internal"]);
    fireEvent.click(screen.getByRole("button", { name: KEEP, hidden: true }));
    await screen.findByText("“plan 1” is internal");
    expect(seen()).toEqual(["internal", "internal"]);
  });

  it("what somebody chose to share is added, and no more is said of it", async () => {
    const { seen } = dossier();
    await send("shared");
    await screen.findByText("1 document added");
    expect(seen()).toEqual(["shared"]);
    expect(keep()).toBeNull();
  });
});
