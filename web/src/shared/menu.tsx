import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";

export type MenuItem = {
  label: string;
  icon?: IconName;
  run?: () => unknown;
  href?: string;
  disabled?: boolean;
  danger?: boolean;
  checked?: boolean;
};

type Props = {
  label: string;
  items: readonly (MenuItem | null | false)[];
  icon?: IconName;
  text?: string;
  kind?: "plain" | "quiet";
};

/** A button with a popover of the platform; arrows, Home, End and Escape work as in the menu pattern of ARIA. */
export function Menu({ label, items, icon = "more", text, kind = "quiet" }: Props) {
  const id = useId();
  const button = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const shown = items.filter((item): item is MenuItem => Boolean(item));
  useEffect(() => {
    const place = list.current;
    const opened = (event: Event) => {
      if ((event as ToggleEvent).newState !== "open" || !place || !button.current) return;
      put(place, button.current.getBoundingClientRect());
      place.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    };
    place?.addEventListener("toggle", opened);
    return () => place?.removeEventListener("toggle", opened);
  }, [shown.length > 0]);
  const close = () => list.current?.hidePopover?.();
  if (shown.length === 0) return null;
  return (
    <span class="menu" ref={button}>
      <Button kind={kind} icon={icon} label={text ? undefined : label} popovertarget={id} aria-haspopup="menu">
        {text}
      </Button>
      <div id={id} ref={list} popover="auto" role="menu" aria-label={label} class="popover" onKeyDown={walk}>
        {shown.map((item) => (
          <Item key={item.label} item={item} close={close} />
        ))}
      </div>
    </span>
  );
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const role = item.checked === undefined ? "menuitem" : "menuitemcheckbox";
  const inside = (
    <>
      {item.checked !== undefined ? <span class="tick">{item.checked && <Icon name="check" />}</span> : null}
      {item.icon && <Icon name={item.icon} />}
      <span>{item.label}</span>
    </>
  );
  if (item.href) {
    return (
      <a role={role} href={item.href} class="menu-item" onClick={close}>
        {inside}
      </a>
    );
  }
  return (
    <button
      type="button"
      role={role}
      {...(item.checked === undefined ? {} : { "aria-checked": item.checked })}
      class={item.danger ? "menu-item danger" : "menu-item"}
      disabled={item.disabled}
      onClick={() => {
        close();
        item.run?.();
      }}
    >
      {inside}
    </button>
  );
}

function walk(event: KeyboardEvent): void {
  const steps: Record<string, (at: number, of: number) => number> = {
    ArrowDown: (at, of) => (at + 1) % of,
    ArrowUp: (at, of) => (at - 1 + of) % of,
    Home: () => 0,
    End: (_, of) => of - 1,
  };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)"),
  ];
  all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
}

/** Under its button where there is room, else above it. Set by properties: the page's policy allows no style in HTML. */
export function put(place: HTMLElement, beside: DOMRect): void {
  const { width, height } = place.getBoundingClientRect();
  const below = beside.bottom + 4 + height < innerHeight || beside.top < height;
  place.style.left = `${Math.max(8, Math.min(beside.left, innerWidth - width - 8))}px`;
  place.style.top = `${below ? Math.min(beside.bottom + 4, innerHeight - height - 8) : beside.top - height - 4}px`;
}
