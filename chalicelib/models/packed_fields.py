"""How the fields that lists can be asked by stand in digests, each by one sign. What has no row here stands there by
its name. A row is never changed and its sign never given to another, since digests with it are in the table: what is
to stand otherwise gets a new row."""

from typing import NamedTuple

from chalicelib.models.packed_forms import DAY, FLAG, MOMENT, TEXT, TEXTS, WHOLE, Form, record_id, several, word


class Row(NamedTuple):
    sign: str
    field: str
    form: Form


KINDS = word({"company": "c", "person": "p", "couple": "d"})
STATUSES = several(word({
    "suspect": "u", "prospect": "p", "customer": "c", "supplier": "s", "creditor": "r", "competitor": "m",
    "adviser": "a", "partner": "n",
}))  # fmt: skip
RELATION, USER, PRODUCT, CODE, CODE_TABLE = (record_id(prefix) for prefix in ("rel", "usr", "prd", "cod", "cot"))
ROWS = (
    Row("n", "name", TEXT),
    Row("k", "kind", KINDS),
    Row("s", "status", STATUSES),
    Row("o", "owner", USER),
    Row("p", "parent", RELATION),
    Row("c", "city", TEXT),
    Row("y", "country", TEXTS),
    Row("Y", "country", TEXT),
    Row("l", "language", TEXT),
    Row("h", "chamber_number", TEXT),
    Row("t", "last_touch_at", MOMENT),
    Row("%", "completeness", WHOLE),
    Row("q", "company", RELATION),
    Row("r", "person", RELATION),
    Row("f", "function", TEXT),
    Row("d", "department", TEXT),
    Row("a", "rank", WHOLE),
    Row("!", "primary", FLAG),
    Row("b", "started_on", DAY),
    Row("e", "ended_on", DAY),
    Row("z", "postcode", TEXT),
    Row("x", "street", TEXT),
    Row("g", "region", TEXT),
    Row("m", "missing", TEXTS),
    Row("j", "malformed", TEXTS),
    Row("u", "subject", TEXT),
    Row("i", "is_task", FLAG),
    Row("v", "done", FLAG),
    Row("w", "task", TEXT),
    Row("L", "links", several(RELATION)),
    Row("A", "assignees", several(USER)),
    Row("D", "due", DAY),
    Row("P", "priority", TEXT),
    Row("5", "priority", WHOLE),
    Row("R", "direction", TEXT),
    Row("V", "visibility", TEXT),
    Row("C", "conversation", TEXT),
    Row("M", "mail_state", TEXT),
    Row("S", "state", TEXT),
    Row("W", "download", TEXT),
    Row("T", "title", TEXT),
    Row("F", "file_name", TEXT),
    Row("E", "expires_on", DAY),
    Row("X", "discontinued", FLAG),
    Row("N", "number", TEXT),
    Row("U", "unit", TEXT),
    Row("Q", "supplier", RELATION),
    Row("B", "product", PRODUCT),
    Row("G", "preferred", FLAG),
    Row("H", "lead_time", WHOLE),
    Row("I", "parties", several(RELATION)),
    Row("J", "built_in", WHOLE),
    Row("K", "floor_area", WHOLE),
    Row("Z", "plot_area", WHOLE),
    Row("1", "record", several(RELATION)),
    Row("2", "link_type", TEXT),
    Row("3", "from_record", RELATION),
    Row("4", "to_record", RELATION),
    Row("6", "percentage", WHOLE),
    Row("7", "of", TEXT),
    Row("8", "score", WHOLE),
    Row("9", "one", RELATION),
    Row("0", "other", RELATION),
    Row("=", "table", CODE_TABLE),
    Row("<", "under", CODE),
    Row(">", "above", several(CODE)),
    Row("#", "code", TEXT),
)
