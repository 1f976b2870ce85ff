import { send } from "./send.ts";
import { me } from "./session.ts";

/** What a user prefers of this client, kept with them: `theme`, `columns.relation` … (see `/v1/me/preferences`). */
export function preferred<T>(name: string, otherwise: T): T {
  return (me.value?.preferences?.[name] as T | undefined) ?? otherwise;
}

/** Counts at once; null forgets it. A refusal is thrown, what was set stays for this visit. */
export async function prefer(name: string, value: unknown): Promise<void> {
  if (!me.value) return;
  const { [name]: _, ...others } = me.value.preferences ?? {};
  me.value = { ...me.value, preferences: value === null ? others : { ...others, [name]: value } };
  await send("PATCH", "/v1/me/preferences", { body: { [name]: value } });
}
