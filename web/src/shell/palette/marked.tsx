import { folded } from "./finding.ts";

/** A text with the beginnings of words marked that were typed. */
export function Marked({ text, typed }: { text: string; typed: readonly string[] }) {
  const parts = text.split(/(\s+|[-,.()/])/);
  return (
    <>
      {parts.map((part, index) => {
        const word = folded(part);
        const met = typed
          .filter((each) => each && word.startsWith(folded(each)))
          .reduce((longest, each) => (each.length > longest.length ? each : longest), "");
        if (!met) return part;
        return (
          <span key={index}>
            <mark>{part.slice(0, met.length)}</mark>
            {part.slice(met.length)}
          </span>
        );
      })}
    </>
  );
}
