"""The app as API Gateway reaches it: by the paths that are deployed, of which some are folded."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache, cached_property
from typing import Any

from chalicelib.folding import folded, plural
from chalicelib.operation import OPERATIONS
from infra import folding


class ApiGateway:
    """In the place of Chalice's app, whose routes its test client goes by."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        return getattr(self._app, name)

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        return self._app(event, context)

    @cached_property
    def routes(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        for path, methods in self._app.routes.items():
            found[folded(path) if folds(path) else path] |= methods
        return dict(found)


def folds(path: str) -> bool:
    return plural(path) in _plurals()


@cache
def _plurals() -> frozenset[str]:
    return folding.plurals(OPERATIONS.values())


def matched(parts: Collection[str], asked: str) -> str:
    """The part of a path that API Gateway finds, "" when there is none: rather what is there as such than a variable,
    and it never looks back."""
    found = ""
    for part in asked.strip("/").split("/"):
        exact, variable = f"{found}/{part}", f"{found}/{{"
        found = exact if exact in parts else next((each for each in parts if _is(each, variable)), "")
        if not found:
            break
    return found


def _is(path: str, variable: str) -> bool:
    return path.startswith(variable) and path.endswith("}") and path.count("/") == variable.count("/")
