import "@preact/signals";
import { render } from "preact";
import { App } from "@/shell/app.tsx";
import { boot } from "@/shell/boot.ts";
import { meet, open, PLACES } from "@/shell/routing.ts";
import { language } from "@/words/language.ts";
import "@/shell/theme.ts";

document.documentElement.lang = language.value;
render(<App />, document.getElementById("app") as HTMLElement);
if (!/^\/(invitation|password-reset)$/.test(location.pathname)) {
  void boot();
  const at = meet(location.pathname, PLACES); // loaded while it is asked who is here
  if (at) open(at.place).catch(() => undefined);
}
void import("@/offline/register.ts").then(({ register }) => register());
