import { api } from "@/api/client.ts";
import type { components } from "@/api/schema.ts";
import { CheckField } from "@/shared/field.tsx";
import { complain } from "@/shared/toast.tsx";
import { kindName, useKinds } from "@/work/index.tsx";
import { type Channel, ChannelSelect } from "./channel_select.tsx";
import { n } from "./notice_words.ts";

type Chosen = components["schemas"]["FollowedKind"][];

/** The kinds of activity of which one is told of each new one. */
export function FollowedKinds({ chosen, onChosen }: { chosen: Chosen; onChosen: (chosen: Chosen) => void }) {
  const kinds = useKinds();
  const keep = async (next: Chosen) => {
    onChosen(next);
    await api.PUT("/v1/me/subscriptions/kinds", { body: { kinds: next } }).catch((error) => {
      onChosen(chosen);
      complain(error);
    });
  };
  const set = (kind: string, channel: Channel | null) => {
    const others = chosen.filter((each) => each.kind !== kind);
    return keep(channel ? [...others, { kind, channel }] : others);
  };
  return (
    <section class="form">
      <h2>{n("kinds")}</h2>
      <ul class="plain">
        {kinds
          .filter((kind) => !kind.archived || chosen.some((each) => each.kind === kind.key))
          .map((kind) => {
            const at = chosen.find((each) => each.kind === kind.key);
            const name = kindName(kind.key);
            return (
              <li key={kind.key} class="row between">
                <CheckField
                  label={name}
                  checked={Boolean(at)}
                  onChecked={(on) => set(kind.key, on ? "in_app" : null)}
                />
                {at && (
                  <ChannelSelect
                    hideLabel
                    label={`${n("how")}: ${name}`}
                    value={at.channel ?? "in_app"}
                    onValue={(channel) => set(kind.key, channel)}
                  />
                )}
              </li>
            );
          })}
      </ul>
    </section>
  );
}
