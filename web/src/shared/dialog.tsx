import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { reopen, useModal } from "./modal.ts";
import { Toasts } from "./toast.tsx";
import { useUnfinished } from "./unfinished.ts";
import { common } from "./words.ts";

type Props = {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons; with `onSubmit` they stand in the form. */
  footer?: ComponentChildren;
  onSubmit?: () => void;
  wide?: boolean;
  /** What was refused; whenever it is another, the first field that is wrong gets the focus, or a part that says so by
   * `data-wrong`. */
  refused?: object | null;
};

/** A modal dialog of the platform: it is open while it is rendered, Escape closes it, the focus comes back by itself. */
export function Dialog({ title, onClose, children, footer, onSubmit, wide, refused }: Props) {
  const place = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [typed, setTyped] = useState(false);
  useUnfinished(typed);
  useModal(place);
  // before any effect of what stands in it, or of who opened it: those give the focus to a field, which takes it once it is open
  useLayoutEffect(() => {
    const before = document.activeElement;
    if (!place.current?.open) place.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    if (refused) place.current?.querySelector<HTMLElement>("[aria-invalid], [data-wrong]")?.focus();
  }, [refused]);
  const inside = (
    <>
      <header class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <Button kind="quiet" icon="close" label={common("close")} onClick={onClose} />
      </header>
      <div class="dialog-body">{children}</div>
      {footer && <footer class="dialog-foot">{footer}</footer>}
    </>
  );
  return (
    <dialog
      ref={place}
      class={wide ? "dialog wide" : "dialog"}
      aria-labelledby={heading}
      onCancel={(event) => {
        if (event.target !== place.current) return;
        event.preventDefault();
        onClose();
      }}
      onClose={() => reopen(place)}
    >
      {onSubmit ? (
        <form
          noValidate
          onInput={(event) => isTyped(event, place.current) && setTyped(true)}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onSubmit();
          }}
        >
          {inside}
        </form>
      ) : (
        inside
      )}
      <Toasts within={place} />
    </dialog>
  );
}

/** Text, and not a tick or a choice; of this dialog, and not of one that lies over it. */
const isTyped = (event: Event, dialog: HTMLDialogElement | null): boolean =>
  event instanceof InputEvent && (event.target as Element).closest("dialog") === dialog;
