import { fireEvent, screen, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { dossier, drop, open, useDossier } from "../../tests/dossier.tsx";

const KEEP = "Keep internal";

useDossier();

describe("a file that could not be kept internal", () => {
  it("is named, and that can be tried again", async () => {
    const { refused, seen } = dossier();
    refused.set("plan 2", 500);
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

  it("is tried again where that can help, whatever another was refused for", async () => {
    const { asked, refused, seen } = dossier();
    refused.set("plan 1", 503).set("plan 2", 404).set("plan 3", 500);
    await open();
    drop(3);
    await screen.findByText("3 documents added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    const gone = await screen.findByText(/^Still shared with the customer: plan 2\. /);
    const toast = (await screen.findByText(/^Still shared with the customer: plan [13], plan [13]\. /)).closest(
      ".toast",
    );
    expect(within(gone.closest(".toast") as HTMLElement).queryByRole("button", { name: "Try again" })).toBeNull();
    refused.clear();
    asked.length = 0;
    fireEvent.click(within(toast as HTMLElement).getByRole("button", { name: "Try again" }));
    await screen.findByText("2 documents are internal");
    expect(seen()).toEqual(["internal", "shared", "internal"]);
    expect(asked.filter((each) => each.path.endsWith("/withdraw"))).toHaveLength(2);
  });

  it("is told of with the reason that is its own", async () => {
    const { refused } = dossier();
    refused.set("plan 1", 403).set("plan 2", 404);
    await open();
    drop(2);
    await screen.findByText("2 documents added and shared with the customer");
    fireEvent.click(screen.getByRole("button", { name: KEEP }));
    const toast = await screen.findByText(/^Still shared/);
    const [one, two] = ["plan 1", "plan 2"].map(
      (title) => new RegExp(`Still shared with the customer: ${title}\\. ([^:]+)\\.`).exec(toast.textContent)?.[1],
    );
    expect(one).toBeTruthy();
    expect(two).toBeTruthy();
    expect(one).not.toBe(two);
  });
});
