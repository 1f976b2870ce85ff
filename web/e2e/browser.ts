import { type Browser, type BrowserContext, chromium, devices, type Page } from "playwright-core";
import { enter, keep } from "./session.ts";
import { local, type Role, user } from "./stack.ts";

export type Device = "laptop" | "phone";
export type Look = { device?: Device; language?: string; theme?: "light" | "dark" };

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PHONE = devices["iPhone 13"];

let running: Promise<Browser> | null = null;

export function browser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return running;
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = null;
}

/** Somebody at a device. What went wrong in the page while they were there fails the story when they leave. */
export class Visit {
  readonly faults: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly who: Role | null,
  ) {
    page.on("pageerror", (error) => this.faults.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => {
      this.faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (said) => {
      const text = said.text();
      if (/Content.Security.Policy|TrustedHTML|TrustedScript/i.test(text)) this.faults.push(`policy: ${text}`);
    });
  }

  async go(path: string): Promise<void> {
    await this.page.goto(local.url + path);
    await this.settled();
  }

  /** What is asked of the API has been answered, and no placeholder is left. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState("networkidle");
    await this.page.waitForFunction(() => !document.querySelector("[aria-busy=true], .skeleton, .splash"));
  }

  async leave(): Promise<void> {
    if (this.who) await keep(this.context, user(this.who));
    await this.context.close();
    if (this.faults.length) throw new Error(this.faults.join("\n"));
  }
}

/** `null` is nobody: signed out, in the language of the browser. */
export async function visit(who: Role | null, look: Look = {}): Promise<Visit> {
  const context = await (await browser()).newContext({
    ...(look.device === "phone"
      ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: PHONE?.userAgent }
      : { viewport: { width: 1280, height: 800 } }),
    locale: look.language ?? (who ? user(who).language : "en"),
    colorScheme: look.theme ?? "light",
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
  });
  if (who) await enter(context, user(who));
  return new Visit(context, await context.newPage(), who);
}

/** Runs a story and leaves, whatever happens; what failed in the story is told before what failed in the page. */
export async function during(who: Role | null, look: Look, story: (visit: Visit) => Promise<void>): Promise<void> {
  const there = await visit(who, look);
  try {
    await story(there);
  } catch (error) {
    await there.leave().catch((fault: Error) => console.error(fault.message));
    throw error;
  }
  await there.leave();
}
