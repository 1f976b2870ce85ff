import { api } from "@/api/client.ts";
import type { components } from "@/api/schema.ts";
import { me } from "@/api/session.ts";
import { complain, say } from "@/shared/toast.tsx";
import { ChannelSelect, type Chosen } from "./channel_select.tsx";
import { n } from "./notice_words.ts";
import { w } from "./words.ts";

type Channels = components["schemas"]["ChosenChannels"];
const INSIDE = ["assigned", "invited", "completed", "received", "commented"] as const;
const OUTSIDE = ["shared", "assigned", "invited"] as const;

/** By which channel comes what concerns oneself; each choice is kept at once. */
export function Channels({ chosen, onChosen }: { chosen: Channels; onChosen: (channels: Channels) => void }) {
  const shown = me.value?.kind === "employee" ? INSIDE : OUTSIDE;
  const choose = async (name: (typeof shown)[number], value: Chosen) => {
    const next = { ...chosen, [name]: value };
    onChosen(next);
    try {
      await api.PUT("/v1/me/subscriptions/channels", { body: next });
      say(w("saved"));
    } catch (error) {
      onChosen(chosen);
      complain(error);
    }
  };
  return (
    <section class="form">
      <h2>{n("channels")}</h2>
      <p class="faint">{n("channelsWhat")}</p>
      {shown.map((name) => (
        <ChannelSelect
          key={name}
          label={n(name)}
          value={chosen[name] ?? "in_app"}
          onValue={(value) => choose(name, value)}
          none
        />
      ))}
    </section>
  );
}
