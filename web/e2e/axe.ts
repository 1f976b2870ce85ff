import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, Result } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SERIOUS = ["serious", "critical"];

/** What axe finds that is serious or critical, one line for each element. The page's own policy lets no script in, so
 * axe runs in a world of its own, as an extension would. */
export async function barriers(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
  const contextId = world.executionContextId;
  await session.send("Runtime.evaluate", { expression: source, contextId });
  const expression = "axe.run(document, { resultTypes: ['violations'] })";
  const told = await session.send("Runtime.evaluate", {
    expression,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (told.exceptionDetails) throw new Error(JSON.stringify(told.exceptionDetails));
  return (told.result.value as AxeResults).violations
    .filter((each) => SERIOUS.includes(each.impact ?? ""))
    .flatMap(lines);
}

function lines(violation: Result): string[] {
  return violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} — ${node.failureSummary}`);
}
