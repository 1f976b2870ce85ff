"""Every error that a client can get, as RFC 9457 problem JSON: one class per code, the class carries the status.

`detail` says what to do; `errors` names the fields. Classes are listed in the reference through `ERRORS`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from chalice.app import ChaliceUnhandledError


class FieldError(NamedTuple):
    """`field` is a path such as `channels[0].value`; `code` a word that a program can branch on."""

    field: str
    code: str
    message: str


class Problem(ChaliceUnhandledError):
    """`extra` adds members to the answer, such as the `current` values of fields in conflict."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong on our side"
    advice: ClassVar[str] = "Try again; if it stays, report the request_id."

    def __init__(
        self,
        detail: str = "",
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail or self.advice)
        self.detail = detail or self.advice
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extra = extra


class Malformed(Problem):
    status, code, title = 400, "malformed", "The request cannot be read"
    advice = "Send a JSON object in UTF-8 without duplicate keys, NaN, or nesting beyond 20 levels."


class UnknownInput(Problem):
    status, code, title = 400, "unknown_input", "The request has fields or parameters that do not exist here"
    advice = "Remove or rename what `errors` names; nothing is ignored silently."


class InvalidParameter(Problem):
    status, code, title = 400, "invalid_parameter", "A query parameter has a value that is not allowed"
    advice = "Correct the parameters that `errors` names."


class InvalidCursor(Problem):
    status, code, title = 400, "invalid_cursor", "The cursor does not belong to this request"
    advice = "Use next_cursor as it was given, by the same user, with the same filter; or start without a cursor."


class Unauthorized(Problem):
    status, code, title = 401, "unauthorized", "You are not signed in"
    advice = "Sign in, or refresh the access token, and send it as `Authorization: Bearer …`."


class Forbidden(Problem):
    status, code, title = 403, "forbidden", "You may not do this"
    advice = "Ask an administrator of your organisation for the right."


class NotFound(Problem):
    status, code, title = 404, "not_found", "There is nothing here"
    advice = "Check the address and the id; it may not exist, or not for you."


class MethodNotAllowed(Problem):
    status, code, title = 405, "method_not_allowed", "This address does not take this method"
    advice = "Use one of the methods in the Allow header."


class Conflict(Problem):
    status, code, title = 409, "conflict", "The request does not fit the present state"
    advice = "Read the record again and decide anew."


class AlreadyExists(Problem):
    status, code, title = 409, "already_exists", "This exists already"
    advice = "Use the existing one, or give another value to the fields that `errors` names."


class DuplicateSuspected(Problem):
    """`candidates` are what it is likely the same as, each with its score, and the reasons for that."""

    status, code, title = 409, "duplicate_suspected", "This is likely there already"
    advice = "Nothing was saved. Use one of `candidates`; or send it again with allow_duplicate, and say why it is new."


class QuotaExceeded(Problem):
    status, code, title = 409, "quota_exceeded", "There is no room for this any more"
    advice = "Nothing was saved. `limits` has the most that may be kept; ask for more room."


class SourceOff(Problem):
    status, code, title = 409, "source_off", "This source is off"
    advice = "An administrator turns it on by giving the key of your organisation for it."


class SourceKeyRefused(Problem):
    status, code, title = 409, "source_key_refused", "The source does not take the key of your organisation"
    advice = "An administrator has to give it a key that is good: it may have ended, or not be for this."


class InUse(Problem):
    status, code, title = 409, "in_use", "Other records still need this one"
    advice = "Detach or move the records that use it first."


class Busy(Problem):
    status, code, title = 409, "busy", "Others are changing this at the same moment"
    advice = "Nothing was changed. Try again in a moment."


class StaleVersion(Problem):
    status, code, title = 412, "stale_version", "Somebody changed this record after you read it"
    advice = "Nothing was changed. `current` has the present values of the fields in conflict; decide and send again."


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The request is too large"
    advice = "Send at most 1 MB in a request."


class UnsupportedMediaType(Problem):
    status, code, title = 415, "unsupported_media_type", "The content type is not supported here"
    advice = "Send `Content-Type: application/json`."


class Invalid(Problem):
    status, code, title = 422, "invalid", "Some fields cannot be accepted"
    advice = "Correct the fields that `errors` names; nothing was saved."


class KeyReused(Problem):
    status, code, title = 422, "idempotency_key_reused", "The Idempotency-Key was used for another request"
    advice = "Use a new key for a new request; repeat a request with exactly the same body."


class TooManyRequests(Problem):
    status, code, title = 429, "too_many_requests", "Too many requests"
    advice = "Wait for as many seconds as Retry-After says."


class Internal(Problem):
    pass


class SourceUnavailable(Problem):
    status, code, title = 502, "source_unavailable", "The source gives no answer that can be used"
    advice = "Type it in by hand, or try again later; nothing was changed."


class Unavailable(Problem):
    status, code, title = 503, "unavailable", "Relata cannot answer right now"
    advice = "Nothing was changed. Try again in as many seconds as Retry-After says."


class SourceTooSlow(Problem):
    status, code, title = 504, "source_too_slow", "The source did not answer in time"
    advice = "Type it in by hand, or try again; nothing was changed."


ERRORS: tuple[type[Problem], ...] = (
    Malformed,
    UnknownInput,
    InvalidParameter,
    InvalidCursor,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Conflict,
    AlreadyExists,
    DuplicateSuspected,
    QuotaExceeded,
    SourceOff,
    SourceKeyRefused,
    InUse,
    Busy,
    StaleVersion,
    TooLarge,
    UnsupportedMediaType,
    Invalid,
    KeyReused,
    TooManyRequests,
    Internal,
    SourceUnavailable,
    Unavailable,
    SourceTooSlow,
)


def invalid(field: str, code: str, message: str) -> Invalid:
    """The error of one field."""
    return Invalid(errors=[FieldError(field, code, message)])


def body(problem: Problem, request_id: str) -> dict[str, Any]:
    """The problem as it goes over the line."""
    return {
        "type": f"/v1/docs#error-{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "errors": [error._asdict() for error in problem.errors],
        "request_id": request_id,
        **problem.extra,
    }
