import { signal } from "@preact/signals";
import { remember, remembered } from "@/shared/remembered.ts";

export const LANGUAGES = ["en", "nl", "de", "fr", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

export const OWN_NAMES: Record<Language, string> = {
  en: "English",
  nl: "Nederlands",
  de: "Deutsch",
  fr: "Français",
  ru: "Русский",
};

const KEPT = "relata-language"; // no secret: what the sign-in screen speaks before anybody is known

export const language = signal<Language>(first());

export function speak(chosen: string): void {
  if (!isLanguage(chosen)) return;
  language.value = chosen;
  document.documentElement.lang = chosen;
  remember(KEPT, chosen);
}

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.includes(text as Language);
}

function first(): Language {
  const wanted = [remembered(KEPT), ...navigator.languages.map((each) => each.slice(0, 2))];
  return wanted.find(isLanguage) ?? "en";
}
