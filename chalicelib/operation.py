"""What an operation is: one thing that a client can ask. Its declaration is all that routes, checks, rights,
OpenAPI, documentation, functions and IAM roles are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from chalicelib.access.right import Right
from chalicelib.errors import Problem
from chalicelib.footprint import AUDITS, IDENTITY_WRITES, MAILS, PLANS, READS, TAKES_NAMES, WRITES, Touch


class Body(Protocol):
    """What an operation takes where a plain model does not do, such as a merge patch."""

    def parse(self, raw: dict[str, Any]) -> Any: ...

    def json_schema(self) -> dict[str, Any]: ...


class Given(Protocol):
    """What an operation gives where a plain model does not do."""

    def json_schema(self) -> dict[str, Any]: ...


Takes = type[BaseModel] | Body
Gives = type[BaseModel] | Given
Run = Callable[[Any], Any]
TOLD = frozenset({"view", "download", "export"})
F = TypeVar("F", bound=Run)


@dataclass(frozen=True)
class Operation:
    """`module` declares it: what its function has to load. `right` None means open to anyone who can reach the address;
    `also` are further statuses of success. `whole`: its answer is made of all operations, so its function loads all.
    Operations `together` of one name that touch the same share a function: what is asked for rarely.
    The audit log tells of each call of one that is `audited`, though it was allowed.
    `memory` in MB, `timeout` in seconds; `concurrency` None is as many at once as it takes."""

    name: str
    method: str
    path: str
    area: str
    summary: str
    description: str
    right: Right | None
    run: Run
    module: str
    takes: Takes | None = None
    asks: type[BaseModel] | None = None
    gives: Gives | None = None
    status: int = 200
    also: tuple[int, ...] = ()
    touches: tuple[Touch, ...] = ()
    errors: tuple[type[Problem], ...] = ()
    example: Mapping[str, Any] | None = None
    media_types: tuple[str, ...] = field(default=("application/json",))
    whole: bool = False
    together: str = ""
    audited: bool = False
    memory: int = 1024
    timeout: int = 29
    concurrency: int | None = None

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def acts(self) -> bool:
        """It does more than what is committed at its end, so that it cannot be run again."""
        return bool(set(self.touches) & {IDENTITY_WRITES, MAILS, PLANS, TAKES_NAMES})

    @property
    def is_told(self) -> bool:
        """The audit log tells of each call, also of what is allowed: of files that leave Relata, for one."""
        return self.audited or (self.right is not None and self.right.action in TOLD)

    @property
    def is_audited(self) -> bool:
        """Its function can write into the audit log, of what it refuses for one. What is one's own is refused to
        nobody."""
        return AUDITS in self.touches or WRITES in self.touches

    @property
    def repeatable(self) -> bool:
        """Takes an Idempotency-Key: it reads and writes records in the tenant's table, by POST, PATCH or PUT, and
        accounts, which are in another table than the answer would be kept in, not."""
        on_records = {READS, WRITES} <= {*self.touches} and IDENTITY_WRITES not in self.touches
        return on_records and self.method in ("POST", "PATCH", "PUT") and self.right is not None


# What rights are on besides types of records.
AREAS = frozenset({"audit", "portal", "search", "self", "setting", "work"})
OPERATIONS: dict[str, Operation] = {}
ADMINISTRATION = "administration"  # what is asked for seldom, most of it by administrators; its paths are folded


class Undeclared(RuntimeError):
    pass


def register(operation: Operation) -> Operation:
    if operation.name in OPERATIONS or any(known.route == operation.route for known in OPERATIONS.values()):
        raise Undeclared(f"{operation.name} ({operation.route}) is declared twice")
    from chalicelib.models.registry import TYPES  # where something is registered they are loaded anyway

    if operation.right is not None and operation.right.type not in {*TYPES, *AREAS}:
        raise Undeclared(f"{operation.name} asks for a right on {operation.right.type}, which there is not")
    OPERATIONS[operation.name] = replace(operation, touches=_touches(operation))
    return OPERATIONS[operation.name]


def _touches(operation: Operation) -> tuple[Touch, ...]:
    """With the audit log, for who does not write all the same."""
    refuses = operation.right is not None and operation.right.type != "self"
    audits = (refuses or operation.is_told) and not operation.is_audited
    return (*operation.touches, AUDITS) if audits else operation.touches


def operation(
    route: str, *, right: tuple[str, str] | None, area: str, name: str = "", **declared: Any
) -> Callable[[F], F]:
    """Declares the decorated function as the operation at `route`, such as `POST /v1/relations/{id}/merge`.

    Its name becomes the operation's, the first line of its docstring the summary, the rest the description.
    """
    method, path = route.split(" ")

    def declare(run: F) -> F:
        summary, description = _told(run)
        register(
            Operation(
                name=name or run.__name__,
                method=method,
                path=path,
                area=area,
                summary=summary,
                description=description,
                right=None if right is None else Right(*right),
                run=run,
                module=run.__module__,
                **declared,
            )
        )
        return run

    return declare


def _told(run: Run) -> tuple[str, str]:
    if not run.__doc__:
        raise Undeclared(f"{run.__name__} needs a docstring: its first line is the summary in the reference")
    summary, _, description = run.__doc__.strip().partition("\n")
    return summary.rstrip("."), " ".join(description.split())
