"""Operations on a Chalice app: their routes, the authorizer, and Chalice's own errors in our shape. What API Gateway
calls by a folded path is served at its own."""

from collections.abc import Callable, Collection
from contextvars import ContextVar
from typing import Any

from chalice.app import AuthRequest, AuthResponse, Chalice, Request, Response

from chalicelib import errors, folding
from chalicelib.access.actor import Actor
from chalicelib.footprint import IDENTITY_READS, VERIFIES, worker
from chalicelib.operation import ADMINISTRATION, OPERATIONS, Operation
from chalicelib.request import request_id

# Chalice keeps the request on the app, where two threads would share it.
_request: ContextVar[Request] = ContextVar("request")
Answers = Callable[[Request], Response]
Middleware = Callable[[Request, Answers], Response]
AUTHORIZER_SECONDS = 60
CHALICE_ERRORS: dict[int, type[errors.Problem]] = {
    400: errors.Malformed,
    404: errors.NotFound,
    405: errors.MethodNotAllowed,
    415: errors.UnsupportedMediaType,
    500: errors.Internal,
}


def mount(app: Chalice, authorize: Callable[[str], Actor]) -> Any:
    """Gives the authorizer, which Lambda calls by its name in the module `app`."""
    authorizer = _authorizer(app, authorize)
    app.middleware("http")(_in_our_shape)
    app.middleware("http")(_unfolding({each.path for each in OPERATIONS.values() if each.together == ADMINISTRATION}))
    methods: dict[str, list[str]] = {}
    for operation in OPERATIONS.values():
        _route(app, operation, authorizer)
        methods.setdefault(operation.path, []).append(operation.method)
    for path, known in methods.items():
        app.route(path, methods=["OPTIONS"], name=f"preflight {path}")(_preflight(known))
    return authorizer


def _route(app: Chalice, operation: Operation, authorizer: Any) -> None:
    from chalicelib import serve  # which a function that has no operation never needs

    def view(**_: str) -> Response:
        return serve.serve(operation, _request.get())

    app.route(
        operation.path,
        methods=[operation.method],
        name=operation.name,
        authorizer=authorizer if operation.right is not None else None,
        content_types=list(operation.media_types),
    )(view)


def _preflight(methods: list[str]) -> Callable[..., Response]:
    from chalicelib import serve

    def view(**_: str) -> Response:
        return serve.preflight(_request.get(), methods)

    return view


def _unfolding(paths: Collection[str]) -> Middleware:
    """Only to `paths`: what else there is, API Gateway knows by its own path."""

    def unfolded(asked: Request, get_response: Answers) -> Response:
        if folding.is_folded(asked.path):
            given: dict[str, str] = asked.uri_params or {}
            known = folding.unfolded(asked.path, given)
            is_one = folding.folded(known) == asked.path  # a plural with an escaped slash would be another path
            asked.context["resourcePath"] = asked.path = known
            del given[folding.NAME]
            if known not in paths or not is_one:
                return Response({"Code": "NotFoundError", "Message": asked.path}, status_code=404)
        return get_response(asked)

    return unfolded


def _authorizer(app: Chalice, authorize: Callable[[str], Actor]) -> Any:
    @app.authorizer(ttl_seconds=AUTHORIZER_SECONDS)
    @worker(IDENTITY_READS, VERIFIES)
    def authorizer(asked: AuthRequest) -> AuthResponse:
        """Tells API Gateway whose token it is."""
        try:
            actor = authorize(_bearer(asked.token))
        except errors.Unauthorized:
            # API Gateway answers 401 to an authorizer that fails with this word, and 500 to any other.
            raise Exception("Unauthorized") from None
        # `*`, since API Gateway caches this answer for all paths of the token
        return AuthResponse(routes=["*"], principal_id=actor.user, context=actor.context())

    return authorizer


def _bearer(header: str) -> str:
    """The token; the scheme counts in any case (RFC 9110 section 11.1). Raises Unauthorized without it."""
    scheme, _, token = header.partition(" ")
    if scheme.casefold() != "bearer":
        raise errors.Unauthorized
    return token.strip()


def _in_our_shape(asked: Request, get_response: Answers) -> Response:
    """Chalice answers some faults itself, with `Code` and `Message`."""
    token = _request.set(asked)
    try:
        response = get_response(asked)
    finally:
        _request.reset(token)
    if isinstance(response.body, dict) and "Code" in response.body:
        problem = CHALICE_ERRORS.get(response.status_code, errors.Internal)
        allow = {name: str(value) for name, value in response.headers.items() if name == "Allow"}
        from chalicelib import serve

        response = serve.refusal(problem(headers=allow), request_id(asked))
        response.headers.update(serve.cors(asked))
    return response
