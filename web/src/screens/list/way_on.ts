import { may } from "@/api/session.ts";
import { typeNames } from "@/fields/type_name.ts";
import type { Way } from "@/shared/error_note.tsx";
import { shell } from "@/shell/words.ts";
import { placeOf } from "./place.ts";

/** Where one can go from a record that is not there: to the list of its type, else to the start page. */
export const wayOn = (type: string): Way =>
  may(`${type}.read`) ? { href: placeOf(type), name: typeNames(type) } : { href: "/", name: shell("toStart") };
