import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { language } from "@/words/language.ts";
import { type Choice, Picker } from "./picker.tsx";

const ACME: Choice = { value: "rel_1", label: "Acme" };

beforeEach(() => {
  language.value = "en";
});

function open(known: Choice[]) {
  const asked: string[] = [];
  const find = async (text: string) => {
    asked.push(text);
    return known.filter((each) => each.label.toLowerCase().includes(text));
  };
  render(<Picker label="Company" chosen={[]} onChosen={() => {}} find={find} />);
  const input = screen.getByRole("combobox");
  fireEvent.focus(input);
  return { asked, input };
}

it("offers what there is to who comes by", async () => {
  const { input } = open([ACME]);
  await screen.findByRole("option", { name: "Acme" });
  expect(input.getAttribute("aria-expanded")).toBe("true");
});

it("opens no empty list over what is below it; that nothing is found is told to who looks", async () => {
  const { asked, input } = open([]);
  await waitFor(() => expect(asked).toEqual([""]));
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(input.getAttribute("aria-expanded")).toBe("false");
  fireEvent.input(input, { target: { value: "globex" } });
  await waitFor(() => expect(screen.getByRole("listbox").textContent).toBe("Nothing found"));
});
