import { fireEvent, render, waitFor } from "@testing-library/preact";
import { expect, it, vi } from "vitest";
import { me } from "@/api/session.ts";
import { signedIn } from "../../tests/server.ts";
import { useKeys } from "./keys.ts";

const said: string[] = [];
const say = (what: string) => () => said.push(what);

function Around() {
  useKeys({ c: say("make"), "g c": say("go"), "?": say("help") }, false, true);
  return null;
}

function Screen() {
  useKeys({ c: say("contact"), e: say("edit"), ArrowLeft: say("back"), "mod+k": say("search") });
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

it("gives no characters where they were turned off, but all else", () => {
  signedIn();
  const shown = render(
    <>
      <Screen />
      <Around />
    </>,
  );
  expect(press("c", "g", "c", "?", "ArrowLeft")).toEqual(["contact", "go", "help", "back"]);
  me.value = { ...me.value, preferences: { single_keys: false } } as typeof me.value;
  expect(press("c", "e", "g", "c", "?", "ArrowLeft")).toEqual(["back"]);
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  expect(said).toEqual(["back", "search"]);
  shown.unmount();
});

it("leaves Escape to a menu that is open, which closes by it", () => {
  function Picked() {
    useKeys({ Escape: say("cleared") });
    return <div popover="auto" id="menu" />;
  }
  const menu = render(<Picked />).container.querySelector("#menu") as HTMLElement;
  expect(press("Escape")).toEqual(["cleared"]);
  const open = vi.spyOn(menu, "matches").mockReturnValue(true);
  expect(press("Escape")).toEqual([]);
  expect(open).toHaveBeenCalledWith(":popover-open");
});
