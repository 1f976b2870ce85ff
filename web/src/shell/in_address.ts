import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso/router";

type Put = (value: string | null) => void;

/** What of a screen stands open, such as a tab, as its address holds it: it is there again after a reload, on return, and
 * for whom the address is given. Null is what opens by itself, of which the address says nothing. It takes the place of
 * the address before, so that Back leads out of the screen. */
export function useInAddress(name: string): [string | null, Put] {
  const { path, query, route } = useLocation();
  const here = useRef({ path, value: null as string | null });
  // the address of the next screen is there before that screen is: until then this one stays as it was
  if (path === here.current.path) here.current.value = query[name] ?? null;
  const put = (value: string | null) => {
    const { pathname, search } = location;
    if (plain(pathname) !== here.current.path) return; // somebody left before what was done here had ended
    const asked = new URLSearchParams(search);
    if (value === null) asked.delete(name);
    else asked.set(name, value);
    const told = asked.toString();
    route(told ? `${pathname}?${told}` : pathname, true);
  };
  return [here.current.value, put];
}

/** A path as the app knows it. */
const plain = (pathname: string): string => pathname.replace(/\/+$/, "") || "/";

/** One of some, the first of which opens by itself, as it does where the address names none of them. */
export function useChosen<Key extends string>(
  name: string,
  among: readonly [Key, ...Key[]],
): [Key, (chosen: Key) => void] {
  const [asked, put] = useInAddress(name);
  const chosen = among.find((each) => each === asked) ?? among[0];
  return [chosen, (next) => put(next === among[0] ? null : next)];
}
