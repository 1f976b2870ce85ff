import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Plugin, transformWithOxc } from "vite";

const WORKER = "src/offline/sw.ts";

/** The service worker, written as `sw.js` beside `index.html` with the names of all files that the app is made of. */
export function shell(): Plugin {
  return {
    name: "relata-shell",
    apply: "build",
    enforce: "post",
    async generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => /\.(js|css)$/.test(name))
        .sort();
      const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
      const source = readFileSync(resolve(WORKER), "utf8")
        .replace('"%FILES%"', JSON.stringify(files.map((name) => `/${name}`)))
        .replace("%VERSION%", version);
      const { code } = await transformWithOxc(source, WORKER, {});
      this.emitFile({ type: "asset", fileName: "sw.js", source: code });
    },
  };
}
