import { words } from "@/words/words.ts";

const TITLES = {
  users: ["Users", "Gebruikers", "Benutzer", "Utilisateurs", "Пользователи"],
  teams: ["Teams", "Teams", "Teams", "Équipes", "Команды"],
  organisation: ["Organisation", "Organisatie", "Organisation", "Organisation", "Организация"],
  ties: ["People from outside", "Mensen van buiten", "Externe Personen", "Personnes externes", "Внешние пользователи"],
  launchLinks: [
    "Links in the portal",
    "Links in het portaal",
    "Links im Portal",
    "Liens du portail",
    "Ссылки на портале",
  ],
  roles: ["Roles", "Rollen", "Rollen", "Rôles", "Роли"],
  profiles: ["Profiles", "Profielen", "Profile", "Profils", "Профили"],
  sharingRules: ["Sharing rules", "Deelregels", "Freigaberegeln", "Règles de partage", "Правила доступа"],
  typeDefaults: [
    "Who sees what by default",
    "Wie standaard wat ziet",
    "Standardsichtbarkeit",
    "Visibilité par défaut",
    "Видимость по умолчанию",
  ],
  viewAs: ["View as", "Bekijken als", "Ansehen als", "Voir comme", "Смотреть как"],
  explain: [
    "Why can, or can’t, they?",
    "Waarom mag dat wel of niet?",
    "Warum darf jemand das?",
    "Pourquoi peut-il, ou pas ?",
    "Почему можно или нельзя?",
  ],
  fields: ["Own fields", "Eigen velden", "Eigene Felder", "Champs personnalisés", "Собственные поля"],
  labels: [
    "Labels and statuses",
    "Labels en statussen",
    "Labels und Status",
    "Étiquettes et statuts",
    "Метки и статусы",
  ],
  codeTables: ["Code tables", "Codetabellen", "Codetabellen", "Tables de codes", "Таблицы кодов"],
  linkTypes: ["Types of link", "Soorten verbindingen", "Verknüpfungsarten", "Types de liens", "Виды связей"],
  layouts: ["Layouts", "Indelingen", "Layouts", "Mises en page", "Макеты"],
  completeness: ["Completeness", "Volledigheid", "Vollständigkeit", "Complétude", "Полнота"],
  duplicates: ["Duplicates", "Dubbelen", "Dubletten", "Doublons", "Дубликаты"],
  search: ["Quick search", "Snelzoeken", "Schnellsuche", "Recherche rapide", "Быстрый поиск"],
  kinds: ["Kinds of activity", "Soorten activiteiten", "Aktivitätsarten", "Types d’activité", "Виды действий"],
  reminders: ["Reminders", "Herinneringen", "Erinnerungen", "Rappels", "Напоминания"],
  mailTemplates: ["Mail templates", "Mailsjablonen", "Mailvorlagen", "Modèles de mail", "Шаблоны писем"],
  mail: ["Dossier addresses", "Dossieradressen", "Dossieradressen", "Adresses de dossier", "Адреса досье"],
  sources: [
    "Registers and places",
    "Registers en plaatsen",
    "Register und Orte",
    "Registres et lieux",
    "Реестры и места",
  ],
  retention: ["Retention", "Bewaartermijnen", "Aufbewahrung", "Conservation", "Сроки хранения"],
  erasures: ["Erasures", "Verwijderverzoeken", "Löschungen", "Effacements", "Удаление данных"],
  audit: ["Audit log", "Auditlog", "Audit-Protokoll", "Journal d’audit", "Журнал аудита"],
} as const;

export type Titled = keyof typeof TITLES;

export const title = words(TITLES);
