import { useEffect } from "preact/hooks";
import type { ApiProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Skeleton } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";

type Props = { more: (() => Promise<void>) | undefined; problem: ApiProblem | null };

/** Under a list of which there is more than is shown. */
export function More({ more, problem }: Props) {
  return (
    <>
      <ErrorNote problem={problem} retry={more} />
      {more && !problem && <Button onClick={more}>{common("more")}</Button>}
    </>
  );
}

/** In the place of rows that were all dealt with: the next ones are fetched, and only where there are none that is said. */
export function NoneLeft({ more, problem, title, how }: Props & { title: string; how: string }) {
  useEffect(() => void more?.(), [more]);
  if (problem) return <ErrorNote problem={problem} retry={more} />;
  return more ? <Skeleton lines={6} /> : <Empty title={title}>{how}</Empty>;
}
