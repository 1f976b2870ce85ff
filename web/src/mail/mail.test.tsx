import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { language } from "@/words/language.ts";
import { ANN, type Asked, problem, serve, signedIn } from "../../tests/server.ts";
import { MailComposer } from "./composer.tsx";
import { MailFrame } from "./frame.tsx";
import { MailReader } from "./reader.tsx";
import { answered, type WholeMail } from "./reading.ts";

const JAN = { name: "Jan Visser", email: "jan@hamerslag.example" };
const OTHER = { name: "", email: "els@hamerslag.example" };
const MAIL = {
  id: "act_1",
  subject: "Our order",
  date: "2026-11-20T09:30:00Z",
  from: [JAN],
  reply_to: [],
  to: [{ name: "", email: ANN.email }, OTHER],
  cc: [],
  headers: [{ name: "X-Mailer", value: "Post" }],
  text: "Ten bicycles.",
  quoted: "",
  html: '<p>Ten bicycles.<img data-remote-src="https://spy.example/1.gif"></p>',
  remote_images: true,
  attachments: [
    { file_name: "order.pdf", type: "application/pdf", size: 1200, inline: false, document: "doc_1", reason: null },
    { file_name: "run.exe", type: "", size: 10, inline: false, document: null, reason: "not allowed" },
  ],
  events: [],
  forwarded: null,
  automatic: null,
  faults: [],
  state: "filed",
  rule: "match",
  reason: "Somebody who took part has the address.",
  trust: "verified",
  verdicts: {},
} as unknown as WholeMail;

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("activity.create", "activity.read", "mail_template.view");
});

const frame = () => document.querySelector("iframe") as HTMLIFrameElement;

describe("a letter in its frame", () => {
  it("runs nothing, shares nothing with this page, and loads no images until they are asked for", () => {
    render(<MailFrame html="<p>Hello</p>" />);
    const rights = frame().getAttribute("sandbox")?.split(" ") ?? [];
    expect(rights).not.toContain("allow-scripts");
    expect(rights).not.toContain("allow-same-origin");
    expect(rights).not.toContain("allow-forms");
    expect(rights).not.toContain("allow-top-navigation");
    const html = frame().getAttribute("srcdoc") ?? frame().srcdoc;
    expect(html).toContain("default-src 'none'");
    expect(html).toContain("img-src data:;");
    expect(html).not.toContain("script-src");
  });

  it("may load images where they were asked for, and still nothing else", () => {
    render(<MailFrame html="<p>Hello</p>" images />);
    expect(frame().getAttribute("srcdoc") ?? frame().srcdoc).toContain("img-src data: https:;");
  });
});

describe("reading a mail", () => {
  it("tells who wrote it, why it is here, what came with it and what was not kept", async () => {
    serve({ "GET /v1/activities/{id}/mail": MAIL });
    render(<MailReader id="act_1" />);
    await screen.findByText("Jan Visser <jan@hamerslag.example>");
    expect(screen.getByText(/has the address of a contact/)).toBeTruthy();
    expect(screen.getByRole("link", { name: /order\.pdf/ }).getAttribute("href")).toBe("/documents/doc_1");
    expect(screen.getByText("Not kept: not allowed")).toBeTruthy();
  });

  it("asks for images only when the reader says so", async () => {
    const asked = serve({ "GET /v1/activities/{id}/mail": MAIL });
    render(<MailReader id="act_1" />);
    fireEvent.click(await screen.findByRole("button", { name: "Show images" }));
    await waitFor(() => expect(asked.at(-1)?.query).toEqual({ images: "true" }));
    expect(asked[0]?.query).toEqual({});
  });

  it("shows the text of the activity where the message is not there", async () => {
    serve({
      "GET /v1/activities/{id}/mail": () => problem(404, "not_found"),
      "GET /v1/activities/{id}": { id: "act_1", version: 1, text: "<p>How it begins</p>", mail: { state: "filed" } },
    });
    render(<MailReader id="act_1" />);
    await screen.findByText("How it begins");
    expect(screen.getByText(/The whole mail is not here/)).toBeTruthy();
  });
});

describe("answering", () => {
  it("goes to who wrote, or to all but oneself", () => {
    expect(answered(MAIL, ANN.email, false)).toEqual({ to: [JAN], cc: [] });
    expect(answered(MAIL, ANN.email.toUpperCase(), true)).toEqual({ to: [JAN], cc: [OTHER] });
  });

  it("leaves out the address of the dossier, where it is filed anyway", () => {
    const copied = {
      ...MAIL,
      cc: [{ name: "", email: "acme+agraldd3lillee7cddscm2bi4qziylsionq6shopju@relata.example" }],
    };
    expect(answered(copied, ANN.email, true).cc).toEqual([OTHER]);
  });

  it("of one's own mail goes to whom it went", () => {
    const mine = { ...MAIL, from: [{ name: "Ann", email: ANN.email }], to: [JAN] };
    expect(answered(mine, ANN.email, false).to).toEqual([JAN]);
  });
});

describe("writing a mail", () => {
  const type = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label, { exact: false }), { target: { value } });
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name, hidden: true }));
  const templates = { data: [{ id: "tpl_1", name: "Offer" }], page: { next_cursor: null, has_more: false } };

  function open(answers: Parameters<typeof serve>[0]) {
    const asked = serve({
      "GET /v1/mail-templates": templates,
      "POST /v1/mails": ({ body }: Asked) => [201, { id: "act_2", subject: body.subject }],
      ...answers,
    });
    const closed: unknown[] = [];
    render(
      <>
        <MailComposer links={[{ id: "rel_1", title: "Acme" }]} to="rel_1" onClose={() => closed.push(true)} />
        <Toasts />
      </>,
    );
    return { asked, closed, sent: () => asked.filter((each) => each.path === "/v1/mails") };
  }

  it("sends it from the dossier, and takes it back while it is queued", async () => {
    const { asked, closed, sent } = open({ "POST /v1/mails/{id}/cancel": { id: "act_2" } });
    type("Subject", "Our offer");
    type("Text", "Here it is.");
    press("Send");
    await waitFor(() => expect(closed).toHaveLength(1));
    expect(sent()[0]?.body).toEqual({
      to: [{ relation: "rel_1" }],
      subject: "Our offer",
      html: "<p>Here it is.</p>",
      links: [{ id: "rel_1" }],
    });
    press("Undo");
    await screen.findByText("The mail is not sent");
    expect(asked.at(-1)?.path).toBe("/v1/mails/act_2/cancel");
  });

  it("says so where it had gone already", async () => {
    open({ "POST /v1/mails/{id}/cancel": () => problem(409, "conflict") });
    type("Subject", "Our offer");
    type("Text", "Here it is.");
    press("Send");
    fireEvent.click(await screen.findByRole("button", { name: "Undo", hidden: true }));
    await screen.findByText("It had gone already");
  });

  it.each([
    ["a new one begins with its subject", {}, /^Subject/],
    [
      "an answer, of which the subject is there, with its text",
      { replyTo: { id: "act_1", subject: "Order" } },
      /^Text/,
    ],
  ])("%s", (_, more, label) => {
    serve({ "GET /v1/mail-templates": { data: [], page: { next_cursor: null, has_more: false } } });
    render(<MailComposer recipients={{ to: [JAN], cc: [] }} {...more} onClose={() => {}} />);
    const first = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].filter((each) => each.autofocus);
    expect(first).toEqual([screen.getByLabelText(label)]);
  });

  it("says what is missing, begins with the first of it, and sends nothing", async () => {
    const { sent } = open({});
    press("Send");
    await screen.findByText("Write something, or choose a template");
    expect(sent()).toHaveLength(0);
    await waitFor(() => expect(document.activeElement === screen.getByLabelText(/^Subject/)).toBe(true));
    type("Subject", "Our offer");
    press("Send");
    await waitFor(() => expect(document.activeElement === screen.getByLabelText(/^Text/)).toBe(true));
  });

  it("gives the focus to what the API refuses, and keeps what was typed", async () => {
    const errors = [{ field: "subject", code: "too_long", message: "Shorten it." }];
    open({ "POST /v1/mails": () => problem(422, "invalid", { errors }) });
    type("Subject", "Our offer");
    type("Text", "Here it is.");
    screen.getByLabelText(/^Text/).focus();
    press("Send");
    const subject = screen.getByLabelText<HTMLInputElement>(/^Subject/);
    await waitFor(() => expect(document.activeElement === subject).toBe(true));
    expect(subject.value).toBe("Our offer");
  });

  it("sends a template as it is, and its text where somebody changed that", async () => {
    const filled = { subject: "Our offer for Acme", html: "<p>Dear Jan,</p>" };
    const { sent } = open({ "POST /v1/mail-templates/{id}/preview": filled });
    fireEvent.change(await screen.findByLabelText("Template"), { target: { value: "tpl_1" } });
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLTextAreaElement>("Text", { exact: false }).value).toBe("Dear Jan,"),
    );
    press("Send");
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body).toMatchObject({ template: "tpl_1", filled_from: "rel_1", subject: "Our offer for Acme" });
    expect(sent()[0]?.body).not.toHaveProperty("html");
  });
});
