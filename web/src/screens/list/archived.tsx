import { Icon } from "@/shared/icon.tsx";
import { w } from "./words.ts";

/** Says that these are no living records, and leads back to those. */
export function ArchivedNote({ path }: { path: string }) {
  return (
    <div class="archived-note">
      <Icon name="archive" />
      <span class="grow">{w("archivedNote")}</span>
      <a class="button" href={path}>
        {w("backToList")}
      </a>
    </div>
  );
}
