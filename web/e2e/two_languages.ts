import { describe, test } from "vitest";
import { asked } from "./asking.ts";
import { type Device, during, type Look, type Visit } from "./browser.ts";
import { type Role, user } from "./stack.ts";

/** Colleagues who do the same work in two languages. */
export const COLLEAGUES: readonly Role[] = ["manager", "after_sales"];
export const DEVICES: readonly Device[] = ["laptop", "phone"];
export const ALSO_A_TABLET: readonly Device[] = [...DEVICES, "tablet"];

export type Words = { nl: string; de: string };

/** A story as it goes in Dutch and in German, on a laptop and on a phone, or on the devices given. */
export function everywhere(
  name: string,
  story: (visit: Visit, say: (words: Words) => string, device: Device) => Promise<void>,
  devices = DEVICES,
) {
  describe(name, () => {
    for (const who of COLLEAGUES)
      for (const device of devices)
        test(`${user(who).language}, ${device}`, async () => {
          const language = user(who).language as keyof Words;
          await during(who, { device } satisfies Look, (visit) => story(visit, (words) => words[language], device));
        });
  });
}

/** The same of one who may do what no other colleague may: they speak the one language, then the other. */
export function inTurn(
  who: Role,
  name: string,
  story: (visit: Visit, say: (words: Words) => string, device: Device) => Promise<void>,
) {
  describe(name, () => {
    for (const language of ["nl", "de"] as const)
      for (const device of DEVICES)
        test(`${language}, ${device}`, async () => {
          await asked(who, "PATCH", "/v1/me", { language });
          try {
            await during(who, { device, language }, (visit) => story(visit, (words) => words[language], device));
          } finally {
            await asked(who, "PATCH", "/v1/me", { language: user(who).language });
          }
        });
  });
}
