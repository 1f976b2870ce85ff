import { WRITE, within } from "@/api/patience.ts";
import { ApiProblem, OFFLINE, problemOf } from "@/api/problem.ts";
import type { components } from "@/api/schema.ts";

type Schemas = components["schemas"];
export type Challenge = Schemas["ChallengeGiven"];
export type Offer = Schemas["FactorOffered"];
export type Answer = Schemas["SignInAnswer"];
export type Enrolled = Schemas["EnrolmentAnswer"];
export type Tenant = Schemas["TenantChoice"];
export type Invitation = { organisation: string; email: string; name: string; language: string; new: boolean };
export type ResetOf = { email: string; name: string; language: string };

/** What is asked before anybody is known: without a token, and never waiting for a sign-in as other requests do. */
export async function ask<T>(path: string, body: Record<string, unknown>): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`/v1/auth/${path}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: within(WRITE),
    });
  } catch {
    throw new ApiProblem(0, OFFLINE);
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}

/** A challenge of the API lasts five minutes. */
export const LASTS = 290_000;
