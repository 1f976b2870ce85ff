import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A part that is loaded when it is first shown; nothing stands there until then. */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let part: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [, shown] = useState(part !== null);
    useEffect(() => {
      if (part) return;
      let gone = false;
      load().then(
        (loaded) => {
          part = loaded.default;
          if (!gone) shown(true);
        },
        () => dispatchEvent(new Event("relata:outdated")),
      );
      return () => {
        gone = true;
      };
    }, []);
    const Part = part;
    return Part ? <Part {...props} /> : null;
  };
}
