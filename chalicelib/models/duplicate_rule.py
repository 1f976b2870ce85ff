"""What a tenant says about duplicates of each type."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from chalicelib.duplicates.evidence import CODES
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema

SETTING = "duplicates"
SUSPECTED = 70  # likely the same, as `make bench-duplicates` measures it; no tenant refuses what is less alike
REFUSED = 85
OFF = "off"


class DuplicateRule(Schema):
    """With `on_create` refuse, what scores the `threshold` or more with another is not created unless somebody says
    why. What is `ignored` counts neither for it nor against. What the asker may not read is told of as `masked`, or is
    left out and keeps nobody from anything."""

    on_create: Literal["refuse", "off"] = "refuse"
    threshold: int = Field(default=REFUSED, ge=SUSPECTED, le=100)
    ignored: list[str] = Field(default=[], max_length=len(CODES), json_schema_extra={"items": {"enum": list(CODES)}})
    masked: bool = True


def of(values: Mapping[str, Any], type_name: str) -> DuplicateRule:
    """The tenant's own, else the shipped one."""
    told: Data = stored.part(values, type_name)
    known = {name: told[name] for name in DuplicateRule.model_fields if name in told}
    return DuplicateRule.model_construct(**known)


def faults(rules: Mapping[str, Data]) -> Iterator[FieldError]:
    for name, rule in rules.items():
        for place, code in enumerate(rule["ignored"]):
            if code not in CODES:
                told = f"There is no such reason; choose from {', '.join(CODES)}."
                yield FieldError(f"{name}.ignored[{place}]", "unknown", told)
