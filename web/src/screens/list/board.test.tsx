import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import List from "./index.tsx";
import { CLAES, DUPONT, SCHEMA } from "./specimens.ts";

const PAGE = { next_cursor: null, has_more: false };

async function board(answers: Answers = {}, field = "custom_stage") {
  const asked = serve({
    "GET /v1/schema/relation": SCHEMA,
    "GET /v1/views": { data: [], page: PAGE },
    "POST /v1/relations/search": { data: [CLAES, DUPONT], page: PAGE },
    "PATCH /v1/relations/{id}": ({ body, ids }) => ({ ...CLAES, ...body, id: ids.id, version: 2 }),
    ...answers,
  });
  render(
    <>
      <List path="/relations" query={{ group: field, display: "board" }} />
      <Toasts />
    </>,
  );
  await screen.findByText("Brasserie Claes");
  return asked;
}

const stage = (name: string) => screen.getByRole("region", { name });
const card = (name: string) => screen.getByText(name).closest("li") as HTMLElement;

beforeEach(async () => {
  await forgetAll();
  signedIn("view.read");
});

describe("a board", () => {
  it("has a column for each stage, with its cards", async () => {
    await board();
    expect(within(stage("Lead")).getByText("Brasserie Claes")).toBeTruthy();
    expect(within(stage("Offer")).getByText("Établissements Dupont")).toBeTruthy();
    expect(within(stage("Won")).queryByRole("listitem")).toBeNull();
  });

  it("moves a card by the keys, and back again", async () => {
    const asked = await board();
    fireEvent.keyDown(card("Brasserie Claes"), { key: "ArrowRight", shiftKey: true });
    await waitFor(() => expect(within(stage("Offer")).getByText("Brasserie Claes")).toBeTruthy());
    await screen.findByRole("button", { name: "Undo" });
    const sent = asked.find((each) => each.method === "PATCH");
    expect(sent?.body).toEqual({ custom_stage: "offer" });
    expect(sent?.headers.get("If-Match")).toBe('"1"');
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(within(stage("Lead")).getByText("Brasserie Claes")).toBeTruthy());
  });

  it("offers only the stages that may follow", async () => {
    await board();
    const offered = within(card("Brasserie Claes")).getAllByRole("menuitem", { hidden: true });
    expect(offered.map((each) => each.textContent)).toEqual(["Move to Offer"]);
  });

  it("puts a card back that the API refuses to move", async () => {
    await board({ "PATCH /v1/relations/{id}": () => problem(422, "invalid", { detail: "After lead comes offer." }) });
    fireEvent.keyDown(card("Brasserie Claes"), { key: "ArrowRight", shiftKey: true });
    expect(await screen.findByText("After lead comes offer.")).toBeTruthy();
    expect(within(stage("Lead")).getByText("Brasserie Claes")).toBeTruthy();
  });

  it("takes the one value away and adds the other where there are several", async () => {
    const asked = await board({}, "status");
    fireEvent.keyDown(card("Brasserie Claes"), { key: "ArrowRight", shiftKey: true });
    await waitFor(() => expect(asked.some((each) => each.method === "PATCH")).toBe(true));
    expect(asked.find((each) => each.method === "PATCH")?.body).toEqual({
      status: { add: ["customer"], remove: ["prospect"] },
    });
  });

  it("walks over the cards with the arrows", async () => {
    await board();
    card("Brasserie Claes").focus();
    fireEvent.keyDown(card("Brasserie Claes"), { key: "ArrowRight" });
    expect(document.activeElement).toBe(card("Établissements Dupont"));
  });
});
