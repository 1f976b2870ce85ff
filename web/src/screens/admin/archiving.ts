import { archiveRecord, restoreRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { complain, say } from "@/shared/toast.tsx";
import { w } from "./words.ts";

type What = { type: string; plural: string; id: string; name: string };

/** Archives a record and says so, with a way back for who may take it; `anew` asks again for what lists it. */
export async function archive({ type, plural, id, name }: What, anew: () => unknown): Promise<void> {
  const undo = async () => {
    await restoreRecord(plural, id);
    await anew();
  };
  try {
    await archiveRecord(plural, id);
    await anew();
    say(w("wasArchived", { name }), may(`${type}.restore`) ? { undo } : {});
  } catch (error) {
    complain(error);
  }
}
