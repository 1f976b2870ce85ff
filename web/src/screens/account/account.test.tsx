import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { forgetAll, me } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { problem, serve, signedIn } from "../../../tests/server.ts";
import Account from "./index.tsx";

const AT = "2026-11-21T08:30:00.000Z";
const SESSIONS = [
  { id: "ses_1", agent: "Firefox on Linux", tenant: "", created_at: AT, last_used_at: AT, current: true },
  { id: "ses_2", agent: "Safari on iPhone", tenant: "", created_at: AT, last_used_at: AT, current: false },
];
const RULE = { key: "due", of: "due", ahead: "PT0M", channel: "in_app", repeat: null, repeats: 0, kinds: [] };
const NOTICES = {
  "GET /v1/me/subscriptions": {
    data: [
      { record: { id: "rel_1", type: "relation", title: "Hamerslag" }, channel: "digest", since: AT },
      { record: { id: "rel_2", type: null, title: null }, channel: "in_app", since: AT },
    ],
    page: { next_cursor: null, has_more: false },
    kinds: [],
    channels: { assigned: "in_app", invited: "in_app", completed: "in_app", received: "mail", commented: "in_app" },
  },
  "GET /v1/me/reminder-rules": { rules: [RULE], own: false },
  "GET /v1/activity-kinds": { data: [] },
};

beforeEach(async () => {
  await forgetAll();
  signedIn();
  speak("en");
});

const type = (label: string | RegExp, value: string, at = 0) =>
  fireEvent.input(screen.getAllByLabelText(label)[at]!, { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

it("keeps a name and the time zone of the organisation", async () => {
  const asked = serve({ "PATCH /v1/me": ({ body }) => ({ ...me.value, ...body }) });
  render(<Account />);
  type(/^Name/, "Ann de Wit ");
  choose("Time zone", "");
  press("Save");
  await waitFor(() => expect(me.value?.name).toBe("Ann de Wit"));
  expect(asked[0]!.body).toEqual({ name: "Ann de Wit", time_zone: null });
});

it("offers single keys to colleagues only, for whom they do something", () => {
  const shown = render(<Account />);
  screen.getByLabelText(/^Single keys/);
  shown.unmount();
  me.value = { ...me.value!, kind: "external" } as typeof me.value;
  render(<Account />);
  expect(screen.queryByLabelText(/^Single keys/)).toBeNull();
  screen.getByLabelText("Time zone");
});

it("has a name that was typed and not saved again, until somebody starts afresh", async () => {
  serve({ "PATCH /v1/me": ({ body }) => ({ ...me.value, ...body }) });
  const closes = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const name = () => screen.getByLabelText<HTMLInputElement>(/^Name/).value;
  const was = me.value?.name ?? "";
  const first = render(<Account />);
  type(/^Name/, "Ann de Wit");
  expect(closes()).toBe(false);
  first.unmount();
  const second = render(<Account />);
  expect(name()).toBe("Ann de Wit");
  press("Start afresh");
  await waitFor(() => expect(name()).toBe(was));
  expect(closes()).toBe(true);
  type(/^Name/, "Ann de Wit");
  press("Save");
  await waitFor(() => expect(me.value?.name).toBe("Ann de Wit"));
  second.unmount();
  render(<Account />);
  expect(screen.queryByText(/What you had typed/)).toBeNull();
});

it("turns keys that do something by themselves off and on again", async () => {
  const asked = serve({ "PATCH /v1/me/preferences": {} });
  render(<Account />);
  const turned = screen.getByLabelText<HTMLInputElement>(/^Single keys do something/);
  expect(turned.checked).toBe(true);
  fireEvent.click(turned);
  await waitFor(() => expect(me.value?.preferences).toEqual({ single_keys: false }));
  expect(turned.checked).toBe(false);
  fireEvent.click(turned);
  await waitFor(() => expect(me.value?.preferences).toEqual({}));
  await waitFor(() => expect(asked.map((each) => each.body)).toEqual([{ single_keys: false }, { single_keys: null }]));
});

it("says at the field what is wrong with a password, and keeps what was typed", async () => {
  const refused = { errors: [{ field: "password", code: "wrong", message: "in English" }] };
  serve({ "GET /v1/auth/sessions": { data: [] }, "POST /v1/auth/password": problem(422, "invalid", refused) });
  render(<Account section="security" />);
  type("Present password", "not this");
  type("New password", "four slow trains");
  press("Change the password");
  await screen.findByText("This is not right");
  expect((screen.getByLabelText("New password") as HTMLInputElement).value).toBe("four slow trains");
});

it("replaces the second factor when the new one has shown a code, and shows the new recovery codes", async () => {
  const asked = serve({
    "GET /v1/auth/sessions": { data: [] },
    "POST /v1/auth/factor": { challenge: "c-1", secret: "JBSWY3DP", otpauth_uri: "otpauth://x", qr_svg: "<svg></svg>" },
    "POST /v1/auth/factor/confirm": { recovery_codes: ["7K2M-9QXD-41TB"] },
  });
  render(<Account section="security" />);
  type("Present password", "three green bicycles", 1);
  type("Present code, or a recovery code", "123456");
  press("Replace it");
  await screen.findByAltText("Picture to scan (QR)");
  type("Code of the new app", "654 321");
  press("Confirm");
  await screen.findByText("7K2M-9QXD-41TB");
  expect(asked.filter((each) => each.method === "POST").map((each) => each.body)).toEqual([
    { password: "three green bicycles", code: "123456" },
    { challenge: "c-1", code: "654321" },
  ]);
  const asks = screen.getByLabelText("I kept them");
  const head = document.querySelector<HTMLElement>(".dialog-head") as HTMLElement;
  fireEvent.click(within(head).getByRole("button", { name: "Close", hidden: true }));
  expect(screen.getByText("7K2M-9QXD-41TB"), "the codes of before are gone").toBeTruthy();
  expect(document.activeElement).toBe(asks);
  fireEvent.click(asks);
  fireEvent.click(screen.getByRole("button", { name: "Done", hidden: true }));
  await waitFor(() => expect(screen.queryByText("7K2M-9QXD-41TB")).toBeNull());
});

it("ends another session, and never offers to end this one by that", async () => {
  let left = SESSIONS;
  serve({
    "GET /v1/auth/sessions": () => ({ data: left }),
    "DELETE /v1/auth/sessions/{id}": ({ ids }) => {
      left = left.filter((each) => each.id !== ids.id);
      return undefined;
    },
  });
  render(<Account section="security" />);
  await screen.findByText("Firefox on Linux");
  expect(screen.queryByRole("button", { name: /Firefox/ })).toBeNull();
  press("Sign out there: Safari on iPhone");
  await waitFor(() => expect(screen.queryByText("Safari on iPhone")).toBeNull());
});

it("changes a channel at once, and back where that is refused", async () => {
  serve({ ...NOTICES, "PUT /v1/me/subscriptions/channels": problem(503, "busy") });
  render(<Account section="notices" />);
  const select = (await screen.findByLabelText("A task is given to me or my team")) as HTMLSelectElement;
  fireEvent.change(select, { target: { value: "mail" } });
  await waitFor(() => expect(select.value).toBe("in_app"));
});

it("makes rules of one's own out of those of the organisation", async () => {
  const asked = serve({ ...NOTICES, "PUT /v1/me/reminder-rules": ({ body }) => ({ rules: body.rules, own: true }) });
  render(<Account section="notices" />);
  await screen.findByText("These are the rules of the organisation.");
  choose("How long before", "P1D");
  await screen.findByText("These are rules of my own.");
  await waitFor(() =>
    expect(asked.find((each) => each.method === "PUT")?.body).toEqual({ rules: [{ ...RULE, ahead: "P1D" }] }),
  );
});

it("lets go of what is followed, what may not be seen any more too", async () => {
  const asked = serve({ ...NOTICES, "DELETE /v1/me/subscriptions/records/{id}": undefined });
  render(<Account section="notices" />);
  expect((await screen.findByRole("link", { name: "Hamerslag" })).getAttribute("href")).toBe("/relations/rel_1");
  press("Follow no longer: Something that is not there any more");
  const gone = "/v1/me/subscriptions/records/rel_2";
  await waitFor(() => expect(asked.some((each) => each.method === "DELETE" && each.path === gone)).toBe(true));
  expect(screen.queryByText("Something that is not there any more")).toBeNull();
});

it("asks no more than three things for a screen", async () => {
  const asked = serve(NOTICES);
  render(<Account section="notices" />);
  await screen.findByText("These are the rules of the organisation.");
  expect(asked.length).toBeLessThanOrEqual(3);
});
