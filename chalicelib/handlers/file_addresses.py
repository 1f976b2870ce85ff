"""How files and pictures of pages are answered, inside and in the portal."""

from pydantic import BaseModel


class FileAddress(BaseModel):
    """Whoever has `url` can fetch the file until `expires_at`."""

    url: str
    expires_at: str
    version: int
    file_name: str
    size: int
    sha256: str


class PageAddress(BaseModel):
    page: int
    url: str


class PageAddresses(BaseModel):
    """Whoever has a `url` can fetch that picture until `expires_at`. `number` is how many pages there are."""

    version: int
    file_name: str
    number: int
    expires_at: str
    pages: list[PageAddress]
