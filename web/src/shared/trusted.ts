/** The page's policy (Trusted Types) takes no text where code could hide, but through this one place: the address of our
 * own service worker, and what is shown in a sandboxed frame without scripts. */
type Policy = { createScriptURL: (text: string) => string; createHTML: (text: string) => string };
type Factory = { createPolicy: (name: "relata", rules: Policy) => Policy };

const WORKER = "/sw.js";
const rules: Policy = {
  createScriptURL: (text) => {
    if (text !== WORKER) throw new TypeError("no such script");
    return text;
  },
  createHTML: (text) => text,
};
const policy = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy("relata", rules) ?? rules;

export const workerAddress = (): string => policy.createScriptURL(WORKER);

/** Only for `srcdoc` of a frame that has `sandbox` without `allow-scripts`. */
export const forFrame = (html: string): string => policy.createHTML(html);
