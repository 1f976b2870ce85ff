"""What letters about notices say. `{title}` is what the notice is about."""

from typing import NamedTuple

LANGUAGES = ("nl", "fr", "de", "ru", "en")

# By kind of notice, in the order of LANGUAGES.
HAPPENED: dict[str, tuple[str, ...]] = {
    "assigned": (
        "Taak voor u: {title}",
        "Une tâche pour vous : {title}",
        "Aufgabe für Sie: {title}",
        "Вам поручена задача: {title}",
        "A task for you: {title}",
    ),
    "handed_over": (
        "Aan u overgedragen: {title}",
        "Transmis à vous : {title}",
        "An Sie übergeben: {title}",
        "Вам передано: {title}",
        "Handed over to you: {title}",
    ),
    "hand_over_ended": (
        "Overdracht afgelopen: {title}",
        "Transmission terminée : {title}",
        "Übergabe beendet: {title}",
        "Передача завершена: {title}",
        "Hand-over ended: {title}",
    ),
    "job_ended": (
        "Opdracht afgelopen: {title}",
        "Traitement terminé : {title}",
        "Auftrag beendet: {title}",
        "Задание завершено: {title}",
        "Job ended: {title}",
    ),
    "invited": (
        "U bent uitgenodigd: {title}",
        "Vous êtes invité : {title}",
        "Sie sind eingeladen: {title}",
        "Вас приглашают: {title}",
        "You are invited: {title}",
    ),
    "completed": (
        "Afgerond: {title}",
        "Terminé : {title}",
        "Erledigt: {title}",
        "Выполнено: {title}",
        "Done: {title}",
    ),
    "reminder": (
        "Herinnering: {title}",
        "Rappel : {title}",
        "Erinnerung: {title}",
        "Напоминание: {title}",
        "Reminder: {title}",
    ),
    "expires": (
        "Verloopt binnenkort: {title}",
        "Expire bientôt : {title}",
        "Läuft bald ab: {title}",
        "Скоро истекает: {title}",
        "Expires soon: {title}",
    ),
    "published": (
        "Gedeeld: {title}",
        "Partagé : {title}",
        "Geteilt: {title}",
        "Опубликовано: {title}",
        "Shared: {title}",
    ),
    "shared": (
        "Met u gedeeld: {title}",
        "Partagé avec vous : {title}",
        "Mit Ihnen geteilt: {title}",
        "С вами поделились: {title}",
        "Shared with you: {title}",
    ),
    "commented": (
        "Reactie: {title}",
        "Commentaire : {title}",
        "Kommentar: {title}",
        "Комментарий: {title}",
        "Comment: {title}",
    ),
    "new_version": (
        "Nieuwe versie: {title}",
        "Nouvelle version : {title}",
        "Neue Fassung: {title}",
        "Новая версия: {title}",
        "New version: {title}",
    ),
    "mail_failed": (
        "Mail niet bezorgd: {title}",
        "E-mail non distribué : {title}",
        "E-Mail nicht zugestellt: {title}",
        "Письмо не доставлено: {title}",
        "Mail not delivered: {title}",
    ),
    "received": (
        "Mail ontvangen: {title}",
        "E-mail reçu : {title}",
        "E-Mail erhalten: {title}",
        "Получено письмо: {title}",
        "Mail received: {title}",
    ),
    "linked": (
        "Nieuw bij wat u volgt: {title}",
        "Nouveau dans ce que vous suivez : {title}",
        "Neu bei dem, was Sie verfolgen: {title}",
        "Новое в том, за чем вы следите: {title}",
        "New with what you follow: {title}",
    ),
    "created": (
        "Nieuw: {title}",
        "Nouveau : {title}",
        "Neu: {title}",
        "Новое: {title}",
        "New: {title}",
    ),
    "changed": (
        "Gewijzigd: {title}",
        "Modifié : {title}",
        "Geändert: {title}",
        "Изменено: {title}",
        "Changed: {title}",
    ),
    "mass_read": (
        "Ongewoon veel gelezen door {title}",
        "Lectures inhabituellement nombreuses par {title}",
        "Ungewöhnlich viel gelesen von {title}",
        "Необычно много просмотров: {title}",
        "Unusually much was read by {title}",
    ),
}
OTHER = (
    "Bericht over: {title}",
    "Message concernant : {title}",
    "Nachricht zu: {title}",
    "Сообщение: {title}",
    "Notice about: {title}",
)


# What a date is of: when something is due, when it starts, when it expires.
DATES: dict[str, tuple[str, ...]] = {
    "due": ("Uiterlijk {date}", "Échéance : {date}", "Fällig: {date}", "Срок: {date}", "Due {date}"),
    "start": ("Begint {date}", "Début : {date}", "Beginn: {date}", "Начало: {date}", "Starts {date}"),
    "expires": ("Verloopt op {date}", "Expire le {date}", "Läuft ab: {date}", "Истекает: {date}", "Expires {date}"),
}


class Words(NamedTuple):
    """`change` stands above the link to where users set what they get by mail."""

    hello: str
    by: str
    late: str
    overview: str
    more: str
    change: str


WORDS = {
    "nl": Words(
        "Dag {name},",
        "Door {by}",
        "Dit bericht komt later dan bedoeld.",
        "{number} berichten uit Relata",
        "In Relata staan nog meer berichten voor u.",
        "Wat u per mail krijgt, stelt u hier in:",
    ),
    "fr": Words(
        "Bonjour {name},",
        "Par {by}",
        "Ce message arrive plus tard que prévu.",
        "{number} messages de Relata",
        "D’autres messages vous attendent dans Relata.",
        "Pour choisir ce que vous recevez par e-mail :",
    ),
    "de": Words(
        "Guten Tag {name},",
        "Von {by}",
        "Diese Nachricht kommt später als vorgesehen.",
        "{number} Nachrichten aus Relata",
        "In Relata warten weitere Nachrichten auf Sie.",
        "Was Sie per E-Mail erhalten, stellen Sie hier ein:",
    ),
    "ru": Words(
        "Здравствуйте, {name}!",
        "От кого: {by}",
        "Это сообщение пришло позже, чем должно было.",
        "Сообщений из Relata: {number}",
        "В Relata для вас есть и другие сообщения.",
        "Что получать по почте, можно настроить здесь:",
    ),
    "en": Words(
        "Hello {name},",
        "By {by}",
        "This message comes later than it was meant to.",
        "{number} notices from Relata",
        "There are more notices for you in Relata.",
        "Choose what you get by mail here:",
    ),
}


def happened(kind: str, language: str) -> str:
    return HAPPENED.get(kind, OTHER)[LANGUAGES.index(language)]


def dated(of: str, language: str) -> str:
    return DATES[of][LANGUAGES.index(language)]
