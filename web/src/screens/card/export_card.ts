import { api, got } from "@/api/client.ts";
import { complain, say } from "@/shared/toast.tsx";
import { w } from "./words.ts";

const TURNS = 20;
const PAUSE = 700;

/** A vCard of one record: a job makes it, which for one takes a moment. */
export async function exportCard(of: string, id: string): Promise<void> {
  say(w("beingExported"));
  try {
    const body = { kind: "export" as const, those: { of, ids: [id] }, what: { format: "vcard" } };
    let job = await got(api.POST("/v1/jobs", { body }));
    for (let turn = 0; turn < TURNS && !job.finished_at; turn++) {
      await new Promise((after) => setTimeout(after, PAUSE));
      job = await got(api.GET("/v1/jobs/{id}", { params: { path: { id: job.id } } }));
    }
    if (!job.file) {
      say(job.stopped_because ?? w("exportGoesOn"), { tone: job.stopped_because ? "bad" : "plain" });
      return;
    }
    const { url } = await got(api.GET("/v1/jobs/{id}/file", { params: { path: { id: job.id } } }));
    const link = document.createElement("a");
    link.href = url;
    link.rel = "noopener noreferrer";
    link.click();
  } catch (error) {
    complain(error);
  }
}
