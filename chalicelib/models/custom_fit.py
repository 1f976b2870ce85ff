"""What makes a definition of a custom field one to keep: what goes with its kind, and how much there may be."""

import json
from collections.abc import Iterator

from chalicelib.errors import FieldError
from chalicelib.models import custom_band, custom_code, custom_move, custom_option, custom_rule, stored
from chalicelib.models.custom_found import MARKING, MOST_WORDS
from chalicelib.models.custom_kind import INDEXED, KINDS, SEARCHABLE, UNIQUE, Content, Given, most_chosen
from chalicelib.models.record_type import Context, Data

MOST_CHARACTERS = 40_000
MOST_WEIGHT = 48  # of the 100 items of a transaction, beside what a record takes itself
ONLY = {
    "options": ("choice", "choices"),
    "rules": ("choice",),
    "by_hand": ("choice",),
    "may_add_options": ("choice", "choices"),
    "bands": ("number", "money"),
    "to": ("link",),
    "table": custom_code.KINDS,
    "currency": ("money",),
    "decimals": ("number",),
    "minimum": ("number", "money"),
    "maximum": ("number", "money"),
    "default": tuple(kind for kind in KINDS if kind not in ("link", *custom_code.KINDS)),
}
SHOWS_OTHERS = ("link",)
LATER = (INDEXED, SEARCHABLE)
NEEDED = ("options", "to", "currency", "table")


def faults(data: Data, context: Context) -> Iterator[FieldError]:
    yield from _misfits(data)
    yield from _bounds(data)
    yield from _unknown(data, context.before)
    yield from custom_option.faults(data, context.before)
    yield from () if context.undone else custom_option.alike(data, context.before)
    yield from custom_move.misfits(data)
    yield from _ruled(data, context)
    yield from custom_band.misfits(data)
    yield from _late(data, context.before)
    yield from _over(data, context)
    yield from _size(data)


def is_marked_otherwise(data: Data, before: Data) -> bool:
    """Whether records are found by it in another way than they were saved for."""
    return bool(before) and any((data.get(each) is True) != (before.get(each) is True) for each in LATER)


def is_listed(data: Data, context: Context) -> bool:
    """Choices are indexed as long as there is room."""
    listed = {**data, INDEXED: True}
    return stored.line(data, "kind") in (*ONLY["options"], *custom_code.KINDS) and not list(_over(listed, context))


def _ruled(data: Data, context: Context) -> Iterator[FieldError]:
    from chalicelib.models import catalog  # which knows all types, and so this one

    of = stored.line(data, "of")
    return custom_rule.misfits(catalog.customised().get(of), data, context.before, context.customs.get(of, {}))


def _weight(content: Content) -> int:
    """How many items it takes when a record that has it is called otherwise: of each entry that goes and that comes.
    While records are marked anew, some have those that they had."""
    kind, is_marking = stored.line(content, "kind"), MARKING in content
    may = {each: is_marking and each in KINDS[kind].marks for each in LATER}
    indexed, searchable = (content.get(each) is True or may[each] for each in LATER)
    linked = _most(content) if kind in custom_code.KINDS else 0
    return linked + _most({**content, INDEXED: True}) * indexed + MOST_WORDS * searchable


def _most(content: Content) -> int:
    return 2 * most_chosen(content) if KINDS[stored.line(content, "kind")].many else 2


def _over(data: Data, context: Context) -> Iterator[FieldError]:
    if not _weight(data) or (context.before and not is_marked_otherwise(data, context.before)):
        return
    known = context.customs.get(stored.line(data, "of"), {}).values()
    others = [each for each in known if each.get("key") != data.get("key")]
    if _weight(data) + sum(map(_weight, others)) > MOST_WEIGHT:
        mark = INDEXED if data.get(INDEXED) is True else SEARCHABLE
        told = "So many fields of this type are indexed or searchable that a record could not be saved: leave it out."
        yield FieldError(mark, "too_many", told)


def _late(data: Data, before: Data) -> Iterator[FieldError]:
    """Records may have more of many than can have entries."""
    is_new = data.get(INDEXED) is True and before.get(INDEXED) is not True
    if before and is_new and KINDS[stored.line(data, "kind")].many:
        yield FieldError(INDEXED, "fixed", "Records may have too many of these; make another field.")


def _bounds(data: Data) -> Iterator[FieldError]:
    least, most = data.get("minimum"), data.get("maximum")
    if least is not None and most is not None and least > most:
        yield FieldError("maximum", "too_low", "This is below the minimum.")
    if data.get(UNIQUE) is True and data.get("default") is not None:
        yield FieldError("default", "not_for_unique", "Of what is unique each record has its own.")


def _size(data: Data) -> Iterator[FieldError]:
    if len(json.dumps(data, ensure_ascii=False)) > MOST_CHARACTERS:
        yield FieldError(
            "options", "too_long", f"All that is said of a field takes at most {MOST_CHARACTERS} characters."
        )


def _misfits(data: Data) -> Iterator[FieldError]:
    """What does not go with its kind, and what that needs."""
    kind = stored.line(data, "kind")
    for name, kinds in ONLY.items():
        if data.get(name) not in (None, []) and kind not in kinds:
            yield FieldError(name, "not_for_kind", f"A field of the kind {kind} has none; leave it out.")
        elif name in NEEDED and kind in kinds and not data.get(name):
            yield FieldError(name, "required", f"A field of the kind {kind} needs this.")
    if kind in SHOWS_OTHERS and data.get("outside") is True:
        yield FieldError("outside", "not_for_kind", "It would show people from outside what is not in their reach.")
    for mark in sorted({UNIQUE, INDEXED, SEARCHABLE} - KINDS[kind].marks):
        if data.get(mark) is True:
            fit = ", ".join(name for name, each in KINDS.items() if mark in each.marks)
            yield FieldError(mark, "not_for_kind", f"Only fields of these kinds can be {mark}: {fit}.")


def _unknown(data: Data, before: Data) -> Iterator[FieldError]:
    from chalicelib.models import catalog  # which knows all types, and so this one

    of = stored.line(data, "of")
    if of not in catalog.customised() and of != before.get("of"):
        yield FieldError("of", "unknown_type", catalog.choose(catalog.customised()))
    for place, each in enumerate(stored.lines(data, "to")):
        if each not in catalog.linkable() and each not in stored.lines(before, "to"):
            yield FieldError(f"to[{place}]", "unknown_type", catalog.choose(catalog.linkable()))


def default(data: Data, context: Context) -> Iterator[FieldError]:
    if data.get("default") is None:
        return
    try:
        told = KINDS[data["kind"]].read(Given(data["default"], data, context.country))
    except ValueError as error:
        yield FieldError("default", "not_valid", str(error))
    else:
        data["default"] = told
