"""One request, from the door to the answer: read, decide, run, commit, answer, log. Every operation goes this way."""

import json
import time
from typing import Any

from chalice.app import Request, Response

from chalicelib import browsers, clock, errors, logs, request
from chalicelib.access import held, noted, reading, taken
from chalicelib.access.noted import Notes
from chalicelib.actions import audit, mass_reads
from chalicelib.call import Answer, Call
from chalicelib.errors import AlreadyExists, Busy, Forbidden, Internal, NotFound, Problem, Unauthorized, Unavailable
from chalicelib.operation import Operation
from chalicelib.storage.outcome import Lost, Repeated

TRIES = 6
Headers = dict[str, str | list[str]]
HEADERS = browsers.HEADERS


def serve(operation: Operation, asked: Request) -> Response:
    started = time.perf_counter()
    request_id = request.request_id(asked)
    call: Call[Any, Any] | None = None
    rule = ""
    with noted.within() as notes:
        try:
            call = request.read(operation, asked)
            response = _response(operation, respond(call, notes))
        except Problem as problem:
            rule = audit.refused(call, problem, notes) if call and call.signed_in else ""
            response = refusal(problem, request_id)
        except Exception as error:
            logs.exception("failed", error, operation=operation.name, request_id=request_id)
            response = refusal(Internal(), request_id)
    response.headers.update({"X-Request-Id": request_id, **cors(asked)})
    _log(operation, call, response, request_id, rule, started)
    return response


def respond(call: Call[Any, Any], notes: Notes) -> Answer:
    """Raises the Problem that stands in the way; then nothing was written."""
    right = call.operation.right
    if right is None:
        return _carry_out(call, notes)
    mass_reads.hold(call.actor, right)
    with held.within(call.actor.tenant, ride=not call.operation.acts) as rights:
        answer = _allowed(call, notes, rights)
    if call.operation.is_audited:
        mass_reads.count(call.actor, right, len(notes.shown - _saved(call)), notes.leaving)
    return answer


def _saved(call: Call[Any, Any]) -> set[str]:
    return set(call.work.saves) if "work" in call.__dict__ else set()


def _allowed(call: Call[Any, Any], notes: Notes, rights: held.Held) -> Answer:
    """Who may not do it now is refused, and that is audited, whatever they could do before."""
    try:
        return _carry_out(call, notes, rights)
    except (Forbidden, NotFound, Unauthorized):
        raise
    except Problem:
        earlier = _kept(call, rights) if call.operation.repeatable else None
        if earlier is None:
            raise
        return earlier


def _kept(call: Call[Any, Any], rights: held.Held) -> Answer | None:
    from chalicelib import once

    return once.kept(call, rights)


def _carry_out(call: Call[Any, Any], notes: Notes, rights: held.Held | None = None) -> Answer:
    """The handler decides on what it has read, and the transaction holds it to that: when somebody else wrote in
    between, it decides again on what is there now. So it does when the rights changed."""
    lost = Lost()
    for attempt in range(TRIES):
        call.__dict__.pop("work", None)
        notes.clear()
        try:
            told = _run(call, rights)
            audit.keep(call, notes)
            return _commit(call, told if isinstance(told, Answer) else Answer(told), rights)
        except Lost as error:
            lost = error
            clock.pause(attempt)
    raise (Unavailable if lost.overloaded else Busy)(headers={"Retry-After": "1"}) from lost


def _run(call: Call[Any, Any], rights: held.Held | None) -> Any:
    """Nothing is written, and nobody refused, before it is certain that the rights are those that it was decided by."""
    if rights is None or call.operation.right is None:
        return call.operation.run(call)
    try:
        if not reading.may(call.actor, call.operation.right):
            raise Forbidden
        return call.operation.run(call)
    finally:
        rights.confirm()


def _commit(call: Call[Any, Any], answer: Answer, rights: held.Held | None) -> Answer:
    if "work" not in call.__dict__:
        return answer
    from chalicelib import once

    mark = once.of(call, answer, rights.epoch if rights else None)
    try:
        call.work.commit(mark)
    except AlreadyExists as error:
        raise taken.told(call.actor, error) from None
    except Repeated as repeated:
        earlier = once.again(call, mark, repeated.item, rights) if mark else None
        if earlier is None:
            raise Lost from repeated
        return earlier
    return answer


def _response(operation: Operation, answer: Answer) -> Response:
    headers: Headers = {**HEADERS, "Content-Type": answer.media_type, **answer.headers}
    if answer.version is not None:
        headers["ETag"] = f'"{answer.version}"'
    status = answer.status or operation.status
    body = answer.body if isinstance(answer.body, str | bytes) or answer.body is None else dumps(answer.body)
    return Response(body="" if body is None else body, status_code=status, headers=headers)


def dumps(body: Any) -> str:
    if hasattr(body, "model_dump_json"):
        return str(body.model_dump_json())
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def refusal(problem: Problem, request_id: str) -> Response:
    headers: Headers = {**HEADERS, "Content-Type": "application/problem+json", **problem.headers}
    return Response(body=dumps(errors.body(problem, request_id)), status_code=problem.status, headers=headers)


def cors(asked: Request) -> dict[str, str]:
    return browsers.cors(asked.headers.get("origin"))


def preflight(asked: Request, methods: list[str]) -> Response:
    headers = browsers.preflight_headers(asked.headers.get("origin"), methods)
    return Response(body="", status_code=browsers.PREFLIGHT_STATUS, headers={**headers})


def _log(
    operation: Operation,
    call: Call[Any, Any] | None,
    response: Response,
    request_id: str,
    rule: str,
    started: float,
) -> None:
    actor = call.signed_in if call else None
    code = json.loads(response.body)["code"] if response.status_code >= 400 else None
    logs.info(
        "request",
        operation=operation.name,
        status=response.status_code,
        code=code,
        rule=rule or None,
        milliseconds=round(1000 * (time.perf_counter() - started), 1),
        request_id=request_id,
        tenant=actor.tenant if actor else None,
        user=actor.user if actor else None,
        session=actor.session if actor else None,
    )
