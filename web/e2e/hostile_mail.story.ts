import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Device, during, type Visit } from "./browser.ts";
import { HOSTILE } from "./hostile_texts.ts";
import { ran, type Watched, watch } from "./inert.ts";
import { encoded, mailed } from "./smtp.ts";
import { local } from "./stack.ts";
import { DEVICES } from "./two_languages.ts";

type Mail = { id: string; subject: string };

const MARK = `zm${Date.now().toString(36)}`;
const SUBJECT = `${MARK} "><img src=x onerror=alert(1)>`;
const SENDER = `${MARK} <svg onload=window.__hit=1>`;
const TEXT = `${MARK} plain <script>window.__hit=1</script>`;
const SHOW = "Afbeeldingen tonen";
const OUT = "https://evil.invalid";
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** What mail programs have been made to ask for, to send and to show by a letter. */
const LETTER = `<!doctype html><html><head>
<base href="${OUT}/base/"><meta http-equiv="refresh" content="0;url=${OUT}/refresh">
<link rel="stylesheet" href="${OUT}/sheet.css"><link rel="prefetch" href="${OUT}/prefetch">
<link rel="dns-prefetch" href="//dns.evil.invalid"><style>@import "${OUT}/import.css";
@font-face { font-family: z; src: url(${OUT}/font) } body { background: url(${OUT}/body); font-family: z }</style></head>
<body background="${OUT}/background" onload="window.__hit=1"><p>${MARK} html</p>
<img src="${OUT}/remote.png" width="4" height="4" alt="remote"><img src="relative.png"><img src="//evil.invalid/no-scheme.png">
<img srcset="${OUT}/set-1.png 1x, ${OUT}/set-2.png 2x" src="${OUT}/set.png"><picture><source srcset="${OUT}/source.png"></picture>
<img src="cid:pixel@hostile.example" alt="inline"><img src="cid:nowhere@hostile.example"><img lowsrc="${OUT}/low" dynsrc="${OUT}/dyn">
<table background="${OUT}/table"><tr><td background="${OUT}/cell" style="background:url(${OUT}/style)">cell</td></tr></table>
<div style="background-image:url('${OUT}/div')">styled</div><video poster="${OUT}/poster" src="${OUT}/video" autoplay></video>
<audio src="${OUT}/audio" autoplay></audio><iframe src="${OUT}/frame"></iframe><object data="${OUT}/object"></object>
<embed src="${OUT}/embed"><svg xmlns="http://www.w3.org/2000/svg"><image href="${OUT}/svg.png"/><use href="${OUT}/use.svg#x"/></svg>
<form action="${OUT}/form" method="post"><input name="password" value="typed"><button formaction="${OUT}/button">Send</button></form>
<a href="${OUT}/ping" ping="${OUT}/pinged">link</a><a href="javascript:window.__hit=1">runs</a><area href="javascript:window.__hit=1">
${HOSTILE.join("\n")}</body></html>`;

let mail = "";

beforeAll(async () => {
  const part = (type: string, body: string, more = "") =>
    `--mixed\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n${more}\n${lines(body)}\n`;
  await mailed(
    [
      `From: ${encoded(SENDER)} <${MARK}@hostile.example>`,
      `To: ${local.dossier_address}`,
      `Subject: ${encoded(SUBJECT)}`,
      `Message-ID: <${MARK}@hostile.example>`,
      `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; boundary="mixed"',
      "",
      `--mixed\nContent-Type: multipart/alternative; boundary="two"\n`,
      `--two\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${lines(TEXT)}\n`,
      `--two\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${lines(LETTER)}\n--two--`,
      part("image/png", Buffer.from(PIXEL, "base64").toString("latin1"), "Content-ID: <pixel@hostile.example>\n"),
      "--mixed--",
    ].join("\n"),
  );
  const found = async () => {
    const { data } = await asked<{ data: Mail[] }>("manager", "GET", "/v1/activities?mail_state=inbox&limit=50");
    mail = data.find((each) => each.subject.includes(MARK))?.id ?? "";
    return mail;
  };
  await vi.waitUntil(found, { timeout: 60_000, interval: 500 });
}, 90_000);
afterAll(async () => {
  if (mail) await asked("manager", "DELETE", `/v1/activities/${mail}`);
  await closeBrowser();
});

const lines = (text: string): string =>
  Buffer.from(text, /^\x89/.test(text) ? "latin1" : "utf8")
    .toString("base64")
    .replaceAll(/.{76}/g, "$&\n");

const WHERE: [string, () => string][] = [
  ["in the inbox", () => `/inbox/${mail}`],
  ["as an activity", () => `/activities/${mail}`],
];

for (const [name, path] of WHERE)
  for (const device of DEVICES)
    test(`I2: a letter asks for nothing, sends nothing and runs nothing: ${name}, ${device}`, async () => {
      await reading(device, path(), async (visit, watched) => {
        const frame = visit.page.locator("iframe.letter");
        await frame.contentFrame().getByText(`${MARK} html`).waitFor();
        await mustBeClosed(visit);
        expect(await ran(visit.page)).toEqual([]);
        expect(watched.asked).toEqual([]);
        for (const text of [SUBJECT, SENDER]) expect(await visit.page.locator("main").innerText()).toContain(text);
        expect(await visit.sideways()).toBe(0);
      });
    });

test("I2: images come when they are asked for, and nothing else comes with them", async () => {
  await reading("laptop", `/inbox/${mail}`, async (visit, watched) => {
    const { page } = visit;
    await page.route(`${OUT}/**`, (route) =>
      route.fulfill({ contentType: "image/png", body: Buffer.from(PIXEL, "base64") }),
    );
    await page.getByRole("button", { name: SHOW }).click();
    await expect.poll(() => watched.asked).toContain(`${OUT}/remote.png`);
    await visit.settled();
    const asked = new Set(watched.asked.map((each) => new URL(each).pathname));
    expect([...asked].filter((each) => !/^\/(remote|set)\.png$/.test(each))).toEqual([]);
    expect(watched.referrers).toEqual([]);
    await mustBeClosed(visit);
    expect(await ran(page)).toEqual([]);
  });
});

test("I2: as text it is text", async () => {
  await reading("laptop", `/inbox/${mail}`, async (visit) => {
    await visit.page.getByRole("button", { name: "Als tekst" }).click();
    await visit.page.getByText(TEXT, { exact: false }).first().waitFor();
    expect(await ran(visit.page)).toEqual([]);
  });
});

async function reading(device: Device, path: string, story: (visit: Visit, watched: Watched) => Promise<void>) {
  await during("manager", { device }, async (visit) => {
    const watched = watch(visit.page, [local.url]);
    await visit.see(path);
    await story(visit, watched);
  });
}

/** The frame itself and what has become of the letter in it. */
async function mustBeClosed({ page }: Visit): Promise<void> {
  const frame = page.locator("iframe.letter");
  const rights = ((await frame.getAttribute("sandbox")) ?? "allow-scripts").split(" ");
  for (const each of ["allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation", "allow-modals"])
    expect(rights).not.toContain(each);
  expect(await frame.getAttribute("referrerpolicy")).toBe("no-referrer");
  const inside = frame.contentFrame();
  const forbidden =
    "form, input, button, script, style, link, base, iframe, object, embed, svg, math, video, audio, area";
  expect(await inside.locator(forbidden).count()).toBe(0);
  expect(await inside.locator("meta[http-equiv=refresh], [background], [style], [srcset], [ping]").count()).toBe(0);
  for (const link of await inside.locator("a[href]").all()) {
    expect(await link.getAttribute("href")).toMatch(/^(https|mailto|tel):/);
    expect(await link.getAttribute("rel")).toContain("noreferrer");
    expect(await link.getAttribute("target")).toBe("_blank");
  }
}
