import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { type Asked, serve, signedIn } from "../../tests/server.ts";
import { MailComposer } from "./composer.tsx";

const ACME = { id: "rel_1", title: "Acme" };
const JAN = { name: "Jan Visser", email: "jan@hamerslag.example" };
const REPLY = { id: "act_1", subject: "Our order" };

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("activity.create", "mail_template.view");
});

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: false });
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name, hidden: true }));

function open(
  props: Partial<Parameters<typeof MailComposer>[0]> = { links: [ACME], to: ACME.id },
  answers: Parameters<typeof serve>[0] = {},
) {
  const asked = serve({
    "GET /v1/mail-templates": { data: [{ id: "tpl_1", name: "Offer" }], page: { next_cursor: null, has_more: false } },
    "POST /v1/mail-templates/{id}/preview": { subject: "Our offer", html: "<p>Dear <b>Jan</b>,</p>" },
    "POST /v1/mails": ({ body }: Asked) => [201, { id: "act_2", subject: body.subject }],
    ...answers,
  });
  const closed: unknown[] = [];
  const view = render(<MailComposer {...props} onClose={() => closed.push(true)} />);
  const sent = () => asked.filter((each) => each.path === "/v1/mails");
  return { sent, closed, ...view };
}

describe("a mail that was closed and not sent", () => {
  it("is there again, and can be begun afresh", async () => {
    const first = open();
    type("Subject", "Our offer");
    type("Text", "Half a letter");
    await waitFor(() => expect(field("Text").value).toBe("Half a letter"));
    first.unmount();
    const second = open();
    expect(field("Subject").value).toBe("Our offer");
    expect(field("Text").value).toBe("Half a letter");
    press("Start afresh");
    await waitFor(() => expect(field("Text").value).toBe(""));
    second.unmount();
    open();
    expect(screen.queryByText("What you had typed is back")).toBeNull();
  });

  it("is not there in a mail to others, nor in an answer to all of what was an answer to one", async () => {
    const first = open({ replyTo: REPLY, recipients: { to: [JAN], cc: [] } });
    type("Text", "Half an answer");
    await waitFor(() => expect(field("Text").value).toBe("Half an answer"));
    first.unmount();
    const second = open();
    expect(field("Text").value).toBe("");
    second.unmount();
    const third = open({ replyTo: REPLY, recipients: { to: [JAN], cc: [{ name: "", email: "els@acme.example" }] } });
    expect(field("Text").value).toBe("");
    third.unmount();
    open({ replyTo: REPLY, recipients: { to: [JAN], cc: [] } });
    expect(field("Text").value).toBe("Half an answer");
  });

  it("still goes as its template where nobody changed that", async () => {
    const first = open();
    fireEvent.change(await screen.findByLabelText("Template"), { target: { value: "tpl_1" } });
    await waitFor(() => expect(field("Subject").value).toBe("Our offer"));
    first.unmount();
    const { sent } = open();
    press("Send");
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body).toMatchObject({ template: "tpl_1", filled_from: "rel_1" });
  });

  it("is not sent twice where only the answer was lost", async () => {
    const lost = open(undefined, {
      "POST /v1/mails": () => {
        throw new TypeError("Failed to fetch");
      },
    });
    type("Subject", "Our offer");
    type("Text", "Here it is.");
    press("Send");
    await screen.findByRole("alert", { hidden: true });
    const key = lost.sent()[0]?.headers.get("Idempotency-Key");
    expect(key).toBeTruthy();
    lost.unmount();
    const { sent } = open();
    press("Send");
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.headers.get("Idempotency-Key")).toBe(key);
  });

  it("is gone when it was sent", async () => {
    const first = open();
    type("Subject", "Our offer");
    type("Text", "Here it is.");
    press("Send");
    await waitFor(() => expect(first.closed).toHaveLength(1));
    first.unmount();
    open();
    expect(field("Text").value).toBe("");
  });

  it("is gone at sign-out, whether it was closed before or because of it", async () => {
    const before = open();
    type("Text", "Half a letter");
    await waitFor(() => expect(field("Text").value).toBe("Half a letter"));
    before.unmount();
    const during = open({ links: [ACME] });
    type("Text", "Another half");
    await waitFor(() => expect(field("Text").value).toBe("Another half"));
    await forgetAll();
    during.unmount();
    signedIn("activity.create");
    const one = open();
    expect(field("Text").value).toBe("");
    one.unmount();
    open({ links: [ACME] });
    expect(field("Text").value).toBe("");
  });
});
