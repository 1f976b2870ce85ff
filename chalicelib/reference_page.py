"""The reference as one page of plain HTML, made from the OpenAPI document: no scripts, nothing from elsewhere."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from chalicelib.criteria import OPERATORS
from chalicelib.errors import ERRORS

Json = dict[str, Any]
CODE = re.compile(r"`(\w+)`: ")
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
    areas = [tag["name"] for tag in document["tags"]]
    yield f"<h1>Relata API</h1><p>{_text(document['info']['description'])}</p>"
    yield '<p>For programs: <a href="openapi.json">openapi.json</a>. Also here: <a href="#criteria">criteria</a>, '
    yield '<a href="#shapes">shapes</a>, <a href="#errors">errors</a>.</p>'
    for area in areas:
        yield from _index(document, area)
    for area in areas:
        yield f'<h2 id="{area}">{area.capitalize()}</h2>'
        for method, path, operation in _operations(document, area):
            yield from _operation(method, path, operation)
    yield from _criteria()
    yield '<h2 id="shapes">Shapes</h2>'
    for name, schema in sorted(document["components"]["schemas"].items()):
        yield f'<h3 id="shape-{name}">{name}</h3><p>{_text(schema.get("description", ""))}</p>'
        yield from _fields(schema)
    yield from _errors()


def _index(document: Json, area: str) -> Iterator[str]:
    yield f'<h4><a href="#{area}">{area.capitalize()}</a></h4><table>'
    for method, path, operation in _operations(document, area):
        link = f'<a href="#{operation["operationId"]}"><code>{method} {escape(path)}</code></a>'
        yield f"<tr><td>{link}<td>{_text(operation['summary'])}</tr>"
    yield "</table>"


def _operations(document: Json, area: str) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if area in operation["tags"]:
                yield method.upper(), path, operation


def _operation(method: str, path: str, operation: Json) -> Iterator[str]:
    open_to_all = "" if operation["security"] else ' <span class="open">no sign-in needed</span>'
    yield f'<section id="{operation["operationId"]}"><h3><span class="method">{method}</span><code>{escape(path)}</code>'
    yield f"{open_to_all}</h3><p>{_text(operation['summary'])}. {_text(operation['description'])}</p>"
    if operation["parameters"]:
        yield "<table><tr><th>parameter<th>in<th>about</tr>"
        for each in operation["parameters"]:
            about = f"{_text(each.get('description', ''))} {_kind(each['schema'])}"
            yield f"<tr><td><code>{escape(each['name'])}</code><td>{each['in']}<td>{about}</tr>"
        yield "</table>"
    for content in list(operation.get("requestBody", {}).get("content", {}).values())[:1]:
        yield f"<p>Takes {_kind(content['schema'])}"
        if "example" in content:
            yield f", such as<pre>{escape(json.dumps(content['example'], indent=2, ensure_ascii=False))}</pre>"
    yield from _answers(operation["responses"])
    yield "</section>"


def _answers(responses: Json) -> Iterator[str]:
    """What is given when it goes well; the errors by their codes, which are told once, at the end of the page."""
    for status, response in responses.items():
        if status < "400":
            content = response.get("content", {}).get("application/json")
            yield f"<p>Gives {status} {_kind(content['schema']) if content else ''}"
    codes = [code for status in responses if status >= "400" for code in _codes(responses[status])]
    links = ", ".join(f'<a href="#error-{code}"><code>{code}</code></a>' for code in codes)
    yield f"<p>May be refused with {links}</p>"


def _codes(response: Json) -> list[str]:
    return CODE.findall(response["description"])


def _criteria() -> Iterator[str]:
    yield '<h2 id="criteria">Criteria</h2><p>A condition is <code>{"field": …, "op": …, "value": …}</code>; conditions are '
    yield 'put together with <code>{"all": […]}</code>, <code>{"any": […]}</code> and <code>{"not": …}</code>.'
    yield "<table><tr><th>op<th>meaning<th>kinds of field</tr>"
    for each in OPERATORS:
        yield f"<tr><td><code>{each.key}</code><td>{_text(each.help)}<td>{', '.join(each.kinds)}</tr>"
    yield "</table>"


def _fields(schema: Json) -> Iterator[str]:
    required = schema.get("required", ())
    if not schema.get("properties"):
        yield f"<p>{_kind(schema)}</p>"
        return
    yield "<table><tr><th>field<th>about</tr>"
    for name, each in schema["properties"].items():
        needed = " <em>required</em>" if name in required else ""
        yield f"<tr><td><code>{escape(name)}</code>{needed}<td>{_text(each.get('description', ''))} {_kind(each)}</tr>"
    yield "</table>"


def _kind(schema: Json) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f'<a href="#shape-{name}"><code>{escape(name)}</code></a>'
    if "enum" in schema:
        return f"<code>{escape(' | '.join(map(str, schema['enum'])))}</code>"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_kind(each) for each in schema[several]))
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
