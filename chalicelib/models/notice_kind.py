"""The kinds of notices, and by which channel each is told unless somebody chose another."""

from typing import Literal, NamedTuple

Channel = Literal["in_app", "mail", "digest"]
Chosen = Literal["in_app", "mail", "digest", "none"]
CHANNELS: tuple[Chosen, ...] = ("in_app", "mail", "digest", "none")


class Kind(NamedTuple):
    """One that is `chosen` comes because of who somebody is, by the channel that they prefer; others come because they
    follow something, by the channel of that subscription."""

    name: str
    chosen: bool
    help: str
    channel: Channel = "in_app"


ASSIGNED = Kind("assigned", True, "A task was given to you or to a team of yours.")
INVITED = Kind("invited", True, "You take part in something that is to come.")
COMPLETED = Kind("completed", True, "Somebody else did a task that you made.")
RECEIVED = Kind("received", True, "A mail came in: an answer to yours, or to a dossier that you follow.")
PUBLISHED = Kind("published", False, "Something was shared that you follow or take part in, or in such a dossier.")
SHARED = Kind("shared", True, "You are from outside, and something was shared with you.", "mail")
COMMENTED = Kind("commented", True, "Somebody from outside said something about what you do, or began.")
NEW_VERSION = Kind("new_version", False, "A document that you follow has a new version, or one in such a dossier.")
LINKED = Kind("linked", False, "Something was linked to a record that you follow.")
CREATED = Kind("created", False, "There is a new activity of a kind that you follow.")
CHANGED = Kind("changed", False, "A record that you follow was changed.")
REMINDER = Kind(
    "reminder", False, "A task is due, or an appointment starts; the rules of reminders say how that comes."
)
EXPIRES = Kind("expires", False, "A document expires; the rules of reminders say how that comes.")
HANDED_OVER = Kind("handed_over", False, "Work of somebody who leaves was handed over to you.")
HAND_OVER_ENDED = Kind("hand_over_ended", False, "A hand-over that you began is over, or was stopped.")
JOB_ENDED = Kind("job_ended", False, "A job that you began is over, or was stopped.")
MAIL_FAILED = Kind("mail_failed", False, "A mail that you sent did not arrive.")
MASS_READ = Kind("mass_read", False, "Somebody read unusually many records within an hour. Administrators are told.")

KINDS = {
    each.name: each
    for each in (
        ASSIGNED, INVITED, COMPLETED, RECEIVED, PUBLISHED, SHARED, COMMENTED, NEW_VERSION, LINKED, CREATED, CHANGED,
        REMINDER, EXPIRES, HANDED_OVER, HAND_OVER_ENDED, JOB_ENDED, MAIL_FAILED, MASS_READ,
    )
}  # fmt: skip
CHOSEN = {name: kind for name, kind in KINDS.items() if kind.chosen}


def channel(kind: str, preferred: str) -> Chosen:
    """The shipped one where nothing is preferred, or what this release does not know."""
    shipped = KINDS[kind].channel if kind in KINDS else "in_app"
    return next((each for each in CHANNELS if each == preferred), shipped)
