import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** What is asked for only when somebody opens it. */
export function Folded({
  title,
  children,
  open: first = false,
}: {
  title: string;
  children: ComponentChildren;
  open?: boolean;
}) {
  const [open, setOpen] = useState(first);
  return (
    <details class="panel folded" open={first} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {open && children}
    </details>
  );
}
