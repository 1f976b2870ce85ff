import { gzipSync } from "node:zlib";
import type { Request } from "playwright-core";
import type { Visit } from "./browser.ts";
import { SCREENS } from "./screens.ts";
import { local } from "./stack.ts";

/** What issue 7 promises: bytes, milliseconds, and requests of one screen. */
export const LIMITS = { script: 60_000, paint: 2_500, keystroke: 100, requests: 3 };

/** The bytes, gzipped, of all scripts that the first page names. */
export async function initialScript(): Promise<number> {
  const page = await (await fetch(local.url)).text();
  const names = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((met) => met[1] ?? "");
  if (names.length === 0) throw new Error("The first page names no script");
  const bytes = names.map(async (name) => {
    const answer = await fetch(`${local.url}/${name}`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length;
  });
  return (await Promise.all(bytes)).reduce((total, each) => total + each, 0);
}

/** Those that ask something of the API. */
export const SIGNED_IN = SCREENS.filter((each) => each.who);

/** What a screen asks of the API when somebody goes there from another, so that the shell is there. */
export async function requestsOf(visit: Visit, path: string): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: Request) => {
    const url = new URL(request.url());
    if (url.pathname.startsWith("/v1/") && url.pathname !== "/v1/auth/refresh")
      asked.push(`${request.method()} ${url.pathname}${url.search}`);
  };
  await visit.see(path === "/notices" ? "/settings" : "/notices");
  visit.page.on("request", note);
  await visit.page.evaluate((to) => {
    const link = document.createElement("a");
    link.href = to;
    document.querySelector("main")?.append(link);
    link.click();
    link.remove();
  }, path);
  await visit.page.waitForURL(`**${path}`);
  await visit.settled();
  visit.page.off("request", note);
  return asked;
}
