import { render } from "@testing-library/preact";
import { LocationProvider, useLocation } from "preact-iso/router";
import { Toasts } from "@/shared/toast.tsx";
import { routeBy } from "@/shell/routing.ts";
import List from "./index.tsx";

/** The screen at an address, which it changes by itself. */
function App() {
  const { path, query, route } = useLocation();
  routeBy((to, replace) => route(to, replace));
  return (
    <>
      <List path={path} query={query} />
      <Toasts />
    </>
  );
}

/** For tests: at the address that the browser has. */
export function openList(): void {
  render(
    <LocationProvider>
      <App />
    </LocationProvider>,
  );
}
