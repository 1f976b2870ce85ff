import type { FunctionComponent } from "preact";
import { may } from "@/api/session.ts";
import type { Titled } from "./titles.ts";

/** A section of the administration: a file of its own, or the records of a type in the list that all of them share. */
export type Section = {
  key: Titled;
  group: Group;
  /** Without all of these rights it is not offered: what it shows is asked by them. The API decides all the same. */
  rights: readonly string[];
  load?: () => Promise<{ default: FunctionComponent }>;
  type?: string;
  plural?: string;
  /** Grids and long tables use the whole width. */
  wide?: boolean;
  /** What a row tells beside its name. */
  tells?: readonly string[];
};

export const GROUPS = ["people", "rights", "records", "work", "data", "trust"] as const;
export type Group = (typeof GROUPS)[number];

const records = (key: Titled, group: Group, type: string, plural: string, tells: readonly string[]): Section => ({
  key,
  group,
  rights: [`${type}.read`],
  type,
  plural,
  tells,
});

export const SECTIONS: readonly Section[] = [
  { key: "users", group: "people", rights: ["user.read"], load: () => import("./users.tsx") },
  { key: "teams", group: "people", rights: ["team.read"], load: () => import("./teams.tsx") },
  { key: "organisation", group: "people", rights: ["setting.read"], load: () => import("./organisation.tsx") },
  { key: "ties", group: "people", rights: ["tie.read"], load: () => import("./ties.tsx") },
  records("launchLinks", "people", "launch_link", "launch-links", ["url", "assigned", "position"]),
  { key: "roles", group: "rights", rights: ["role.read"], load: () => import("./roles.tsx") },
  { key: "profiles", group: "rights", rights: ["profile.read"], wide: true, load: () => import("./profiles.tsx") },
  {
    key: "sharingRules",
    group: "rights",
    rights: ["sharing_rule.read", "profile.read"],
    load: () => import("./sharing_rules.tsx"),
  },
  {
    key: "typeDefaults",
    group: "rights",
    rights: ["type_default.read", "profile.read"],
    load: () => import("./type_defaults.tsx"),
  },
  { key: "viewAs", group: "rights", rights: ["user.read"], wide: true, load: () => import("./view_as.tsx") },
  { key: "explain", group: "rights", rights: ["user.read", "profile.read"], load: () => import("./explain.tsx") },
  { key: "fields", group: "records", rights: ["custom_field.read"], load: () => import("./own_fields.tsx") },
  { key: "labels", group: "records", rights: ["custom_field.read"], load: () => import("./labels.tsx") },
  { key: "codeTables", group: "records", rights: ["code_table.read"], load: () => import("./code_tables.tsx") },
  { key: "linkTypes", group: "records", rights: ["connection.read"], load: () => import("./link_types.tsx") },
  { key: "layouts", group: "records", rights: ["setting.edit"], load: () => import("./layouts.tsx") },
  { key: "completeness", group: "records", rights: ["setting.read"], load: () => import("./completeness.tsx") },
  { key: "duplicates", group: "records", rights: ["setting.read"], load: () => import("./duplicate_rules.tsx") },
  { key: "search", group: "records", rights: ["setting.read"], load: () => import("./search_settings.tsx") },
  { key: "kinds", group: "work", rights: ["activity.read"], load: () => import("./kinds.tsx") },
  { key: "reminders", group: "work", rights: ["activity.read"], load: () => import("./reminders.tsx") },
  records("mailTemplates", "work", "mail_template", "mail-templates", ["subject", "language"]),
  { key: "mail", group: "work", rights: ["setting.read"], load: () => import("./mail_settings.tsx") },
  { key: "sources", group: "data", rights: ["setting.edit", "relation.create"], load: () => import("./sources.tsx") },
  { key: "retention", group: "trust", rights: ["setting.read"], load: () => import("./retention.tsx") },
  { key: "erasures", group: "trust", rights: ["erasure.list"], load: () => import("./erasures.tsx") },
  { key: "audit", group: "trust", rights: ["audit.inspect"], wide: true, load: () => import("./audit.tsx") },
];

export const isOffered = ({ rights }: Section): boolean => rights.every(may);

export const offered = (): Section[] => SECTIONS.filter(isOffered);

export const sectionOf = (key: string): Section | undefined => SECTIONS.find((each) => address(each) === key);

/** `sharingRules` → `sharing-rules`, as addresses have it. */
export const address = (section: Section): string =>
  section.key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
