/** How long an answer is waited for. A connection that never answers is then none, so that what is kept is shown. */
export const READ = 12_000;
/** The API itself gives up before this, so that what has no answer by then gets none. */
export const WRITE = 30_000;

/** Ends when that time is over, or as soon as whoever asks does not want it any more. */
export function within(milliseconds: number, given?: AbortSignal | null): AbortSignal {
  const late = AbortSignal.timeout(milliseconds);
  if (!given) return late;
  if (typeof AbortSignal.any === "function") return AbortSignal.any([given, late]);
  return given; // a browser of before 2024 waits as long as it did
}
