import { api } from "@/api/client.ts";
import { asProblem } from "@/api/problem.ts";
import { asked, type Query, stale, useQuery } from "@/api/query.ts";
import { complain, say } from "@/shared/toast.tsx";
import { w } from "./words.ts";

const ONE = "/v1/me/subscriptions/records/{id}";
const address = (id: string): string => `/v1/me/subscriptions/records/${id}`;

async function isFollowed(id: string): Promise<boolean> {
  try {
    await api.GET(ONE, { params: { path: { id } } });
    return true;
  } catch (error) {
    if (asProblem(error).status === 404) return false;
    throw error;
  }
}

/** Whether who looks follows it, as the brief told it; of what has none it is asked by who changes it. */
export function useFollowing(id: string, told: boolean | undefined): Query<boolean> {
  return useQuery(told === undefined ? null : address(id), async () => told ?? isFollowed(id), 60_000);
}

export async function toggleFollowing(id: string, title: string): Promise<void> {
  try {
    const before = await asked(address(id), () => isFollowed(id), 60_000);
    await follow(id, !before);
    say(w(before ? "followsNoMore" : "follows", { title }), { undo: () => follow(id, before) });
  } catch (error) {
    complain(error);
  }
}

async function follow(id: string, wanted: boolean): Promise<void> {
  if (wanted) await api.PUT(ONE, { params: { path: { id } }, body: {} });
  else await api.DELETE(ONE, { params: { path: { id } } });
  // what was told with the card is older than this
  await asked(address(id), async () => wanted, -1);
  stale("/v1/me/subscriptions?");
}
