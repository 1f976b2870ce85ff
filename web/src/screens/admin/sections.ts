import type { FunctionComponent } from "preact";
import { may } from "@/api/session.ts";
import type { Titled } from "./titles.ts";

/** A section of the administration: a file of its own, or the records of a type in the list that all of them share. */
export type Section = {
  key: Titled;
  group: Group;
  /** Without this right it is not offered; the API decides all the same. */
  right?: string;
  load?: () => Promise<{ default: FunctionComponent }>;
  type?: string;
  plural?: string;
  /** What a row tells beside its name. */
  tells?: readonly string[];
};

export const GROUPS = ["people", "rights", "records", "work", "data", "trust"] as const;
export type Group = (typeof GROUPS)[number];

const records = (key: Titled, group: Group, type: string, plural: string, tells: readonly string[]): Section => ({
  key,
  group,
  right: `${type}.read`,
  type,
  plural,
  tells,
});

export const SECTIONS: readonly Section[] = [
  { key: "users", group: "people", right: "user.read", load: () => import("./users.tsx") },
  records("teams", "people", "team", "teams", ["members", "description"]),
  records("ties", "people", "tie", "ties", ["user", "relation"]),
  records("launchLinks", "people", "launch_link", "launch-links", ["url"]),
  records("sharingRules", "rights", "sharing_rule", "sharing-rules", ["of", "level"]),
  records("typeDefaults", "rights", "type_default", "type-defaults", ["of", "level"]),
  { key: "fields", group: "records", right: "custom_field.read", load: () => import("./own_fields.tsx") },
  records("codeTables", "records", "code_table", "code-tables", ["description"]),
  records("mailTemplates", "work", "mail_template", "mail-templates", ["subject", "language"]),
];

export const offered = (): Section[] => SECTIONS.filter((each) => !each.right || may(each.right));

export const sectionOf = (key: string): Section | undefined => SECTIONS.find((each) => address(each) === key);

/** `sharingRules` → `sharing-rules`, as addresses have it. */
export const address = (section: Section): string =>
  section.key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
