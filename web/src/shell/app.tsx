import { useEffect, useLayoutEffect } from "preact/hooks";
import { LocationProvider, useLocation } from "preact-iso/router";
import { me, standing } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { say, Toasts } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { boot, unreachable } from "./boot.ts";
import { later } from "./later.tsx";
import { leaving } from "./leaving.ts";
import { routeBy } from "./routing.ts";
import { followScrolling } from "./scrolling.ts";
import { Shell } from "./shell.tsx";
import { shell } from "./words.ts";

const SignIn = later(() => import("@/screens/sign_in/index.tsx"));
const SignInAgain = later(() => import("@/screens/sign_in/again.tsx"));
const MailedLink = later(() => import("@/screens/sign_in/mailed_link.tsx"));
const Leaving = later(() => import("@/offline/leaving.tsx"));
const Outside = later(() => import("@/screens/portal/shell.tsx"));

export function App() {
  return (
    <LocationProvider>
      <Gate />
      {standing.value !== "ended" && <Toasts />}
    </LocationProvider>
  );
}

function Gate() {
  const { path, route } = useLocation();
  useEffect(() => routeBy(route), []);
  useEffect(followScrolling, []);
  useEffect(offerReload, []);
  if (path === "/invitation" || path === "/password-reset") return <MailedLink page={path.slice(1)} />;
  if (standing.value === "unknown") return unreachable.value ? <Unreachable /> : <Splash />;
  if (!me.value) return <SignIn />;
  const ended = standing.value === "ended";
  return (
    <>
      <div class={ended ? "app-kept out-of-sight" : "app-kept"} inert={ended}>
        {me.value.kind === "employee" ? <Shell /> : <Outside />}
        {leaving.value && <Leaving />}
      </div>
      {ended && <Ended />}
    </>
  );
}

/** What was shown and typed is kept for who signs in again, and nobody can read it meanwhile. */
function Ended() {
  useLayoutEffect(() => {
    const before = document.title;
    document.title = "Relata";
    return () => {
      document.title = before;
    };
  }, []);
  return <SignInAgain />;
}

/** What it is made of is gone from the server: a newer version was put there. */
function offerReload(): () => void {
  const told = () => say(shell("outdated"), { action: { label: shell("reload"), run: () => location.reload() } });
  addEventListener("vite:preloadError", told);
  addEventListener("relata:outdated", told);
  return () => {
    removeEventListener("vite:preloadError", told);
    removeEventListener("relata:outdated", told);
  };
}

function Splash() {
  return (
    <div class="splash" role="status" aria-label={common("loading")}>
      <span class="wordmark" aria-hidden="true">
        Relata
      </span>
    </div>
  );
}

function Unreachable() {
  return (
    <main class="splash">
      <h1>{shell("unreachable")}</h1>
      <p>{shell("unreachableDo")}</p>
      <Button kind="primary" onClick={() => void boot()}>
        {common("retry")}
      </Button>
    </main>
  );
}
