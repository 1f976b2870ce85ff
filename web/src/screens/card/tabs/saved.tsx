import { Icon } from "@/shared/icon.tsx";
import { later } from "@/shell/later.tsx";
import { w } from "../words.ts";

const Kinds = {
  report: later<{ id: string }>(async () => ({ default: (await import("./saved_report.tsx")).SavedReport })),
  view: later<{ id: string }>(async () => ({ default: (await import("./saved_view.tsx")).SavedView })),
};

/** A report or a view that the organisation put here; what it shows is asked for when one comes to it. */
export function SavedTab({ kind, id }: { kind: "report" | "view"; id: string }) {
  const Kind = Kinds[kind];
  return <Kind id={id} />;
}

type Whole = { href: string; icon: "chart" | "list"; name: string };

/** The way to the whole of it. */
export function OpenWhole({ href, icon, name }: Whole) {
  return (
    <p>
      <a class="button" href={href}>
        <Icon name={icon} />
        <span>{w("openSaved", { name })}</span>
      </a>
    </p>
  );
}
