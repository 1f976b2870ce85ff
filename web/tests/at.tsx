import { render } from "@testing-library/preact";
import type { ComponentChildren } from "preact";
import { LocationProvider } from "preact-iso/router";

/** Draws something that has an address, which it may change. */
export function renderAt(address: string, drawn: ComponentChildren) {
  history.replaceState(null, "", address);
  return render(<LocationProvider>{drawn}</LocationProvider>);
}
