import { offline } from "@/offline/network.ts";
import { refused, unsent } from "@/offline/queue.ts";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { shown } from "./opened.ts";
import { shell } from "./words.ts";

/** Says that there is no network, and what waits for it. */
export function Standstill() {
  const [waits, not] = [unsent.value.length, refused.value.length];
  if (!offline.value && waits + not === 0) return null;
  const told = [
    offline.value && shell("offline"),
    waits > 0 && shell("waiting", { count: waits }),
    not > 0 && shell("refused", { count: not }),
  ];
  return (
    <div class={not > 0 ? "standstill bad" : "standstill"} role="status">
      <Icon name={offline.value ? "warning" : "clock"} />
      <span>{told.filter(Boolean).join(" · ")}</span>
      {waits + not > 0 && <Button onClick={() => shown.open("waiting")}>{shell("show")}</Button>}
    </div>
  );
}
