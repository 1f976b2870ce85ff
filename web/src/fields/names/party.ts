import type { Names } from "./lines.ts";

/** Of people, whether relations of their own or contacts in a company. */
const person: Names = {
  first_name: ["First name", "Voornaam", "Vorname", "Prénom", "Имя"],
  initials: ["Initials", "Voorletters", "Initialen", "Initiales", "Инициалы"],
  particle: ["Particle", "Tussenvoegsel", "Namenszusatz", "Particule", "Приставка"],
  last_name: ["Last name", "Achternaam", "Nachname", "Nom de famille", "Фамилия"],
  patronymic: ["Patronymic", "Vadersnaam", "Vatersname", "Patronyme", "Отчество"],
  title: ["Title", "Titel", "Titel", "Titre", "Титул"],
  gender: ["Gender", "Geslacht", "Geschlecht", "Genre", "Пол"],
  "gender.male": ["Male", "Man", "Männlich", "Masculin", "Мужской"],
  "gender.female": ["Female", "Vrouw", "Weiblich", "Féminin", "Женский"],
  "gender.other": ["Other", "Anders", "Divers", "Autre", "Другой"],
};

export const relation: Names = {
  ...person,
  "kind.company": ["Company", "Bedrijf", "Unternehmen", "Entreprise", "Организация"],
  "kind.person": ["Person", "Persoon", "Person", "Personne", "Физлицо"],
  "kind.couple": ["Couple", "Paar", "Paar", "Couple", "Пара"],
  halves: ["Partners", "Partners", "Partner", "Partenaires", "Партнёры"],
  "status.suspect": ["Suspect", "Suspect", "Möglicher Interessent", "Suspect", "Потенциальный"],
  "status.prospect": ["Prospect", "Prospect", "Interessent", "Prospect", "Перспективный"],
  "status.customer": ["Customer", "Klant", "Kunde", "Client", "Клиент"],
  "status.supplier": ["Supplier", "Leverancier", "Lieferant", "Fournisseur", "Поставщик"],
  "status.creditor": ["Creditor", "Crediteur", "Gläubiger", "Créancier", "Кредитор"],
  "status.competitor": ["Competitor", "Concurrent", "Wettbewerber", "Concurrent", "Конкурент"],
  "status.adviser": ["Adviser", "Adviseur", "Berater", "Conseiller", "Консультант"],
  "status.partner": ["Partner", "Partner", "Partner", "Partenaire", "Партнёр"],
  chamber_number: [
    "Chamber number",
    "KvK-nummer",
    "Handelsregisternummer",
    "Numéro d’entreprise",
    "Регистрационный номер",
  ],
  vat_number: ["VAT number", "Btw-nummer", "USt-IdNr.", "Numéro de TVA", "Номер НДС"],
  parent: ["Parent company", "Moederbedrijf", "Muttergesellschaft", "Société mère", "Материнская компания"],
  last_touch: ["Last contact", "Laatste contact", "Letzter Kontakt", "Dernier contact", "Последний контакт"],
  last_touch_at: ["Last contact", "Laatste contact", "Letzter Kontakt", "Dernier contact", "Последний контакт"],
};

export const contact: Names = {
  ...person,
  name: ["Name", "Naam", "Name", "Nom", "Имя"],
  company: ["Company", "Bedrijf", "Unternehmen", "Entreprise", "Организация"],
  person: ["Person", "Persoon", "Person", "Personne", "Физлицо"],
  function: ["Function", "Functie", "Funktion", "Fonction", "Должность"],
  department: ["Department", "Afdeling", "Abteilung", "Service", "Отдел"],
  rank: ["Rank", "Rang", "Rang", "Rang", "Ранг"],
  primary: ["First contact", "Eerste contactpersoon", "Hauptkontakt", "Contact principal", "Основной контакт"],
  reached_by: ["Reached by", "Bereikbaar via", "Erreichbar über", "Joignable par", "Как связаться"],
  located_at: ["Located at", "Te vinden op", "Zu finden in", "Se trouve à", "Где находится"],
};

export const address: Names = {
  street: ["Street", "Straat", "Straße", "Rue", "Улица"],
  number: ["House number", "Huisnummer", "Hausnummer", "Numéro", "Дом"],
  addition: ["Addition", "Toevoeging", "Zusatz", "Complément", "Дополнение"],
  extra: ["Second line", "Tweede regel", "Zweite Zeile", "Deuxième ligne", "Вторая строка"],
  postcode: ["Postcode", "Postcode", "Postleitzahl", "Code postal", "Индекс"],
  region: ["Region", "Regio", "Region", "Région", "Регион"],
  coordinates: ["On the map", "Op de kaart", "Auf der Karte", "Sur la carte", "На карте"],
  lines: ["On the envelope", "Op de envelop", "Auf dem Umschlag", "Sur l’enveloppe", "На конверте"],
};

export const tie: Names = {
  user: ["User", "Gebruiker", "Benutzer", "Utilisateur", "Пользователь"],
  relation: ["Relation", "Relatie", "Beziehung", "Relation", "Контрагент"],
  contact: ["Contact", "Contactpersoon", "Kontakt", "Contact", "Контакт"],
  part: ["As", "Als", "Als", "En tant que", "В роли"],
  reach: ["Sees", "Ziet", "Sieht", "Voit", "Видит"],
  "reach.own": [
    "What they take part in",
    "Waar zij bij betrokken zijn",
    "Woran sie beteiligt sind",
    "Ce qui les concerne",
    "В чём участвует",
  ],
  "reach.company": ["Their company", "Hun bedrijf", "Ihr Unternehmen", "Leur entreprise", "Свою организацию"],
  "reach.subsidiaries": [
    "Company and subsidiaries",
    "Bedrijf en dochters",
    "Unternehmen und Töchter",
    "Entreprise et filiales",
    "Организацию и дочерние",
  ],
  "reach.group": ["The whole group", "De hele groep", "Die ganze Gruppe", "Tout le groupe", "Всю группу"],
  "reach.list": ["Those chosen", "Gekozen relaties", "Ausgewählte", "Celles choisies", "Выбранных"],
  relations: ["Relations", "Relaties", "Beziehungen", "Relations", "Контрагенты"],
  reached: ["Reaches", "Bereikt", "Erreicht", "Atteint", "Охватывает"],
  top: ["Head of the group", "Top van de groep", "Spitze der Gruppe", "Tête du groupe", "Головная компания"],
  complete: ["All of it", "Alles", "Alles", "Tout", "Полностью"],
};
