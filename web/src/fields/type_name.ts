import { language } from "@/words/language.ts";
import { fill, type Line } from "@/words/words.ts";

/** One, and many of it: `{n#…}` counts. */
const ONE: Record<string, Line> = {
  relation: ["Relation", "Relatie", "Beziehung", "Relation", "Контрагент"],
  contact: ["Contact", "Contactpersoon", "Kontakt", "Contact", "Контакт"],
  address: ["Address", "Adres", "Adresse", "Adresse", "Адрес"],
  activity: ["Activity", "Activiteit", "Aktivität", "Activité", "Активность"],
  document: ["Document", "Document", "Dokument", "Document", "Документ"],
  product: ["Product", "Product", "Produkt", "Produit", "Товар"],
  supply: ["Supply", "Levering", "Lieferung", "Fourniture", "Поставка"],
  building: ["Building", "Gebouw", "Gebäude", "Bâtiment", "Здание"],
  connection: ["Connection", "Verbinding", "Verbindung", "Lien", "Связь"],
  duplicate: ["Duplicate", "Dubbele", "Duplikat", "Doublon", "Дубликат"],
  mail_template: ["Mail template", "Mailsjabloon", "Mailvorlage", "Modèle de mail", "Шаблон письма"],
  selection: ["Selection", "Selectie", "Auswahl", "Sélection", "Выборка"],
  view: ["View", "Weergave", "Ansicht", "Vue", "Представление"],
  saved_report: ["Report", "Rapport", "Auswertung", "Rapport", "Отчёт"],
  user: ["Colleague", "Collega", "Kollege/Kollegin", "Collègue", "Коллега"],
  team: ["Team", "Team", "Team", "Équipe", "Команда"],
  role: ["Role", "Rol", "Rolle", "Rôle", "Роль"],
  profile: ["Profile", "Profiel", "Profil", "Profil", "Профиль"],
  sharing_rule: ["Sharing rule", "Deelregel", "Freigaberegel", "Règle de partage", "Правило доступа"],
  type_default: ["Default", "Uitgangspunt", "Voreinstellung", "Valeur de base", "Настройка по умолчанию"],
  tie: ["Tie", "Band", "Zugehörigkeit", "Rattachement", "Привязка"],
  launch_link: ["Link", "Snelkoppeling", "Schnellzugriff", "Raccourci", "Ярлык"],
  custom_field: ["Own field", "Eigen veld", "Eigenes Feld", "Champ propre", "Своё поле"],
  code_table: ["Code table", "Codetabel", "Codetabelle", "Table de codes", "Таблица кодов"],
  code: ["Code", "Code", "Code", "Code", "Код"],
  consent: ["Consent", "Toestemming", "Einwilligung", "Consentement", "Согласие"],
};

const MANY: Record<string, Line> = {
  relation: [
    "{n#relation|relations}",
    "{n#relatie|relaties}",
    "{n#Beziehung|Beziehungen}",
    "{n#relation|relations}",
    "{n#контрагент|контрагента|контрагентов}",
  ],
  contact: [
    "{n#contact|contacts}",
    "{n#contactpersoon|contactpersonen}",
    "{n#Kontakt|Kontakte}",
    "{n#contact|contacts}",
    "{n#контакт|контакта|контактов}",
  ],
  address: [
    "{n#address|addresses}",
    "{n#adres|adressen}",
    "{n#Adresse|Adressen}",
    "{n#adresse|adresses}",
    "{n#адрес|адреса|адресов}",
  ],
  activity: [
    "{n#activity|activities}",
    "{n#activiteit|activiteiten}",
    "{n#Aktivität|Aktivitäten}",
    "{n#activité|activités}",
    "{n#активность|активности|активностей}",
  ],
  document: [
    "{n#document|documents}",
    "{n#document|documenten}",
    "{n#Dokument|Dokumente}",
    "{n#document|documents}",
    "{n#документ|документа|документов}",
  ],
  product: [
    "{n#product|products}",
    "{n#product|producten}",
    "{n#Produkt|Produkte}",
    "{n#produit|produits}",
    "{n#товар|товара|товаров}",
  ],
  supply: [
    "{n#supply|supplies}",
    "{n#levering|leveringen}",
    "{n#Lieferung|Lieferungen}",
    "{n#fourniture|fournitures}",
    "{n#поставка|поставки|поставок}",
  ],
  building: [
    "{n#building|buildings}",
    "{n#gebouw|gebouwen}",
    "{n#Gebäude|Gebäude}",
    "{n#bâtiment|bâtiments}",
    "{n#здание|здания|зданий}",
  ],
  connection: [
    "{n#connection|connections}",
    "{n#verbinding|verbindingen}",
    "{n#Verbindung|Verbindungen}",
    "{n#lien|liens}",
    "{n#связь|связи|связей}",
  ],
  duplicate: [
    "{n#duplicate|duplicates}",
    "{n#dubbele|dubbelen}",
    "{n#Duplikat|Duplikate}",
    "{n#doublon|doublons}",
    "{n#дубликат|дубликата|дубликатов}",
  ],
  selection: [
    "{n#selection|selections}",
    "{n#selectie|selecties}",
    "{n#Auswahl|Auswahlen}",
    "{n#sélection|sélections}",
    "{n#выборка|выборки|выборок}",
  ],
  user: [
    "{n#colleague|colleagues}",
    "{n#collega|collega’s}",
    "{n#Person|Personen}",
    "{n#collègue|collègues}",
    "{n#коллега|коллеги|коллег}",
  ],
  team: ["{n#team|teams}", "{n#team|teams}", "{n#Team|Teams}", "{n#équipe|équipes}", "{n#команда|команды|команд}"],
};

const TITLES: Record<string, Line> = {
  relation: ["Relations", "Relaties", "Beziehungen", "Relations", "Контрагенты"],
  contact: ["Contacts", "Contactpersonen", "Kontakte", "Contacts", "Контакты"],
  address: ["Addresses", "Adressen", "Adressen", "Adresses", "Адреса"],
  activity: ["Activities", "Activiteiten", "Aktivitäten", "Activités", "Активности"],
  document: ["Documents", "Documenten", "Dokumente", "Documents", "Документы"],
  product: ["Products", "Producten", "Produkte", "Produits", "Товары"],
  supply: ["Supplies", "Leveringen", "Lieferungen", "Fournitures", "Поставки"],
  building: ["Buildings", "Gebouwen", "Gebäude", "Bâtiments", "Здания"],
  connection: ["Connections", "Verbindingen", "Verbindungen", "Liens", "Связи"],
  duplicate: ["Duplicates", "Dubbelen", "Duplikate", "Doublons", "Дубликаты"],
  mail_template: ["Mail templates", "Mailsjablonen", "Mailvorlagen", "Modèles de mail", "Шаблоны писем"],
  selection: ["Selections", "Selecties", "Auswahlen", "Sélections", "Выборки"],
  view: ["Views", "Weergaven", "Ansichten", "Vues", "Представления"],
  saved_report: ["Reports", "Rapporten", "Auswertungen", "Rapports", "Отчёты"],
  user: ["Colleagues", "Collega’s", "Kolleginnen und Kollegen", "Collègues", "Коллеги"],
  team: ["Teams", "Teams", "Teams", "Équipes", "Команды"],
  role: ["Roles", "Rollen", "Rollen", "Rôles", "Роли"],
  profile: ["Profiles", "Profielen", "Profile", "Profils", "Профили"],
  sharing_rule: ["Sharing rules", "Deelregels", "Freigaberegeln", "Règles de partage", "Правила доступа"],
  type_default: ["Defaults", "Uitgangspunten", "Voreinstellungen", "Valeurs de base", "Настройки по умолчанию"],
  tie: ["Ties", "Banden", "Zugehörigkeiten", "Rattachements", "Привязки"],
  launch_link: ["Links", "Snelkoppelingen", "Schnellzugriffe", "Raccourcis", "Ярлыки"],
  custom_field: ["Own fields", "Eigen velden", "Eigene Felder", "Champs propres", "Свои поля"],
  code_table: ["Code tables", "Codetabellen", "Codetabellen", "Tables de codes", "Таблицы кодов"],
  code: ["Codes", "Codes", "Codes", "Codes", "Коды"],
  consent: ["Consents", "Toestemmingen", "Einwilligungen", "Consentements", "Согласия"],
};

const RECORDS: Line = [
  "{n#record|records}",
  "{n#gegeven|gegevens}",
  "{n#Datensatz|Datensätze}",
  "{n#fiche|fiches}",
  "{n#запись|записи|записей}",
];

/** Whether there are words for it. */
export const isTypeNamed = (type: string): boolean => Object.hasOwn(ONE, type);

/** `Relation`; with a count `3 relations`. */
export function typeName(type: string, count?: number): string {
  if (count !== undefined) return fill(MANY[type] ?? RECORDS, { n: count }, language.value);
  const line = ONE[type];
  return line ? fill(line, {}, language.value) : plain(type);
}

/** `Relations`, as a title of many. */
export function typeNames(type: string): string {
  const line = TITLES[type];
  return line ? fill(line, {}, language.value) : plain(type);
}

/** A key in words, where nobody gave it a name: `lead_time` → `Lead time`. */
export function plain(key: string): string {
  const text = key.replace(/^custom_/, "").replaceAll(/[_-]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
