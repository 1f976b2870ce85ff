"""What an operation is: one thing that a client can ask. Its declaration is all that routes, checks, rights,
OpenAPI, documentation, functions and IAM roles are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from chalicelib.access.decide import Right
from chalicelib.errors import Problem


class Touch(NamedTuple):
    """One AWS resource that an operation touches: the IAM policy of its function is made of these."""

    resource: str
    actions: tuple[str, ...]
    help: str


READS = Touch("Table", ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"), "reads records")
WRITES = Touch(
    "Table",
    ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"),
    "writes records",
)
IDENTITY_READS = Touch(
    "IdentityTable", ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"), "reads accounts"
)
IDENTITY_WRITES = Touch(
    "IdentityTable",
    ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"),
    "writes accounts",
)
SIGNS = Touch("SigningKey", ("kms:Sign", "kms:GetPublicKey"), "signs access tokens")
VERIFIES = Touch("SigningKey", ("kms:GetPublicKey",), "verifies access tokens")
SEALS = Touch("IdentityKey", ("kms:Encrypt", "kms:Decrypt"), "opens and closes second factors")
MAILS = Touch("Mail", ("ses:SendEmail", "ses:SendRawEmail"), "sends mail")


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
F = TypeVar("F", bound=Run)


@dataclass(frozen=True)
class Operation:
    """`right` None means open to anyone who can reach the address; `also` are further statuses of success."""

    name: str
    method: str
    path: str
    area: str
    summary: str
    description: str
    right: Right | None
    run: Run
    takes: Takes | None = None
    asks: type[BaseModel] | None = None
    gives: Gives | None = None
    status: int = 200
    also: tuple[int, ...] = ()
    touches: tuple[Touch, ...] = ()
    errors: tuple[type[Problem], ...] = ()
    example: Mapping[str, Any] | None = None
    media_types: tuple[str, ...] = field(default=("application/json",))

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def repeatable(self) -> bool:
        """Takes an Idempotency-Key: it writes records in the tenant's table, by POST, PATCH or PUT."""
        return WRITES in self.touches and self.method in ("POST", "PATCH", "PUT") and self.right is not None


OPERATIONS: dict[str, Operation] = {}


class Undeclared(RuntimeError):
    pass


def register(operation: Operation) -> Operation:
    if operation.name in OPERATIONS or any(known.route == operation.route for known in OPERATIONS.values()):
        raise Undeclared(f"{operation.name} ({operation.route}) is declared twice")
    OPERATIONS[operation.name] = operation
    return operation


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
