import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { r } from "./refused_words.ts";

const KNOWN = ["too_short", "too_long", "too_common", "too_personal", "wrong"] as const;

/** What is wrong, in words, of a step in which 401 means `refused`. */
export function inWords(error: unknown, refused: string): string {
  const problem = asProblem(error);
  if (problem.status === 0) return r("noNetwork");
  if (problem.status === 429) return r("wait", { seconds: problem.retryAfter ?? 60 });
  if (problem.status === 401) return refused;
  if (problem.status === 403) return r("noTenant");
  return ofField(problem) ?? (problem.detail || refused);
}

/** The fault of a field, such as a password that many people use. */
export function ofField(problem: ApiProblem, field?: string): string | null {
  const fault = problem.faults.find((each) => field === undefined || each.field === field);
  if (!fault) return null;
  const known = KNOWN.find((each) => each === fault.code);
  return known ? r(known) : fault.message;
}
