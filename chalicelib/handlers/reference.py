"""The API's own description, for programs and for people."""

from functools import cache
from typing import Any

from chalicelib import openapi
from chalicelib.call import Answer, Call
from chalicelib.operation import operation
from chalicelib.settings import settings


class OpenApi:
    def json_schema(self) -> dict[str, Any]:
        return {"title": "OpenApi", "type": "object", "description": "An OpenAPI 3.1 document"}


@operation("GET /v1/openapi.json", right=None, area="reference", gives=OpenApi(), whole=True)
def read_openapi(call: Call[None, None]) -> Answer:
    """Gives the description of this API in OpenAPI 3.1"""
    return Answer(openapi.written(settings().origin))


@operation("GET /v1/docs", right=None, area="reference", whole=True)
def read_docs(call: Call[None, None]) -> Answer:
    """Shows the reference of this API as a page"""
    from chalicelib import reference_page

    headers = {"Content-Security-Policy": reference_page.POLICY}
    return Answer(_page(settings().origin), headers=headers, media_type="text/html; charset=utf-8")


@cache
def _page(origin: str) -> str:
    from chalicelib import reference_page

    return reference_page.render(openapi.document(origin))
