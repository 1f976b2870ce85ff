import { typeName } from "@/fields/index.ts";
import { words } from "@/words/words.ts";

/** What rights are about besides types of record. */
const AREAS = {
  setting: ["Setting", "Instelling", "Einstellung", "Réglage", "Настройка"],
  self: ["Own account", "Eigen account", "Eigenes Konto", "Son compte", "Своя запись"],
  audit: ["Audit log", "Auditlog", "Audit-Protokoll", "Journal d’audit", "Журнал аудита"],
  search: ["Search", "Zoeken", "Suche", "Recherche", "Поиск"],
  portal: ["Portal", "Portaal", "Portal", "Portail", "Портал"],
  work: ["Own work", "Eigen werk", "Eigene Arbeit", "Son travail", "Своя работа"],
  erasure: ["Erasure", "Wisverzoek", "Löschung", "Effacement", "Удаление данных"],
  privacy_export: [
    "Copy of personal data",
    "Kopie van gegevens",
    "Kopie von Daten",
    "Copie de données",
    "Копия данных",
  ],
  import: ["Import", "Import", "Import", "Import", "Импорт"],
  job: ["Bulk job", "Bulktaak", "Massenvorgang", "Traitement", "Массовая задача"],
} as const;
const told = words(AREAS);

/** A type of record, or an area such as settings, in words. */
export const areaName = (type: string): string =>
  Object.hasOwn(AREAS, type) ? told(type as keyof typeof AREAS) : typeName(type);
