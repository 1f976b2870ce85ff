import { useEffect, useState } from "preact/hooks";

const WAITS = [1_500, 3_000, 6_000, 12_000, 24_000];

/** Asks again while something is under way, each time later; anew when something else is. */
export function useTurns(again: () => Promise<unknown>, going: boolean): void {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const wait = WAITS[turn];
    if (!going || wait === undefined) return;
    const timer = setTimeout(async () => {
      await again();
      setTurn(turn + 1);
    }, wait);
    return () => clearTimeout(timer);
  }, [turn, going]);
  useEffect(() => {
    if (!going) setTurn(0);
  }, [going]);
}
