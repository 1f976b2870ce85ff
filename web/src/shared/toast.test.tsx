import { render, screen } from "@testing-library/preact";
import { beforeEach, test } from "vitest";
import { ApiProblem } from "@/api/problem.ts";
import { language } from "@/words/language.ts";
import { complain, Toasts } from "./toast.tsx";

beforeEach(() => {
  language.value = "en";
});

test("what was refused is told with what is wrong, once", async () => {
  render(<Toasts />);
  const errors = ["custom_stage", "custom_other"].map((field) => ({
    field,
    code: "no_such_way",
    message: "After open comes won.",
  }));
  complain(new ApiProblem(422, { code: "invalid", detail: "Nothing was saved.", errors }));
  await screen.findByText("Nothing was saved. After open comes won.");
});
