import { afterEach, beforeEach } from "vitest";

type Posted = { url: string; form: FormData };

/** The bucket of tests: a form that is posted to it is answered with `status`, at once or, where it `waits`, by `answer`. */
export const bucket = { status: 204, posted: [] as Posted[], waits: false, aborted: 0, answer: () => {} };

const Real = globalThis.XMLHttpRequest;
let open: (() => void)[] = [];

class Bucket {
  upload: { onprogress?: (event: object) => void } = {};
  status = 0;
  onload?: () => void;
  onabort?: () => void;
  url = "";
  open(_: string, url: string) {
    this.url = url;
  }
  send(form: FormData) {
    bucket.posted.push({ url: this.url, form });
    this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
    open.push(() => {
      this.status = bucket.status;
      this.onload?.();
    });
    if (!bucket.waits) queueMicrotask(bucket.answer);
  }
  abort() {
    bucket.aborted += 1;
    this.onabort?.();
  }
}

/** Puts it in the place of what sends files, in every test of the file that calls it. */
export function useBucket(): void {
  beforeEach(() => {
    open = [];
    const answer = () => {
      for (const each of open.splice(0)) each();
    };
    Object.assign(bucket, { status: 204, posted: [], waits: false, aborted: 0, answer });
    globalThis.XMLHttpRequest = Bucket as never;
  });
  afterEach(() => {
    globalThis.XMLHttpRequest = Real;
  });
}

export const UPLOAD = {
  upload: "token",
  url: "https://files.example/",
  fields: { key: "k" },
  expires_at: "2026-11-23T00:00:00Z",
};

/** Drops files where they can be dropped. */
export function dropped(...files: File[]): Event {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files } });
  return event;
}
