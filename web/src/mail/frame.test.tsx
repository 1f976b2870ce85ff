import { act, render } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { theme } from "@/shell/theme.ts";
import { MailFrame } from "./frame.tsx";

const LIGHT = 'bgcolor="#ffffff"';
const DARK = 'bgcolor="#16181d"';

/** The appearance of the device, and how it changes. */
function device() {
  const told = new Set<() => void>();
  const list = {
    matches: false,
    addEventListener: (_: string, on: () => void) => told.add(on),
    removeEventListener: (_: string, on: () => void) => told.delete(on),
  };
  vi.spyOn(window, "matchMedia").mockReturnValue(list as unknown as MediaQueryList);
  return (dark: boolean) => {
    list.matches = dark;
    for (const on of told) on();
  };
}

beforeEach(() => {
  theme.value = "system";
});

afterEach(() => {
  theme.value = "system";
  vi.restoreAllMocks();
});

const letter = (): string => document.querySelector("iframe")?.getAttribute("srcdoc") ?? "";

it("is as dark as the page around it, also when the device changes at dusk", () => {
  const turn = device();
  render(<MailFrame html="<p>Hello</p>" />);
  expect(letter()).toContain(LIGHT);
  act(() => turn(true));
  expect(letter()).toContain(DARK);
});

it("is as the reader chose, whatever the device is", () => {
  device()(true);
  theme.value = "light";
  render(<MailFrame html="<p>Hello</p>" />);
  expect(letter()).toContain(LIGHT);
  act(() => {
    theme.value = "dark";
  });
  expect(letter()).toContain(DARK);
});
