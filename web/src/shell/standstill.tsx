import { offline } from "@/offline/network.ts";
import { refused, unsent, unsure } from "@/offline/queue.ts";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { shown } from "./opened.ts";
import { shell } from "./words.ts";

/** Says that there is no network, and what waits for it. */
export function Standstill() {
  const [waits, not, maybe] = [unsent.value.length, refused.value.length, unsure.value.length];
  const all = waits + not + maybe;
  if (!offline.value && all === 0) return null;
  const told = [
    offline.value && shell("offline"),
    waits > 0 && shell("waiting", { count: waits }),
    not > 0 && shell("refused", { count: not }),
    maybe > 0 && shell("unsure", { count: maybe }),
  ];
  return (
    <div class={not + maybe > 0 ? "standstill bad" : "standstill"} role="status">
      <Icon name={offline.value ? "warning" : "clock"} />
      <span>{told.filter(Boolean).join(" · ")}</span>
      {all > 0 && <Button onClick={() => shown.open("waiting")}>{shell("show")}</Button>}
    </div>
  );
}
