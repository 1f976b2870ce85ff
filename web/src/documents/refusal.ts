import { bytes } from "@/words/format.ts";
import { w } from "./words.ts";

export const MOST_BYTES = 100_000_000;

/** Endings of programs and scripts, which the API refuses: told here before anything is sent. */
const PROGRAMS = new Set(
  (
    "exe dll scr com cpl sys ocx pif msi msp so o elf dylib bundle class jar war apk lnk sh bash bat cmd ps1 psm1 vbs " +
    "vbe js mjs jse wsf wsh hta py pl rb php reg url scf inf command applescript desktop jnlp iso img vhd vhdx dmg deb " +
    "rpm app appx msix chm xll gadget"
  ).split(" "),
);

/** Why a file cannot be sent, in words; null for one that can. */
export function refusalOf(file: File): string | null {
  if (file.size === 0) return w("isEmpty");
  if (file.size > MOST_BYTES) return w("tooLarge", { size: bytes(file.size), most: bytes(MOST_BYTES) });
  if (PROGRAMS.has(endingOf(file.name))) return w("isProgram");
  return null;
}

export function endingOf(name: string): string {
  const at = name.lastIndexOf(".");
  return at > 0 ? name.slice(at + 1).toLowerCase() : "";
}
