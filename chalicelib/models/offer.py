"""What is offered to who gave work away: access for those who were given it to what it is about."""

from pydantic import BaseModel

from chalicelib.models.fields import KnownLink


class Offer(BaseModel):
    """An entry for the access list of `record`, which `who` may not read as it stands, and `because` of what."""

    record: KnownLink
    who: KnownLink
    level: str
    because: str
