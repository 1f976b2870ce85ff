"""What stands within a code, asked for when criteria are: whoever moves a part of the tree changes no record that has a
code of it, and nobody finds by what was."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chalicelib.criteria import CriteriaError, Fault, Field
from chalicelib.models import code_id, custom_code, shipped_codes, stored
from chalicelib.models.record_type import Data, Definitions
from chalicelib.storage import branch

TOO_WIDE = f"More than {branch.MOST} codes stand below this one; ask within several further down."


def trees(tenant: str, definitions: Definitions, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields, those whose values are codes with the tree in which those stand."""
    coded = {name: each for name, each in definitions.items() if each.get("kind") in custom_code.KINDS}
    return {
        name: replace(field, below=Below(tenant, stored.part(coded[name], code_id.TABLE))) if name in coded else field
        for name, field in fields.items()
    }


class Below(Mapping[str, tuple[str, ...]]):
    """What stands below each code of a table, read when it is asked for, and once."""

    def __init__(self, tenant: str, table: Data) -> None:
        self._tenant, self._table = tenant, table
        self._read: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, code: str) -> tuple[str, ...]:
        """Raises CriteriaError where there are too many."""
        if code not in self._read:
            self._read[code] = self._below(code)
        return self._read[code]

    def _below(self, code: str) -> tuple[str, ...]:
        listed = stored.line(self._table, "place")
        if listed in shipped_codes.LISTS:
            return shipped_codes.within(listed, code)
        told = branch.within(self._tenant, stored.line(self._table, "id"), code_id.of(self._table, code))
        if told is None:
            raise CriteriaError([Fault("criteria", "too_many", TOO_WIDE)])
        return tuple(told)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)
