import { createHmac } from "node:crypto";

const STEP = 30;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A six-digit code (RFC 6238) of the step that `ahead` steps from now brings. */
export function code(secret: string, ahead = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP) + ahead));
  const digest = createHmac("sha1", bytes(secret)).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export async function nextStep(): Promise<void> {
  const left = STEP * 1000 - (Date.now() % (STEP * 1000));
  await new Promise((done) => setTimeout(done, left + 200));
}

function bytes(base32: string): Buffer {
  const bits = [...base32.replace(/=+$/, "")]
    .map((each) => ALPHABET.indexOf(each).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)));
}
