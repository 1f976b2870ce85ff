import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import type { IconName } from "./icon.tsx";
import { put } from "./menu.tsx";

type Props = {
  label: string;
  icon?: IconName;
  /** What the button shows, where it is not an icon alone. */
  face?: ComponentChildren;
  children: (close: () => void) => ComponentChildren;
};

/** A button and what it opens beside it; drawn while it is open only. Escape and a press elsewhere close it. */
export function Popover({ label, icon, face, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = panel.current;
    const toggled = (event: Event) => setOpen((event as ToggleEvent).newState === "open");
    place?.addEventListener("toggle", toggled);
    return () => place?.removeEventListener("toggle", toggled);
  }, []);
  useEffect(() => {
    const [place, beside] = [panel.current, button.current];
    if (!open || !place || !beside) return;
    const putIt = () => put(place, beside.getBoundingClientRect());
    putIt();
    place.querySelector<HTMLElement>("a, button, input, select")?.focus();
    const watching = new ResizeObserver(putIt);
    watching.observe(place);
    return () => watching.disconnect();
  }, [open]);
  return (
    <span class="menu" ref={button}>
      <Button
        kind="quiet"
        {...(icon ? { icon } : {})}
        {...(face === undefined ? { label } : {})}
        popovertarget={id}
        aria-expanded={open}
      >
        {face === undefined ? undefined : (
          <>
            {face}
            <span class="unseen">{label}</span>
          </>
        )}
      </Button>
      <div id={id} ref={panel} popover="auto" role="dialog" aria-label={label} class="popover">
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </span>
  );
}
