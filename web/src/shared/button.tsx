import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type Kind = "primary" | "plain" | "quiet" | "danger";
type Props = Omit<JSX.IntrinsicElements["button"], "icon"> & {
  kind?: Kind;
  icon?: IconName;
  /** Something is under way: it cannot be pressed again, and says so. */
  busy?: boolean;
  /** For a button with an icon only: what it does. */
  label?: string;
  children?: ComponentChildren;
};

export function Button({ kind = "plain", icon, busy, label, children, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      class={`button ${kind} ${children === undefined ? "only-icon" : ""} ${rest.class ?? ""}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      aria-label={label ?? rest["aria-label"]}
      title={label}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}
