import { language } from "./language.ts";
import { type Line, words } from "./words.ts";

/** What the API refuses, in the reader's language. It says so itself in English, with a code that is stable: of codes
 * that are known here the words are these, of others its own. Numbers that it names are kept. */
type Fault = { code: string; message: string };

const FIELD = {
  required: [
    "This is required.",
    "Dit is verplicht.",
    "Das ist erforderlich.",
    "Ceci est obligatoire.",
    "Это обязательно.",
  ],
  not_valid: [
    "This is not valid.",
    "Dit klopt niet.",
    "Das ist nicht gültig.",
    "Ce n’est pas valable.",
    "Это неверно.",
  ],
  wrong_type: [
    "This is not valid.",
    "Dit klopt niet.",
    "Das ist nicht gültig.",
    "Ce n’est pas valable.",
    "Это неверно.",
  ],
  too_long: [
    "This is too long ({n} at most).",
    "Dit is te lang (hoogstens {n}).",
    "Das ist zu lang (höchstens {n}).",
    "C’est trop long ({n} au plus).",
    "Слишком длинно (не более {n}).",
  ],
  too_short: [
    "This is too short (at least {n}).",
    "Dit is te kort (minstens {n}).",
    "Das ist zu kurz (mindestens {n}).",
    "C’est trop court (au moins {n}).",
    "Слишком коротко (не менее {n}).",
  ],
  too_low: [
    "This is too low (at least {n}).",
    "Dit is te laag (minstens {n}).",
    "Das ist zu niedrig (mindestens {n}).",
    "C’est trop bas (au moins {n}).",
    "Слишком мало (не менее {n}).",
  ],
  too_high: [
    "This is too high (at most {n}).",
    "Dit is te hoog (hoogstens {n}).",
    "Das ist zu hoch (höchstens {n}).",
    "C’est trop élevé ({n} au plus).",
    "Слишком много (не более {n}).",
  ],
  too_many: [
    "These are too many ({n} at most).",
    "Dit zijn er te veel (hoogstens {n}).",
    "Das sind zu viele (höchstens {n}).",
    "Il y en a trop ({n} au plus).",
    "Слишком много (не более {n}).",
  ],
  twice: [
    "This is there twice.",
    "Dit staat er twee keer.",
    "Das steht zweimal da.",
    "Ceci figure deux fois.",
    "Это указано дважды.",
  ],
  taken: [
    "Somebody has this already; choose another.",
    "Dit is al in gebruik; kies iets anders.",
    "Das ist schon vergeben; wählen Sie etwas anderes.",
    "Déjà pris ; choisissez autre chose.",
    "Уже занято; выберите другое.",
  ],
  forbidden: [
    "You may not change this.",
    "Dit mag u niet wijzigen.",
    "Das dürfen Sie nicht ändern.",
    "Vous ne pouvez pas modifier cela.",
    "Вы не можете это менять.",
  ],
  not_a_choice: [
    "Choose one that is offered.",
    "Kies er een die wordt aangeboden.",
    "Wählen Sie eins der angebotenen.",
    "Choisissez parmi les propositions.",
    "Выберите из предложенного.",
  ],
  no_such_option: [
    "There is no such option (any more).",
    "Die keuze bestaat niet (meer).",
    "Diese Option gibt es nicht (mehr).",
    "Cette option n’existe pas (ou plus).",
    "Такого варианта нет (или уже нет).",
  ],
  no_such_record: [
    "This record does not exist, or not for you.",
    "Dit record bestaat niet, of niet voor u.",
    "Diesen Datensatz gibt es nicht, oder nicht für Sie.",
    "Cet enregistrement n’existe pas, ou pas pour vous.",
    "Такой записи нет или она вам недоступна.",
  ],
  unknown: [
    "This does not exist here.",
    "Dit bestaat hier niet.",
    "Das gibt es hier nicht.",
    "Ceci n’existe pas ici.",
    "Здесь этого нет.",
  ],
  one_of: [
    "Fill in one of these.",
    "Vul één hiervan in.",
    "Füllen Sie eins davon aus.",
    "Remplissez l’un d’eux.",
    "Заполните одно из этого.",
  ],
  before_start: [
    "The end is before the start.",
    "Het einde ligt voor het begin.",
    "Das Ende liegt vor dem Anfang.",
    "La fin précède le début.",
    "Конец раньше начала.",
  ],
  circle: [
    "This would go round in a circle.",
    "Dit zou in een kring lopen.",
    "Das wäre ein Kreis.",
    "Cela formerait un cercle.",
    "Получился бы круг.",
  ],
  itself: [
    "It cannot be itself.",
    "Het kan niet zichzelf zijn.",
    "Es kann nicht es selbst sein.",
    "Cela ne peut être lui-même.",
    "Нельзя указать саму запись.",
  ],
  fixed: [
    "This can no longer be changed.",
    "Dit kan niet meer worden gewijzigd.",
    "Das lässt sich nicht mehr ändern.",
    "Ceci ne peut plus être modifié.",
    "Это больше нельзя менять.",
  ],
  in_use: [
    "This is still in use.",
    "Dit is nog in gebruik.",
    "Das wird noch verwendet.",
    "Ceci est encore utilisé.",
    "Это ещё используется.",
  ],
  archived: ["This is archived.", "Dit is gearchiveerd.", "Das ist archiviert.", "Ceci est archivé.", "Это в архиве."],
  in_the_future: [
    "This is in the future.",
    "Dit ligt in de toekomst.",
    "Das liegt in der Zukunft.",
    "C’est dans le futur.",
    "Это в будущем.",
  ],
} as const satisfies Record<string, Line>;

const WHOLE = {
  invalid: [
    "Some fields cannot be accepted; nothing was saved.",
    "Sommige velden kloppen niet; er is niets bewaard.",
    "Einige Felder stimmen nicht; nichts wurde gespeichert.",
    "Certains champs ne conviennent pas ; rien n’a été enregistré.",
    "Некоторые поля неверны; ничего не сохранено.",
  ],
  invalid_parameter: [
    "This cannot be asked so.",
    "Dit kan zo niet worden gevraagd.",
    "So lässt sich das nicht abfragen.",
    "On ne peut pas le demander ainsi.",
    "Так спросить нельзя.",
  ],
  already_exists: [
    "This exists already.",
    "Dit bestaat al.",
    "Das gibt es schon.",
    "Ceci existe déjà.",
    "Такое уже есть.",
  ],
  duplicate_suspected: [
    "This is likely there already; nothing was saved.",
    "Dit is er waarschijnlijk al; er is niets bewaard.",
    "Das gibt es wahrscheinlich schon; nichts wurde gespeichert.",
    "Ceci existe sans doute déjà ; rien n’a été enregistré.",
    "Вероятно, это уже есть; ничего не сохранено.",
  ],
  source_off: [
    "This source is off; an administrator gives its key.",
    "Deze bron staat uit; een beheerder geeft de sleutel.",
    "Diese Quelle ist aus; die Administration gibt den Schlüssel ein.",
    "Cette source est désactivée ; un administrateur en donne la clé.",
    "Источник выключен; ключ вводит администратор.",
  ],
  source_key_refused: [
    "The source does not take the key of your organisation.",
    "De bron accepteert de sleutel van uw organisatie niet.",
    "Die Quelle nimmt den Schlüssel Ihrer Organisation nicht an.",
    "La source refuse la clé de votre organisation.",
    "Источник не принял ключ вашей организации.",
  ],
  source_unavailable: [
    "The source gives no usable answer. Type it in by hand.",
    "De bron geeft geen bruikbaar antwoord. Vul het zelf in.",
    "Die Quelle antwortet nicht brauchbar. Geben Sie es selbst ein.",
    "La source ne répond pas correctement. Saisissez à la main.",
    "Источник не дал пригодного ответа. Введите вручную.",
  ],
  source_too_slow: [
    "The source did not answer in time.",
    "De bron antwoordde niet op tijd.",
    "Die Quelle hat nicht rechtzeitig geantwortet.",
    "La source n’a pas répondu à temps.",
    "Источник не ответил вовремя.",
  ],
  busy: [
    "Others are changing this at the same moment. Try again.",
    "Anderen wijzigen dit op hetzelfde moment. Probeer het opnieuw.",
    "Andere ändern dies gerade. Versuchen Sie es erneut.",
    "D’autres modifient ceci au même moment. Réessayez.",
    "Это сейчас меняют другие. Повторите.",
  ],
  stale_version: [
    "Somebody changed this after you read it; nothing was changed.",
    "Iemand wijzigde dit nadat u het las; er is niets gewijzigd.",
    "Jemand hat dies inzwischen geändert; nichts wurde geändert.",
    "Quelqu’un l’a modifié entre-temps ; rien n’a changé.",
    "Кто-то изменил это после вас; ничего не изменено.",
  ],
  too_large: [
    "This is too large.",
    "Dit is te groot.",
    "Das ist zu groß.",
    "C’est trop volumineux.",
    "Слишком большой объём.",
  ],
  internal: [
    "Something went wrong on our side; nothing is half done.",
    "Er ging bij ons iets mis; er is niets half gedaan.",
    "Bei uns ging etwas schief; nichts ist halb getan.",
    "Une erreur de notre côté ; rien n’est à moitié fait.",
    "Ошибка на нашей стороне; ничего не сделано наполовину.",
  ],
  unavailable: [
    "Relata cannot answer right now. Nothing was changed.",
    "Relata kan nu niet antwoorden. Er is niets gewijzigd.",
    "Relata kann gerade nicht antworten. Nichts wurde geändert.",
    "Relata ne peut répondre pour l’instant. Rien n’a changé.",
    "Relata сейчас не отвечает. Ничего не изменено.",
  ],
  unauthorized: [
    "You are not signed in.",
    "U bent niet ingelogd.",
    "Sie sind nicht angemeldet.",
    "Vous n’êtes pas connecté.",
    "Вы не вошли.",
  ],
} as const satisfies Record<string, Line>;

const field = words(FIELD);
const whole = words(WHOLE);

/** Of one field. English readers get the API's own words, which know more. */
export function ofField({ code, message }: Fault): string {
  if (!isKnown(FIELD, code)) return message;
  return field(code, { n: /\d[\d.,]*/.exec(message)?.[0]?.replace(/[.,]$/, "") ?? "…" });
}

/** Of the whole request. */
export function ofRequest({ code, message }: Fault): string {
  return isKnown(WHOLE, code) ? whole(code) : message;
}

function isKnown<T extends object>(table: T, code: string): code is keyof T & string {
  return language.value !== "en" && Object.hasOwn(table, code);
}
