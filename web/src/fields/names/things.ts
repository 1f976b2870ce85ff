import type { Names } from "./lines.ts";

export const product: Names = {
  "kind.product": ["Product", "Product", "Produkt", "Produit", "Товар"],
  "kind.service": ["Service", "Dienst", "Dienstleistung", "Service", "Услуга"],
  discontinued: ["Discontinued", "Uit het assortiment", "Ausgelaufen", "Abandonné", "Снято с продажи"],
};

export const supply: Names = {
  supplier: ["Supplier", "Leverancier", "Lieferant", "Fournisseur", "Поставщик"],
  product: ["Product", "Product", "Produkt", "Produit", "Товар"],
  number: [
    "Number with the supplier",
    "Nummer bij de leverancier",
    "Nummer beim Lieferanten",
    "Numéro chez le fournisseur",
    "Номер у поставщика",
  ],
  least: ["Least at once", "Minimale afname", "Mindestmenge", "Quantité minimale", "Минимум за раз"],
  lead_time: ["Lead time (days)", "Levertijd (dagen)", "Lieferzeit (Tage)", "Délai (jours)", "Срок поставки (дней)"],
  preferred: ["Preferred", "Voorkeur", "Bevorzugt", "Préféré", "Предпочтительный"],
};

export const building: Names = {
  "kind.house": ["House", "Woning", "Haus", "Maison", "Дом"],
  "kind.apartment": ["Apartment", "Appartement", "Wohnung", "Appartement", "Квартира"],
  "kind.office": ["Office", "Kantoor", "Büro", "Bureau", "Офис"],
  "kind.shop": ["Shop", "Winkel", "Laden", "Magasin", "Магазин"],
  "kind.industrial": ["Industrial", "Bedrijfshal", "Gewerbe", "Industriel", "Промышленное"],
  "kind.public": ["Public", "Openbaar", "Öffentlich", "Public", "Общественное"],
  "kind.land": ["Land", "Grond", "Grundstück", "Terrain", "Земля"],
  "kind.complex": ["Complex", "Complex", "Komplex", "Ensemble", "Комплекс"],
  "kind.other": ["Other", "Overig", "Sonstiges", "Autre", "Другое"],
  parties: ["Parties", "Betrokkenen", "Beteiligte", "Parties", "Стороны"],
  "parties.owner": ["Owner", "Eigenaar", "Eigentümer", "Propriétaire", "Собственник"],
  "parties.tenant": ["Tenant", "Huurder", "Mieter", "Locataire", "Арендатор"],
  "parties.manager": ["Manager", "Beheerder", "Verwalter", "Gestionnaire", "Управляющий"],
  "parties.user": ["User", "Gebruiker", "Nutzer", "Occupant", "Пользователь"],
  "parties.other": ["Other", "Anders", "Sonstige", "Autre", "Другой"],
  built_in: ["Built in", "Bouwjaar", "Baujahr", "Année de construction", "Год постройки"],
  floor_area: ["Floor area (m²)", "Vloeroppervlak (m²)", "Nutzfläche (m²)", "Surface (m²)", "Площадь (м²)"],
  plot_area: ["Plot (m²)", "Perceel (m²)", "Grundstück (m²)", "Terrain (m²)", "Участок (м²)"],
  cadastral: ["Land register", "Kadaster", "Grundbuch", "Cadastre", "Кадастр"],
};

export const connection: Names = {
  link_type: ["Kind of link", "Soort koppeling", "Art der Verbindung", "Type de lien", "Вид связи"],
  from_record: ["From", "Van", "Von", "De", "От"],
  to_record: ["To", "Naar", "Zu", "Vers", "К"],
  record: ["One of the two", "Een van beide", "Einer von beiden", "L’un des deux", "Один из двух"],
  priority: ["Priority", "Prioriteit", "Priorität", "Priorité", "Приоритет"],
  percentage: ["Percentage", "Percentage", "Prozentsatz", "Pourcentage", "Процент"],
  rules: ["Rules", "Regels", "Regeln", "Règles", "Правила"],
};

export const consent: Names = {
  party: ["Who", "Wie", "Wer", "Qui", "Кто"],
  purpose: ["Purpose", "Doel", "Zweck", "Finalité", "Цель"],
  "state.given": ["Given", "Gegeven", "Erteilt", "Donné", "Дано"],
  "state.refused": ["Refused", "Geweigerd", "Verweigert", "Refusé", "Отказано"],
  "state.withdrawn": ["Withdrawn", "Ingetrokken", "Widerrufen", "Retiré", "Отозвано"],
  at: ["When", "Wanneer", "Wann", "Quand", "Когда"],
  source: ["How", "Hoe", "Wie", "Comment", "Как"],
  "source.form": ["Form", "Formulier", "Formular", "Formulaire", "Форма"],
  "source.call": ["Call", "Telefoongesprek", "Telefonat", "Appel", "Звонок"],
  "source.mail": ["Mail", "Mail", "Mail", "Mail", "Эл. почта"],
  "source.letter": ["Letter", "Brief", "Brief", "Lettre", "Письмо"],
  "source.conversation": ["Conversation", "Gesprek", "Gespräch", "Conversation", "Разговор"],
  "source.portal": ["Portal", "Portaal", "Portal", "Portail", "Портал"],
  "source.import": ["Import", "Import", "Import", "Import", "Импорт"],
  "source.other": ["Other", "Anders", "Sonstiges", "Autre", "Другое"],
  channel: ["For", "Voor", "Für", "Pour", "Для"],
  "channel.mail": ["Mail", "Mail", "Mail", "Mail", "Эл. почта"],
  "channel.phone": ["Phone", "Telefoon", "Telefon", "Téléphone", "Телефон"],
  "channel.letter": ["Letter", "Brief", "Brief", "Lettre", "Письмо"],
  "channel.portal": ["Portal", "Portaal", "Portal", "Portail", "Портал"],
  "channel.any": ["Anything", "Alles", "Alles", "Tout", "Любое"],
  text: ["Words shown", "Getoonde tekst", "Gezeigter Wortlaut", "Texte présenté", "Показанный текст"],
  evidence: ["Evidence", "Bewijs", "Nachweis", "Preuve", "Подтверждение"],
};

export const duplicate: Names = {
  one: ["One", "De een", "Der eine", "L’un", "Первый"],
  other: ["Other", "De ander", "Der andere", "L’autre", "Второй"],
  record: ["One of the two", "Een van beide", "Einer von beiden", "L’un des deux", "Один из двух"],
  score: ["Score", "Score", "Punkte", "Score", "Оценка"],
  "state.open": ["To be looked at", "Te bekijken", "Zu prüfen", "À examiner", "К проверке"],
  "state.not_duplicate": ["No duplicate", "Geen dubbele", "Kein Duplikat", "Pas un doublon", "Не дубликат"],
  "state.merged": ["Merged", "Samengevoegd", "Zusammengeführt", "Fusionné", "Объединено"],
  "state.gone": ["Gone", "Vervallen", "Entfallen", "Disparu", "Снято"],
  reasons: ["Reasons", "Redenen", "Gründe", "Raisons", "Причины"],
};
