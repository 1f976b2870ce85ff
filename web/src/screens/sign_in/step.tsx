import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { inWords } from "./wrong.ts";

type Props = {
  title: string;
  help?: string;
  /** What was told by the step before. */
  told?: string | null;
  /** What the button says. */
  action: string;
  /** What 401 means here. */
  refused?: string;
  onSubmit: () => Promise<unknown> | null;
  below?: ComponentChildren;
  children?: ComponentChildren;
};

/** One question of signing in: what it asks, a button, what went wrong. The focus goes to its first field. */
export function Step({ title, help, told, action, refused = "", onSubmit, below, children }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input:not([type=hidden], [readonly])")?.focus();
  }, []);
  const submit = async () => {
    if (busy) return;
    const doing = onSubmit();
    if (!doing) return;
    setBusy(true);
    setWrong(null);
    try {
      await doing;
    } catch (error) {
      setWrong(inWords(error, refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      ref={form}
      class="sign-in-step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1 tabIndex={-1}>{title}</h1>
      {help && <p class="faint">{help}</p>}
      {told && <p role="status">{told}</p>}
      {wrong && (
        <p class="error-note" role="alert">
          <Icon name="warning" />
          <span>{wrong}</span>
        </p>
      )}
      {children}
      <Button kind="primary" type="submit" busy={busy}>
        {action}
      </Button>
      {below && <div class="sign-in-below">{below}</div>}
    </form>
  );
}
