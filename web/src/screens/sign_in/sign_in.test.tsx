import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { me, standing } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { ANN, problem, serve } from "../../../tests/server.ts";
import SignIn from "./index.tsx";
import MailedLink from "./mailed_link.tsx";

beforeEach(() => {
  me.value = null;
  standing.value = "out";
  speak("en");
});

const TENANT = ANN.tenants[0]!;
const TOKENS = { access_token: "x.eyJ1c2VyIjoidSJ9.y", refresh_token: null, expires_in: 900, tenant: TENANT };
const LOGIN = { "POST /v1/auth/login": { challenge: "c-1", enrolment_required: false } };
const IN = { "GET /v1/me": ANN };

const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: RegExp | string) => fireEvent.click(screen.getByRole("button", { name }));

async function givePassword(): Promise<void> {
  type("E-mail address", "ann@example.com");
  type("Password", "three green bicycles");
  press("Sign in");
}

it("signs in with password and code, and keeps no token that a script could find", async () => {
  const asked = serve({ ...LOGIN, ...IN, "POST /v1/auth/verify": { ...TOKENS, tenants: [TENANT] } });
  render(<SignIn />);
  await givePassword();
  await screen.findByLabelText("Code from your app");
  type("Code from your app", "123 456");
  press("Sign in");
  await expect.poll(() => standing.value).toBe("in");
  expect(asked[0]!.body).toEqual({ email: "ann@example.com", password: "three green bicycles" });
  expect(asked[1]!.body).toEqual({ challenge: "c-1", code: "123456", browser: true });
  expect(asked[2]!.headers.get("Authorization")).toBe(`Bearer ${TOKENS.access_token}`);
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("eyJ");
});

it("lets password managers and pasted codes do their work", async () => {
  serve(LOGIN);
  render(<SignIn />);
  expect(screen.getByLabelText("E-mail address").getAttribute("autocomplete")).toBe("username");
  expect(screen.getByLabelText("Password").getAttribute("autocomplete")).toBe("current-password");
  await givePassword();
  const code = await screen.findByLabelText("Code from your app");
  expect(code.getAttribute("autocomplete")).toBe("one-time-code");
  expect(code.getAttribute("inputmode")).toBe("numeric");
});

it("says what is wrong in the reader's language, and keeps what was typed", async () => {
  serve({ "POST /v1/auth/login": problem(401, "unauthorized", { detail: "in English" }) });
  speak("nl");
  render(<SignIn />);
  type("E-mailadres", "ann@example.com");
  type("Wachtwoord", "niet dit");
  press("Inloggen");
  expect((await screen.findByRole("alert")).textContent).toContain("klopt niet");
  expect((screen.getByLabelText("E-mailadres") as HTMLInputElement).value).toBe("ann@example.com");
  expect((screen.getByLabelText("Wachtwoord") as HTMLInputElement).value).toBe("niet dit");
});

it("tells how long to wait after too many attempts", async () => {
  serve({ "POST /v1/auth/login": problem(429, "too_many_requests", {}, { "Retry-After": "42" }) });
  render(<SignIn />);
  await givePassword();
  expect((await screen.findByRole("alert")).textContent).toContain("42 seconds");
});

it("asks nothing of the API while a field is empty", async () => {
  const asked = serve(LOGIN);
  render(<SignIn />);
  type("E-mail address", "ann@example.com");
  press("Sign in");
  await screen.findByText("Fill this in");
  expect(asked).toEqual([]);
});

it("takes a recovery code in the place of the phone", async () => {
  const asked = serve({ ...LOGIN, ...IN, "POST /v1/auth/verify": { ...TOKENS, tenants: [TENANT] } });
  render(<SignIn />);
  await givePassword();
  await screen.findByLabelText("Code from your app");
  press("I do not have my phone");
  type("Recovery code", " 7K2M-9QXD-41TB ");
  press("Sign in");
  await expect.poll(() => standing.value).toBe("in");
  expect(asked[1]!.body.code).toBe("7K2M-9QXD-41TB");
});

it("enrols an app at the first sign-in, and goes on only when the recovery codes are kept", async () => {
  serve({
    ...IN,
    "POST /v1/auth/login": { challenge: "c-2", enrolment_required: true },
    "POST /v1/auth/enroll": {
      secret: "JBSWY3DPEHPK3PXP",
      otpauth_uri: "otpauth://totp/Relata",
      qr_svg: "<svg viewBox='0 0 1 1'></svg>",
    },
    "POST /v1/auth/enroll/confirm": {
      ...TOKENS,
      tenants: [TENANT],
      recovery_codes: ["7K2M-9QXD-41TB", "C8NW-0RJZ-5HFE"],
    },
  });
  render(<SignIn />);
  await givePassword();
  const picture = await screen.findByAltText("Picture to scan (QR)");
  expect(picture.getAttribute("src")).toContain(encodeURIComponent('xmlns="http://www.w3.org/2000/svg"'));
  expect(screen.getByText("JBSW Y3DP EHPK 3PXP")).toBeTruthy();
  type("Code from your app", "123456");
  press("Sign in");
  await screen.findByText("7K2M-9QXD-41TB");
  expect((screen.getByRole("button", { name: "Sign in" }) as HTMLButtonElement).disabled).toBe(true);
  expect(standing.value).toBe("out");
  fireEvent.click(screen.getByLabelText("I kept them"));
  press("Sign in");
  await expect.poll(() => standing.value).toBe("in");
});

it("asks where to go when somebody belongs to several organisations", async () => {
  const other = { id: "ten_2", name: "De Spaak" };
  const asked = serve({
    ...LOGIN,
    ...IN,
    "POST /v1/auth/verify": ({ body }) =>
      body.tenant ? { ...TOKENS, tenant: other, tenants: [] } : { tenants: [TENANT, other], challenge: "c-1" },
  });
  render(<SignIn />);
  await givePassword();
  await screen.findByLabelText("Code from your app");
  type("Code from your app", "123456");
  press("Sign in");
  fireEvent.click(await screen.findByRole("button", { name: /De Spaak/ }));
  await expect.poll(() => standing.value).toBe("in");
  expect(asked[2]!.body).toEqual({ challenge: "c-1", tenant: "ten_2", browser: true });
});

it("asks for a link when the password is forgotten, and does not tell whether there is such a person", async () => {
  const asked = serve({ "POST /v1/auth/password-reset": [202, { status: "accepted" }] });
  render(<SignIn />);
  type("E-mail address", "ann@example.com");
  press("Forgotten your password?");
  press("Send the link");
  expect((await screen.findByRole("status")).textContent).toContain("If ann@example.com is known here");
  expect(asked[0]!.body).toEqual({ email: "ann@example.com" });
});

describe("a mailed link", () => {
  const ABOUT = { organisation: "Hamerslag", email: "bo@example.com", name: "Bo", language: "nl", new: true };

  it("takes its token out of the address, speaks the language of the invited, and begins their sign-in", async () => {
    location.hash = "#idn_1.secret";
    const asked = serve({
      "POST /v1/auth/invitations": ABOUT,
      "POST /v1/auth/invitations/accept": { challenge: "c-3", enrolment_required: true },
      "POST /v1/auth/enroll": { secret: "JBSW", otpauth_uri: "otpauth://x", qr_svg: "<svg></svg>" },
    });
    render(<MailedLink page="invitation" />);
    await screen.findByText("Welkom, Bo");
    expect(location.hash).toBe("");
    type("Kies een wachtwoord", "vier trage treinen");
    press("Uitnodiging aannemen");
    await screen.findByText("Uw tweede sleutel");
    expect(asked[1]!.body).toEqual({ token: "idn_1.secret", password: "vier trage treinen" });
  });

  it("says in words why a password is refused", async () => {
    location.hash = "#t";
    const refused = { errors: [{ field: "password", code: "too_common", message: "in English" }] };
    serve({
      "POST /v1/auth/password-reset/about": { email: "bo@example.com", name: "Bo", language: "de" },
      "POST /v1/auth/password-reset/confirm": problem(422, "invalid", refused),
    });
    render(<MailedLink page="password-reset" />);
    type(await screen.findByLabelText("Neues Passwort").then(() => "Neues Passwort"), "password1");
    press("Passwort setzen");
    expect((await screen.findByRole("alert")).textContent).toContain("benutzen viele");
  });

  it("tells when it is over", async () => {
    location.hash = "#old";
    serve({ "POST /v1/auth/invitations": problem(401, "unauthorized") });
    render(<MailedLink page="invitation" />);
    expect((await screen.findByRole("alert")).textContent).toContain("does not work any more");
  });
});
