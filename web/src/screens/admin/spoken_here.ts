import { me } from "@/api/session.ts";

/** The language of the organisation: what is named without a language is named in that. */
export function spokenHere(): string {
  const tenant = me.value?.tenant as { language?: string } | undefined;
  return tenant?.language ?? "en";
}
