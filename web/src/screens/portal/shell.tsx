import "./style.css";
import { useLocation } from "preact-iso/router";
import { me } from "@/api/session.ts";
import { Bell } from "@/shell/bell.tsx";
import { Boundary } from "@/shell/broken.tsx";
import { Outlet } from "@/shell/outlet.tsx";
import { PORTAL } from "@/shell/routing.ts";
import { SkipLink } from "@/shell/shell.tsx";
import { Standstill } from "@/shell/standstill.tsx";
import { Who } from "@/shell/who.tsx";
import { shell } from "@/shell/words.ts";
import { w } from "./words.ts";

const WAYS = [
  { path: "/", name: "start" },
  { path: "/portal/activities", name: "work" },
  { path: "/portal/documents", name: "documents" },
] as const;

/** What stands around every screen of somebody from outside: the name of whom they visit, three ways, nothing else. */
export default function PortalShell() {
  const { path } = useLocation();
  return (
    <div class="portal">
      <SkipLink />
      <header class="app-bar">
        <a class="portal-name" href="/">
          {me.value?.tenant.name}
        </a>
        <Bell />
        <Who />
      </header>
      <nav class="portal-ways" aria-label={shell("main")}>
        {WAYS.map((each) => (
          <a
            key={each.path}
            href={each.path}
            aria-current={(each.path === "/" ? path === "/" : path.startsWith(each.path)) ? "page" : undefined}
          >
            {w(each.name)}
          </a>
        ))}
      </nav>
      <main id="main" tabIndex={-1}>
        <Standstill />
        <Boundary at={path}>
          <Outlet places={PORTAL} />
        </Boundary>
      </main>
    </div>
  );
}
