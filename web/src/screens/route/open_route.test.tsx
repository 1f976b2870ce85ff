import { screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { signedIn } from "../../../tests/server.ts";
import { BOXTEL, CULEMBORG, inAddress, many, names, press, THREE, visit } from "./visited.tsx";
import { routeOf } from "./way.ts";

beforeEach(async () => {
  await forgetAll();
  signedIn("relation.read");
});

const open = (address: string) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
};

const OTHERS = many(2);

it.each([
  ["another route is open", routeOf(OTHERS)],
  ["nobody is on the one that is open", "/relations/route"],
  ["something else is open", "/relations"],
  ["the same are asked for elsewhere", `/relations?ids=${[BOXTEL, CULEMBORG].join()}`],
])("what was taken out comes back to its own route where %s", async (_, address) => {
  visit(THREE);
  await screen.findByText("Almere Fietsen");
  press("Take out: Almere Fietsen");
  await waitFor(() => expect(inAddress()).toBe([BOXTEL, CULEMBORG].join()));
  open(address);
  press("Undo");
  await waitFor(() => expect(location.pathname + location.search).toBe(routeOf(THREE)));
  await waitFor(() =>
    expect(names()).toEqual(["1. Boxtel Rijwielen", "2. Almere Fietsen", "3. Culemborg Tweewielers"]),
  );
});

it("what was done since on its own route stays so", async () => {
  visit(THREE);
  await screen.findByText("Almere Fietsen");
  press("Take out: Almere Fietsen");
  await waitFor(() => expect(names()).toHaveLength(2));
  press("Earlier: Culemborg Tweewielers");
  await waitFor(() => expect(inAddress()).toBe([CULEMBORG, BOXTEL].join()));
  open(routeOf(OTHERS));
  await waitFor(() => expect(names()).toEqual(OTHERS.map((id, at) => `${at + 1}. ${id}`)));
  press("Undo");
  await waitFor(() => expect(names().map((each) => each?.slice(0, 4))).toEqual(["1. C", "2. A", "3. B"]));
});
