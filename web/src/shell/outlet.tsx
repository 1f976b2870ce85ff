import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { Skeleton } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { Broken } from "./broken.tsx";
import { NotFound } from "./not_found.tsx";
import { type At, meet, open, type Place } from "./routing.ts";
import { arrive, stay } from "./scrolling.ts";

/** The screen of this address. The one before stays until the next has been loaded; then the focus goes to its title. */
export function Outlet({ places }: { places: readonly Place[] }) {
  const { path, query, url } = useLocation();
  const [, loaded] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const before = useRef<{ at: At; path: string } | null>(null);
  const wanted = meet(path, places);
  const ready = wanted?.place.screen ? { at: wanted, path } : null;
  const draw = () => {
    if (!wanted) return;
    setFault(null);
    open(wanted.place).then(
      () => loaded((count) => count + 1),
      () => setFault(path),
    );
  };
  useEffect(() => {
    if (!ready) draw();
  }, [path]);
  useLayoutEffect(() => {
    if (before.current?.path === path) stay();
  }, [url]);
  useLayoutEffect(() => {
    const known = before.current?.path;
    if (ready) before.current = ready;
    if (ready && known !== undefined && known !== path) arrive();
  }, [ready?.path, ready?.at.place]);
  if (!wanted) return <NotFound />;
  if (fault === path) return <Broken retry={draw} />;
  const shown = ready ?? before.current;
  const Screen = shown?.at.place.screen;
  return (
    <>
      {!ready && <div class="progress" role="progressbar" aria-label={common("loading")} />}
      {shown && Screen ? (
        <Screen key={shown.path} {...shown.at.ids} path={shown.path} query={query} />
      ) : (
        <div class="page">
          <Skeleton lines={6} />
        </div>
      )}
    </>
  );
}
