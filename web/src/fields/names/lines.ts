import type { Line } from "@/words/words.ts";

/** What the fields of a type are called, and what their choices are: by `field`, and by `field.choice`. */
export type Names = Record<string, Line>;
