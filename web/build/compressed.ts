import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|html|svg|json|webmanifest)$/;
const SMALLEST = 512;

/** Beside each text file of the build its `.gz` and `.br`, so that whoever serves it compresses nothing. */
export function compressed(): Plugin {
  let folder = "dist";
  return {
    name: "relata-compressed",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    async writeBundle() {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(names.filter((name) => TEXT.test(name)).map((name) => beside(join(folder, name))));
    },
  };
}

async function beside(file: string): Promise<void> {
  const whole = await readFile(file);
  if (whole.length < SMALLEST) return;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  await Promise.all([
    promisify(gzip)(whole, { level: 9 }).then((made) => writeFile(`${file}.gz`, made)),
    promisify(brotliCompress)(whole, quality).then((made) => writeFile(`${file}.br`, made)),
  ]);
}
