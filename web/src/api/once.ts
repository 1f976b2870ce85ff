import { useRef } from "preact/hooks";

/** The idempotency key of what is asked, the same for as long as the same is asked: neither a second press nor one after
 * the answer was lost does it twice. */
export function useOnce(): (what: unknown) => string {
  const last = useRef({ text: "", key: "" });
  return (what) => {
    const text = JSON.stringify(what);
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
