/** Small things that this device remembers. Where the browser lets nothing be kept, such as with blocked cookies, already
 * the question throws: then nothing is remembered, and Relata works without. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // as if it had never been said
  }
}
