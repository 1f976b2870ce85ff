"""What somebody agreed to, by whom it is of."""

from typing import Any

from chalicelib.access import reading
from chalicelib.actions import lists
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, InvalidCursor, KeyReused, NotFound, StaleVersion, invalid
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import Paging, changes
from chalicelib.merge_patch import MergePatch
from chalicelib.models import stored
from chalicelib.models.consent import CONSENT, PARTY
from chalicelib.models.contact import CONTACT
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.openapi_models import RecordPage, RecordShape
from chalicelib.operation import ADMINISTRATION, operation

HOW = "Say how they let it be known, since that is not how it was known before."


@operation(
    "PATCH /v1/consents/{id}",
    right=("consent", "edit"),
    area="consents",
    takes=MergePatch(CONSENT.fields),
    gives=RecordShape(CONSENT),
    media_types=("application/json", "application/merge-patch+json"),
    example=CONSENT.example_change,
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy),
)
def update_consent(call: Call[dict[str, Any], None]) -> Answer:
    """Changes a consent: they said otherwise, or it was written down wrong

    A JSON merge patch (RFC 7396). A `state` comes with its `source`. With what was withdrawn, the text, evidence and
    term of what was given go into the history. With If-Match nothing that others changed since is overwritten.
    """
    if "state" in call.body and "source" not in call.body:
        raise invalid("source", "required", HOW)
    changed: Answer = changes(CONSENT)(call)
    return changed


def _of(call: Call[None, Paging], declared: RecordType) -> dict[str, Any]:
    party = reading.shown(call.actor, reading.get(call.actor, declared, call.ids["id"]))
    person = stored.line(stored.part(party.data, "person"), "id")
    theirs = [each for each in (party.id, person) if each]
    asked = lists.parse(call.actor, CONSENT, {"field": PARTY, "op": "in", "value": theirs})
    wanted = lists.Wanted(asked, f"-{CONSENT.natural}", call.asked.limit, call.asked.cursor)
    return lists.page(call.actor, CONSENT, wanted)


@operation("GET /v1/relations/{id}/consents", right=("consent", "read"), area="relations", asks=Paging,
           gives=RecordPage(CONSENT), touches=(READS,), errors=(NotFound, InvalidCursor))  # fmt: skip
def consents_of_relation(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists what a relation agreed to, refused and withdrew, one for each purpose"""
    return _of(call, RELATION)


@operation("GET /v1/contacts/{id}/consents", right=("consent", "read"), area="contacts", asks=Paging,
           gives=RecordPage(CONSENT), touches=(READS,), errors=(NotFound, InvalidCursor))  # fmt: skip
def consents_of_contact(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists what a contact agreed to, refused and withdrew, and the person behind it"""
    return _of(call, CONTACT)
