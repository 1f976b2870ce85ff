import { beforeEach, expect, it } from "vitest";
import { language } from "@/words/language.ts";
import { roleName } from "./role_name.ts";

const SALES = `rol_${"3".padStart(26, "0")}`;

beforeEach(() => {
  language.value = "nl";
});

it.each([
  ["a key", "sales"],
  ["the id of a role", SALES],
  ["the id of a profile", SALES.replace("rol", "prf")],
])("is in the reader's language where it came with Relata, by %s", (_, id) => {
  expect(roleName(id, "Sales")).toBe("Verkoop");
  language.value = "de";
  expect(roleName(id, "Sales")).toBe("Vertrieb");
  language.value = "en";
  expect(roleName(id, "Sales")).toBe("Sales");
});

it("is what the organisation calls it where that gave it a name, or made it", () => {
  expect(roleName(SALES, "Buitendienst")).toBe("Buitendienst");
  expect(roleName("sales", "Manager")).toBe("Manager");
  expect(roleName("rol_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC", "Sales")).toBe("Sales");
  expect(roleName("verkoop", "Sales")).toBe("Sales");
});
