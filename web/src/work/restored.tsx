import { Button } from "@/shared/button.tsx";
import { c } from "./composer_words.ts";
import "./composer.css";

/** Says that a draft is back, with a way to begin without it. */
export function Restored({ onDiscard }: { onDiscard: () => void }) {
  return (
    <p class="restored small" role="status">
      {c("restored")} <Button onClick={onDiscard}>{c("discard")}</Button>
    </p>
  );
}
