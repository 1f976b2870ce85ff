import { beforeEach, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { serve, signedIn } from "../../tests/server.ts";
import { kindName, learnKinds } from "./kinds.ts";

const SURVEY = { key: "survey", label: "Inmeten", labels: { nl: "Inmeten" }, touch: true, archived: false };

beforeEach(async () => {
  await forgetAll();
  signedIn();
  speak("nl");
});

it("asks once what an own kind is called", async () => {
  const asked = serve({ "GET /v1/activity-kinds": { data: [SURVEY] } });
  expect(kindName("survey")).toBe("survey");
  expect(kindName("survey")).toBe("survey");
  await vi.waitFor(() => expect(kindName("survey")).toBe("Inmeten"));
  expect(asked).toHaveLength(1);
});

it("asks nothing for a kind that comes with Relata", () => {
  const asked = serve({});
  expect(kindName("phone_call")).toBe("Telefoongesprek");
  expect(asked).toEqual([]);
});

it("calls a kind as the organisation does, once something told of it", () => {
  const asked = serve({});
  learnKinds([{ key: "phone_call", name: "Belletje", names: { nl: "Belletje" } }]);
  expect(kindName("phone_call")).toBe("Belletje");
  expect(asked).toEqual([]);
});
