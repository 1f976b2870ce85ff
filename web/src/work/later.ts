import { useEffect } from "preact/hooks";
import { later } from "@/shell/later.tsx";
import type { Asked } from "./composing.ts";

/** The composer is a file of its own: a screen stands there before it comes. */
export const Composer = later<Asked>(async () => ({ default: (await import("./composer.tsx")).Composer }));

const IDLE = 800;

/** Loads it once the screen stands, so that it opens at once and no key gets lost. */
export function useComposerSoon(): void {
  useEffect(() => {
    const wait = setTimeout(() => Composer.preload().catch(() => undefined), IDLE);
    return () => clearTimeout(wait);
  }, []);
}
