import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { renderAt } from "../../../tests/at.tsx";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import DocumentScreen from "./index.tsx";

const ID = "doc_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const AT = "2026-11-20T09:00:00Z";
const version = (number: number, more: object = {}) => ({
  version: number,
  id: `ver_${number}`,
  file_name: `contract-${number}.pdf`,
  type: "application/pdf",
  size: 48_211,
  state: "clean",
  uploaded_at: AT,
  uploaded_by: "usr_1",
  sha256: "0",
  kind: "pdf",
  notes: [],
  preview: "application/pdf",
  reason: null,
  ...more,
});
const CONTRACT = {
  id: ID,
  type: "document",
  version: 2,
  created_at: AT,
  updated_at: AT,
  archived_at: null,
  title: "Contract 2027",
  kind: "contract",
  visibility: "internal",
  file_name: "contract-2.pdf",
  current: 2,
  state: "clean",
  versions: [version(1), version(2)],
  links: [{ id: "rel_1", title: "Hamerslag" }],
};
const PAGES = {
  version: 2,
  file_name: "contract-2.pdf",
  number: 30,
  expires_at: AT,
  pages: [
    { page: 1, url: "https://files.example/1.png" },
    { page: 2, url: "https://files.example/2.png" },
  ],
};

const shown = (document: object = CONTRACT, more: Answers = {}, query = "") => {
  const asked = serve({
    "GET /v1/documents/{id}": document,
    "GET /v1/schema/document": {
      type: "document",
      plural: "documents",
      summary: "",
      actions: [],
      sorts: [],
      fields: [],
    },
    "GET /v1/documents/{id}/pages": PAGES,
    ...more,
  });
  renderAt(`/documents/${ID}${query}`, <DocumentScreen id={ID} />);
  return asked;
};

beforeEach(() => signedIn("document.read", "document.edit", "document.publish", "document.download"));
afterEach(() => forgetAll());

it("shows the pages of a document, after three requests", async () => {
  const asked = shown();
  expect((await screen.findByAltText("Page 1 of 30")).getAttribute("src")).toBe("https://files.example/1.png");
  expect(screen.getByText("The first 2 of 30 pages are shown.")).toBeTruthy();
  expect(screen.getByText("Internal")).toBeTruthy();
  expect(asked).toHaveLength(3);
});

it("shows an older version when asked", async () => {
  const asked = shown();
  fireEvent.click(await screen.findByRole("tab", { name: /Versions/ }));
  fireEvent.click(screen.getByRole("button", { name: "Show version 1" }));
  await waitFor(() => expect(asked.at(-1)?.query).toEqual({ version: "1" }));
});

it("opens the tab that its address names, which changes with it", async () => {
  shown(CONTRACT, {}, "?tab=versions");
  fireEvent.click(await screen.findByRole("button", { name: "Show version 1" }));
  await waitFor(() => expect(location.search).toBe(""));
  fireEvent.click(screen.getByRole("tab", { name: "Timeline" }));
  await waitFor(() => expect(location.search).toBe("?tab=timeline"));
});

it("says that a file is being checked", async () => {
  shown({ ...CONTRACT, current: null, versions: [version(1, { state: "pending" })] });
  expect(await screen.findByText("The file is being checked")).toBeTruthy();
});

it("says that a file was refused and why", async () => {
  shown({ ...CONTRACT, current: null, versions: [version(1, { state: "refused", reason: "It runs a program." })] });
  expect(await screen.findByText("It runs a program.")).toBeTruthy();
});

it("offers the download of what cannot be shown", async () => {
  shown(
    { ...CONTRACT, versions: [version(1), version(2, { kind: "docx", preview: null, file_name: "contract.docx" })] },
    { "GET /v1/documents/{id}/pages": () => problem(500, "internal") },
  );
  expect(await screen.findByText("This file cannot be shown here")).toBeTruthy();
  expect(screen.getAllByRole("button", { name: "Download" })).toHaveLength(2);
});

describe("a page that does not come", () => {
  const asksForPages = (asked: ReturnType<typeof shown>) => asked.filter((each) => each.path.endsWith("/pages"));
  const pages = (turn: number) => ({
    ...PAGES,
    pages: PAGES.pages.map((each) => ({ ...each, url: `${each.url}?${turn}` })),
  });

  it("is asked for once more under another address, and is told as not to be shown where that fails too", async () => {
    let turn = 0;
    const asked = shown(CONTRACT, {
      "GET /v1/documents/{id}/pages": () => {
        turn += 1;
        return pages(turn);
      },
    });
    fireEvent.error(await screen.findByAltText("Page 1 of 30"));
    await waitFor(() => expect(screen.getByAltText("Page 1 of 30").getAttribute("src")).toMatch(/\?2$/));
    fireEvent.error(screen.getByAltText("Page 1 of 30"));
    expect(await screen.findByText("This file cannot be shown here")).toBeTruthy();
    expect(asksForPages(asked)).toHaveLength(2);
  });

  it("is asked for again when its address lapses another time", async () => {
    let turn = 0;
    shown(CONTRACT, {
      "GET /v1/documents/{id}/pages": () => {
        turn += 1;
        return pages(turn);
      },
    });
    for (const next of [/\?2$/, /\?3$/]) {
      const page = await screen.findByAltText("Page 1 of 30");
      fireEvent.error(page);
      await waitFor(() => expect(page.getAttribute("src")).toMatch(next));
      fireEvent.load(page);
    }
    expect(screen.queryByText("This file cannot be shown here")).toBeNull();
  });

  it("is told as not to be shown where there is no other address", async () => {
    const asked = shown();
    fireEvent.error(await screen.findByAltText("Page 1 of 30"));
    expect(await screen.findByText("This file cannot be shown here")).toBeTruthy();
    expect(asksForPages(asked)).toHaveLength(2);
  });
});

it("that is not there leads on to the list", async () => {
  shown(CONTRACT, { "GET /v1/documents/{id}": () => problem(404, "not_found") });
  const note = within(await screen.findByRole("alert"));
  expect(note.getByRole("link", { name: "Documents" }).getAttribute("href")).toBe("/documents");
});

it("is shared with the customer in one press", async () => {
  const asked = shown(CONTRACT, { "POST /v1/documents/{id}/publish": { ...CONTRACT, visibility: "shared" } });
  fireEvent.click(await screen.findByRole("button", { name: "Share" }));
  await waitFor(() => expect(asked.some((each) => each.path.endsWith("/publish"))).toBe(true));
});
