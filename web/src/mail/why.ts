import { words } from "@/words/words.ts";

const rules = words({
  forged: [
    "It says to be from a colleague, but no mail server vouches for that.",
    "De mail zegt van een collega te zijn, maar geen mailserver staat daarvoor in.",
    "Angeblich von einem Kollegen, aber kein Mailserver bestätigt das.",
    "Il prétend venir d’un collègue, mais aucun serveur ne le confirme.",
    "Якобы от коллеги, но ни один почтовый сервер это не подтверждает.",
  ],
  reply_address: [
    "It was sent to the address of a conversation and stands with it.",
    "Verstuurd naar het adres van een gesprek en daarbij gezet.",
    "An die Adresse einer Unterhaltung gesendet und dort abgelegt.",
    "Envoyé à l’adresse d’une conversation et classé avec elle.",
    "Отправлено на адрес переписки и помещено к ней.",
  ],
  record_address: [
    "It was sent to the address of this dossier.",
    "Verstuurd naar het adres van dit dossier.",
    "An die Adresse dieser Akte gesendet.",
    "Envoyé à l’adresse de ce dossier.",
    "Отправлено на адрес этой карточки.",
  ],
  spam: [
    "It is taken for spam.",
    "Het lijkt spam.",
    "Es gilt als Spam.",
    "Il est considéré comme indésirable.",
    "Похоже на спам.",
  ],
  disowned: [
    "The domain of the sender says that it is not from there.",
    "Het domein van de afzender zegt dat de mail daar niet vandaan komt.",
    "Die Domain des Absenders bestreitet, sie gesendet zu haben.",
    "Le domaine de l’expéditeur dit qu’il ne vient pas de là.",
    "Домен отправителя отрицает, что письмо оттуда.",
  ],
  conversation: [
    "It answers a message that is here and stands with it.",
    "Het antwoordt op een bericht dat er al was en staat daarbij.",
    "Antwort auf eine vorhandene Nachricht; dort abgelegt.",
    "Il répond à un message déjà ici et figure avec lui.",
    "Ответ на имеющееся сообщение; помещено к нему.",
  ],
  match: [
    "Somebody who took part has the address of a contact, person or company.",
    "Een deelnemer heeft het adres van een contact, persoon of bedrijf.",
    "Ein Beteiligter hat die Adresse eines Kontakts oder einer Firma.",
    "Un participant a l’adresse d’un contact ou d’une société.",
    "У одного из участников адрес известного контакта или компании.",
  ],
  unknown: [
    "Nobody who took part is known.",
    "Geen van de deelnemers is bekend.",
    "Keiner der Beteiligten ist bekannt.",
    "Aucun participant n’est connu.",
    "Никто из участников не известен.",
  ],
  by_hand: [
    "A colleague assigned it.",
    "Een collega heeft dit toegewezen.",
    "Von Hand zugeordnet.",
    "Attribué à la main.",
    "Разнесено вручную.",
  ],
});

const RULES = [
  "forged",
  "reply_address",
  "record_address",
  "spam",
  "disowned",
  "conversation",
  "match",
  "unknown",
  "by_hand",
] as const;

/** Why a mail was filed where it is, in the reader's language where the rule is known. */
export function whyHere(rule: string | null | undefined, reason: string | null | undefined): string {
  const known = RULES.find((each) => each === rule);
  return known ? rules(known) : (reason ?? "");
}
