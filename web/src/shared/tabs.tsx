import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

export type Tab = { key: string; label: string; count?: number | null };
type Props = {
  label: string;
  tabs: readonly Tab[];
  chosen: string;
  onChoose: (key: string) => void;
  children?: ComponentChildren;
};

/** Tabs (ARIA): arrows walk, the chosen one alone is in the order of Tab. */
export function Tabs({ label, tabs, chosen, onChoose, children }: Props) {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => bringInSight(bar.current), [chosen]);
  const step = (by: number) => {
    const next = tabs[(tabs.findIndex((tab) => tab.key === chosen) + by + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.key);
    bar.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus();
  };
  return (
    <>
      <div
        ref={bar}
        role="tablist"
        aria-label={label}
        class="tabs"
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") step(1);
          if (event.key === "ArrowLeft") step(-1);
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            data-key={tab.key}
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === chosen}
            aria-controls={children === undefined ? undefined : `${id}-panel`}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => onChoose(tab.key)}
          >
            {tab.label}
            {tab.count ? <span class="count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      {children !== undefined && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
          {children}
        </div>
      )}
    </>
  );
}

/** On a narrow screen the bar scrolls, and the chosen tab would stand beyond its end; the page itself stays where it is. */
function bringInSight(bar: HTMLElement | null): void {
  const tab = bar?.querySelector<HTMLElement>("[aria-selected=true]");
  if (!bar || !tab) return;
  const from = tab.offsetLeft - bar.offsetLeft;
  bar.scrollLeft = Math.min(from, Math.max(bar.scrollLeft, from + tab.offsetWidth - bar.clientWidth));
}
