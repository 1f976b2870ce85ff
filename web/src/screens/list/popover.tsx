import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "@/shared/icon.tsx";
import { put } from "@/shared/menu.tsx";

type Props = { text: string; label: string; chosen?: boolean; onOpen?: () => void; children: ComponentChildren };

/** A button with a popover of the platform in which something is chosen; Escape and a press beside it close it. */
export function Popover({ text, label, chosen, onOpen, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = list.current;
    const toggled = (event: Event) => {
      if ((event as ToggleEvent).newState !== "open" || !place || !button.current) return;
      onOpen?.();
      put(place, button.current.getBoundingClientRect());
      place.querySelector<HTMLElement>("input, button")?.focus();
    };
    place?.addEventListener("toggle", toggled);
    return () => place?.removeEventListener("toggle", toggled);
  }, []);
  return (
    <span class="menu">
      <button
        ref={button}
        type="button"
        class={chosen ? "button facet chosen" : "button facet"}
        popovertarget={id}
        aria-haspopup="dialog"
        title={text}
      >
        <span class="cut">{text}</span>
        <Icon name="down" />
      </button>
      <div id={id} ref={list} popover="auto" role="dialog" aria-label={label} class="popover facet-list">
        {children}
      </div>
    </span>
  );
}
