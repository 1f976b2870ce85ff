import { plain } from "@/fields/index.ts";
import { words } from "@/words/words.ts";

/** Of what is kept for how long. */
export const t = words({
  keptForEver: [
    "No rules: all is kept until somebody archives or erases it.",
    "Geen regels: alles blijft tot iemand het archiveert of wist.",
    "Keine Regeln: alles bleibt, bis jemand es archiviert oder löscht.",
    "Aucune règle : tout reste jusqu’à archivage ou effacement.",
    "Правил нет: всё хранится, пока кто-то не уберёт.",
  ],
  keptOf: ["Of", "Van", "Von", "De", "О"],
  kind: ["Kind", "Soort", "Art", "Type", "Вид"],
  status: ["Status", "Status", "Status", "Statut", "Статус"],
  months: [
    "Due after so many months",
    "Aan de beurt na zoveel maanden",
    "Fällig nach so vielen Monaten",
    "Échu après tant de mois",
    "Срок, месяцев",
  ],
  since_relation: [
    "Since the last contact with them.",
    "Sinds het laatste contact.",
    "Seit dem letzten Kontakt.",
    "Depuis le dernier contact.",
    "С последнего контакта.",
  ],
  since_contact: [
    "Since they left.",
    "Sinds het vertrek.",
    "Seit dem Ausscheiden.",
    "Depuis son départ.",
    "С момента ухода.",
  ],
  since_activity: [
    "Since it took place.",
    "Sinds het plaatsvond.",
    "Seit es stattfand.",
    "Depuis qu’elle a eu lieu.",
    "С момента события.",
  ],
  since_document: [
    "Since it was made.",
    "Sinds het is gemaakt.",
    "Seit der Erstellung.",
    "Depuis sa création.",
    "С момента создания.",
  ],
  thenDo: ["Then", "Dan", "Dann", "Alors", "Тогда"],
  review: ["look at it", "ernaar kijken", "ansehen", "l’examiner", "просмотреть"],
  archive: ["archive", "archiveren", "archivieren", "archiver", "в архив"],
  erase: ["erase", "wissen", "löschen", "effacer", "стереть"],
  whatIsDue: ["What is due now", "Wat nu aan de beurt is", "Was jetzt fällig ist", "Ce qui est échu", "Что пора"],
  nothingDue: [
    "Nothing is due by this rule.",
    "Volgens deze regel is niets aan de beurt.",
    "Nach dieser Regel ist nichts fällig.",
    "Rien n’est échu selon cette règle.",
    "По этому правилу пока ничего.",
  ],
  since: ["since {day}", "sinds {day}", "seit {day}", "depuis le {day}", "с {day}"],
  moreDue: [
    "There is more; the oldest stand here.",
    "Er is meer; de oudste staan hier.",
    "Es gibt mehr; die ältesten stehen hier.",
    "Il y en a d’autres ; voici les plus anciens.",
    "Есть ещё; здесь самые старые.",
  ],
  eraseThese: [
    "Erase {n#record|records}",
    "{n#record|records} wissen",
    "{n#Datensatz|Datensätze} löschen",
    "Effacer {n#fiche|fiches}",
    "Стереть {n#запись|записи|записей}",
  ],
  archiveThese: [
    "Archive {n#record|records}",
    "{n#record|records} archiveren",
    "{n#Datensatz|Datensätze} archivieren",
    "Archiver {n#fiche|fiches}",
    "В архив: {n#запись|записи|записей}",
  ],
  eraseMeans: [
    "What is erased does not come back.",
    "Wat gewist is komt niet terug.",
    "Gelöschtes kommt nicht zurück.",
    "Ce qui est effacé ne revient pas.",
    "Стёртое не вернуть.",
  ],
  archiveMeans: [
    "What is archived can be restored.",
    "Wat gearchiveerd is kan worden teruggezet.",
    "Archiviertes lässt sich wiederherstellen.",
    "Ce qui est archivé peut être restauré.",
    "Из архива можно восстановить.",
  ],
  applied: [
    "{n#record|records} dealt with",
    "{n#record|records} afgehandeld",
    "{n#Datensatz|Datensätze} erledigt",
    "{n#fiche traitée|fiches traitées}",
    "Обработано: {n#запись|записи|записей}",
  ],
  notApplied: ["These stay", "Deze blijven", "Diese bleiben", "Ceux-ci restent", "Эти остались"],
});

const OUTCOMES = {
  not_due: ["not due any more", "niet meer aan de beurt", "nicht mehr fällig", "plus échu", "уже не пора"],
  forbidden: ["you may not", "u mag dit niet", "nicht erlaubt", "non permis", "нет права"],
  in_use: [
    "work is still open",
    "er staat nog werk open",
    "noch Arbeit offen",
    "travail en cours",
    "есть открытая работа",
  ],
  conflict: [
    "it changed meanwhile",
    "het is ondertussen gewijzigd",
    "inzwischen geändert",
    "modifié entre-temps",
    "тем временем изменено",
  ],
  left: [
    "not done yet, ask again",
    "nog niet gedaan, vraag opnieuw",
    "noch offen, erneut anfragen",
    "pas encore fait, redemandez",
    "ещё не сделано, повторите",
  ],
} as const;

const told = words(OUTCOMES);

export const outcomeName = (outcome: string): string =>
  outcome in OUTCOMES ? told(outcome as keyof typeof OUTCOMES) : plain(outcome);
