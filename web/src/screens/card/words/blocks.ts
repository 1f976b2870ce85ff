import type { Line } from "@/words/words.ts";

/** Of the short blocks. */
export const blocks = {
  noContacts: ["No contacts yet", "Nog geen contacten", "Noch keine Kontakte", "Aucun contact", "Контактов пока нет"],
  allContacts: [
    "All {n#contact|contacts}",
    "Alle {n#contact|contacten}",
    "Alle {n#Kontakt|Kontakte}",
    "Tous : {n#contact|contacts}",
    "Все: {n#контакт|контакта|контактов}",
  ],
  nothingOpen: ["Nothing is open", "Er staat niets open", "Nichts offen", "Rien en cours", "Ничего не открыто"],
  moreOpen: ["{n#more|more}", "Nog {n#ander|andere}", "{n#weitere|weitere}", "{n#autre|autres}", "Ещё {n##|#|#}"],
  noAddresses: ["No address yet", "Nog geen adres", "Noch keine Adresse", "Aucune adresse", "Адреса пока нет"],
  map: ["Map", "Kaart", "Karte", "Carte", "Карта"],
  copyAddress: ["Copy", "Kopiëren", "Kopieren", "Copier", "Копировать"],
  addressCopied: [
    "The address is copied",
    "Het adres is gekopieerd",
    "Die Adresse ist kopiert",
    "L’adresse est copiée",
    "Адрес скопирован",
  ],
  noNumbers: [
    "No phone or mail yet",
    "Nog geen telefoon of mail",
    "Noch kein Telefon, keine Mail",
    "Ni téléphone ni mail",
    "Телефона и почты пока нет",
  ],
  ofCompany: ["of the company", "van het bedrijf", "des Unternehmens", "de l’entreprise", "организации"],
  ofPerson: ["of the person", "van de persoon", "der Person", "de la personne", "лично"],
  showPicture: ["Show as a picture", "Tonen als plaatje", "Als Bild zeigen", "Afficher en image", "Показать схемой"],
  allLinks: ["All links", "Alle verbanden", "Alle Verbindungen", "Tous les liens", "Все связи"],
  noParties: ["Nobody yet", "Nog niemand", "Noch niemand", "Personne", "Пока никого"],
} satisfies Record<string, Line>;
