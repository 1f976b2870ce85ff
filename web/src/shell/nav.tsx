import { useLocation } from "preact-iso/router";
import { Icon } from "@/shared/icon.tsx";
import { allowed, FOOT, GROUPS, isAt, type MenuPlace } from "./menu_places.ts";
import { shown } from "./opened.ts";
import { shell } from "./words.ts";

export function Places({ onGo }: { onGo?: () => void }) {
  return (
    <>
      {GROUPS.map((group) => (
        <ul key={group[0]?.path} class="plain">
          {group.filter(allowed).map((each) => (
            <li key={each.path}>
              <Way to={each} {...(onGo ? { onGo } : {})} />
            </li>
          ))}
        </ul>
      ))}
    </>
  );
}

export function Side() {
  return (
    <nav class="app-side" aria-label={shell("main")}>
      <Places />
    </nav>
  );
}

/** At the foot of a phone, within reach of a thumb. */
export function Foot() {
  return (
    <nav class="app-foot" aria-label={shell("main")}>
      {FOOT.filter(allowed).map((each) => (
        <Way key={each.path} to={each} name={each.short ?? each.name} />
      ))}
      <button type="button" class="way" onClick={() => shown.open("drawer")}>
        <Icon name="menu" />
        <span>{shell("menu")}</span>
      </button>
    </nav>
  );
}

function Way({ to, name = to.name, onGo }: { to: MenuPlace; name?: MenuPlace["name"]; onGo?: () => void }) {
  const { path } = useLocation();
  return (
    <a class="way" href={to.path} aria-current={isAt(to, path) ? "page" : undefined} onClick={onGo}>
      <Icon name={to.icon} />
      <span>{shell(name)}</span>
    </a>
  );
}
