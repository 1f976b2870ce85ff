"""Entries and claims of a record: pure, from its type's declaration; they never raise on a stored record.

An archived record has one, in the list of those of its type, so nothing else finds it and its unique values are free
again; but for what remains in a tree, or of a person.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from chalicelib import geo
from chalicelib.criteria import Field
from chalicelib.models import erasure, merged, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import keys, packed
from chalicelib.storage.keys import ItemKey

LIST, FACET, STAKE, WORD, LINK, KEY = "list", "facet", "stake", "word", "link", "key"
MENTION, TIMELINE, TODO, REMINDER = "mention", "timeline", "todo", "reminder"
PLACE, REMAINS, ARCHIVED = "place", "remains", "archived"
PERIOD = "period"  # of keys: what there may be one of at a time
OPEN = "open"  # above all dates
FIRST, LATER = "0", "1"  # of all that have a word, what begins with it comes before the thousands that live there
FAMILIES = {
    LIST: "all of a type in one of its orders",
    FACET: "all of a type where a field has a value",
    STAKE: "all of a type that a user or a team has a part in, or that belongs to a record",
    WORD: "what has a word that begins with …",
    LINK: "what is linked to a record, and keeps it from being archived",
    MENTION: "what speaks of a record, and does not",
    TIMELINE: "what happened with a record, what will, and what is to be done",
    TODO: "the open work of a user or a team",
    REMINDER: "of what else a user or a team is to be reminded",
    PLACE: "all of a type by where on earth they are",
    REMAINS: "what is archived of a tree or a person, while that goes on",
    ARCHIVED: "all of a type that were archived, by when, but for what became one with another or was erased",
    KEY: "the records with this e-mail address, phone or number",
}
PACKED = frozenset({LIST, FACET, STAKE, PLACE, REMAINS, ARCHIVED})  # whose digests tell what can be filtered on
SORT_LENGTH = 120
MARK = "="
TURN = str.maketrans("0123456789", "9876543210")


class Entry(NamedTuple):
    key: ItemKey
    digest: str | None


def entries(record: Record) -> dict[ItemKey, str | None]:
    """The digest of each entry by its key."""
    declared = TYPES.get(record.type)
    if declared is None:
        return {}
    told = _all(declared, record) if record.alive else _archived(declared, record)
    return {entry.key: entry.digest for entry in told}


def claims(record: Record) -> dict[ItemKey, str]:
    """The path of the field that takes each claim, by the claim's key."""
    declared = TYPES.get(record.type)
    if declared is None or not (record.alive or declared.claims_last):
        return {}
    return {keys.claim(record.tenant, each.kind, each.value): each.path for each in declared.claims(record)}


def digest(declared: RecordType, record: Record) -> str:
    """What can be filtered on, packed; the same in all list and facet entries of a record. Links by id only, so that
    a new title of the target does not rewrite them all."""
    return packed.written({name: _brief(value) for name, value in declared.values(record.known, brief=True).items()})


def written(digest: dict[str, Any]) -> str:
    return json.dumps(digest, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def turned(at: str) -> str:
    """Back to front: a timeline is read from its end, and of what is open that is what is due first."""
    return at.translate(TURN)


def sort_value(declared: RecordType, sort: str, record: Record) -> str:
    return declared.sorts[sort](record)[:SORT_LENGTH]


def _all(declared: RecordType, record: Record) -> Iterator[Entry]:
    natural = sort_value(declared, declared.natural, record)
    told = digest(declared, record)

    def entry(family: str, value: tuple[str, ...], sort: tuple[str, ...], digest: str | None) -> Entry:
        return Entry(keys.entry(record.tenant, family, value, sort, record.id), digest)

    for sort in declared.sorts:
        yield entry(LIST, (declared.name, sort), (sort_value(declared, sort, record),), told)
    for field, value in _faceted(declared, record.known):
        yield entry(FACET, (declared.name, field, value), (natural,), told)
    whose = list(stakeholders(declared, record))
    for who in whose:
        yield entry(STAKE, (declared.name, who), (natural,), told)
    words = [word for word in declared.words(record) if word.text]
    leading = {word.text for word in words if word.leads}
    texts = list(dict.fromkeys(word.text for word in words))
    all_words = " ".join([mark(declared.name), *texts, *map(mark, whose)])
    for place, word in enumerate(texts):
        if word in leading:
            yield entry(WORD, (word[0],), (word, FIRST if place == 0 else LATER), all_words)
    for link in declared.links(record.data):
        if not link.live and (target := stored.line(link.snapshot, "id")):
            about = written(link.told) if link.told else None
            yield entry(LINK if link.holds else MENTION, (target,), (declared.name, natural), about)
    for dated in declared.dated(record):
        at = dated.at[:SORT_LENGTH]
        stands = (OPEN, turned(at)) if dated.open else (at,)
        yield entry(TIMELINE, (dated.target,), stands, written(dated.digest))
    for located in declared.located(record):
        yield entry(PLACE, (declared.name,), (geo.geohash(located.at),), told)
    todos = list(declared.todo(record))
    for todo in todos:
        yield entry(TODO, (todo.who,), (todo.due[:SORT_LENGTH], todo.rank), written(todo.digest))
    for remind in declared.reminds(record):
        if all(todo.who != remind.who for todo in todos):
            yield entry(REMINDER, (remind.who,), (remind.at[:SORT_LENGTH],), None)
    for group in dict.fromkeys(each.group for each in declared.periods(record)):
        yield entry(KEY, (PERIOD, group), (declared.name,), None)
    for key in declared.keys(record):
        yield entry(KEY, (key.kind, key.value), (declared.name,), None)


def _archived(declared: RecordType, record: Record) -> Iterator[Entry]:
    told = digest(declared, record)
    if not merged.into(record) and not erasure.is_erased(record.data):
        at = record.archived_at or ""
        yield Entry(keys.entry(record.tenant, ARCHIVED, (declared.name,), (at,), record.id), told)
    if tree := declared.remains(record.data):
        sort = (sort_value(declared, declared.natural, record),)
        yield Entry(keys.entry(record.tenant, REMAINS, (tree,), sort, record.id), told)


def _faceted(declared: RecordType, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    fixed = ((each.field, each.read(data)) for each in declared.filters if each.facet)
    custom = ((each.field, each.value) for each in declared.customs(data) if each.facet)
    for field, told in (*fixed, *custom):
        for value in facet_values(field, told):
            yield field.name, value


def stakeholders(declared: RecordType, record: Record) -> Iterable[str]:
    """Whose record it is to see, where not everybody sees all of its type: users and teams, and where it follows what
    it belongs to, that. What `access.decide` allows to some only is always found by these."""
    if declared.administered or declared.kept_by:
        return ()
    told = declared.stakes(record)
    around = (each for each in told.around if each != record.id) if declared.follows else ()
    those = (*told.owners, *told.given, *told.present, *told.listed, *around)
    return dict.fromkeys(each for each in those if type_of(each) is not None)


def mark(name: str) -> str:
    """In the digest of a word entry the type, before the words, and behind them who has a stake in the record:
    `=contact jan visser =usr_01J… =rel_01J…`, each word once. No word that is typed begins with its sign."""
    return f"{MARK}{name}"


def words_of(digest: str) -> list[str]:
    return [word for word in digest.split(" ") if not word.startswith(MARK)]


def marks(digest: str) -> list[str]:
    """The names that are marked in it."""
    return [word.removeprefix(MARK) for word in digest.split(" ") if word.startswith(MARK)]


def facet_values(field: Field, value: Any) -> list[str]:
    """The texts under which a value is faceted: what the criteria compare, so that a facet holds all that match."""
    return [str(key).lower() if isinstance(key, bool) else str(key) for key in field.keys(value)]


def _brief(value: Any) -> Any:
    if isinstance(value, list):
        return [_brief(each) for each in value]
    return value["id"] if isinstance(value, dict) and "id" in value else value
