import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { common } from "@/shared/words.ts";
import { bytes } from "@/words/format.ts";
import type { Arriving } from "./upload_queue.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = { files: readonly Arriving[]; onAgain: (key: number) => void; onDrop: (key: number) => void };

/** What is on its way: how far each is, what was refused and why, with a way to try again. */
export function ArrivingList({ files, onAgain, onDrop }: Props) {
  if (files.length === 0) return null;
  return (
    <ul class="list arriving" aria-label={w("sending")}>
      {files.map((each) => (
        <li key={each.key} class={each.state}>
          <Icon name={each.state === "failed" ? "warning" : "upload"} />
          <div class="grow">
            <p class="cut">
              {each.file.name} <span class="faint small">{bytes(each.file.size)}</span>
            </p>
            {each.state === "sending" && (
              <progress max="1" value={each.share} aria-label={`${w("sending")}: ${each.file.name}`} />
            )}
            <p class={each.why ? "fault" : "faint small"} role={each.why ? "alert" : undefined}>
              {each.why ?? (each.state === "sending" ? null : w(each.state === "waiting" ? "waiting" : "sent"))}
            </p>
          </div>
          {each.state === "failed" && !each.hopeless && (
            <Button icon="restore" onClick={() => onAgain(each.key)}>
              {common("retry")}
            </Button>
          )}
          <Button
            kind="quiet"
            icon="close"
            label={`${common("remove")}: ${each.file.name}`}
            onClick={() => onDrop(each.key)}
          />
        </li>
      ))}
    </ul>
  );
}
