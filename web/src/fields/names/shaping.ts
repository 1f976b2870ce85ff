import type { Line } from "@/words/words.ts";
import type { Names } from "./lines.ts";

const shared_with: Line = ["Shared with", "Gedeeld met", "Geteilt mit", "Partagé avec", "Доступно"];

/** Of what shapes the work rather than being it: selections, views, teams, roles, fields of one's own. */
export const selection: Names = {
  "kind.dynamic": ["By criteria", "Op criteria", "Nach Kriterien", "Par critères", "По условиям"],
  "kind.static": ["Chosen by hand", "Met de hand gekozen", "Von Hand gewählt", "Choisie à la main", "Вручную"],
  size: ["Size", "Aantal", "Anzahl", "Nombre", "Количество"],
  shared_with,
};

export const view: Names = {
  columns: ["Columns", "Kolommen", "Spalten", "Colonnes", "Столбцы"],
  sort: ["Order", "Sortering", "Sortierung", "Tri", "Сортировка"],
  group_by: ["Grouped by", "Gegroepeerd op", "Gruppiert nach", "Groupé par", "Группировка"],
  for_role: ["For a role", "Voor een rol", "Für eine Rolle", "Pour un rôle", "Для роли"],
  display: ["Shown as", "Getoond als", "Dargestellt als", "Affichée en", "Вид"],
  "display.list": ["List", "Lijst", "Liste", "Liste", "Список"],
  "display.board": ["Board", "Bord", "Tafel", "Tableau", "Доска"],
  shared_with,
};

export const saved_report: Names = {
  measures: ["Figures", "Cijfers", "Kennzahlen", "Mesures", "Показатели"],
  by: ["By", "Per", "Nach", "Par", "По"],
  time_zone: ["Time zone", "Tijdzone", "Zeitzone", "Fuseau horaire", "Часовой пояс"],
};

export const team: Names = {
  parent: ["Part of", "Onderdeel van", "Gehört zu", "Fait partie de", "Входит в"],
};

export const role: Names = {
  parent: ["Below", "Onder", "Unterhalb von", "Sous", "Подчинена"],
  assigns: ["Gives work to", "Geeft werk aan", "Verteilt Arbeit an", "Donne du travail à", "Поручает работу"],
  "assigns.anyone": ["Anyone", "Iedereen", "Alle", "Tout le monde", "Всем"],
  "assigns.level": [
    "Their level and below",
    "Eigen niveau en lager",
    "Eigene Ebene und darunter",
    "Leur niveau et dessous",
    "Своему уровню и ниже",
  ],
  "assigns.below": ["Those below", "Wie eronder staat", "Untergeordnete", "Les subordonnés", "Подчинённым"],
};

export const profile: Names = {
  types: ["Rights", "Rechten", "Rechte", "Droits", "Права"],
};

export const sharing_rule: Names = {
  owned_by: ["Owned by", "Van", "Zuständig", "Appartenant à", "Принадлежит"],
  shared_with,
};

export const type_default: Names = {
  level: ["Colleagues may", "Collega’s mogen", "Kollegen dürfen", "Les collègues peuvent", "Коллеги могут"],
  outsiders: ["People from outside", "Mensen van buiten", "Externe", "Externes", "Внешние"],
  "outsiders.none": ["See nothing", "Zien niets", "Sehen nichts", "Ne voient rien", "Не видят"],
  "outsiders.taking_part": [
    "See what they take part in",
    "Zien waar zij bij zijn",
    "Sehen ihre Beteiligung",
    "Voient ce qui les concerne",
    "Видят своё участие",
  ],
  "outsiders.all": [
    "See all that is shared",
    "Zien al wat gedeeld is",
    "Sehen alles Geteilte",
    "Voient tout le partagé",
    "Видят всё общее",
  ],
  visibility_of: [
    "Visibility by kind",
    "Zichtbaarheid per soort",
    "Sichtbarkeit je Art",
    "Visibilité par type",
    "Видимость по видам",
  ],
  reads: ["Reading", "Lezen", "Lesen", "Lecture", "Чтение"],
  "reads.quiet": ["Not logged", "Niet vastgelegd", "Nicht protokolliert", "Non journalisée", "Не записывается"],
  "reads.logged": ["Logged", "Vastgelegd", "Protokolliert", "Journalisée", "Записывается"],
};

export const launch_link: Names = {
  url: ["Address", "Adres", "Adresse", "Adresse", "Адрес"],
  assigned: ["For", "Voor", "Für", "Pour", "Для"],
  sign: ["Signed", "Ondertekend", "Signiert", "Signé", "С подписью"],
};

export const code_table: Names = {
  shipped: ["Shipped list", "Meegeleverde lijst", "Mitgelieferte Liste", "Liste fournie", "Готовый список"],
  source: ["Source", "Bron", "Quelle", "Source", "Источник"],
};

export const code: Names = {
  table: ["Table", "Tabel", "Tabelle", "Table", "Таблица"],
  code: ["Code", "Code", "Code", "Code", "Код"],
  parent: ["Below", "Onder", "Unterhalb von", "Sous", "Подчинён"],
  under: ["Right below", "Direct onder", "Direkt unter", "Juste sous", "Прямо под"],
  above: ["Anywhere below", "Ergens onder", "Irgendwo unter", "Quelque part sous", "Где-либо под"],
};

export const custom_field: Names = {
  "kind.text": ["Text", "Tekst", "Text", "Texte", "Текст"],
  "kind.long_text": ["Long text", "Lange tekst", "Langer Text", "Texte long", "Длинный текст"],
  "kind.number": ["Number", "Getal", "Zahl", "Nombre", "Число"],
  "kind.money": ["Amount", "Bedrag", "Betrag", "Montant", "Сумма"],
  "kind.date": ["Date", "Datum", "Datum", "Date", "Дата"],
  "kind.datetime": ["Date and time", "Datum en tijd", "Datum und Zeit", "Date et heure", "Дата и время"],
  "kind.boolean": ["Yes or no", "Ja of nee", "Ja oder nein", "Oui ou non", "Да или нет"],
  "kind.choice": ["Choice", "Keuze", "Auswahl", "Choix", "Выбор"],
  "kind.choices": ["Labels", "Labels", "Labels", "Étiquettes", "Метки"],
  "kind.link": ["Link", "Koppeling", "Verknüpfung", "Lien", "Ссылка на запись"],
  "kind.phone": ["Phone", "Telefoon", "Telefon", "Téléphone", "Телефон"],
  "kind.email": ["E-mail", "E-mail", "E-Mail", "E-mail", "Эл. почта"],
  "kind.url": ["Web address", "Webadres", "Webadresse", "Adresse web", "Веб-адрес"],
  "kind.code": ["Code", "Code", "Code", "Code", "Код"],
  "kind.codes": ["Codes", "Codes", "Codes", "Codes", "Коды"],
  help: ["Help", "Toelichting", "Hilfe", "Aide", "Подсказка"],
  section: ["Section", "Rubriek", "Abschnitt", "Section", "Раздел"],
  required: ["Required", "Verplicht", "Pflichtfeld", "Obligatoire", "Обязательно"],
  unique: ["Unique", "Uniek", "Eindeutig", "Unique", "Уникально"],
  indexed: ["Fast in lists", "Snel in lijsten", "Schnell in Listen", "Rapide dans les listes", "Быстро в списках"],
  searchable: [
    "Found by search",
    "Vindbaar met zoeken",
    "In der Suche auffindbar",
    "Trouvable par la recherche",
    "Участвует в поиске",
  ],
  outside: ["Seen from outside", "Zichtbaar van buiten", "Von außen sichtbar", "Visible de l’extérieur", "Видно извне"],
  default: ["Default", "Standaardwaarde", "Vorgabe", "Valeur par défaut", "По умолчанию"],
  options: ["Options", "Opties", "Optionen", "Options", "Варианты"],
  to: ["Leads to", "Leidt naar", "Führt zu", "Mène à", "Ведёт к"],
  table: ["Code table", "Codetabel", "Codetabelle", "Table de codes", "Таблица кодов"],
  currency: ["Currency", "Valuta", "Währung", "Devise", "Валюта"],
  decimals: ["Decimals", "Decimalen", "Nachkommastellen", "Décimales", "Знаки после запятой"],
  minimum: ["Minimum", "Minimum", "Minimum", "Minimum", "Минимум"],
  maximum: ["Maximum", "Maximum", "Maximum", "Maximum", "Максимум"],
  bands: ["Bands", "Klassen", "Klassen", "Tranches", "Диапазоны"],
  rules: ["Rules", "Regels", "Regeln", "Règles", "Правила"],
  by_hand: ["May be chosen by hand", "Mag met de hand", "Von Hand wählbar", "Choix manuel permis", "Можно вручную"],
  may_add_options: [
    "May add options",
    "Mogen opties toevoegen",
    "Dürfen Optionen ergänzen",
    "Peuvent ajouter des options",
    "Могут добавлять варианты",
  ],
};
