import { useId, useRef } from "preact/hooks";
import { FileButton } from "@/documents/drop_zone.tsx";
import { Shared } from "@/documents/shared.tsx";
import { w as d } from "@/documents/words.ts";
import { offline } from "@/offline/network.ts";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { common } from "@/shared/words.ts";
import { bytes } from "@/words/format.ts";
import type { Attached, Held, Seen } from "./attaching.ts";
import { c } from "./composer_words.ts";

type Props = {
  attached: Attached;
  seen: Seen;
  /** The activity itself is said to be shared. */
  isShared: boolean;
  problem: string | null;
  /** It was not saved because there is no network. */
  unplugged: boolean;
};

/** The files that go with an activity, and who will see them. */
export function AttachedFiles({ attached, seen, isShared, problem: refused, unplugged }: Props) {
  const { files, add, drop } = attached;
  const part = useRef<HTMLFieldSetElement>(null);
  const fault = useId();
  const problem = refused ?? (unplugged && files.length > 0 ? c("filesNeedConnection") : null);
  return (
    <fieldset
      ref={part}
      class="stack attached-files"
      tabIndex={-1}
      aria-describedby={problem ? fault : undefined}
      data-wrong={problem ? "" : undefined}
    >
      <legend>{c("files")}</legend>
      {problem && (
        <p class="fault" id={fault}>
          {problem}
        </p>
      )}
      {files.length > 0 && (
        <ul class="list arriving" aria-label={c("files")}>
          {files.map((each) => (
            <Line
              key={each.key}
              each={each}
              onDrop={() => {
                drop(each.key);
                part.current?.focus(); // the button that had it goes
              }}
            />
          ))}
        </ul>
      )}
      <div class="row">
        {!offline.value && <FileButton onFiles={add}>{d("addFiles")}</FileButton>}
        <p class="row small" role="status">
          {files.length > 0 && <Shared visibility={seen} />}
          {offline.value ? (
            c("filesOffline")
          ) : files.length === 0 ? (
            <span class="faint files-hint">{c("filesHint")}</span>
          ) : (
            c(seen === "shared" ? "filesShared" : isShared ? "filesKept" : "filesInternal")
          )}
        </p>
      </div>
    </fieldset>
  );
}

function Line({ each: { file, why }, onDrop }: { each: Held; onDrop: () => void }) {
  return (
    <li class={why ? "failed" : ""}>
      <Icon name={why ? "warning" : "file"} />
      <div class="grow">
        <p class="file-name">
          <span class="cut">{file.name}</span> <span class="faint small">{bytes(file.size)}</span>
        </p>
        {why && (
          <p class="fault" role="alert">
            {why}
          </p>
        )}
      </div>
      <Button kind="quiet" icon="close" label={`${common("remove")}: ${file.name}`} onClick={onDrop} />
    </li>
  );
}
