import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Documents } from "@/documents/index.ts";
import { Toasts } from "@/shared/toast.tsx";
import { dropped, UPLOAD, useBucket } from "./bucket.ts";
import { type Asked, problem, serve, signedIn } from "./server.ts";

type Dossier = { usual?: string[]; waits?: Promise<void>; lost?: number[] };
type Kept = { id: string; title: string; visibility: string };
let count = 0;

/** The record whose dossier it is, another one in every test. */
export const about = { id: "" };

/** In every test of the file that calls it: somebody who may do all, and no toast left of the test before. */
export function useDossier(): void {
  useBucket();
  beforeEach(() => {
    count += 1;
    about.id = `rel_${count}`;
    signedIn("document.create", "document.publish");
  });
  afterEach(async () => {
    for (const close of screen.queryAllByRole("button", { name: "Close" })) fireEvent.click(close);
    await waitFor(() => expect(document.querySelectorAll(".toast")).toHaveLength(0));
    await forgetAll();
  });
}

/** A dossier whose new documents are seen by whom `usual` says, each of them in its turn. What is in `refused` cannot be
 * kept internal, nothing is made before `waits` is over, and what is asked for is `lost` with these answers, in their turn. */
export function dossier({ usual = ["shared"], waits = Promise.resolve(), lost = [] }: Dossier = {}) {
  const kept: Kept[] = [];
  const refused = new Map<string, number>();
  const turned =
    (visibility: string) =>
    ({ ids: { id } }: Asked) => {
      const found = kept.find((each) => each.id === id) as Kept;
      const status = refused.get(found.title);
      if (status) return problem(status, status === 404 ? "not_found" : "internal");
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
      const status = lost.shift();
      if (status) return problem(status, "internal");
      const visibility = body.visibility ?? usual[kept.length % usual.length];
      const made = { id: `doc_${about.id}_${kept.length + 1}`, title: `plan ${kept.length + 1}`, visibility };
      kept.push(made);
      return [201, whole(made)];
    },
    "POST /v1/documents/{id}/withdraw": turned("internal"),
    "POST /v1/documents/{id}/publish": turned("shared"),
  });
  return { asked, refused, seen: () => kept.map((each) => each.visibility) };
}

const whole = (kept: Kept) => ({ ...kept, type: "document", kind: "other", state: "clean", file_name: "plan.pdf" });
export const files = (n: number) => Array.from({ length: n }, (_, at) => new File(["hello"], `plan ${at + 1}.pdf`));

export async function open() {
  render(
    <>
      <Documents of={about.id} />
      <Toasts />
    </>,
  );
  await screen.findByText("No documents yet");
}

export const drop = (n: number) => fireEvent(document.querySelector(".drop-zone") as Element, dropped(...files(n)));
export const lines = () => [...document.querySelectorAll(".document-line")] as HTMLElement[];
