"""What a function that only reads may write all the same: the audit log of the tenant that it reads for (T6)."""

from typing import Any

import pytest

from chalicelib.storage import audit, keys, notices
from chalicelib.storage.tenant_session import TAG
from tests.accesses import accesses
from tests.engine import Engine
from tests.granted import documents
from tests.iam import allows
from tests.world import TABLE

OURS, THEIRS = "ten_OURS", "ten_THEIRS"
READER, WRITER = "TenantAuditsReads", "TenantReadsWrites"


def item(tenant: str, *parts: str) -> dict[str, Any]:
    return {"pk": {"S": keys.of_tenant(tenant, *parts)}, "sk": {"S": "x"}}


@pytest.mark.parametrize(("role", "call", "where", "allowed"), [
    (READER, "PutItem", item(OURS, audit.FAMILY, "2026-11"), True),
    (READER, "UpdateItem", item(OURS, audit.FAMILY, audit.COUNTS, "usr_1"), True),
    (READER, "PutItem", item(OURS, notices.NOTICE, "usr_1"), True),
    (READER, "PutItem", item(THEIRS, audit.FAMILY, "2026-11"), False),
    (READER, "PutItem", item(f"{OURS}0", audit.FAMILY, "2026-11"), False),
    (READER, "PutItem", item(OURS, "rel_1"), False),
    (READER, "PutItem", item(OURS, f"{audit.FAMILY}s", "2026-11"), False),
    (READER, "UpdateItem", item(OURS, keys.RIGHTS), False),
    (READER, "UpdateItem", item(OURS, keys.SETTINGS), False),
    (READER, "DeleteItem", item(OURS, audit.FAMILY, "2026-11"), False),
    (READER, "PutItem", item(OURS, notices.LETTER, "usr_1"), False),
    (WRITER, "PutItem", item(OURS, audit.FAMILY, "2026-11"), True),
    (WRITER, "DeleteItem", item(OURS, audit.FAMILY, "2026-11"), False),
    (WRITER, "DeleteItem", item(OURS, "rel_1"), True),
])  # fmt: skip
def test_t6_the_log_is_added_to_and_nothing_else(
    running: Engine, role: str, call: str, where: dict[str, Any], allowed: bool
) -> None:
    params = {"TableName": TABLE, "Key" if call != "PutItem" else "Item": where}
    (access,) = accesses("dynamodb", call, params, {f"aws:PrincipalTag/{TAG}": (OURS,)})
    assert allows(documents(role), access) is allowed


def test_t6_a_transaction_with_a_row_and_something_else_is_refused(running: Engine) -> None:
    told = [item(OURS, audit.FAMILY, "2026-11"), item(OURS, "rel_1")]
    params = {"TransactItems": [{"Put": {"TableName": TABLE, "Item": each}} for each in told]}
    found = accesses("dynamodb", "TransactWriteItems", params, {f"aws:PrincipalTag/{TAG}": (OURS,)})
    assert not all(allows(documents(READER), access) for access in found)
