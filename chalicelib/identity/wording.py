"""What letters say: per kind and language a subject and paragraphs, with gaps in braces."""

from typing import NamedTuple


class Wording(NamedTuple):
    subject: str
    paragraphs: tuple[str, ...]


HELLO = {
    "nl": "Dag {name},",
    "fr": "Bonjour {name},",
    "de": "Guten Tag {name},",
    "ru": "Здравствуйте, {name}!",
    "en": "Hello {name},",
}

INVITATION = {
    "nl": Wording(
        "Uitnodiging voor {tenant} op Relata",
        (
            "U bent uitgenodigd om met {tenant} in Relata te werken. Neem de uitnodiging binnen zeven dagen aan:",
            "{link}",
            "Verwachtte u dit niet, dan kunt u dit bericht weggooien.",
        ),
    ),
    "fr": Wording(
        "Invitation à rejoindre {tenant} sur Relata",
        (
            "Vous êtes invité à travailler avec {tenant} dans Relata. Acceptez l’invitation dans les sept jours :",
            "{link}",
            "Si vous ne l’attendiez pas, ignorez ce message.",
        ),
    ),
    "de": Wording(
        "Einladung zu {tenant} in Relata",
        (
            "Sie sind eingeladen, mit {tenant} in Relata zu arbeiten. Nehmen Sie die Einladung binnen sieben Tagen an:",
            "{link}",
            "Falls Sie dies nicht erwartet haben, ignorieren Sie diese Nachricht.",
        ),
    ),
    "ru": Wording(
        "Приглашение в {tenant} в Relata",
        (
            "Вас пригласили работать с {tenant} в Relata. Примите приглашение в течение семи дней:",
            "{link}",
            "Если вы этого не ожидали, просто удалите это письмо.",
        ),
    ),
    "en": Wording(
        "Invitation to {tenant} on Relata",
        (
            "You are invited to work with {tenant} in Relata. Accept the invitation within seven days:",
            "{link}",
            "If you did not expect this, you can throw this message away.",
        ),
    ),
}

RESET = {
    "nl": Wording(
        "Nieuw wachtwoord voor Relata",
        (
            "Kies binnen een kwartier een nieuw wachtwoord:",
            "{link}",
            "Vroeg u hier niet om, dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.",
        ),
    ),
    "fr": Wording(
        "Nouveau mot de passe pour Relata",
        (
            "Choisissez un nouveau mot de passe dans le quart d’heure :",
            "{link}",
            "Si vous ne l’avez pas demandé, ne faites rien : votre mot de passe reste le même.",
        ),
    ),
    "de": Wording(
        "Neues Passwort für Relata",
        (
            "Wählen Sie binnen einer Viertelstunde ein neues Passwort:",
            "{link}",
            "Falls Sie nicht darum gebeten haben, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.",
        ),
    ),
    "ru": Wording(
        "Новый пароль для Relata",
        (
            "Выберите новый пароль в течение пятнадцати минут:",
            "{link}",
            "Если вы об этом не просили, ничего не делайте: пароль останется прежним.",
        ),
    ),
    "en": Wording(
        "New password for Relata",
        (
            "Choose a new password within fifteen minutes:",
            "{link}",
            "If you did not ask for this, you need not do anything: your password stays as it is.",
        ),
    ),
}

UNEXPECTED = {
    "nl": "Was u dit niet, vraag dan meteen een nieuw wachtwoord aan en waarschuw uw beheerder.",
    "fr": "Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe et prévenez votre administrateur.",
    "de": "Falls Sie das nicht waren, fordern Sie sofort ein neues Passwort an und warnen Sie Ihren Administrator.",
    "ru": "Если это были не вы, сразу запросите новый пароль и предупредите администратора.",
    "en": "If this was not you, ask for a new password at once and warn your administrator.",
}

PASSWORD_CHANGED = {
    "nl": Wording("Uw wachtwoord is gewijzigd", ("Uw wachtwoord voor Relata is zojuist gewijzigd.", UNEXPECTED["nl"])),
    "fr": Wording("Votre mot de passe a changé", ("Votre mot de passe Relata vient d’être changé.", UNEXPECTED["fr"])),
    "de": Wording("Ihr Passwort wurde geändert", ("Ihr Passwort für Relata wurde soeben geändert.", UNEXPECTED["de"])),
    "ru": Wording("Ваш пароль изменён", ("Ваш пароль для Relata только что изменён.", UNEXPECTED["ru"])),
    "en": Wording("Your password was changed", ("Your password for Relata was just changed.", UNEXPECTED["en"])),
}

FACTOR_CHANGED = {
    "nl": Wording("Uw tweede factor is gewijzigd", ("Uw tweede factor is zojuist gewijzigd.", UNEXPECTED["nl"])),
    "fr": Wording("Votre second facteur a changé", ("Votre second facteur vient d’être changé.", UNEXPECTED["fr"])),
    "de": Wording("Ihr zweiter Faktor wurde geändert", ("Ihr zweiter Faktor wurde soeben geändert.", UNEXPECTED["de"])),
    "ru": Wording("Ваш второй фактор изменён", ("Ваш второй фактор только что изменён.", UNEXPECTED["ru"])),
    "en": Wording("Your second factor was changed", ("Your second factor was just changed.", UNEXPECTED["en"])),
}
