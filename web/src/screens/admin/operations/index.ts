import { isTypeNamed, plain, typeName, typeNames } from "@/fields/index.ts";
import { words } from "@/words/words.ts";
import { type Titled, title } from "../titles.ts";
import { ENTERING } from "./entering.ts";
import { KEEPING } from "./keeping.ts";
import { OWN } from "./own.ts";
import { RECORDS } from "./records.ts";
import { WORK } from "./work.ts";

const LINES = { ...RECORDS, ...WORK, ...OWN, ...ENTERING, ...KEEPING } as const;
const line = words(LINES);

/** What is done with records of any type, or with a setting: the operation is named by the verb, and of what. */
const VERBS = {
  history_of: ["History: {what}", "Geschiedenis: {what}", "Verlauf: {what}", "Historique : {what}", "История: {what}"],
  timeline_of: ["Timeline: {what}", "Tijdlijn: {what}", "Zeitleiste: {what}", "Chronologie : {what}", "Лента: {what}"],
  brief_of: ["Card: {what}", "Kaart: {what}", "Karte: {what}", "Fiche : {what}", "Карточка: {what}"],
  consents_of: [
    "Consents: {what}",
    "Toestemmingen: {what}",
    "Einwilligungen: {what}",
    "Consentements : {what}",
    "Согласия: {what}",
  ],
  dossier_address_of: [
    "Dossier address: {what}",
    "Dossieradres: {what}",
    "Dossieradresse: {what}",
    "Adresse de dossier : {what}",
    "Адрес досье: {what}",
  ],
  preview_erasure_of: [
    "Preview erasure: {what}",
    "Voorbeeld van wissen: {what}",
    "Vorschau der Löschung: {what}",
    "Aperçu de l’effacement : {what}",
    "Просмотр удаления: {what}",
  ],
  list: ["List: {what}", "Opvragen: {what}", "Auflisten: {what}", "Lister : {what}", "Список: {what}"],
  search: ["Search: {what}", "Zoeken: {what}", "Suchen: {what}", "Chercher : {what}", "Поиск: {what}"],
  create: ["Add: {what}", "Toevoegen: {what}", "Anlegen: {what}", "Ajouter : {what}", "Добавить: {what}"],
  read: ["Read: {what}", "Lezen: {what}", "Lesen: {what}", "Lire : {what}", "Читать: {what}"],
  update: ["Change: {what}", "Wijzigen: {what}", "Ändern: {what}", "Modifier : {what}", "Изменить: {what}"],
  change: ["Change: {what}", "Wijzigen: {what}", "Ändern: {what}", "Modifier : {what}", "Изменить: {what}"],
  put: ["Set: {what}", "Instellen: {what}", "Festlegen: {what}", "Définir : {what}", "Задать: {what}"],
  upsert: [
    "Add or change: {what}",
    "Toevoegen of wijzigen: {what}",
    "Anlegen oder ändern: {what}",
    "Ajouter ou modifier : {what}",
    "Добавить или изменить: {what}",
  ],
  archive: ["Archive: {what}", "Archiveren: {what}", "Archivieren: {what}", "Archiver : {what}", "В архив: {what}"],
  restore: [
    "Restore: {what}",
    "Terugzetten: {what}",
    "Wiederherstellen: {what}",
    "Restaurer : {what}",
    "Вернуть: {what}",
  ],
  merge: ["Merge: {what}", "Samenvoegen: {what}", "Zusammenführen: {what}", "Fusionner : {what}", "Объединить: {what}"],
  erase: ["Erase: {what}", "Wissen: {what}", "Löschen: {what}", "Effacer : {what}", "Стереть: {what}"],
  invite: ["Invite: {what}", "Uitnodigen: {what}", "Einladen: {what}", "Inviter : {what}", "Пригласить: {what}"],
  publish: ["Share: {what}", "Delen: {what}", "Freigeben: {what}", "Partager : {what}", "Открыть: {what}"],
  withdraw: [
    "Share no more: {what}",
    "Niet meer delen: {what}",
    "Nicht mehr freigeben: {what}",
    "Ne plus partager : {what}",
    "Закрыть: {what}",
  ],
} as const;
const verb = words(VERBS);
type Verb = keyof typeof VERBS;

/** Settings, by the section that they are set in. */
const SETTINGS: Record<string, Titled> = {
  activity_kinds: "kinds",
  audit_settings: "audit",
  completeness_rules: "completeness",
  duplicate_rules: "duplicates",
  layouts: "layouts",
  link_types: "linkTypes",
  mail_settings: "mail",
  organisation: "organisation",
  reminder_rules: "reminders",
  retention_rules: "retention",
  search_settings: "search",
};

/** What is kept, but is no record that types are known of. */
const KEPT = {
  erasure: ["Erasure", "Wisverzoek", "Löschung", "Effacement", "Удаление данных"],
  hand_over: ["Hand-over", "Overdracht", "Übergabe", "Transfert", "Передача"],
  import: ["Import", "Import", "Import", "Import", "Импорт"],
  job: ["Bulk job", "Bulktaak", "Massenvorgang", "Traitement", "Массовая задача"],
  privacy_export: [
    "What is kept of a person",
    "Gegevens van een persoon",
    "Daten einer Person",
    "Données d’une personne",
    "Данные о человеке",
  ],
} as const;
const kept = words(KEPT);

/** Those whose plural has more than an `s`. */
const ODD: Record<string, string> = { addresses: "address", activities: "activity", supplies: "supply" };

function whatOf(key: string): string | null {
  const setting = SETTINGS[key];
  if (setting) return title(setting);
  const one = ODD[key] ?? key.replace(/s$/, "");
  if (Object.hasOwn(KEPT, one)) return kept(one as keyof typeof KEPT);
  if (isTypeNamed(key)) return typeName(key);
  return isTypeNamed(one) ? typeNames(one) : null;
}

/** Null where no words are known for it. */
export function wordsOf(operation: string): string | null {
  if (Object.hasOwn(LINES, operation)) return line(operation as keyof typeof LINES);
  for (const each of Object.keys(VERBS) as Verb[]) {
    const what = operation.startsWith(`${each}_`) ? whatOf(operation.slice(each.length + 1)) : null;
    if (what) return verb(each, { what });
  }
  return null;
}

/** An operation of the API as the reader calls it; what is not known here by its own name. */
export const operationName = (operation: string): string => wordsOf(operation) ?? plain(operation);
