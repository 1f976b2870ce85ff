import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { logCall } from "./calling.ts";
import { shellIsKept } from "./device.ts";
import { everywhere } from "./two_languages.ts";

const COMPANY = "Hamerslag Bouw";
const NO_NETWORK = { nl: "Geen verbinding", de: "Keine Verbindung" };
const SHOW = { nl: "Tonen", de: "Anzeigen" };
const WAITS = { nl: "Wacht", de: "Wartet" };

type Found = { data: { id: string; kind: string }[] };

afterAll(closeBrowser);

everywhere("what was seen is there without a network, also when the app starts then", async (visit, say) => {
  const { context, page } = visit;
  const path = `/relations/${await relation(COMPANY)}`;
  await visit.see(path);
  await page.getByRole("main").getByText("Jan Visser").first().waitFor();
  await shellIsKept(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: COMPANY }).waitFor();
  await page.getByRole("main").getByText("Jan Visser").first().waitFor();
  await page.getByRole("status").getByText(say(NO_NETWORK)).waitFor();
  await page.goto(new URL("/", page.url()).href); // another screen, that was not open
  await page.locator("main h1").waitFor();
  await context.setOffline(false);
  await visit.see(path);
});

everywhere("what is written without a network waits, and is made once", async (visit, say, device) => {
  const { context, page } = visit;
  const subject = `Onderweg gebeld ${device} ${say({ nl: "nl", de: "de" })} ${Date.now()}`;
  await visit.see("/");
  await shellIsKept(page);
  await page.route("**/v1/activities", async (route) => {
    await route.fetch(); // it arrives, and the answer gets lost
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  });
  await logCall(visit, say, subject);
  await page.getByRole("button", { name: say(SHOW) }).click();
  const waiting = page.locator("dialog[open]");
  await waiting.getByText(subject).waitFor();
  await waiting.getByText(say(WAITS), { exact: true }).waitFor();
  await page.unroute("**/v1/activities");
  await page.reload(); // it waits on the device, and not in the page
  await page.getByRole("button", { name: say(SHOW) }).waitFor();
  await context.setOffline(false);
  await page.locator(".standstill").waitFor({ state: "detached", timeout: 40_000 });
  expect((await activities(subject)).map((each) => each.kind)).toEqual(["phone_call"]);
});

async function relation(name: string): Promise<string> {
  const { data } = await asked<Found>(
    "administrator",
    "GET",
    `/v1/search?q=${encodeURIComponent(name)}&types=relation`,
  );
  if (!data[0]) throw new Error(`Nothing is found by ${name}`);
  return data[0].id;
}

async function activities(subject: string): Promise<Found["data"]> {
  const criteria = { field: "subject", op: "eq", value: subject };
  return (await asked<Found>("administrator", "POST", "/v1/activities/search", { criteria })).data;
}
