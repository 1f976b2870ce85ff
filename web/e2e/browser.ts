import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  devices,
  type Page,
} from "playwright-core";
import { expect } from "vitest";
import { enter, keep } from "./session.ts";
import { folder, local, type Role, user } from "./stack.ts";

export type Device = "laptop" | "tablet" | "phone";
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
const TOUCHED = { hasTouch: true, isMobile: true };
const SIZES: Record<Device, BrowserContextOptions> = {
  laptop: { viewport: { width: 1280, height: 800 } },
  tablet: { viewport: { width: 820, height: 1180 }, ...TOUCHED, userAgent: devices["iPad (gen 7)"]?.userAgent },
  phone: { viewport: { width: 390, height: 844 }, ...TOUCHED, userAgent: devices["iPhone 13"]?.userAgent },
};

const SECONDS = 30;

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
  /** What is being asked of the API and has no answer yet. An answer that the page does not read never ends, so its
   * beginning counts. */
  private readonly asking = new Set<string>();

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly who: Role | null,
  ) {
    page.on("request", (request) => request.url().includes("/v1/") && this.asking.add(request.url()));
    page.on("response", (answer) => this.asking.delete(answer.url()));
    page.on("requestfailed", (request) => this.asking.delete(request.url()));
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
    const until = Date.now() + SECONDS * 1000;
    for (let still = 0; still < 3; ) {
      if (Date.now() > until)
        throw new Error(`${this.page.url()} does not come to rest: ${[...this.asking].join(", ")}`);
      await new Promise((done) => setTimeout(done, 100));
      still = this.asking.size === 0 && (await this.isDrawn()) ? still + 1 : 0;
    }
  }

  private isDrawn(): Promise<boolean> {
    const drawn = () =>
      document.querySelector("h1, h2") !== null &&
      !document.querySelector("[aria-busy=true], .skeleton, .splash, .progress");
    return this.page.evaluate(drawn).catch(() => false); // it goes to another page just now
  }

  /** As `go`; fails where there is no such screen, or where it could not be filled. */
  async see(path: string): Promise<void> {
    await this.go(path);
    const wrong = await this.page.locator(".error-note, main .page > p > a[href='/']").allInnerTexts();
    if (wrong.length) throw new Error(`${path}: ${wrong.join(" | ")}`);
  }

  /** How far the page itself scrolls to the side. */
  sideways(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
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
    ...SIZES[look.device ?? "laptop"],
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
    const name = (expect.getState().currentTestName ?? "story").replace(/\W+/g, "-");
    await there.page.screenshot({ path: join(folder, `failed-${name}.png`) }).catch(() => undefined);
    await there.leave().catch((fault: Error) => console.error(fault.message));
    throw error;
  }
  await there.leave();
}
