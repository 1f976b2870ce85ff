import type { Page } from "playwright-core";

/** A phone of some years ago on slow 4G, as Lighthouse has it: 1.6 Mbit/s down, 150 ms there and back, a CPU 4× slower. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };

export async function throttle(page: Page, cpu = 4): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
}
