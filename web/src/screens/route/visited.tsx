import { fireEvent, screen, within } from "@testing-library/preact";
import { Toasts } from "@/shared/toast.tsx";
import { renderAt } from "../../../tests/at.tsx";
import { briefOf } from "../../../tests/brief.ts";
import { type Answers, type Asked, serve } from "../../../tests/server.ts";
import Route from "./index.tsx";

type Brief = ReturnType<typeof briefOf>;

const idOf = (nth: number): string => `rel_01KAJ2N0M0V4Q3W5X6Y7Z8${String(nth).padStart(4, "0")}`;
export const ALMERE = idOf(9001);
export const BOXTEL = idOf(9002);
export const CULEMBORG = idOf(9003);
export const GONE = idOf(9004);

const NAMES: Record<string, string> = {
  [ALMERE]: "Almere Fietsen",
  [BOXTEL]: "Boxtel Rijwielen",
  [CULEMBORG]: "Culemborg Tweewielers",
};
const relation = (id: string) => ({
  id,
  version: 1,
  kind: "company",
  display_name: NAMES[id] ?? id,
  archived_at: null,
});
const row = (id: string, more = {}) => ({
  id,
  type: "activity",
  version: 1,
  subject: id,
  kind: "task",
  links: [],
  ...more,
});
export const task = (id: string, more = {}) => row(id, { is_task: true, ...more });
const channel = (kind: string, value: string, more = {}) => ({ kind, value, normal: value, default: true, ...more });

const KNOWN: Partial<Brief> & object = {
  relation: {
    ...relation(ALMERE),
    status: ["customer"],
    owner: { id: "usr_1", title: "Ann Smit" },
    channels: [channel("phone", "036 530 12 34"), channel("email", "info@almere.example")],
    addresses: [
      {
        address: {
          id: "adr_1",
          street: "Kade",
          number: "1",
          city: "Almere",
          coordinates: { latitude: 52, longitude: 5 },
        },
        purposes: ["visiting"],
        default_for: [],
      },
    ],
  },
  contacts: [
    {
      id: "con_1",
      display_name: "Jan Visser",
      function: "Purchaser",
      primary: true,
      reached_by: [
        channel("mobile", "06 12345678", { source: "own" }),
        channel("phone", "036 530 12 34", { source: "company" }),
      ],
    },
  ] as never[],
  open_tasks: [task("Bring the folder")] as never[],
  next: [row("Yearly talk", { kind: "visit", date: "2999-01-01" })] as never[],
  last_touches: [row("Complaint", { kind: "phone_call", date: "2026-01-01" })] as never[],
  counts: { contacts: 3, open_tasks: 2, documents: 0 },
};

export function told(id: string): Brief {
  return { ...briefOf(relation(id)), ...(id === ALMERE ? KNOWN : {}) } as Brief;
}

export const briefs = ({ several }: Asked) => ({ data: several("ids").map(told) });

/** For tests: the route of these, at its address. */
export function visit(ids: readonly string[], answers: Answers = {}): Asked[] {
  const asked = serve({ "GET /v1/briefs": briefs, ...answers });
  renderAt(
    `/relations/route?ids=${ids.join(",")}`,
    <>
      <main>
        <Route />
      </main>
      <Toasts />
    </>,
  );
  return asked;
}

export const THREE = [BOXTEL, ALMERE, CULEMBORG];
export const many = (count: number) => Array.from({ length: count }, (_, at) => idOf(at));
export const names = () => screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent);
export const inAddress = () => new URLSearchParams(location.search).get("ids");
export const press = (name: string | RegExp) => {
  const button = screen.getAllByRole("button", { name }).at(-1) as HTMLButtonElement;
  button.focus();
  fireEvent.click(button);
};
export const stop = (name: string) => within(screen.getByRole("link", { name }).closest("[data-stop]") as HTMLElement);
