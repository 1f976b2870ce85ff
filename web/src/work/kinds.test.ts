import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll, me } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { ANN, serve, signedIn } from "../../tests/server.ts";
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

describe("what is told of oneself", () => {
  const visit = { key: "visit", label: "Klantbezoek", labels: { nl: "Klantbezoek", de: "Kundenbesuch" } };

  beforeEach(() => {
    me.value = { ...ANN, activity_kinds: [visit, SURVEY] };
  });

  it("says what the organisation calls a kind, in the language that is spoken, without a request", () => {
    const asked = serve({});
    expect(["visit", "survey", "phone_call"].map(kindName)).toEqual(["Klantbezoek", "Inmeten", "Telefoongesprek"]);
    speak("de");
    expect(["visit", "survey", "phone_call"].map(kindName)).toEqual(["Kundenbesuch", "Inmeten", "Telefonat"]);
    expect(asked).toEqual([]);
  });

  it("counts until all are known as they are by now", () => {
    serve({});
    learnKinds([{ key: "visit", name: "Rondgang", names: { nl: "Rondgang" } }]);
    expect(["visit", "survey"].map(kindName)).toEqual(["Rondgang", "Inmeten"]);
  });

  it("is forgotten with them", async () => {
    await forgetAll();
    expect(kindName("visit")).toBe("Bezoek");
  });
});

it("calls a kind as the organisation does, once something told of it", () => {
  const asked = serve({});
  learnKinds([{ key: "phone_call", name: "Belletje", names: { nl: "Belletje" } }]);
  expect(kindName("phone_call")).toBe("Belletje");
  expect(asked).toEqual([]);
});
