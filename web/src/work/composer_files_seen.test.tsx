import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { useBucket } from "../../tests/bucket.ts";
import { created, field, open, PLAN, type Props, press, RIGHTS, says } from "../../tests/composing.tsx";
import { choose, part } from "../../tests/files.ts";
import { type Answers, type Asked, signedIn } from "../../tests/server.ts";

useBucket();
beforeEach(() => {
  language.value = "en";
  signedIn(...RIGHTS);
});
afterEach(() => forgetAll());

describe("who sees the files of an activity", () => {
  const SHARED = "The customer sees the files too";
  const INTERNAL = "Only colleagues see the files";

  async function sent(props: Props, act: () => unknown = () => undefined, answers: Answers = {}) {
    const { kept } = open({ initial: { subject: "Price" }, ...props }, answers);
    choose(part("Files"), PLAN);
    await act();
    press("Save");
    await waitFor(() => expect(kept()).toHaveLength(1));
    return kept()[0]?.body.visibility;
  }
  const seen = (text: string) => waitFor(() => expect(says(text)).toBeTruthy());
  const choosing = (visibility: string) => fireEvent.change(field("Who may see it"), { target: { value: visibility } });

  it("is said before it is saved, by what is usual for the kind", async () => {
    expect(await sent({ kind: "phone_call" }, () => seen(SHARED))).toBe("shared");
  });

  it("is only colleagues of what is internal, which the API is told", async () => {
    expect(await sent({ kind: "note" }, () => seen(INTERNAL))).toBe("internal");
  });

  it("follows what is chosen until it is saved", async () => {
    const turned = async () => {
      await seen(SHARED);
      choosing("internal");
      await seen(INTERNAL);
    };
    expect(await sent({ kind: "phone_call" }, turned)).toBe("internal");
  });

  it("follows the kind that is chosen", async () => {
    const turned = async () => {
      await seen(INTERNAL);
      fireEvent.click(screen.getByRole("radio", { name: "Phone call", hidden: true }));
      await seen(SHARED);
    };
    expect(await sent({ kind: "note" }, turned)).toBe("shared");
  });

  it("is never more than see the activity, though the rules changed meanwhile", async () => {
    const internal = (asked: Asked) => [201, { ...(created(asked)[1] as object), visibility: "internal" }];
    const answers = { "POST /v1/activities": internal };
    expect(await sent({ kind: "phone_call" }, () => seen(SHARED), answers)).toBe("internal");
  });

  it("is only colleagues where the kind is not known", async () => {
    const answers = { "GET /v1/activity-kinds": { data: [] } };
    expect(await sent({ kind: "phone_call" }, () => seen(INTERNAL), answers)).toBe("internal");
  });

  it("is only colleagues of a part of something else, unless it is said", async () => {
    const part = { initial: { subject: "Price", parent: "act_9" } };
    expect(await sent({ kind: "phone_call", ...part }, () => seen(INTERNAL))).toBe("internal");
  });

  it("is only colleagues, and says why, for who may not share documents", async () => {
    signedIn("activity.create", "document.create");
    const shared = async () => {
      choosing("shared");
      await seen(`${INTERNAL}: you may not share documents`);
    };
    expect(await sent({ kind: "phone_call" }, shared)).toBe("internal");
  });
});
