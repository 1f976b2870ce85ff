import { useEffect, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import type { Page } from "@/api/records.ts";
import { screenOf } from "@/api/records.ts";
import { say } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { changed } from "@/work/doing.ts";
import type { Activity } from "@/work/types.ts";
import { i } from "./words.ts";

export const INBOX = "/v1/activities?mail_state=inbox";
const WAITING = { mail_state: ["inbox"], limit: 50 };

/** The mails that wait, the longest first. */
export function useWaiting() {
  const first = useQuery(INBOX, (signal) => got(api.GET("/v1/activities", { params: { query: WAITING }, signal })));
  const [older, setOlder] = useState<Page<Activity>[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => setOlder([]), [first.data]);
  const cursor = (older.at(-1) ?? first.data)?.page.next_cursor ?? null;
  const more = async () => {
    setProblem(null);
    try {
      const query = { ...WAITING, cursor };
      const page = await got(api.GET("/v1/activities", { params: { query } }));
      setOlder((before) => [...before, page]);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const rows = first.data && [...first.data.data, ...older.flatMap((page) => page.data)];
  return { first, rows, cursor, more, problem };
}

/** Assigned to what there is. */
export async function fileAt(mail: Activity, links: string[], all: boolean): Promise<void> {
  const body = { links: links.map((id) => ({ id })), all_from_sender: all };
  const told = await got(api.POST("/v1/activities/{id}/file", { params: { path: { id: mail.id } }, body }));
  tell(mail, told, links[0] ?? "");
}

export type Sender = {
  first_name?: string;
  last_name?: string;
  function?: string;
  company?: { id: string };
  company_name?: string;
};

/** Assigned to a contact, or a person, that is made of its sender. */
export async function makeSender(mail: Activity, sender: Sender, all: boolean): Promise<void> {
  const body = { ...sender, all_from_sender: all };
  const told = await got(api.POST("/v1/activities/{id}/contact", { params: { path: { id: mail.id } }, body }));
  tell(mail, told, told.sender ?? "");
}

function tell(mail: Activity, told: Schemas["FiledMail"], where: string): void {
  changed(mail);
  stale(INBOX);
  const place = screenOf(where);
  const also = told.also_filed.length;
  say(also ? i("assignedAlso", { n: also }) : i("assigned"), {
    ...(place ? { action: { label: i("see"), run: () => go(place) } } : {}),
  });
}

/** From whom it is: the correspondent, as far as that is known. */
export function senderOf(mail: Activity): { name: string; email: string } {
  const sender = mail.participants?.find((each) => each.part === "sender");
  const email = mail.mail?.correspondent ?? sender?.email ?? "";
  return { email, name: mail.mail?.correspondent_name || sender?.name || email };
}
