import { fireEvent, render, waitFor } from "@testing-library/preact";
import { expect, it } from "vitest";
import { useKeys } from "./keys.ts";

const said: string[] = [];
const say = (what: string) => () => said.push(what);

function Around() {
  useKeys({ c: say("make"), "g c": say("go"), "?": say("help") }, false, true);
  return null;
}

function Screen() {
  useKeys({ c: say("contact"), e: say("edit") });
  return <input aria-label="here" />;
}

const press = (...keys: string[]) => {
  said.length = 0;
  for (const key of keys) fireEvent.keyDown(document.body, { key });
  return [...said];
};

it("gives a key to the screen before what stands around it", async () => {
  const shown = render(
    <>
      <Screen />
      <Around />
    </>,
  );
  expect(press("c")).toEqual(["contact"]);
  expect(press("?")).toEqual(["help"]);
  expect(press("x", "g", "c")).toEqual(["go"]);
  expect(press("g", "e")).toEqual(["edit"]);
  fireEvent.keyDown(shown.getByLabelText("here"), { key: "e" });
  expect(said).toEqual(["edit"]);
  shown.unmount();
  await waitFor(() => expect(press("c")).toEqual([]));
});
