import { describe, test } from "vitest";
import { asked } from "./asking.ts";
import { type Device, during, type Look, type Visit } from "./browser.ts";
import { type Role, user } from "./stack.ts";

/** Colleagues who do the same work in two languages. */
export const COLLEAGUES: readonly Role[] = ["manager", "after_sales"];
export const DEVICES: readonly Device[] = ["laptop", "phone"];
export const ALSO_A_TABLET: readonly Device[] = [...DEVICES, "tablet"];

export type Words = { nl: string; de: string };

/** Both languages and both devices take two rounds. With `ALL=1` each language is tried on each device. */
const ROUNDS: readonly [keyof Words, Device][] = [
  ["nl", "laptop"],
  ["de", "phone"],
];
export const rounds = (): readonly [keyof Words, Device][] => (process.env.ALL ? all(DEVICES) : ROUNDS);
const all = (devices: readonly Device[]): [keyof Words, Device][] =>
  (["nl", "de"] as const).flatMap((language) => devices.map((device): [keyof Words, Device] => [language, device]));

/** A story as it goes in Dutch and in German, on a laptop and on a phone; in both languages on each of the devices that
 * are given. */
export function everywhere(
  name: string,
  story: (visit: Visit, say: (words: Words) => string, device: Device) => Promise<void>,
  devices?: readonly Device[],
) {
  describe(name, () => {
    for (const [language, device] of devices ? all(devices) : rounds())
      test(`${language}, ${device}`, async () => {
        const who = COLLEAGUES.find((each) => user(each).language === language)!;
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
    for (const [language, device] of rounds())
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
