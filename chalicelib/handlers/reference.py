"""The API's own description, for programs and for people."""

from typing import Any

from chalicelib import openapi
from chalicelib.call import Answer, Call
from chalicelib.operation import operation
from chalicelib.settings import settings


class OpenApi:
    def json_schema(self) -> dict[str, Any]:
        return {"title": "OpenApi", "type": "object", "description": "An OpenAPI 3.1 document"}


@operation("GET /v1/openapi.json", right=None, area="reference", gives=OpenApi())
def read_openapi(call: Call[None, None]) -> dict[str, Any]:
    """Gives the description of this API in OpenAPI 3.1"""
    return openapi.document(settings().origin)


@operation("GET /v1/docs", right=None, area="reference")
def read_docs(call: Call[None, None]) -> Answer:
    """Shows the reference of this API as a page"""
    from chalicelib import reference_page

    headers = {"Content-Security-Policy": reference_page.POLICY}
    page = reference_page.render(openapi.document(settings().origin))
    return Answer(page, headers=headers, media_type="text/html; charset=utf-8")
