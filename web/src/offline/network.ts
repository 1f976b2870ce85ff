import { signal } from "@preact/signals";

/** Whether the API can be reached, as far as the browser and the last request know. */
export const offline = signal(!navigator.onLine);

addEventListener("offline", () => {
  offline.value = true;
});
