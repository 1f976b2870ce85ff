"""The reference as one page of plain HTML, made from the OpenAPI document: no scripts, nothing from elsewhere."""

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import Any

from chalicelib.errors import ERRORS

Json = dict[str, Any]
STYLE = """
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1rem}
code,pre{font:13px/1.4 ui-monospace,monospace}pre{overflow:auto;padding:.6rem;border:1px solid #8884;border-radius:6px}
section{border-top:1px solid #8884;margin-top:1.2rem;padding-top:.6rem}h3 code{font-size:15px}nav a{margin-right:.8rem}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8883;padding:.25rem .5rem;text-align:left;vertical-align:top}
.method{display:inline-block;min-width:4.2rem;font-weight:600}.open{opacity:.7}
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def render(document: Json) -> str:
    body = "".join(_body(document))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Relata API</title><style>{STYLE}</style><body>{body}</body></html>"
    )


def _body(document: Json) -> Iterator[str]:
    yield "<h1>Relata API</h1>"
    yield f"<p>{_text(document['info']['description'])}</p>"
    yield '<p>For programs: <a href="openapi.json">openapi.json</a>. Sign in first: POST /v1/auth/login, then verify.</p>'
    yield "<nav>" + "".join(f'<a href="#{tag["name"]}">{tag["name"]}</a>' for tag in document["tags"])
    yield '<a href="#errors">errors</a></nav>'
    for tag in document["tags"]:
        yield f'<h2 id="{tag["name"]}">{tag["name"].capitalize()}</h2>'
        for method, path, operation in _operations(document, tag["name"]):
            yield from _operation(document, method, path, operation)
    yield from _errors()


def _operations(document: Json, area: str) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if area in operation["tags"]:
                yield method.upper(), path, operation


def _operation(document: Json, method: str, path: str, operation: Json) -> Iterator[str]:
    open_to_all = "" if operation["security"] else ' <span class="open">no sign-in needed</span>'
    yield f'<section id="{operation["operationId"]}"><h3><span class="method">{method}</span><code>{escape(path)}</code>'
    yield f"{open_to_all}</h3><p>{_text(operation['summary'])}. {_text(operation['description'])}</p>"
    if operation["parameters"]:
        yield "<table><tr><th>parameter<th>in<th>about</tr>"
        for each in operation["parameters"]:
            yield f"<tr><td><code>{escape(each['name'])}</code><td>{each['in']}<td>{_text(each.get('description', ''))}</tr>"
        yield "</table>"
    yield from _body_of(document, operation)
    yield "<table><tr><th>status<th>answer</tr>"
    for status, response in operation["responses"].items():
        yield f"<tr><td>{status}<td>{_text(response['description'])}</tr>"
    yield "</table></section>"


def _body_of(document: Json, operation: Json) -> Iterator[str]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return
    if "example" in content:
        yield f"<pre>{escape(json.dumps(content['example'], indent=2, ensure_ascii=False))}</pre>"
    schema = document["components"]["schemas"].get(content["schema"]["$ref"].rsplit("/", 1)[-1], {})
    required = schema.get("required", ())
    yield "<table><tr><th>field<th>about</tr>"
    for name, each in schema.get("properties", {}).items():
        needed = " <em>required</em>" if name in required else ""
        yield f"<tr><td><code>{escape(name)}</code>{needed}<td>{_text(each.get('description', ''))} {_kind(each)}</tr>"
    yield "</table>"


def _kind(schema: Json) -> str:
    if "$ref" in schema:
        return f"<code>{escape(schema['$ref'].rsplit('/', 1)[-1])}</code>"
    if "enum" in schema:
        return f"<code>{escape(' | '.join(map(str, schema['enum'])))}</code>"
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return f"<code>{escape(str(schema.get('type', 'any')))}</code>"


def _errors() -> Iterator[str]:
    yield '<h2 id="errors">Errors</h2><table><tr><th>status<th>code<th>meaning<th>what to do</tr>'
    for each in ERRORS:
        yield f'<tr id="error-{each.code}"><td>{each.status}<td><code>{each.code}</code>'
        yield f"<td>{_text(each.title)}<td>{_text(each.advice)}</tr>"
    yield "</table>"


def _text(told: str) -> str:
    """Text with `code` in backticks; all else is text, whatever it looks like."""
    parts = escape(told).split("`")
    return "".join(part if place % 2 == 0 else f"<code>{part}</code>" for place, part in enumerate(parts))
