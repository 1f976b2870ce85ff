import { fireEvent, render, screen, within } from "@testing-library/preact";
import { Documents } from "@/documents/index.ts";
import { Toasts } from "@/shared/toast.tsx";
import { Composer } from "@/work/composer.tsx";
import { UPLOAD } from "./bucket.ts";
import { part } from "./files.ts";
import { type Answers, type Asked, serve } from "./server.ts";

const ACME = { id: "rel_1", title: "Acme" };
export const RIGHTS = [
  "activity.create",
  "activity.edit",
  "document.create",
  "document.publish",
  "document.read",
] as const;
const kind = (key: string, label: string, visibility: string) => {
  return { key, label, labels: {}, touch: true, archived: false, shipped: true, visibility };
};
const KINDS = { data: [kind("phone_call", "Phone call", "shared"), kind("note", "Note", "internal")] };
const NOTHING = { data: [], page: { next_cursor: null, has_more: false } };
export const PLAN = new File(["hello"], "plan.pdf", { type: "application/pdf" });

/** As the API does: where it is not said, a note is internal and all else shared. */
export const created = ({ body }: Asked) => {
  const visibility = body.visibility ?? (body.kind === "note" ? "internal" : "shared");
  return [201, { ...body, id: "act_1", version: 1, links: [ACME], participants: [], visibility }];
};

export const press = (name: string) => fireEvent.click(screen.getByRole("button", { name, hidden: true }));
export const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: false });
export const says = (text: string) => within(part("Files")).getByText(text, { exact: false });

export type Props = Partial<Parameters<typeof Composer>[0]>;

/** A composer, what it asks of the API, and the dossier where what it sends arrives. */
export function open(props: Props = {}, answers: Answers = {}) {
  const asked = serve({
    "GET /v1/activity-kinds": KINDS,
    "POST /v1/activities": created,
    "POST /v1/documents/uploads": [201, UPLOAD],
    "POST /v1/documents": ({ body }) => [201, { id: "doc_1", title: "plan.pdf", ...body }],
    "GET /v1/relations/{id}/timeline": NOTHING,
    ...answers,
  });
  const closed: unknown[] = [];
  const view = render(
    <>
      <Composer kind="phone_call" links={[ACME]} {...props} onClose={() => closed.push(true)} />
      <Toasts />
    </>,
  );
  const posted = () => asked.filter(({ method }) => method === "POST").map(({ path }) => path);
  const kept = () => asked.filter(({ method, path }) => method === "POST" && path === "/v1/documents");
  const shown = () => view.rerender(<Documents of="rel_1" />);
  return { ...view, closed, posted, kept, shown };
}
