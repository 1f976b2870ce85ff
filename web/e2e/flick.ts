import type { Page } from "playwright-core";
import type { Device } from "./browser.ts";

const STEP = 3_000; // pixels between two places of the finger

/** Scrolls a list as one does at that device: by the wheel, or by a finger, which goes as far as no screen is. */
export async function flick(page: Page, device: Device, distance: number, step = STEP): Promise<void> {
  const box = await page.locator(".rows").boundingBox();
  if (!box) throw new Error("There is no list");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (device === "laptop") {
    await page.mouse.move(x, y);
    return page.mouse.wheel(0, distance);
  }
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x, y }]);
  const steps = Math.ceil(Math.abs(distance) / step);
  for (let nth = 1; nth <= steps; nth += 1) await touch("touchMove", [{ x, y: y - (distance * nth) / steps }]);
  await touch("touchEnd", []);
  await session.detach();
}
