import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ApiProblem } from "@/api/problem.ts";
import { ErrorNote, type Way } from "./error_note.tsx";
import { common } from "./words.ts";

type Props = {
  title: string;
  /** Beside the title: buttons, the first of them the primary one. */
  actions?: ComponentChildren;
  /** Under the title: where this is, such as a way back. */
  under?: ComponentChildren;
  /** Lists and boards use the whole width; what is read does not. */
  wide?: boolean;
  children: ComponentChildren;
};

/** A screen: its title is the title of the window and the only h1. */
export function Page({ title, actions, under, wide, children }: Props) {
  useTitle(title);
  return (
    <div class={wide ? "page wide" : "page"}>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {under}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Relata` : "Relata";
  }, [title]);
}

type Asked<T> = { data: T | undefined; problem: ApiProblem | null; loading: boolean; reload?: () => unknown };

/** Shows what was asked: lines in grey while it comes, the problem with a way to try again, else the thing itself. */
export function Shown<T>({
  asked,
  lines = 3,
  way,
  children,
}: {
  asked: Asked<T>;
  lines?: number;
  /** Where one can go where it is not there for them. */
  way?: Way;
  children: (data: T) => ComponentChildren;
}) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  if (asked.problem) return <ErrorNote problem={asked.problem} retry={asked.reload} way={way} />;
  return <Skeleton lines={lines} />;
}

export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={common("loading")}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}

/** What stands where nothing is yet: what this is for, and what to do. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div class="faint">{children}</div>}
      {action}
    </div>
  );
}
