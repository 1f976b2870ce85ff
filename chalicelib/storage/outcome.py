"""How a commit can end without having written anything. Apart from what commits, for those who only need to know."""

from typing import Any


class Lost(Exception):
    """Somebody wrote first: nothing was written; read again and decide again. `overloaded` when it was not somebody
    but DynamoDB that could not keep up."""

    def __init__(self, told: str = "", *, overloaded: bool = False) -> None:
        super().__init__(told)
        self.overloaded = overloaded


class Repeated(Exception):
    """The Idempotency-Key has been used: nothing was written; `item` holds the answer given then."""

    def __init__(self, item: dict[str, Any]) -> None:
        super().__init__()
        self.item = item
