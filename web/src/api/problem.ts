import { ofField, ofRequest } from "@/words/faults.ts";
import { withBlanks } from "./blank.ts";

/** What the API refuses, as problem JSON (RFC 9457) says it. `status` 0: the API could not be reached. */
export type FieldFault = { field: string; code: string; message: string };

/** As the reader's language has it. */
export const inWords = <T extends { code: string; message: string }>(fault: T): T => ({
  ...fault,
  message: ofField(fault),
});

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly faults: FieldFault[];
  /** The whole answer: some problems carry more, such as `candidates` or `current`. */
  readonly body: Record<string, unknown>;
  readonly retryAfter: number | null;

  constructor(status: number, body: Record<string, unknown>, retryAfter: number | null = null) {
    const detail = typeof body.detail === "string" ? body.detail : "";
    super(detail || `HTTP ${status}`);
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : status ? "internal" : "offline";
    this.detail = ofRequest({ code: this.code, message: detail });
    this.faults = Array.isArray(body.errors) ? (body.errors as FieldFault[]).map(inWords) : [];
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** What is wrong with one field, `channels[0].value` and the like included under `channels`. */
  about(field: string): string | null {
    const found = this.faults.find(
      (fault) => fault.field === field || fault.field.startsWith(`${field}[`) || fault.field.startsWith(`${field}.`),
    );
    return found ? found.message : null;
  }
}

export const OFFLINE = { code: "offline" };
/** It was to be read: nothing of theirs is at stake. */
export const UNREAD = { code: "unread" };
/** It was sent and may have been done. */
export const UNANSWERED = { code: "unanswered" };

/** Of what was refused; `sent` is what it was refused of. */
export async function problemOf(answer: Response, sent?: unknown): Promise<ApiProblem> {
  const told = await answer.json().catch(() => ({}));
  const body = Array.isArray(told.errors) ? { ...told, errors: withBlanks(told.errors, sent) } : told;
  const after = Number(answer.headers.get("Retry-After"));
  return new ApiProblem(answer.status, body, Number.isFinite(after) && after > 0 ? after : null);
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(0, { ...OFFLINE, detail: String(error) });
}
