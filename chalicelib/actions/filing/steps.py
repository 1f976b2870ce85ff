"""Filing a message that came in, for one tenant: what becomes of it is decided by the first step that knows, and saved
in one transaction with the row of the log that says why. What follows it, its files, can be done again at any time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.access import openness
from chalicelib.actions.filing import as_activity, body, conversations, documents, findings, reports, rules
from chalicelib.actions.filing.arrival import Arrival
from chalicelib.actions.filing.as_activity import Known
from chalicelib.actions.filing.reports import Reported
from chalicelib.actions.filing.rules import Facts, Rule
from chalicelib.errors import AlreadyExists, QuotaExceeded, TooManyRequests
from chalicelib.files import placing
from chalicelib.models import notice_kind, stakes, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_mail import CROWDED, FILED, INBOX, QUIET, REPLY
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.storage import change, files, mail_log, notices, quota, records, tenant_settings
from chalicelib.storage.notices import Notice
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Extra, Work

BY = "system:mail"
TRIES = 8
RECENT = timedelta(days=7)
DROPPED, REPEATED, NOTED = "dropped", "repeated", "noted"
VIRUS = Rule("virus", DROPPED, "SES found a virus in it: nothing of it was kept.")
LOOP = Rule(CROWDED[0], INBOX, "Machines have sent too much into this conversation today: without its attachments.")
NO_ROOM = Rule(CROWDED[1], INBOX, "There is no room for more mail: without its attachments.")
TWICE = Rule("repeated", REPEATED, "This message was here already.")


class Outcome(NamedTuple):
    """`about` is the activity that the log names; it was `made` of the message, or is one that there was."""

    rule: Rule
    work: Work
    about: Record | None = None
    made: bool = False


class Named(NamedTuple):
    """By what a message goes here, and what is here by that name already."""

    known: Known
    there: Record | None


Step = Callable[[Arrival], Outcome | None]


def file(arrival: Arrival) -> None:
    """Once, however often it is called; raises when it should be called again."""
    made = mail_log.taken(arrival.tenant, arrival.source)
    if made is None:
        made = _decided(arrival)
    if made:
        _complete(arrival, made)


def _decided(arrival: Arrival) -> str:
    """The id of the activity that it became, if it became one."""
    for attempt in range(TRIES):
        try:
            return _commit(arrival, _outcome(arrival))
        except TooManyRequests:
            arrival = replace(arrival, crowded=LOOP)
        except QuotaExceeded:
            arrival = replace(arrival, crowded=NO_ROOM)
        except (Lost, AlreadyExists):
            if (made := mail_log.taken(arrival.tenant, arrival.source)) is not None:
                return made
            clock.pause(attempt)
    raise Lost("others file this message all the time")


def _outcome(arrival: Arrival) -> Outcome:
    return next(outcome for step in STEPS if (outcome := step(arrival)))


def _commit(arrival: Arrival, outcome: Outcome) -> str:
    made = outcome.about.id if outcome.made and outcome.about else ""
    work = outcome.work
    work.extra += mail_log.take(arrival.tenant, arrival.source, _row(arrival, outcome), made)
    work.may_be_taken = mail_log.mark(arrival.tenant, arrival.source)
    work.commit()
    logs.info("mail_filed", tenant=arrival.tenant, rule=outcome.rule.key, status=outcome.rule.state, id=made or None)
    return made


def _row(arrival: Arrival, outcome: Outcome) -> Data:
    message = arrival.message
    return {
        "at": clock.stamp(arrival.at),
        "from": ", ".join(body.name(each.email or each.text) for each in message.sender[:3]),
        "subject": body.subject(message.subject, "en"),
        "message_id": message.id,
        "size": len(arrival.raw),
        "outcome": outcome.rule.state,
        "rule": outcome.rule.key,
        "why": outcome.rule.why,
        "activity": outcome.about.id if outcome.about else None,
        "faults": list(message.faults[: as_activity.MOST_FAULTS]),
    }


# --------------------------------------------------------------------------------------------------------- the steps


def _infected(arrival: Arrival) -> Outcome | None:
    return Outcome(VIRUS, Work(arrival.tenant, BY)) if arrival.message.verdicts.virus == "fail" else None


def _reported(arrival: Arrival) -> Outcome | None:
    """Of a mail that is not here, or in a way that nobody has to believe, the report is filed as any mail is."""
    told = reports.reported(arrival.tenant, arrival.message)
    if told is None:
        return None
    work = Work(arrival.tenant, BY, channel=change.MAIL)
    work.update(told.mail, reports.noted(told, work.at))
    _tell(arrival, told)
    return Outcome(Rule(told.finding.key, NOTED, told.finding.why), work, told.mail)


def _tell(arrival: Arrival, told: Reported) -> None:
    """Whoever sent it, once of each address. Before it is saved, so that it is not forgotten: the same cause is told
    once."""
    mail, at = told.mail, clock.stamp(_written_at(arrival))
    if not mail.created_by.startswith("usr_"):
        return
    causes = [f"{mail.id} {each['kind']} {each['email']}" for each in reports.feedback(told, at)]
    name = notice_kind.MAIL_FAILED.name
    if given := [Notice(mail.created_by, cause, name, mail.id, at) for cause in causes]:
        notices.give(arrival.tenant, given)


def _written_at(arrival: Arrival) -> datetime:
    """The same whenever it is tried, where the message tells it."""
    date = arrival.message.date
    return date if date and arrival.at - RECENT < date <= arrival.at else arrival.at


def _repeated(arrival: Arrival) -> Outcome | None:
    there = _named(arrival).there
    return Outcome(TWICE, Work(arrival.tenant, BY), there) if there else None


def _named(arrival: Arrival) -> Named:
    """By its own id, unless another message has taken that: it must not be lost for it."""
    there = _there(arrival, arrival.known)
    if there is None or _is_same(there, arrival.known):
        return Named(arrival.known, there)
    other = as_activity.another(arrival.known)
    return Named(other, _there(arrival, other))


def _there(arrival: Arrival, known: Known) -> Record | None:
    """Also one that was archived, or went out."""
    own = as_activity.id_of(arrival.tenant, arrival.message, known)
    held = conversations.holders(arrival.tenant, [known.message_id]).get(known.message_id, own)
    return records.get(arrival.tenant, held)


def _is_same(there: Record, known: Known) -> bool:
    """What went out, or was damaged, goes by its id."""
    fingerprint = stored.line(stored.part(there.data, "mail"), "fingerprint")
    return fingerprint in ("", known.fingerprint)


def _kept(arrival: Arrival) -> Outcome:
    facts, known = _facts(arrival), _named(arrival).known
    rule = _rule(arrival, facts)
    record_id = as_activity.id_of(arrival.tenant, arrival.message, known)
    told = as_activity.data(facts, rule, known, record_id, arrival.at)
    told["visibility"] = _visibility(arrival.tenant, facts, rule)
    told["mail"] |= _received(arrival, record_id)
    by = facts.sender.id if facts.sender else BY
    work = Work(arrival.tenant, by, extra=list(_counted(arrival, facts)), channel=change.MAIL)
    made = work.create(ACTIVITY, as_activity.prepared(told, _context(arrival.tenant, told)), record_id)
    return Outcome(rule, work, made, made=True)


def _visibility(tenant: str, facts: Facts, rule: Rule) -> str:
    """Those outside with whom it was exchanged have it anyway. What waits to be assigned, is not to be believed, or
    went to nobody but us is internal."""
    if rule.state != FILED or not facts.is_believed or facts.direction == "none":
        return stakes.INTERNAL
    return openness.of_new(tenant, ACTIVITY.name, as_activity.KIND)


def _received(arrival: Arrival, record_id: str) -> Data:
    refused = arrival.crowded.why if arrival.crowded else ""
    return {"size": len(arrival.raw), **documents.told(record_id, arrival.message, refused)}


def _counted(arrival: Arrival, facts: Facts) -> Iterator[Extra]:
    """What is one of too many is kept all the same."""
    count = quota.count if arrival.crowded is NO_ROOM else quota.take
    yield count(arrival.tenant, quota.MAILS, len(arrival.raw))
    if (loop := _loop(facts)) and not arrival.crowded:
        yield mail_log.count(arrival.tenant, loop)


def _rule(arrival: Arrival, facts: Facts) -> Rule:
    if arrival.spoiled:
        return Rule(as_activity.UNREADABLE, INBOX, arrival.spoiled)
    return arrival.crowded or rules.decide(facts)


def _facts(arrival: Arrival) -> Facts:
    return Facts(arrival.message, ()) if arrival.spoiled else findings.gather(arrival.message, arrival.destination)


def _context(tenant: str, told: Data) -> Context:
    ids = [link.snapshot["id"] for link in ACTIVITY.links(told)]
    return tenant_settings.context(tenant, dict.fromkeys(ids), ACTIVITY.settings)


def _loop(facts: Facts) -> str:
    """What machines that answer each other have in common: the conversation, or else the sender; "" where it is none of
    those. What a machine sends by itself, such as orders of a shop, answers nothing."""
    kind = facts.message.automatic.kind if facts.message.automatic else ""
    if kind not in QUIET:
        return ""
    if facts.conversation:
        return conversations.of(facts.conversation)
    return facts.correspondent.email if kind == REPLY and facts.correspondent else ""


STEPS: tuple[Step, ...] = (_infected, _reported, _repeated, _kept)


# ------------------------------------------------------------------------------------------------------ what follows


def _complete(arrival: Arrival, made: str) -> None:
    """The message as it was, for good, and its attachments."""
    files.keep(placing.mail(arrival.tenant, made), arrival.raw)
    activity = records.get(arrival.tenant, made)
    if activity is not None:
        documents.attach(activity, arrival.message)
