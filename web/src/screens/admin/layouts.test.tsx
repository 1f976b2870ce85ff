import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { type Asked, serve, signedIn } from "../../../tests/server.ts";
import Admin from "./index.tsx";
import { SECTIONS } from "./sections.ts";

beforeAll(() => Promise.all(SECTIONS.map(({ load }) => load?.())));

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("setting.read", "setting.edit");
});

const open = (section: string, answers: Parameters<typeof serve>[0]) => {
  const asked = serve({ "GET /v1/roles": { data: [], page: { next_cursor: null, has_more: false } }, ...answers });
  render(<Admin section={section} />);
  return asked;
};

const put = async (asked: Asked[]) => {
  await waitFor(() => expect(asked.some(({ method }) => method === "PUT")).toBe(true));
  return asked.find(({ method }) => method === "PUT") as Asked;
};

const MAKING = {
  data: [],
  shipped: [
    {
      of: "relation",
      shipped: true,
      blocks: ["contacts", "open_work", "timeline", "documents"].map((kind) => ({ kind })),
    },
  ],
  kinds: [
    { kind: "fields", on: [] },
    { kind: "numbers", on: ["relation", "contact"] },
    { kind: "inbox", on: ["start"] },
  ],
  most: 4,
};

describe("layouts", () => {
  it("begin with what is shipped, and are moved by keys", async () => {
    const asked = open("layouts", { "GET /v1/layouts": MAKING, "PUT /v1/layouts": MAKING });
    fireEvent.click(await screen.findByRole("button", { name: "Arrange it otherwise" }));
    expect(screen.queryByLabelText("Add a block")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Down: Contacts" }));
    fireEvent.click(screen.getByRole("button", { name: "Remove: Timeline" }));
    const offered = [...(screen.getByLabelText("Add a block") as HTMLSelectElement).options].map(({ value }) => value);
    expect(offered).toEqual(["", "fields", "numbers"]);
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    const layout = (await put(asked)).body.layouts[0];
    expect(layout.of).toBe("relation");
    expect(layout.blocks.map(({ kind }: { kind: string }) => kind)).toEqual(["open_work", "contacts", "documents"]);
  });
});
