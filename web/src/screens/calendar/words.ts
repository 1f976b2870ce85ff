import { words } from "@/words/words.ts";

export const k = words({
  title: ["Calendar", "Agenda", "Kalender", "Agenda", "Календарь"],
  month: ["Month", "Maand", "Monat", "Mois", "Месяц"],
  week: ["Week", "Week", "Woche", "Semaine", "Неделя"],
  show: ["Show", "Tonen", "Anzeigen", "Afficher", "Показать"],
  today: ["Today", "Vandaag", "Heute", "Aujourd’hui", "Сегодня"],
  earlier: ["Earlier", "Eerder", "Früher", "Précédent", "Раньше"],
  later: ["Later", "Later", "Später", "Suivant", "Позже"],
  whose: ["Whose calendar", "Wiens agenda", "Wessen Kalender", "L’agenda de qui", "Чей календарь"],
  new: ["New appointment", "Nieuwe afspraak", "Neuer Termin", "Nouveau rendez-vous", "Новая встреча"],
  newOn: ["New on {day}", "Nieuw op {day}", "Neu am {day}", "Nouveau le {day}", "Создать: {day}"],
  due: ["Due", "Uiterlijk", "Fällig", "Échéance", "Срок"],
  allDay: ["All day", "Hele dag", "Ganztägig", "Journée", "Весь день"],
  moreOn: ["{n} more", "nog {n}", "{n} weitere", "{n} de plus", "ещё {n}"],
  moved: [
    "“{subject}” is now on {day}",
    "“{subject}” staat nu op {day}",
    "„{subject}“ ist jetzt am {day}",
    "« {subject} » est désormais le {day}",
    "«{subject}» перенесено: {day}",
  ],
  nothing: ["Nothing planned", "Niets gepland", "Nichts geplant", "Rien de prévu", "Ничего не запланировано"],
  nothingHelp: [
    "Make an appointment, or give a task a date.",
    "Maak een afspraak of geef een taak een datum.",
    "Legen Sie einen Termin an oder geben Sie einer Aufgabe ein Datum.",
    "Créez un rendez-vous ou datez une tâche.",
    "Создайте встречу или назначьте задаче дату.",
  ],
  moveHelp: [
    "Shift and an arrow key move it",
    "Verplaatsen met Shift en een pijltoets",
    "Mit Umschalt und Pfeiltaste verschieben",
    "Maj et une flèche pour déplacer",
    "Shift и стрелка — перенести",
  ],
});
