import { Icon } from "@/shared/icon.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Bell } from "./bell.tsx";
import { creations } from "./commands.ts";
import { shown } from "./opened.ts";
import { Who } from "./who.tsx";
import { shell } from "./words.ts";

/** Above every screen: search, make something, what is new, who am I. */
export function Bar() {
  const offers = creations().map(({ name, icon, run }) => ({ label: name, icon, run }));
  return (
    <header class="app-bar">
      <a class="wordmark" href="/">
        Relata
      </a>
      <button type="button" class="app-search" onClick={() => shown.open("search")}>
        <Icon name="search" />
        <span>{shell("search")}</span>
        <kbd>/</kbd>
      </button>
      {offers.length > 0 && <Menu label={shell("create")} icon="plus" items={offers} />}
      <Bell />
      <Who />
    </header>
  );
}
