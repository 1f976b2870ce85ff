import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { asked } from "@/api/query.ts";
import { atEnd, me } from "@/api/session.ts";
import type { IconName } from "@/shared/icon.tsx";
import { named, words } from "@/words/words.ts";

export type Kind = {
  key: string;
  label: string;
  labels: Record<string, string>;
  touch: boolean;
  archived: boolean;
  /** Of a new one that does not say; not known of kinds that something else told. */
  visibility?: "shared" | "internal";
};

const TEN_MINUTES = 600_000;
const known = signal<Kind[]>([]);

let sought = false;

atEnd(() => {
  known.value = [];
  sought = false;
});

/** The kinds of activity of this organisation, in its order; asked once in ten minutes where `wanted`. */
export function useKinds(wanted = true): Kind[] {
  useEffect(() => {
    if (wanted) void kinds().catch(() => undefined);
  }, [wanted]);
  return known.value;
}

export async function kinds(): Promise<Kind[]> {
  const load = (stop: AbortSignal) => got(api.GET("/v1/activity-kinds", { signal: stop }));
  known.value = (await asked("/v1/activity-kinds", load, TEN_MINUTES)).data;
  return known.value;
}

type Told = { key: string; name?: string | null; names?: Record<string, string> | null; archived?: boolean | null };

/** What is known of activities tells the kinds too, so that a screen which has that need not ask for them. */
export function learnKinds(options: readonly Told[] = []): void {
  if (known.peek().length) return;
  known.value = options.map(({ key, name, names, archived }) => {
    return { key, label: name ?? key, labels: names ?? {}, touch: false, archived: archived === true };
  });
}

const shipped = words({
  task: ["Task", "Taak", "Aufgabe", "Tâche", "Задача"],
  phone_call: ["Phone call", "Telefoongesprek", "Telefonat", "Appel", "Звонок"],
  email: ["E-mail", "E-mail", "E-Mail", "E-mail", "Письмо по эл. почте"],
  appointment: ["Appointment", "Afspraak", "Termin", "Rendez-vous", "Встреча"],
  meeting: ["Meeting", "Vergadering", "Besprechung", "Réunion", "Совещание"],
  visit: ["Visit", "Bezoek", "Besuch", "Visite", "Визит"],
  letter: ["Letter", "Brief", "Brief", "Lettre", "Письмо"],
  fax: ["Fax", "Fax", "Fax", "Fax", "Факс"],
  report: ["Report", "Verslag", "Bericht", "Compte rendu", "Отчёт"],
  note: ["Note", "Notitie", "Notiz", "Note", "Заметка"],
  document: ["Document", "Document", "Dokument", "Document", "Документ"],
});

const SHIPPED = {
  task: "task",
  phone_call: "phone",
  email: "mail",
  appointment: "calendar",
  meeting: "people",
  visit: "place",
  letter: "send",
  fax: "file",
  report: "list",
  note: "note",
  document: "file",
} as const satisfies Record<string, IconName>;

/** An own kind is not known yet where it was made after one came. */
function seek(): void {
  if (sought || known.peek().length || me.peek()?.kind !== "employee") return;
  sought = true;
  void kinds().catch(() => undefined);
}

/** As the organisation calls it: what is told of oneself tells those that it made, or renamed. */
export function kindName(key: string | null | undefined): string {
  const isIt = (each: { key: string }) => each.key === key;
  const found = known.value.find(isIt) ?? me.value?.activity_kinds?.find(isIt);
  if (found) return named(found.labels, found.label);
  if (key && !isShipped(key)) seek();
  return key && key in SHIPPED ? shipped(key as keyof typeof SHIPPED) : (key ?? "").replaceAll("_", " ");
}

export const kindIcon = (key: string | null | undefined): IconName =>
  key && key in SHIPPED ? SHIPPED[key as keyof typeof SHIPPED] : "info";

/** Those that may be chosen; the shipped ones before the others are known. */
export function offeredKinds(): string[] {
  const found = known.value.filter((each) => !each.archived).map((each) => each.key);
  return found.length ? found : Object.keys(SHIPPED).filter((key) => key !== "document");
}

export const isShipped = (key: string): boolean => key in SHIPPED;
