import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { addressed } from "@/api/send.ts";

export type WholeMail = Schemas["WholeMail"];
export type Address = Schemas["MailAddress"];

/** The whole of a mail; with `images` its sender's pictures are fetched from where they are. */
export function useMail(id: string, images: boolean) {
  const params = { path: { id }, query: { images: images || undefined } };
  return useQuery(
    addressed(`/v1/activities/${id}/mail`, params.query),
    (signal) => got(api.GET("/v1/activities/{id}/mail", { params, signal })),
    600_000,
  );
}

export const written = ({ name, email }: Address): string =>
  !email ? name : name && name !== email ? `${name} <${email}>` : email;

/** Who is answered: where answers are asked for, else who wrote; with all, those it went to besides, but not oneself. */
export function answered(mail: WholeMail, mine: string, all: boolean): { to: Address[]; cc: Address[] } {
  const first = mail.reply_to.length ? mail.reply_to : mail.from;
  const own = first.every(({ email }) => same(email, mine));
  const to = own ? mail.to : first;
  if (!all) return { to, cc: [] };
  const seen = new Set([mine, ...to.map((each) => each.email)].map((each) => each.toLocaleLowerCase()));
  const cc = [...(own ? [] : mail.to), ...mail.cc].filter(({ email }) => {
    const key = email.toLocaleLowerCase();
    const fresh = key !== "" && !seen.has(key) && !isDossier(key);
    seen.add(key);
    return fresh;
  });
  return { to, cc };
}

/** The address of a dossier, to which mail is copied to be filed: what goes out from there is filed anyway. */
export const isDossier = (email: string): boolean => DOSSIER.test(email);
const DOSSIER = /^[^@]+\+[a-z2-7]{30,}@/i;

const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();
