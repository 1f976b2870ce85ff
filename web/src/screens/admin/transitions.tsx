import type { FieldOption } from "./field_draft.ts";
import { f } from "./field_words.ts";

type Props = { options: FieldOption[]; onOptions: (options: FieldOption[]) => void };

/** Which status may follow which, as a grid: a row is what a record has, a column what it may get. */
export function Transitions({ options, onOptions }: Props) {
  const live = options.filter((each) => each.key && !each.archived);
  if (live.length < 2) return null;
  const put = (key: string, changes: Partial<FieldOption>) =>
    onOptions(options.map((each) => (each.key === key ? { ...each, ...changes } : each)));
  const toggle = (from: FieldOption, to: string, ticked: boolean) => {
    const next = (from.next ?? []).filter((each) => each !== to);
    const now = ticked ? [...next, to] : next;
    put(from.key, { next: now.length ? now : null });
  };
  return (
    <details open={live.some((each) => each.next?.length || each.first)}>
      <summary>{f("transitions")}</summary>
      <div class="scroll-x">
        <table class="grid">
          <thead>
            <tr>
              <td />
              <th scope="col">{f("first")}</th>
              {live.map((each) => (
                <th key={each.key} scope="col">
                  {each.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {live.map((from) => (
              <tr key={from.key}>
                <th scope="row">{from.name}</th>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${f("first")}: ${from.name}`}
                    checked={from.first === true}
                    onChange={(event) => put(from.key, { first: event.currentTarget.checked || null })}
                  />
                </td>
                {live.map((to) => (
                  <td key={to.key}>
                    {to.key !== from.key && (
                      <input
                        type="checkbox"
                        aria-label={`${from.name} → ${to.name}`}
                        checked={from.next?.includes(to.key) ?? false}
                        onChange={(event) => toggle(from, to.key, event.currentTarget.checked)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
