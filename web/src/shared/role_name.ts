import { words } from "@/words/words.ts";

/** The roles and profiles that come with Relata, in the order of their ids, by what they are called there. */
const SHIPPED = {
  administrator: ["Administrator", "Beheerder", "Administrator", "Administrateur", "Администратор"],
  manager: ["Manager", "Manager", "Manager", "Responsable", "Руководитель"],
  sales: ["Sales", "Verkoop", "Vertrieb", "Ventes", "Продажи"],
  after_sales: ["After-sales", "Aftersales", "Kundendienst", "Service après-vente", "Послепродажное обслуживание"],
  accounting: ["Accounting", "Boekhouding", "Buchhaltung", "Comptabilité", "Бухгалтерия"],
  employee: ["Employee", "Medewerker", "Mitarbeiter", "Employé", "Сотрудник"],
  reader: ["Read-only", "Alleen lezen", "Nur lesen", "Lecture seule", "Только чтение"],
  external: ["External", "Extern", "Extern", "Externe", "Внешний"],
} as const;

type Key = keyof typeof SHIPPED;
const KEYS = Object.keys(SHIPPED) as Key[];
const called = words(SHIPPED);

/** What a role or a profile is called: one that came with Relata in the reader's language, as long as the organisation
 * gave it no name of its own. A role goes by its key or its id, a profile by its id. */
export function roleName(id: string, name: string): string {
  const key = keyOf(id);
  return key && SHIPPED[key][0] === name ? called(key) : name;
}

/** As `rol_` or `prf_` and its number among those that come with Relata, or by the key itself. */
function keyOf(id: string): Key | undefined {
  const place = /^(?:rol|prf)_(\d{26})$/.exec(id)?.[1];
  return place === undefined ? KEYS.find((key) => key === id) : KEYS[Number(place) - 1];
}
