import type { ApiProblem } from "@/api/problem.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { common } from "./words.ts";

/** A problem in words: what happened and what to do. */
export function told(problem: ApiProblem): string {
  if (problem.code === "unanswered") return common("unanswered");
  if (problem.code === "unread") return common("unread");
  if (problem.status === 0) return common("offline");
  if (problem.status === 404) return common("notFound");
  if (problem.status === 429) return common("wait", { seconds: problem.retryAfter ?? 60 });
  if (problem.status === 403) return problem.detail || common("notAllowed");
  return problem.detail || common("wentWrong");
}

/** Where one can go from what is not there for them. */
export type Way = { href: string; name: string };
type Props = { problem: ApiProblem | null; retry?: () => unknown; way?: Way; label?: (field: string) => string };

export function ErrorNote({ problem, retry, way, label = (field) => field }: Props) {
  if (!problem) return null;
  const id = problem.body.request_id;
  const isFinal = problem.status === 404 || problem.status === 403; // the same question has the same answer
  return (
    <div class="error-note" role="alert">
      <Icon name="warning" />
      <div>
        <p>{told(problem)}</p>
        {problem.faults.length > 0 && (
          <ul>
            {problem.faults.map((fault) => (
              <li key={`${fault.field} ${fault.message}`}>
                {label(fault.field) && <strong>{label(fault.field)}: </strong>}
                {fault.message}
              </li>
            ))}
          </ul>
        )}
        {isFinal && way && (
          <p>
            <a href={way.href}>{way.name}</a>
          </p>
        )}
        {problem.status >= 500 && typeof id === "string" && <p class="faint">{common("request", { id })}</p>}
      </div>
      {retry && !isFinal && <Button onClick={retry}>{common("retry")}</Button>}
    </div>
  );
}
