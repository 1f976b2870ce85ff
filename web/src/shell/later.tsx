import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

type Later<P> = ComponentType<P> & { preload: () => Promise<unknown> };

/** A part that is loaded when it is first shown; nothing stands there until then. What was preloaded stands there at
 * once, so that no key that is pressed meanwhile gets lost. */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): Later<P> {
  let part: ComponentType<P> | null = null;
  function Later(props: P) {
    const [, shown] = useState(part !== null);
    useEffect(() => {
      if (part) return shown(true); // preloaded since it was drawn
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
  }
  const preload = async () => {
    part = (await load()).default;
  };
  return Object.assign(Later, { preload });
}
