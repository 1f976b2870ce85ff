import { signal } from "@preact/signals";
import { prefer, preferred } from "@/api/preferences.ts";
import { remember, remembered } from "@/shared/remembered.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = "relata-theme"; // no secret: what the page looks like before anybody is known

export const theme = signal<Theme>(read(remembered(KEPT)));
show(theme.value);

/** Of this device at once, and of the user everywhere they sign in. */
export async function dress(chosen: Theme): Promise<void> {
  wear(chosen);
  await prefer("theme", chosen);
}

export function wearPreferred(): void {
  wear(read(preferred("theme", theme.peek())));
}

function wear(chosen: Theme): void {
  theme.value = chosen;
  remember(KEPT, chosen);
  show(chosen);
}

function show(chosen: Theme): void {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

function read(text: string | null): Theme {
  return THEMES.find((each) => each === text) ?? "system";
}
