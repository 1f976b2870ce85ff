import { asked } from "./asking.ts";
import { mailedToken } from "./mailed_link.ts";
import type { User } from "./stack.ts";
import { enrolled, post } from "./two_organisations.ts";

export type Invited = { id: string; email: string; name: string };

export const PASSWORD = "three green bicycles downhill";

/** A new colleague, whose invitation is on its way. */
export async function invited(language: string): Promise<Invited> {
  const email = `els.${language}.${Date.now()}@demo.relata.example`;
  const body = { email, name: "Els Timmer", role: "reader", language };
  const { id } = await asked<{ id: string }>("administrator", "POST", "/v1/users", body);
  return { id, email, name: body.name };
}

/** A new colleague who has a password and a second factor. */
export async function newcomer(language: string): Promise<User & Invited> {
  const { id, email, name } = await invited(language);
  const token = await mailedToken(email, "invitation");
  const { challenge } = await post<{ challenge: string }>("auth/invitations/accept", { token, password: PASSWORD });
  const { secret } = await enrolled(challenge);
  return { id, email, name, language, role: "reader", password: PASSWORD, totp_secret: secret };
}

export const gone = ({ id }: Invited): Promise<unknown> => asked("administrator", "DELETE", `/v1/users/${id}`);
