"""The fields of what somebody makes for their own work and may share, such as a saved selection: with nobody else, with
users and teams, or with all colleagues; and locked, so that others use it and do not change it."""

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import guarded, stakes, stored
from chalicelib.models.entry import filter_on
from chalicelib.models.guarded import AccessEntry, OwnedFields
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.stakes import ACCESS, OWNER, RESTRICTED, Stakes

SHOWN = guarded.SHOWN_GUARDED


class ShareableFields(OwnedFields):
    restricted: bool = Field(
        default=True,
        description="for its owners, those above them, and whom `access` names; false is for all colleagues",
    )
    access: list[AccessEntry] = Field(default=[], max_length=guarded.MOST_LISTED)
    locked: bool = Field(default=False, description="others use it, and its owners alone change it")


# A list of one's own, of what is shared with a team, and of what is for all, each reads little; asked for first.
FILTERS = (
    filter_on(CriteriaField(OWNER, "link"), facet=True),
    filter_on(
        CriteriaField("shared_with", "link", many=True),
        facet=True,
        read=lambda data: [stored.part(row, "who") for row in stored.parts(data, ACCESS)],
    ),
    filter_on(CriteriaField(RESTRICTED, "boolean"), facet=True),
)


def assumes(data: Data, before: Data, user: str) -> Data:
    """Whoever makes it is its owner, by name, so that they find what is theirs."""
    return data if before or data.get(OWNER) else {**data, OWNER: {"id": user}}


def stakes_in(record: Record) -> Stakes:
    return Stakes(
        owners=stakes.owners(record),
        listed=stakes.listed(record),
        restricted=record.data.get(stakes.RESTRICTED) is not False,
        locked=stakes.is_locked(record),
    )
