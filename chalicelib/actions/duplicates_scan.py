"""The duplicates among all records of a type, or those of a selection, as somebody may read and see them: read page by
page, compared in memory. Of each only what is compared is held."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chalicelib.access.actor import Actor
from chalicelib.actions import selecting
from chalicelib.duplicates import scan as scanning
from chalicelib.duplicates.facts import Facts
from chalicelib.duplicates.scan import Found
from chalicelib.errors import Invalid, invalid
from chalicelib.models import duplicate_rule
from chalicelib.models.duplicate_rule import SETTING
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import tenant_settings

AT_A_TIME = 900
MOST = 50_000  # about 100 MB of what is compared
NONE_ALIKE = "Records of this type are not compared; choose relations, contacts or addresses."
TOO_MANY = f"These are more than {MOST:,} records; choose fewer, such as those of a country."


class Scanned(NamedTuple):
    """The pairs in the order of their ids, and the ids of what was compared."""

    pairs: Sequence[Found]
    ids: frozenset[str]


def all_of(type_name: str) -> Data:
    return {"of": type_name, "criteria": {"all": []}}


def hold(declared: RecordType) -> None:
    """Raises Invalid where nothing can be found."""
    if declared.likeness is None:
        raise invalid("those.of", "not_for_job", NONE_ALIKE)


def scan(actor: Actor, chosen: Data, threshold: int = duplicate_rule.SUSPECTED) -> Scanned:
    """`chosen` as `selecting.chosen` gave it. The same for the same records: whoever was interrupted does it anew, and
    goes on behind the pair that was dealt with last. A round trip or two for each AT_A_TIME."""
    facts = dict(_read(actor, TYPES[chosen["of"]], chosen))
    rule = duplicate_rule.of(tenant_settings.read(actor.tenant, SETTING).values, chosen["of"])
    pairs = list(scanning.scan(facts, threshold, frozenset(rule.ignored)))
    return Scanned(pairs, frozenset(facts))


def _read(actor: Actor, declared: RecordType, chosen: Data) -> Iterator[tuple[str, Facts]]:
    after, read = "", 0
    while True:
        page = selecting.page(actor, chosen, after, AT_A_TIME)
        yield from ((id, declared.likeness(each.data)) for id, each in page.seen.items() if declared.likeness)
        after, read = page.next, read + len(page.records)
        if read > MOST:
            raise Invalid(TOO_MANY)
        if not after:
            return
