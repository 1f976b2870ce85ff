import { beforeEach, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { serve, signedIn } from "../../tests/server.ts";
import { kindName } from "./kinds.ts";

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
