"""Where in a list an answer stands."""

from pydantic import BaseModel


class PageInfo(BaseModel):
    next_cursor: str | None
    has_more: bool
