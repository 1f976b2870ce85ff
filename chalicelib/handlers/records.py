"""The operations that every record type has, declared from its declaration; nothing here names a type."""

from typing import Any

from chalicelib import operation
from chalicelib.access.decide import Right
from chalicelib.errors import (
    AlreadyExists,
    Busy,
    Conflict,
    DuplicateSuspected,
    Forbidden,
    InUse,
    Invalid,
    InvalidCursor,
    InvalidParameter,
    KeyReused,
    NotFound,
    StaleVersion,
)
from chalicelib.footprint import READS, WRITES, Touch
from chalicelib.handlers.verbs import (
    PAGE,
    Allowing,
    Handler,
    Paging,
    Search,
    archives,
    changes,
    creates,
    lists_all,
    parameters,
    reads,
    restores,
    searches,
    tells_history,
    upserts,
)
from chalicelib.merge_patch import MergePatch
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.openapi_models import ChangePage, RecordPage, RecordShape
from chalicelib.operation import ADMINISTRATION, Operation


def declare(declared: RecordType) -> None:
    one, many = f"/v1/{declared.plural}/{{id}}", f"/v1/{declared.plural}"
    shape, whole, patch = RecordShape(declared), MergePatch(declared.fields), MergePatch(declared.fields, declared.born)
    article = "an" if declared.name[0] in "aeiou" else "a"
    noun = f"{article} {declared.name.replace('_', ' ')}"
    several = declared.plural.replace("-", " ")

    def add(
        name: str,
        route: str,
        action: str,
        run: Handler,
        summary: str,
        touches: tuple[Touch, ...] = (READS,),
        **more: Any,
    ) -> None:
        if name.partition("_")[0] in declared.apart:
            return
        method, path = route.split(" ")
        description, errors = more.pop("description", ""), more.pop("errors", ())
        operation.register(
            Operation(
                name=name.format(one=declared.name, many=several.replace(" ", "_")),
                method=method,
                path=path,
                area=declared.plural,
                summary=summary,
                description=description,
                right=Right(declared.name, action),
                run=run,
                module=__name__,
                together=ADMINISTRATION if declared.is_seldom else "",
                touches=touches,
                errors=errors,
                **more,
            )
        )

    both, write_errors = (READS, WRITES), (Invalid, KeyReused, Busy)
    add(
        "list_{many}",
        f"GET {many}",
        "read",
        lists_all(declared),
        f"Lists {several}",
        asks=parameters(declared),
        gives=RecordPage(declared),
        errors=(InvalidParameter, InvalidCursor),
    )
    add(
        "create_{one}",
        f"POST {many}",
        "create",
        creates(declared),
        f"Creates {noun}",
        both,
        description=declared.summary,
        takes=declared.fields,
        gives=shape,
        status=201,
        example=declared.example,
        asks=Allowing if declared.likeness else None,
        errors=(AlreadyExists, *([DuplicateSuspected] if declared.likeness else []), *write_errors),
    )
    add(
        "search_{many}",
        f"POST {many}/search",
        "read",
        searches(declared),
        f"Lists the {several} that meet criteria",
        description=f"Criteria may ask about {_criteria_fields(declared)}.",
        takes=Search,
        gives=RecordPage(declared),
        errors=(Invalid, InvalidCursor),
        example={"criteria": _an_example(declared), "sort": declared.natural, "limit": PAGE},
    )
    add("read_{one}", f"GET {one}", "read", reads(declared), f"Reads {noun}", gives=shape, errors=(NotFound,))
    add(
        "update_{one}",
        f"PATCH {one}",
        "edit",
        changes(declared),
        f"Changes {noun}",
        both,
        description="A JSON merge patch (RFC 7396). With If-Match nothing that others changed since is overwritten.",
        takes=patch,
        gives=shape,
        media_types=("application/json", "application/merge-patch+json"),
        example=declared.example_change,
        errors=(NotFound, Conflict, AlreadyExists, StaleVersion, *write_errors),
    )
    add(
        "archive_{one}",
        f"DELETE {one}",
        "delete",
        archives(declared),
        f"Archives {noun}",
        both,
        description=f"It is no longer found or listed, but can be restored. {declared.archiving}".rstrip(),
        gives=shape,
        errors=(NotFound, InUse, StaleVersion, Busy),
    )
    add(
        "restore_{one}",
        f"POST {one}/restore",
        "restore",
        restores(declared),
        f"Brings back {noun} that was archived",
        both,
        gives=shape,
        errors=(NotFound, Conflict, AlreadyExists, StaleVersion, KeyReused, Busy),
    )
    add(
        "history_of_{one}",
        f"GET {one}/history",
        "read",
        tells_history(declared),
        f"Tells who changed {noun}, when and what",
        asks=Paging,
        gives=ChangePage(),
        errors=(NotFound, InvalidCursor),
    )
    if "external_ids" in declared.fields.model_fields:
        add(
            "upsert_{one}",
            f"PUT {many}/by/{{system}}/{{key}}",
            "create",
            upserts(declared),
            f"Creates or changes {noun} by its key in another system",
            both,
            description="Given fields are set, others stay as they are; repeating it changes nothing.",
            takes=whole,
            gives=shape,
            also=(201,),
            example=declared.example,
            errors=(NotFound, Forbidden, AlreadyExists, StaleVersion, *write_errors),
        )


def _criteria_fields(declared: RecordType) -> str:
    """`status` (choices, several), `name` (text) …"""
    fields = declared.criteria_fields.values()
    return ", ".join(f"`{each.name}` ({each.kind}{', several' if each.many else ''})" for each in fields)


def _an_example(declared: RecordType) -> dict[str, Any]:
    field = declared.filters[0].field
    default = "NL" if field.name == "country" else "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"
    value = field.choices[0] if field.choices else declared.example.get(field.name, default)
    return {"all": [{"field": field.name, "op": "has_any" if field.many else "in", "value": [value]}]}


for each in TYPES.values():
    if not each.kept_by:
        declare(each)
