"""What mail programs write around messages that are quoted or forwarded, in Dutch, French, German, Russian and
English. One table a thing; a language is added by adding its words."""

# The names of the header fields above a message, as Outlook, Gmail, Apple Mail and Thunderbird write them.
LABELS: dict[str, tuple[str, ...]] = {
    "from": ("from", "van", "de", "von", "от", "от кого"),
    "date": ("date", "sent", "datum", "verzonden", "envoyé", "envoyé le", "gesendet", "отправлено", "дата"),
    "to": ("to", "aan", "à", "an", "pour", "кому"),
    "cc": ("cc", "copie à", "copie", "kopie", "kopie an", "копия"),
    "subject": ("subject", "onderwerp", "objet", "sujet", "betreff", "тема"),
    "reply-to": ("reply-to", "antwoord aan", "répondre à", "antwort an", "ответить"),
    "bcc": ("bcc", "cci", "скрытая копия"),
    "attachments": ("attachments", "bijlagen", "pièces jointes", "anlagen", "вложения"),
}

# A line of these, between hyphens or with a colon, stands above a message that was forwarded.
FORWARDED = (
    "forwarded message", "begin forwarded message",
    "doorgestuurd bericht", "begin doorgestuurd bericht", "begin van doorgestuurd bericht",
    "message transféré", "message réexpédié", "début du message réexpédié", "début du message transféré",
    "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
    "пересланное сообщение", "пересылаемое сообщение", "перенаправленное сообщение",
    "начало переадресованного сообщения", "начало пересылаемого сообщения",
)  # fmt: skip

# A line of these stands above a message that was forwarded or answered: the subject tells which.
ORIGINAL = (
    "original message", "oorspronkelijk bericht", "message d'origine", "message original", "ursprüngliche nachricht",
    "originalnachricht", "исходное сообщение", "первоначальное сообщение",
)  # fmt: skip

# What a subject begins with when the message was forwarded.
FORWARD_PREFIXES = ("fw", "fwd", "doorst", "dv", "tr", "wg", "wtr", "пересл")

# Above a quoted message: how the line begins and how it ends.
ATTRIBUTIONS = (
    ("on ", "wrote:"),
    ("op ", "schreef:"),
    ("op ", " schreef "),
    ("op ", "het volgende geschreven:"),
    ("le ", "a écrit :"),
    ("le ", "a écrit:"),
    ("am ", "schrieb:"),
    ("am ", " schrieb "),
    ("", "schreef op"),
    ("", "написал:"),
    ("", "написала:"),
    ("", "написал(а):"),
    ("", "пишет:"),
    ("", "писал:"),
    ("", "писал(а):"),
)

_MONTHS = (
    ("jan", "янв"),
    ("feb", "fév", "fev", "фев"),
    ("mar", "maa", "mrt", "mär", "мар"),
    ("apr", "avr", "апр"),
    ("may", "mei", "mai", "мая", "май"),
    ("jun", "juin", "июн"),
    ("jul", "juil", "июл"),
    ("aug", "aoû", "aou", "авг"),
    ("sep", "сен"),
    ("oct", "okt", "окт"),
    ("nov", "ноя"),
    ("dec", "dez", "déc", "дек"),
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
