"""Paths as API Gateway is told them where operations share functions: with a variable in the place of the plural. It
counts every distinct part of a path, and takes 300; the app's own routes stay as they are declared."""

from collections.abc import Mapping

NAME = "plural"
VARIABLE = f"{{{NAME}}}"


def plural(path: str) -> str:
    """`/v1/roles/{id}` → roles"""
    return path.split("/")[2]


def folded(path: str) -> str:
    """`/v1/roles/{id}` → `/v1/{plural}/{id}`"""
    start, version, _, *below = path.split("/")
    return "/".join((start, version, VARIABLE, *below))


def unfolded(path: str, given: Mapping[str, str]) -> str:
    """The route as declared, from the one that API Gateway found and what was given in its variables."""
    return path.replace(VARIABLE, given[NAME], 1) if is_folded(path) else path


def is_folded(path: str) -> bool:
    return VARIABLE in path
