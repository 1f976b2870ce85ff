import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Stories run one after the other: they share a stack, and a second factor's code works once. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { "@": resolve(import.meta.dirname, "../src") } },
  test: {
    environment: "node",
    include: [process.env.RELATA_RUN ?? "*.story.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
