import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { archiveRecord, changeRecord, restoreRecord, screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { RecordDialog } from "@/editing/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { day, number, today } from "@/words/format.ts";
import { w } from "./words.ts";
import "./style.css";

export type Seen = Schemas["SeenConnection"];
const ALL = "/v1/connections";

/** What a record is connected with, as it reads from there; each can be changed and ended. */
export function Connections({ id, onAdd }: { id: string; onAdd?: () => void }) {
  const [editing, setEditing] = useState<Seen | null>(null);
  const asked = useQuery(`${ALL}?record=${id}`, (signal) =>
    got(api.GET(ALL, { params: { query: { record: id, limit: 200 } }, signal })),
  );
  const add = onAdd && may("connection.create") && (
    <Button icon="plus" onClick={onAdd}>
      {w("addConnection")}
    </Button>
  );
  return (
    <Shown asked={asked}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty title={w("noConnections")} action={add} />
        ) : (
          <div class="stack">
            <div class="actions">{add}</div>
            <ul class="list">
              {data.map((each) => (
                <Line key={each.id} connection={each} onEdit={() => setEditing(each)} />
              ))}
            </ul>
            {editing && (
              <RecordDialog
                type="connection"
                title={`${editing.role} ${editing.other.title}`}
                record={editing as never}
                fields={["started_on", "ended_on", "priority", "percentage", "note"]}
                onDone={() => {
                  setEditing(null);
                  stale(ALL);
                }}
                onClose={() => setEditing(null)}
              />
            )}
          </div>
        )
      }
    </Shown>
  );
}

function Line({ connection, onEdit }: { connection: Seen; onEdit: () => void }) {
  const { other, role, started_on, ended_on, percentage, priority, note } = connection;
  const span = [started_on && w("from", { day: day(started_on) }), ended_on && w("until", { day: day(ended_on) })];
  const told = [
    ...span,
    percentage !== null && percentage !== undefined && `${number(percentage)} %`,
    priority && w("priority", { n: priority }),
    note,
  ].filter(Boolean);
  return (
    <li class="row between">
      <div class="grow">
        <p>
          <span class="faint">{role}</span> <a href={screenOf(other.id) ?? "#"}>{other.title}</a>
          {other.place && <span class="faint"> · {other.place}</span>}{" "}
          {!connection.is_current && <Badge>{w(started_on && started_on > today() ? "toCome" : "over")}</Badge>}
        </p>
        {told.length > 0 && <p class="faint small">{told.join(" · ")}</p>}
      </div>
      <Menu
        label={w("actionsOf", { title: other.title })}
        items={[
          may("connection.edit") && { label: common("edit"), icon: "edit", run: onEdit },
          may("connection.edit") &&
            connection.is_current &&
            !ended_on && { label: w("endToday"), icon: "clock", run: () => end(connection) },
          may("connection.delete") && { label: common("remove"), icon: "archive", run: () => remove(connection) },
        ]}
      />
    </li>
  );
}

async function end(connection: Seen): Promise<void> {
  const put = async (ended_on: string | null) => {
    await changeRecord("connections", connection.id, { ended_on });
    stale(ALL);
  };
  try {
    await put(today());
    say(w("ended", { title: connection.other.title }), { undo: () => put(null) });
  } catch (error) {
    complain(error);
  }
}

/** What never was so is taken away; what is over is ended. */
async function remove(connection: Seen): Promise<void> {
  try {
    await archiveRecord("connections", connection.id);
    stale(ALL);
    const undo = async () => {
      await restoreRecord("connections", connection.id);
      stale(ALL);
    };
    say(w("removed", { title: connection.other.title }), { undo });
  } catch (error) {
    complain(error);
  }
}
