import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { compressed } from "./build/compressed.ts";
import { atOnce } from "./build/initial.ts";
import { shell } from "./build/shell.ts";

const API = process.env.RELATA_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [shell(), compressed()],
  resolve: { alias: { "@": resolve(import.meta.dirname, "src") } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    rolldownOptions: {
      input: { index: "index.html" },
      output: { codeSplitting: { groups: [{ name: atOnce("app") }] } },
    },
  },
  server: { proxy: { "/v1": API } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
  },
});
