import { api } from "@/api/client.ts";
import { screenOf } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { type Channel, ChannelSelect } from "./channel_select.tsx";
import type { Subscriptions } from "./notice_settings.tsx";
import { n } from "./notice_words.ts";

type One = Subscriptions["data"][number];
const RECORD = "/v1/me/subscriptions/records/{id}";
const the = (each: One) => ({ path: { id: each.record.id } });

/** The records that one follows. */
export function Followed({ told, set }: { told: Subscriptions; set: (told: Subscriptions) => void }) {
  const change = async (each: One, channel: Channel) => {
    set({ ...told, data: told.data.map((one) => (one === each ? { ...one, channel } : one)) });
    await api.PUT(RECORD, { params: the(each), body: { channel } }).catch((error) => {
      set(told);
      complain(error);
    });
  };
  const drop = async (each: One) => {
    set({ ...told, data: told.data.filter((one) => one !== each) });
    try {
      await api.DELETE(RECORD, { params: the(each) });
      say(n("unfollowed"), {
        undo: async () => {
          await api.PUT(RECORD, { params: the(each), body: { channel: each.channel } });
          set(told);
        },
      });
    } catch (error) {
      set(told);
      complain(error);
    }
  };
  return (
    <section class="form">
      <h2>{n("followed")}</h2>
      {told.data.length === 0 && <p class="faint">{n("followedNone")}</p>}
      <ul class="list">
        {told.data.map((each) => (
          <li key={each.record.id} class="row between">
            <Title each={each} />
            <div class="row">
              <ChannelSelect
                hideLabel
                label={`${n("how")}: ${each.record.title ?? n("gone")}`}
                value={each.channel}
                onValue={(channel) => change(each, channel)}
              />
              <Button
                kind="quiet"
                icon="close"
                label={`${n("unfollow")}: ${each.record.title ?? n("gone")}`}
                onClick={() => drop(each)}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Title({ each }: { each: One }) {
  const place = each.record.title === null ? null : screenOf(each.record.id);
  const title = each.record.title ?? n("gone");
  return place ? (
    <a class="grow" href={place}>
      {title}
    </a>
  ) : (
    <span class="grow faint">{title}</span>
  );
}
