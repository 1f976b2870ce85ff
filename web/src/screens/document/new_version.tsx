import { api, got } from "@/api/client.ts";
import { changed } from "@/documents/actions.ts";
import { useArriving } from "@/documents/arriving.ts";
import { ArrivingList } from "@/documents/arriving_list.tsx";
import { say } from "@/shared/toast.tsx";
import { w } from "./words.ts";

/** A newer file of a document: what could be downloaded stays until it has been checked. */
export function useNewVersion(document: { id: string }, reload: () => Promise<void>) {
  const sent = useArriving({
    document: document.id,
    keep: (upload, once) => {
      const params = { path: { id: document.id }, header: { "Idempotency-Key": once } };
      return got(api.POST("/v1/documents/{id}/versions", { params, body: { upload } }));
    },
    onKept: () => {
      changed();
      say(w("versionAdded"));
      void reload();
    },
  });
  return {
    add: sent.add,
    list: sent.files.length > 0 && (
      <div class="card-note">
        <ArrivingList files={sent.files} onAgain={sent.again} onDrop={sent.drop} />
      </div>
    ),
  };
}
