import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { w } from "./words.ts";
import "./style.css";

type Zone = {
  onFiles: (files: File[]) => void;
  children: ComponentChildren;
  label?: string;
  class?: string;
  /** Files that are pasted while the focus is in it are taken as well. */
  pasted?: boolean;
};

/** Whatever stands in it takes files that are dropped there. The mouse alone can drop: beside it there is always a button. */
export function DropZone({ onFiles, children, label, class: given = "", pasted = false }: Zone) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const enter = (event: DragEvent, by: number) => {
    if (!hasFiles(event)) return;
    event.stopPropagation(); // of zones that stand in each other the innermost one is meant
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; a button does the same
    <div
      class={`drop-zone ${over ? "over" : ""} ${given}`}
      onDragEnter={(event) => enter(event, 1)}
      onDragLeave={(event) => enter(event, -1)}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        depth.current = 0;
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length) onFiles(files);
      }}
      onPaste={(event) => {
        const files = pasted ? filesIn(event.clipboardData) : [];
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
    >
      {children}
      {over && (
        <p class="drop-hint" aria-hidden="true">
          {label ?? w("dropHere")}
        </p>
      )}
    </div>
  );
}

const hasFiles = (event: DragEvent): boolean => Boolean(event.dataTransfer?.types.includes("Files"));

/** Of what is text as well, such as a piece of a letter or a table, the text is meant. */
const filesIn = (pasted: DataTransfer | null): File[] =>
  pasted && !pasted.types.includes("text/plain") ? [...pasted.files] : [];

type Choosing = {
  onFiles: (files: File[]) => void;
  children: ComponentChildren;
  many?: boolean;
  kind?: "primary" | "plain" | "quiet";
};

/** A button that asks the platform for files. */
export function FileButton({ onFiles, children, many = true, kind = "plain" }: Choosing) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} icon="upload" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={many}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (files.length) onFiles(files);
        }}
      />
    </>
  );
}
