import { readFileSync } from "node:fs";
import { dirname } from "node:path";

export type Role = "administrator" | "manager" | "after_sales" | "reader" | "customer";
export type User = {
  email: string;
  password: string;
  totp_secret: string;
  role: string;
  name: string;
  language: string;
};
type Local = {
  url: string;
  outbox_url: string;
  dossier_address: string;
  smtp: { host: string; port: number };
  users: User[];
};

const file = process.env.RELATA_LOCAL;
if (!file) throw new Error("There is no RELATA_LOCAL: run the stories with `make e2e-web`.");

/** The stack that stands, as `infra.local` tells of it. */
export const local = JSON.parse(readFileSync(file, "utf8")) as Local;
export const folder = dirname(file);

export function user(as: Role): User {
  const found = local.users.find((each) => (PEOPLE[as] ?? as) === each.email.split("@")[0]);
  if (!found) throw new Error(`The demo tenant has nobody who is ${as}`);
  return found;
}

/** By what stands before the @ of their address. */
const PEOPLE: Record<Role, string> = {
  administrator: "anna",
  manager: "bram",
  after_sales: "dora",
  reader: "chris",
  customer: "jan.visser",
};
