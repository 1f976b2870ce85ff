import { signal } from "@preact/signals";
import { may, me } from "@/api/session.ts";
import type { IconName } from "@/shared/icon.tsx";
import { LANGUAGES, OWN_NAMES } from "@/words/language.ts";
import { enterTenant, signOut } from "./boot.ts";
import { allowed, GROUPS } from "./menu_places.ts";
import { make, type New, shown } from "./opened.ts";
import { go } from "./routing.ts";
import { dress, THEMES } from "./theme.ts";
import { speakAs } from "./who.tsx";
import { shell } from "./words.ts";

/** Something that can be done from the palette. `keys` as useKeys has them, to be shown beside it. */
export type Command = { key: string; name: string; icon: IconName; run: () => unknown; keys?: string };

const own = signal<readonly (() => Command | null)[]>([]);

/** A screen offers something while it is shown: `useEffect(() => registerCommand(() => ({ … })), [])`. */
export function registerCommand(offer: () => Command | null): () => void {
  own.value = [...own.peek(), offer];
  return () => {
    own.value = own.peek().filter((each) => each !== offer);
  };
}

const MADE: readonly { what: New; name: Parameters<typeof shell>[0]; icon: IconName; right: string }[] = [
  { what: "call", name: "newCall", icon: "phone", right: "activity.create" },
  { what: "task", name: "newTask", icon: "task", right: "activity.create" },
  { what: "note", name: "newNote", icon: "note", right: "activity.create" },
  { what: "appointment", name: "newAppointment", icon: "calendar", right: "activity.create" },
  { what: "relation", name: "newRelation", icon: "people", right: "relation.create" },
  { what: "contact", name: "newContact", icon: "person", right: "contact.create" },
];

export const creations = (): Command[] =>
  MADE.filter((each) => may(each.right)).map(({ what, name, icon }) => ({
    key: `new ${what}`,
    name: shell(name),
    icon,
    run: () => make(what),
  }));

/** All there is to do here, that of the screen first. */
export function commands(): Command[] {
  const offered = own.value.map((offer) => offer()).filter((each) => each !== null);
  return [...offered, ...creations(), ...ways(), ...choices()];
}

const ways = (): Command[] => [
  ...GROUPS.flat()
    .filter(allowed)
    .map(({ path, name, icon, keys }) => ({
      key: `go ${path}`,
      name: shell("goTo", { name: shell(name) }),
      icon,
      run: () => go(path),
      ...(keys ? { keys } : {}),
    })),
  { key: "account", name: shell("account"), icon: "person", run: () => go("/settings") },
  { key: "notices", name: shell("notices"), icon: "bell", run: () => go("/notices") },
];

const choices = (): Command[] => [
  ...THEMES.map((each) => ({
    key: `theme ${each}`,
    name: `${shell("theme")}: ${shell(each)}`,
    icon: "sun" as const,
    run: () => dress(each),
  })),
  ...LANGUAGES.map((each) => ({
    key: `language ${each}`,
    name: `${shell("language")}: ${OWN_NAMES[each]}`,
    icon: "globe" as const,
    run: () => speakAs(each),
  })),
  ...(me.value?.tenants ?? [])
    .filter((each) => each.id !== me.value?.tenant.id)
    .map((each) => ({
      key: `tenant ${each.id}`,
      name: shell("switchTo", { name: each.name }),
      icon: "building" as const,
      run: () => enterTenant(each.id),
    })),
  { key: "keys", name: shell("keys"), icon: "info", run: () => shown.open("keys"), keys: "?" },
  { key: "out", name: shell("signOut"), icon: "out", run: signOut },
];
