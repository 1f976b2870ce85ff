import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Visit, visit } from "./browser.ts";
import { seenBy } from "./hostile_screens.ts";
import { HOSTILE } from "./hostile_texts.ts";
import { ran, texts, tooWide, type Watched, watch } from "./inert.ts";
import { plantOutside } from "./planted_outside.ts";
import { plantRecords } from "./planted_records.ts";
import { plantSettings } from "./planted_settings.ts";
import { Planting } from "./planting.ts";
import { local, type Role } from "./stack.ts";

type Found = { data: { id: string; subject: string }[] };

const planting = new Planting();
const ROLES: readonly Role[] = ["manager", "administrator", "customer"];

beforeAll(async () => {
  for (const who of ROLES) await asked(who, "GET", "/v1/me"); // a session of their own, before a screen uses it
  await plantRecords(planting, await plantSettings(planting));
  await plantOutside(planting);
  await vi.waitUntil(mailIsIn, { timeout: 60_000, interval: 500 });
}, 300_000);

afterAll(async () => {
  await planting.uproot();
  await closeBrowser();
}, 300_000);

test("I1: there are forty ways in", () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(40);
});

for (const who of ROLES)
  describe(`what others typed is text, and nothing runs: ${who}`, () => {
    let there: Visit;
    let watched: Watched;

    beforeAll(async () => {
      there = await visit(who, { device: "phone" });
      watched = watch(there.page, [local.url, new URL(local.outbox_url).origin]);
    });
    afterAll(() => there.leave());

    for (const [name, seen] of seenBy(planting))
      if (seen.who === who)
        test(`I1: ${name}`, async () => {
          there.faults.length = watched.asked.length = 0;
          await there.see(await seen.path());
          let read = await looked();
          for await (const _ of seen.then?.(there) ?? []) {
            await there.settled();
            read += await looked();
          }
          for (const place of seen.shows ?? [])
            expect(read, `${place} is nowhere`).toContain(plain(planting.typed.get(place) ?? place).slice(0, 60));
        });

    /** Everything that is to be read here. Fails where any of it is more than text. */
    async function looked(): Promise<string> {
      expect(await ran(there.page)).toEqual([]);
      expect(there.faults).toEqual([]);
      expect(watched.asked).toEqual([]);
      expect(await tooWide(there.page)).toEqual([]);
      return plain(await texts(there.page));
    }
  });

const plain = (text: string): string => text.replaceAll(/\s+/g, " ").toLowerCase();

async function mailIsIn(): Promise<boolean> {
  const { data } = await asked<Found>("manager", "GET", "/v1/activities?mail_state=inbox&limit=50");
  const mail = data.find((each) => each.subject.includes(planting.mark));
  if (!mail) return false;
  planting.ids.set("mail", mail.id);
  planting.afterwards(() => asked("manager", "DELETE", `/v1/activities/${mail.id}`));
  return true;
}
