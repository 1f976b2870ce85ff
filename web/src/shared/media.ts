import { useEffect, useState } from "preact/hooks";

/** Whether a question about the window, such as its width, is met; it follows the window. */
export function useMedia(asked: string): boolean {
  const [met, setMet] = useState(() => matchMedia(asked).matches);
  useEffect(() => {
    const list = matchMedia(asked);
    const changed = () => setMet(list.matches);
    changed();
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [asked]);
  return met;
}
