import { Badge } from "@/shared/badge.tsx";
import { Icon } from "@/shared/icon.tsx";
import { w } from "./words.ts";

/** Who sees it, at a glance: a picture, a word and a colour, none of them alone. */
export function Shared({ visibility }: { visibility: string }) {
  const shared = visibility === "shared";
  return (
    <Badge tone={shared ? "accent" : "plain"}>
      <Icon name={shared ? "share" : "lock"} />
      {w(shared ? "shared" : "internal")}
    </Badge>
  );
}
