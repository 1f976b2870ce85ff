"""The types of link between records that a tenant has: those shipped, named otherwise or archived as it likes, and its
own."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import pattern
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.fields import Language, Short
from chalicelib.models.record_type import Data
from chalicelib.models.shipped_links import SHIPPED
from chalicelib.schema import Schema

SETTING = "link_types"
MOST = 60
FORWARD, BACKWARD = "forward", "backward"
SYMMETRIC, ONE_FROM, ONE_TO, TREE = "symmetric", "one_from", "one_to", "tree"
RULES = (SYMMETRIC, ONE_FROM, ONE_TO, TREE)
ATTRIBUTES = ("priority", "percentage")
LinkKey = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Kind = Literal["company", "person", "couple", "contact", "user"]
Attribute = Literal["priority", "percentage"]
Names = dict[Language, Short]


class LinkTypeFields(Schema):
    """`from_record` supplies `to_record`, which is supplied by it: `forward` is what is read from the first to the
    second, `backward` the other way; of what is `symmetric` both are the same. What holds of all links of a type stays
    as it was made."""

    key: LinkKey
    forward: Names = Field(min_length=1, description="such as `supplies`, by language")
    backward: Names | None = Field(default=None, description="such as `is supplied by`; left out where symmetric")
    from_types: list[Kind] = Field(min_length=1, max_length=5, description="what may stand at its beginning")
    to_types: list[Kind] = Field(min_length=1, max_length=5, description="what may stand at its end")
    symmetric: bool = Field(default=False, description="it has no direction")
    one_from: bool = Field(default=False, description="each `to_record` has one `from_record` at a time")
    one_to: bool = Field(default=False, description="each `from_record` has one `to_record` at a time")
    tree: bool = Field(default=False, description="no circles: nothing stands above itself")
    attributes: list[Attribute] = Field(default=[], max_length=2, description="what a link of this type may have")
    archived: bool = Field(default=False, description="kept on what has it, but not to be chosen any more")


class KnownLinkType(BaseModel):
    """`from_name` and `to_name` are those in the language of the tenant, or the first there are: what is read from the
    first record, and from the second. A `shipped` type comes with Relata."""

    key: str
    from_name: str
    to_name: str
    forward: dict[str, str]
    backward: dict[str, str] | None = None
    from_types: list[str]
    to_types: list[str]
    symmetric: bool
    one_from: bool
    one_to: bool
    tree: bool
    attributes: list[str]
    archived: bool
    shipped: bool


def of(setting: Mapping[str, Any]) -> dict[str, Data]:
    """By key, in the tenant's order; what a later release ships comes at the end."""
    own = {stored.line(each, "key"): each for each in stored.parts(setting, "types")}
    return {**own, **{key: each for key, each in SHIPPED.items() if key not in own}}


def rules(told: Data) -> list[str]:
    return [each for each in RULES if told.get(each) is True]


def name(told: Data, direction: str, language: str) -> str:
    """Of what is symmetric it is the same both ways."""
    names = stored.part(told, direction) or stored.part(told, FORWARD)
    return str(names.get(language) or names.get("en") or next(iter(names.values()), told.get("key", "")))


def both_names(told: Data, language: str) -> Data:
    """How it reads from each of its ends."""
    return {"from_name": name(told, FORWARD, language), "to_name": name(told, BACKWARD, language)}


def told(each: Data, language: str) -> Data:
    return {**each, **both_names(each, language), "shipped": each["key"] in SHIPPED}


def fault(key: str, known: Mapping[str, Data], before: str) -> FieldError | None:
    """What is wrong with a type that is chosen; one that a link has already, it may keep."""
    if (before and key == before) or (key in known and not known[key].get("archived")):
        return None
    choices = ", ".join(each for each, told in known.items() if not told.get("archived"))
    return FieldError("link_type", "not_a_choice", f"Choose one of {choices}.")


# ------------------------------------------------------------------------------------------ what is wrong with them


def faults(sent: list[Data], known: Mapping[str, Data]) -> list[FieldError]:
    """A key is kept on what has it, so none may go; and what held when those were made is to hold on."""
    given = [each["key"] for each in sent]
    twice = [place for place, key in enumerate(given) if key in given[:place]]
    found = [FieldError(f"types[{place}].key", "twice", "Give each type once.") for place in twice]
    gone = [key for key in known if key not in given]
    if gone:
        found.append(FieldError("types", "missing", f"Archive {', '.join(gone)} instead: records may have it."))
    for place, each in enumerate(sent):
        misfits = [*_misfits(each), *_changed(each, known.get(each["key"]))]
        found += [one._replace(field=f"types[{place}].{one.field}") for one in misfits]
    return found


def _misfits(told: Data) -> Iterator[FieldError]:
    symmetric = told[SYMMETRIC]
    if symmetric and told.get(BACKWARD):
        yield FieldError(BACKWARD, "not_for_symmetric", "What is symmetric reads the same both ways; leave it out.")
    if not symmetric and not told.get(BACKWARD):
        yield FieldError(BACKWARD, "required", "Say how it reads from the other side.")
    if symmetric and set(told["from_types"]) != set(told["to_types"]):
        yield FieldError("to_types", "not_for_symmetric", "What is symmetric has the same types on both sides.")
    if symmetric and told[ONE_FROM] != told[ONE_TO]:
        yield FieldError(ONE_TO, "not_for_symmetric", "What is symmetric has one on both sides, or on neither.")
    if symmetric and told[TREE]:
        yield FieldError(TREE, "not_for_symmetric", "A tree needs a direction.")


def _changed(told: Data, before: Data | None) -> Iterator[FieldError]:
    for rule in RULES if before else ():
        if before and told[rule] != before[rule]:
            yield FieldError(rule, "fixed", "This holds of all links of the type as it was made; make another type.")
