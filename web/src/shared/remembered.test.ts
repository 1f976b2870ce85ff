import { beforeEach, expect, it, vi } from "vitest";
import { remember, remembered } from "./remembered.ts";

beforeEach(() => {
  vi.resetModules();
});

it("remembers on this device until it is taken back", () => {
  remember("relata-colour", "blue");
  expect(remembered("relata-colour")).toBe("blue");
  remember("relata-colour", null);
  expect(remembered("relata-colour")).toBeNull();
});

it("starts in the language and the look of the browser where it lets nothing be kept", async () => {
  vi.spyOn(globalThis, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("Access is denied for this document.", "SecurityError");
  });
  expect(() => localStorage).toThrow("denied");
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr-BE", "en"]);
  const { language, speak } = await import("@/words/language.ts");
  const { theme } = await import("@/shell/theme.ts");
  expect([language.value, theme.value]).toEqual(["fr", "system"]);
  speak("de");
  expect(language.value).toBe("de");
  vi.restoreAllMocks();
});
