import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { useKeys } from "@/shared/keys.ts";
import { Bar } from "./bar.tsx";
import { Boundary } from "./broken.tsx";
import { later } from "./later.tsx";
import { allowed, GROUPS } from "./menu_places.ts";
import { Foot, Side } from "./nav.tsx";
import { making, shown } from "./opened.ts";
import { Outlet } from "./outlet.tsx";
import { useRecent } from "./recent.ts";
import { go, PLACES } from "./routing.ts";
import { Standstill } from "./standstill.tsx";
import { shell } from "./words.ts";

const Palette = later(() => import("./palette/index.tsx"));
const Keys = later(() => import("./key_list.tsx"));
const Drawer = later(() => import("./drawer.tsx"));
const Making = later(() => import("./making.tsx"));
const Waiting = later(() => import("@/offline/waiting.tsx"));

/** What stands around every screen of a colleague. */
export function Shell() {
  const { path } = useLocation();
  useEffect(() => whenIdle(Palette.preload), []);
  useRecent(path);
  useKeys(
    {
      "/": () => shown.open("search"),
      "mod+k": () => shown.open("search"),
      "?": () => shown.open("keys"),
      c: () => shown.open("create"),
      ...Object.fromEntries(
        GROUPS.flat()
          .filter((each) => each.keys && allowed(each))
          .map((each) => [each.keys, () => go(each.path)]),
      ),
    },
    false,
    true,
  );
  return (
    <div class="app">
      <SkipLink />
      <Bar />
      <Side />
      <main id="main" tabIndex={-1}>
        <Standstill />
        <Boundary at={path}>
          <Outlet places={PLACES} />
        </Boundary>
      </main>
      <Foot />
      {(shown.value === "search" || shown.value === "create") && <Palette only={shown.value} />}
      {shown.value === "keys" && <Keys />}
      {shown.value === "drawer" && <Drawer />}
      {shown.value === "waiting" && <Waiting />}
      {making.value && <Making what={making.value} />}
    </div>
  );
}

/** What is wanted soon is fetched once the screen stands, so that the first key finds it there. */
function whenIdle(load: () => Promise<unknown>): () => void {
  const timer = setTimeout(() => load().catch(() => undefined), 2_000);
  return () => clearTimeout(timer);
}

export function SkipLink() {
  return (
    <a class="skip" href="#main">
      {shell("skip")}
    </a>
  );
}
