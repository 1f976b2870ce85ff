"""A request as API Gateway hands it to a function, with what the authorizer has told of who asks."""

import json
import re
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

from chalicelib.access.actor import Actor
from chalicelib.operation import Operation
from tests.cases import Asked

PLACE = re.compile(r"{(\w+)}")


def event(operation: Operation, asked: Asked, actor: Actor) -> dict[str, Any]:
    path, _, query = asked.path.partition("?")
    return {
        "resource": operation.path,
        "path": path,
        "httpMethod": asked.method,
        "headers": {"content-type": "application/json", **asked.headers},
        "multiValueQueryStringParameters": parse_qs(query) or None,
        "pathParameters": _parts(operation.path, path),
        "stageVariables": None,
        "isBase64Encoded": False,
        "body": None if asked.body is None else json.dumps(asked.body),
        "requestContext": {
            "resourcePath": operation.path,
            "httpMethod": asked.method,
            "requestId": "bench",
            "identity": {"sourceIp": "192.0.2.1"},
            "authorizer": asdict(actor),
        },
    }


def _parts(template: str, path: str) -> dict[str, str] | None:
    found = re.fullmatch(PLACE.sub(r"(?P<\1>[^/]+)", template), path)
    assert found, f"{path} is not at {template}"
    return found.groupdict() or None
