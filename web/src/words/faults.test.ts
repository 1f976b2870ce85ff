import { expect, test } from "vitest";
import { ApiProblem } from "@/api/problem.ts";
import { speak } from "./language.ts";

const refused = () =>
  new ApiProblem(422, {
    code: "invalid",
    detail: "Correct the fields that `errors` names; nothing was saved.",
    errors: [
      { field: "name", code: "too_long", message: "Give at most 200 characters." },
      { field: "channels[0].value", code: "not_a_known_code", message: "This has no country." },
    ],
  });

test("a refusal is told in the reader's language, with the numbers that it names", () => {
  speak("nl");
  expect(refused().about("name")).toBe("Dit is te lang (hoogstens 200).");
  expect(refused().detail).toBe("Sommige velden kloppen niet; er is niets bewaard.");
});

test("what has no words here is told as the API says it", () => {
  speak("ru");
  expect(refused().about("channels")).toBe("This has no country.");
});

test("English readers get the API's own words", () => {
  speak("en");
  expect(refused().about("name")).toBe("Give at most 200 characters.");
});

test("of a step that is not allowed it is said what is wrong with it", () => {
  speak("nl");
  const errors = [{ field: "custom_stage", code: "no_such_way", message: "After open comes won." }];
  expect(new ApiProblem(422, { code: "invalid", errors }).about("custom_stage")).toBe(
    "Dit mag niet volgen op wat er nu staat.",
  );
});
