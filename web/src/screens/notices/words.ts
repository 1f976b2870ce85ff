import { words } from "@/words/words.ts";

/** What happened, by the kind of a notice: as the letters of the API say it. */
export const HAPPENED = {
  assigned: ["A task for you", "Taak voor u", "Aufgabe für Sie", "Une tâche pour vous", "Вам поручена задача"],
  handed_over: ["Handed over to you", "Aan u overgedragen", "An Sie übergeben", "Transmis à vous", "Вам передано"],
  hand_over_ended: [
    "Hand-over ended",
    "Overdracht afgelopen",
    "Übergabe beendet",
    "Transmission terminée",
    "Передача завершена",
  ],
  job_ended: ["Job ended", "Opdracht afgelopen", "Auftrag beendet", "Traitement terminé", "Задание завершено"],
  invited: ["You are invited", "U bent uitgenodigd", "Sie sind eingeladen", "Vous êtes invité", "Вас приглашают"],
  completed: ["Done", "Afgerond", "Erledigt", "Terminé", "Выполнено"],
  reminder: ["Reminder", "Herinnering", "Erinnerung", "Rappel", "Напоминание"],
  expires: ["Expires soon", "Verloopt binnenkort", "Läuft bald ab", "Expire bientôt", "Скоро истекает"],
  published: ["Shared", "Gedeeld", "Geteilt", "Partagé", "Опубликовано"],
  shared: ["Shared with you", "Met u gedeeld", "Mit Ihnen geteilt", "Partagé avec vous", "С вами поделились"],
  commented: ["Comment", "Reactie", "Kommentar", "Commentaire", "Комментарий"],
  new_version: ["New version", "Nieuwe versie", "Neue Fassung", "Nouvelle version", "Новая версия"],
  mail_failed: [
    "Mail not delivered",
    "Mail niet bezorgd",
    "E-Mail nicht zugestellt",
    "E-mail non distribué",
    "Письмо не доставлено",
  ],
  received: ["Mail received", "Mail ontvangen", "E-Mail erhalten", "E-mail reçu", "Получено письмо"],
  linked: [
    "New with what you follow",
    "Nieuw bij wat u volgt",
    "Neu bei dem, was Sie verfolgen",
    "Nouveau dans ce que vous suivez",
    "Новое в том, за чем вы следите",
  ],
  created: ["New", "Nieuw", "Neu", "Nouveau", "Новое"],
  changed: ["Changed", "Gewijzigd", "Geändert", "Modifié", "Изменено"],
  mass_read: [
    "Unusually much was read by",
    "Ongewoon veel gelezen door",
    "Ungewöhnlich viel gelesen von",
    "Lectures inhabituellement nombreuses par",
    "Необычно много просмотров",
  ],
} as const;

export const happened = words(HAPPENED);

export const w = words({
  title: ["Notices", "Meldingen", "Mitteilungen", "Notifications", "Уведомления"],
  empty: ["Nothing new", "Niets nieuws", "Nichts Neues", "Rien de nouveau", "Ничего нового"],
  emptyHelp: [
    "Here you are told of tasks given to you, of answers, and of what you follow.",
    "Hier ziet u taken voor u, antwoorden, en wat er gebeurt met wat u volgt.",
    "Hier erfahren Sie von Aufgaben, Antworten und von dem, was Sie verfolgen.",
    "Vous êtes informé ici de vos tâches, des réponses et de ce que vous suivez.",
    "Здесь появятся ваши задачи, ответы и всё, за чем вы следите.",
  ],
  allRead: ["Mark all as read", "Alles gelezen", "Alle gelesen", "Tout marquer comme lu", "Отметить все прочитанными"],
  allReadDone: ["All are read", "Alles is gelezen", "Alles ist gelesen", "Tout est lu", "Всё прочитано"],
  onlyUnread: ["Unread only", "Alleen ongelezen", "Nur ungelesene", "Non lues seulement", "Только непрочитанные"],
  all: ["All notices", "Alle meldingen", "Alle Mitteilungen", "Toutes les notifications", "Все уведомления"],
  markRead: ["Mark as read", "Gelezen", "Als gelesen markieren", "Marquer comme lu", "Отметить прочитанным"],
  markUnread: [
    "Mark as unread",
    "Ongelezen",
    "Als ungelesen markieren",
    "Marquer comme non lu",
    "Отметить непрочитанным",
  ],
  unread: ["Unread", "Ongelezen", "Ungelesen", "Non lu", "Не прочитано"],
  late: ["Late", "Te laat", "Verspätet", "En retard", "С опозданием"],
  gone: [
    "Something that you may not see any more",
    "Iets wat u niet meer mag zien",
    "Etwas, das Sie nicht mehr sehen dürfen",
    "Un élément que vous ne pouvez plus voir",
    "То, к чему у вас больше нет доступа",
  ],
  due: ["Due {when}", "Uiterlijk {when}", "Fällig {when}", "Échéance {when}", "Срок: {when}"],
  starts: ["Starts {when}", "Begint {when}", "Beginnt {when}", "Début {when}", "Начало: {when}"],
  more: ["Older ones", "Oudere", "Ältere", "Plus anciennes", "Более ранние"],
  settings: [
    "What am I told of?",
    "Waarvan krijg ik bericht?",
    "Worüber werde ich informiert?",
    "De quoi suis-je informé ?",
    "О чём мне сообщать?",
  ],
});
