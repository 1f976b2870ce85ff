"""What a report asks for, held to what there is: its measures and what it is put together by, or what is wrong."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chalicelib.actions.reports import dimension
from chalicelib.actions.reports.asked import Report
from chalicelib.actions.reports.dimension import IN_TIME, Dimension, Seen
from chalicelib.actions.reports.measure import BEHIND, BEHIND_MONEY, Figure
from chalicelib.criteria import Field
from chalicelib.errors import FieldError, Invalid
from chalicelib.models import code_id, stored
from chalicelib.models.custom_kind import Content
from chalicelib.models.record_type import Definitions
from chalicelib.models.report_shape import By, Measure
from chalicelib.schema import ABSENT

CREATED = "created_at"


class Known(NamedTuple):
    """The fields of the type that who asks may see, with what the tenant says of its own."""

    fields: Mapping[str, Field]
    customs: Definitions

    def content(self, name: str) -> Content:
        return self.customs.get(name, {})


class Plan(NamedTuple):
    dimensions: tuple[Dimension, ...]
    figures: tuple[Figure, ...]

    @property
    def names(self) -> frozenset[str]:
        """Of the fields that are looked at."""
        return frozenset(
            {*(each.field.name for each in self.dimensions), *(each.field for each in self.figures)} - {""}
        )


def known(fields: Mapping[str, Field], customs: Definitions) -> Known:
    """When a record was made is known of all."""
    return Known({CREATED: Field(CREATED, "datetime"), **fields}, customs)


def plan(asked: Report, known: Known, seen: Seen) -> Plan:
    """Raises Invalid naming all that is wrong."""
    faults = [*_of_measures(asked.measures, known), *_of_dimensions(asked.by, known)]
    if faults:
        raise Invalid(errors=faults)
    return Plan(
        tuple(_dimension(each, known, seen) for each in asked.by),
        tuple(_figure(each, known, seen) for each in asked.measures),
    )


# -------------------------------------------------------------------------------------------------------- measures


def _of_measures(asked: list[Measure], known: Known) -> Iterator[FieldError]:
    for place, each in enumerate(asked):
        if fault := _of_measure(each, known):
            yield FieldError(f"measures[{place}].field", *fault)


def _of_measure(asked: Measure, known: Known) -> tuple[str, str] | None:
    if asked.take == "count":
        return (
            ("not_for_count", "Records are counted, and not a field of them; leave this out.") if asked.field else None
        )
    if asked.field is None:
        return "required", "Name a field with numbers or money."
    if asked.field not in known.fields:
        return "unknown", ABSENT
    if known.fields[asked.field].kind != "number":
        return "not_a_number", "Choose a field with numbers or money."
    return None


def _figure(asked: Measure, known: Known, seen: Seen) -> Figure:
    name = asked.field or ""
    content = known.content(name)
    currency = stored.line(content, "currency")
    title = getattr(seen.words, asked.take).format(field=_title(name, known, seen))
    return Figure(asked.take, name, title, currency, BEHIND_MONEY if currency else _behind(content))


def _behind(content: Content) -> int:
    """Two more than the field has, where that is said."""
    decimals = content.get("decimals")
    return decimals + 2 if isinstance(decimals, int) else BEHIND


# ------------------------------------------------------------------------------------------------------ dimensions


def _of_dimensions(asked: list[By], known: Known) -> Iterator[FieldError]:
    for place, each in enumerate(asked):
        if fault := _of_dimension(each, known, [before.field for before in asked[:place]]):
            name, code, message = fault
            yield FieldError(f"by[{place}].{name}", code, message)


def _of_dimension(asked: By, known: Known, before: list[str]) -> tuple[str, str, str] | None:
    found = known.fields.get(asked.field)
    if found is None:
        return "field", "unknown", ABSENT
    if not dimension.fits(found):
        return "field", "not_a_group", "Choose a choice, a link, yes or no, a date, or a number that has bands."
    if (found.kind in IN_TIME) != (asked.every is not None):
        told = "Give one of day, week, month, quarter and year." if asked.every is None else "Only dates have this."
        return "every", "required" if asked.every is None else "not_for_kind", told
    if asked.field in before:
        return "field", "twice", "Records are put together by this already."
    return None


def _dimension(asked: By, known: Known, seen: Seen) -> Dimension:
    found = known.fields[asked.field]
    content = known.content(asked.field)
    told, table = dimension.options(found, content, seen), stored.part(content, code_id.TABLE)
    return Dimension(found, _title(asked.field, known, seen), asked.every, told, seen, table)


def _title(name: str, known: Known, seen: Seen) -> str:
    return dimension.titled(known.content(name), seen.language) or name
