import { api, got, type Schemas } from "@/api/client.ts";
import { ApiProblem, OFFLINE } from "@/api/problem.ts";

export type Sending = { document?: string; onProgress?: (share: number) => void; signal?: AbortSignal };

/** Sends a file to where the API says, and gives the token with which it becomes a document or a version of one. */
export async function sendFile(file: File, { document, onProgress, signal }: Sending = {}): Promise<string> {
  const asked = {
    file_name: file.name,
    size: file.size,
    ...(file.type ? { type: file.type } : {}),
    ...(document ? { document } : {}),
  };
  const place = await got(api.POST("/v1/documents/uploads", { body: asked, signal }));
  await posted(place, file, onProgress, signal);
  return place.upload;
}

/** As a form, and not by `fetch`: only this way a browser tells how much has gone. */
function posted(
  place: Schemas["Upload"],
  file: File,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", place.url);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) done();
      else failed(new ApiProblem(request.status, { code: "not_stored" }));
    };
    request.onerror = () => failed(new ApiProblem(0, OFFLINE));
    request.onabort = () => failed(new DOMException("aborted", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
