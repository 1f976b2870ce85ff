"""A code table: one way in which a tenant classifies, such as trades, regions or branches. Its codes are records of
their own, or those of a list that Relata ships."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import code_id, shipped_codes, stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import Language, Line, Lines
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, RecordType
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

Key = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Shipped = Literal["sbi"]


class CodeTableFields(Schema):
    """Its codes are listed by `GET /v1/code-tables/{id}/codes`."""

    key: Key = Field(description="such as region; unique, and never changed")
    name: Line
    names: dict[Language, Line] = Field(default={}, description="in other languages")
    description: Lines | None = None
    shipped: Shipped | None = Field(
        default=None,
        description="the list that its codes are of, which comes with Relata: `sbi` is the Standaard Bedrijfsindeling "
        "2025 of Statistics Netherlands. Without it the codes are the organisation's own.",
    )


def claims(record: Record) -> Iterable[Claim]:
    if key := stored.line(record.data, "key"):
        yield Claim("code_table", key, "key")


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


def show(record: Record, _: Context) -> Data:
    """Whose list it is: who uses that has to say so."""
    listed = shipped_codes.LISTS.get(stored.line(record.data, code_id.SHIPPED))
    return {"source": listed.source} if listed else {}


CODE_TABLE = RecordType(
    name="code_table",
    plural="code-tables",
    prefix="cot",
    fields=CodeTableFields,
    summary="One way in which the organisation classifies, such as trades, regions or branches.",
    title=lambda data: stored.line(data, "name"),
    place=lambda data: stored.line(data, code_id.SHIPPED),
    shared=frozenset({"name"}),
    sorts={"name": lambda record: text.fold(stored.line(record.data, "name"))},
    filters=(
        filter_on(CriteriaField("key", "choice"), asked=True),
        filter_on(CriteriaField("name", "text")),
    ),
    words=words,
    claims=claims,
    claims_last=True,
    taken="A table of this key is there, or was: restore that one instead, or choose another key.",
    show=show,
    shown={"source": str},
    administered=True,
    fixed=frozenset({"key", code_id.SHIPPED}),
    archiving="Not while it has codes, or a custom field takes its values from it.",
    example={"key": "region", "name": "Regions"},
    example_change={"name": "Sales regions"},
)
