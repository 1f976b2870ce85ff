import type { FieldKind } from "../kinds.ts";
import type { FieldDef } from "../schema.ts";

export type InputProps = {
  field: FieldDef;
  kind: FieldKind;
  label: string;
  value: unknown;
  onValue: (value: unknown) => void;
  problem: string | null;
  help: string | null;
  hideLabel?: boolean;
};

/** What every input has around it: its name, help, and what is wrong with it. */
export const around = ({ label, problem, help, hideLabel }: InputProps) => ({ label, problem, help, hideLabel });
