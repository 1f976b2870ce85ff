"""A record of any type, as what speaks of it names it."""

from pydantic import BaseModel


class Named(BaseModel):
    """`title` is null for what you may not read any more."""

    id: str
    type: str | None
    title: str | None
