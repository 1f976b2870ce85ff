import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Visit } from "./browser.ts";
import { logCall } from "./calling.ts";
import { shellIsKept } from "./device.ts";
import type { Role } from "./stack.ts";
import { everywhere, type Words } from "./two_languages.ts";

const COMPANY = "Hamerslag Bouw";
const NO_NETWORK = { nl: "Geen verbinding", de: "Keine Verbindung" };
const SHOW = { nl: "Tonen", de: "Anzeigen" };
const WAITS = { nl: "Wacht", de: "Wartet" };

const SAVE = { nl: "Opslaan", de: "Speichern" };
const AMEND = { nl: "Aanpassen", de: "Ändern" };
const ABOUT = { nl: "Gaat over", de: "Betrifft" };
const ALL_SENT = { nl: "Alles is verstuurd", de: "Alles wurde gesendet" };
const TICK = { nl: "Afvinken", de: "Abhaken" };
const OPEN_AGAIN = { nl: "Heropenen", de: "Wieder öffnen" };
const OVERTAKEN = { nl: "Iemand heeft deze taak gewijzigd", de: "Jemand hat diese Aufgabe geändert" };
const TICK_ANYWAY = { nl: "Toch afvinken", de: "Trotzdem abhaken" };

type Found = { data: { id: string; kind: string; links?: { title: string }[] }[] };
type Task = { id: string; subject: string; done_at?: string | null };
type Say = (words: Words) => string;

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

everywhere(
  "what is refused is kept with what is wrong, and amended in the field that is",
  async (visit, say, device) => {
    const { context, page } = visit;
    const name = `Verdwijnt ${device} ${say({ nl: "nl", de: "de" })} ${Date.now()}`;
    const gone = await asked<{ id: string }>("administrator", "POST", "/v1/relations", { kind: "company", name });
    const subject = `Gebeld met ${name}`;
    await visit.see(`/relations/${gone.id}`);
    await shellIsKept(page);
    if (device === "phone") await page.getByRole("tab").nth(1).click();
    await context.setOffline(true);
    await logCall(visit, say, subject);
    await page.getByRole("button", { name: say(SHOW) }).waitFor();
    await asked("administrator", "DELETE", `/v1/relations/${gone.id}`);
    await context.setOffline(false);

    const waiting = await refused(visit, say);
    await waiting.getByText(subject).waitFor();
    await waiting.getByRole("alert").getByText(say(ABOUT)).waitFor(); // the field that is wrong
    await page.reload(); // it is kept on the device
    await (await refused(visit, say)).getByRole("button", { name: say(AMEND) }).click();
    const form = page.locator("dialog[open] dialog[open]");
    await form.getByRole("button", { name }).click(); // takes it away
    await form.getByRole("combobox", { name: say(ABOUT) }).fill(COMPANY);
    await form.getByRole("option", { name: COMPANY }).first().click();
    await form.getByRole("button", { name: say(SAVE) }).click();
    await form.waitFor({ state: "detached" });
    await page.getByText(say(ALL_SENT)).waitFor();
    const [made, ...others] = await activities(subject);
    expect([made?.links?.map((each) => each.title), others]).toEqual([[expect.stringContaining(COMPANY)], []]);
  },
);

everywhere("a task is ticked off without a network, and done once there is one", async (visit, say, device) => {
  const { context, page } = visit;
  const task = await taskFor(say, device);
  await visit.see("/");
  await shellIsKept(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: `${say(TICK)}: ${task.subject}` }).click();
  await page.getByRole("button", { name: say(SHOW) }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: `${say(OPEN_AGAIN)}: ${task.subject}` }).waitFor(); // it is known here
  await context.setOffline(false);
  await page.locator(".standstill").waitFor({ state: "detached", timeout: 40_000 });
  expect((await read(task)).done_at).toBeTruthy();
});

everywhere(
  "a tick that somebody overtook is shown with what changed, and nothing is lost",
  async (visit, say, device) => {
    const { context, page } = visit;
    const task = await taskFor(say, device);
    const changed = `${task.subject}: eerst bellen`;
    await visit.see("/");
    await context.setOffline(true);
    await page.getByRole("button", { name: `${say(TICK)}: ${task.subject}` }).click();
    await page.getByRole("button", { name: say(SHOW) }).waitFor();
    await asked("administrator", "PATCH", `/v1/activities/${task.id}`, { subject: changed });
    await context.setOffline(false);
    const waiting = await refused(visit, say);
    await waiting.getByText(say(OVERTAKEN)).waitFor();
    await waiting.getByRole("link", { name: changed }).waitFor();
    expect((await read(task)).done_at).toBeFalsy();
    await waiting.getByRole("button", { name: say(TICK_ANYWAY) }).click();
    await page.getByText(say(ALL_SENT)).waitFor();
    expect(await read(task)).toMatchObject({ subject: changed, done_at: expect.any(String) });
  },
);

/** What was refused, as one comes to it. */
async function refused({ page }: Visit, say: Say) {
  await page.locator(".standstill.bad").waitFor({ timeout: 40_000 });
  await page.getByRole("button", { name: say(SHOW) }).click();
  return page.locator("dialog[open]").first();
}

async function taskFor(say: Say, device: string): Promise<Task> {
  const who = say({ nl: "manager", de: "after_sales" }) as Role;
  const subject = `Afvinken ${device} ${who} ${Date.now()}`;
  const due_on = new Date().toISOString().slice(0, 10);
  return asked<Task>(who, "POST", "/v1/activities", { kind: "task", is_task: true, subject, due_on });
}

const read = ({ id }: Task): Promise<Task> => asked("administrator", "GET", `/v1/activities/${id}`);

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
