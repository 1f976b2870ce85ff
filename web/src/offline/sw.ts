/** The app's own files, so that it opens without a network. What the API says is never kept here. `build/shell.ts` fills
 * in the names of the files. */
const worker = self as unknown as ServiceWorkerGlobalScope;

const FILES: string[] = "%FILES%" as unknown as string[];
const SHELF = "relata-%VERSION%";
const PAGE = "/";
const PATIENCE = 4_000;
const OTHERS = ["/manifest.webmanifest", "/icon.svg", "/icon-192.png"];

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll([PAGE, ...OTHERS, ...FILES])));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers());
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/v1")) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (url.pathname.startsWith("/assets/") || OTHERS.includes(url.pathname)) event.respondWith(file(event.request));
});

/** The newest page where the network is quick enough and the server well, else the one that was kept: both load the app. */
async function page(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => Response.error());
  const failed = answer.type === "error" || answer.status >= 500;
  return failed ? ((await caches.match(PAGE)) ?? answer) : answer;
}

/** Their names change with their content, so what is kept is right for ever. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELF)).put(request, answer.clone());
  return answer;
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("relata-") && name !== SHELF).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}
