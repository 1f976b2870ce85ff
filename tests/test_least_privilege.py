"""What each function does in AWS, held against the roles that the template gives it: enough for all that it does,
nothing that it never needs, and in the name of one tenant no key of another (T6)."""

from collections.abc import Iterator
from typing import Any

import pytest

import app
from chalicelib.footprint import IDENTITY_READS, IDENTITY_WRITES, WORKERS, Touch
from chalicelib.operation import OPERATIONS
from chalicelib.storage import audit, keys
from chalicelib.storage.tenant_session import TAG
from infra import roles, tenant_roles
from infra.events import BY_TRIGGER
from tests import captured
from tests.accesses import accesses
from tests.captured import Called
from tests.engine import Engine, environment
from tests.granted import ACCOUNT, all_roles, documents, function, names, trust
from tests.iam import Access, Context, Data, allows, like, listed, real
from tests.world import DOCUMENTS, IDENTITY_TABLE, INBOUND_MAIL, TABLE, World, forget_settings

Calls = dict[str, list[Called]]
Used = tuple[str, str, str]
OURS, THEIRS = "ten_OURS", "ten_THEIRS"
DECLARED: dict[str, tuple[Touch, ...]] = {name: each.touches for name, each in (OPERATIONS | WORKERS).items()}
RECORDS = [name for name, touches in DECLARED.items() if tenant_roles.role_id(touches)]


def tagged(tenant: str) -> Context:
    return {f"aws:PrincipalTag/{TAG}": (tenant,)}


@pytest.fixture(scope="module")
def calls(running: Engine) -> Iterator[Calls]:
    """Of every operation and worker, in stories in which it does all that it can."""
    for name in (TABLE, IDENTITY_TABLE):
        running.fresh_table(name)
    with environment({"RELATA_TENANT_CREATION": "on"}), captured.capturing() as calls:
        forget_settings()
        captured.act(World(running, app.app))
        yield calls
    forget_settings()


# ------------------------------------------------------------------------------------------------------ enough


def taken(name: str, called: Called) -> list[tuple[list[Data], Access]]:
    """Each access that a call takes, and the policies that have to allow it: records are reached in a session."""
    made = function(name)
    if not called.tenant:
        return [(made.own, access) for access in accesses(called.service, called.call, called.params)]
    session = documents(made.tenant_role) if made.tenant_role else []
    found = accesses(called.service, called.call, called.params, tagged(called.tenant))
    return [(session, access) for access in found]


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_declared_is_enough(calls: Calls, name: str) -> None:
    asked = [each for called in calls[name] for each in taken(name, called)]
    assert {access.action for policies, access in asked if not allows(policies, access)} == set()


@pytest.mark.parametrize("name", DECLARED)
def test_nothing_is_declared_that_is_never_used(calls: Calls, name: str) -> None:
    """But for what Lambda itself does in a worker's name, to fetch what starts it."""
    by_lambda = _by_lambda() if name in WORKERS else set()
    seen = used(name, calls[name])
    idle = [each.name for each in DECLARED[name] if each not in by_lambda and not _granted(each) - unused(each, seen)]
    assert idle == []


def test_a_touch_names_no_action_that_nobody_uses(calls: Calls) -> None:
    declared = {touch for touches in DECLARED.values() for touch in touches} - _by_lambda()
    seen = {each for name, found in calls.items() for each in used(name, found)}
    assert {(touch.name, idle) for touch in declared for idle in unused(touch, seen)} == set()


def used(name: str, found: list[Called]) -> set[Used]:
    """Each action on a resource, and the tenant in whose name."""
    told = [(called.tenant, access) for called in found for _, access in taken(name, called)]
    return {(access.action, access.resource, tenant) for tenant, access in told}


def unused(touch: Touch, seen: set[Used]) -> set[tuple[str, str]]:
    return {each for each in _granted(touch) if not any(_is_of(each, other) for other in seen)}


def _is_of(granted: tuple[str, str], used: Used) -> bool:
    return granted[0] == used[0] and like(granted[1], used[1], tagged(used[2]))


def _by_lambda() -> set[Touch]:
    return {touch for touches in BY_TRIGGER.values() for touch in touches}


def _granted(touch: Touch) -> set[tuple[str, str]]:
    resources = listed(real(roles.ARNS[touch.resource], names()))
    return {(action, resource) for action in touch.actions for resource in resources}


def test_every_function_was_seen_at_work(calls: Calls) -> None:
    assert calls.keys() == DECLARED.keys(), "tests/captured.py has to know each worker"
    assert {name for name, found in calls.items() if not found} == {"read_openapi", "read_docs"}


# ------------------------------------------------------------------------------------------ one tenant, no other (T6)


@pytest.mark.parametrize("name", RECORDS)
def test_t6_what_a_tenant_may_is_refused_in_the_name_of_another(calls: Calls, name: str) -> None:
    asked = [each for each in calls[name] if each.tenant]
    assert asked
    for called in asked:
        found = accesses(called.service, called.call, called.params, tagged(THEIRS))
        found = [each for each in found if "kms:ViaService" not in each.context]  # S3 uses the key for who has the file
        assert found
        assert not any(allows(documents(function(name).tenant_role), access) for access in found), called.call


def item(tenant: str) -> dict[str, Any]:
    return {"pk": {"S": keys.of_tenant(tenant, "x")}, "sk": {"S": "RECORD"}}


MIXED = [item(OURS), item(THEIRS)]
ALIKE = [item(OURS), item(f"{OURS}0")]
EQUALS = {"ExpressionAttributeNames": {"#0": "pk"}, "ExpressionAttributeValues": {":0": item(OURS)["pk"]}}
OUTSIDE: list[tuple[str, Data]] = [
    ("Scan", {"TableName": TABLE}),
    ("Scan", {"TableName": TABLE, "FilterExpression": "begins_with (#0, :0)", **EQUALS}),
    ("Query", {"TableName": TABLE, "IndexName": "by_name", "KeyConditionExpression": "#0 = :0", **EQUALS}),
    ("GetItem", {"TableName": TABLE, "Key": item(THEIRS)}),
    ("GetItem", {"TableName": TABLE, "Key": {"pk": {"S": f"T#{OURS}"}, "sk": {"S": "x"}}}),
    ("GetItem", {"TableName": IDENTITY_TABLE, "Key": item(OURS)}),
    *[("BatchGetItem", {"RequestItems": {TABLE: {"Keys": each}}}) for each in (MIXED, ALIKE)],
    ("BatchWriteItem", {"RequestItems": {TABLE: [{"PutRequest": {"Item": item(OURS)}}]}}),
    ("TransactWriteItems", {"TransactItems": [{"Put": {"TableName": TABLE, "Item": each}} for each in MIXED]}),
    ("TransactWriteItems", {"TransactItems": [
        {"Put": {"TableName": TABLE, "Item": item(OURS)}}, {"ConditionCheck": {"TableName": TABLE, "Key": item(THEIRS)}}
    ]}),
    ("ExecuteStatement", {"Statement": f'SELECT * FROM "{TABLE}" WHERE pk = ?'}),
    ("BatchExecuteStatement", {"Statements": [{"Statement": f'SELECT * FROM "{TABLE}" WHERE pk = ?'}]}),
    ("DescribeTable", {"TableName": TABLE}),
    ("DeleteTable", {"TableName": TABLE}),
]  # fmt: skip


@pytest.mark.parametrize("role", ["TenantReads", "TenantReadsWrites"])
@pytest.mark.parametrize(("call", "params"), OUTSIDE)
def test_t6_in_ones_own_name_nothing_reaches_further(running: Engine, role: str, call: str, params: Data) -> None:
    found = accesses("dynamodb", call, params, tagged(OURS))
    assert not all(allows(documents(role), access) for access in found)


@pytest.mark.parametrize(
    ("call", "params"), [each for each in OUTSIDE if each[0] in ("Scan", "ExecuteStatement", "DescribeTable")]
)
def test_t6_the_conditions_refuse_what_names_no_key_whatever_the_action(call: str, params: Data) -> None:
    """Without "Null" they would let it through: of no keys, all are the tenant's."""
    everything = {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": tenant_roles.own_keys()}
    for access in accesses("dynamodb", call, params, tagged(OURS)):
        assert not allows([{"Statement": [everything]}], access)


def test_t6_in_ones_own_name_one_reaches_ones_own(running: Engine) -> None:
    told = [("GetItem", "TenantReads", True), ("PutItem", "TenantReads", False), ("PutItem", "TenantReadsWrites", True)]
    for call, role, allowed in told:
        found = accesses("dynamodb", call, {"TableName": TABLE, "Key": item(OURS)}, tagged(OURS))
        assert [allows(documents(role), access) for access in found] == [allowed]


@pytest.mark.parametrize(
    ("pk", "allowed"),
    [
        (keys.partition(OURS, audit.FAMILY, "2026-11"), True),
        (keys.partition(THEIRS, audit.FAMILY, "2026-11"), False),
        (keys.of_tenant(OURS, "x"), False),
        (keys.settings(OURS, "probe").pk, False),
    ],
)
def test_t6_what_only_reads_adds_to_the_audit_log_and_to_nothing_else(running: Engine, pk: str, allowed: bool) -> None:
    asked = {"TableName": TABLE, "Item": {"pk": {"S": pk}, "sk": {"S": "x"}}}
    (found,) = accesses("dynamodb", "PutItem", asked, tagged(OURS))
    assert allows(documents(function("read_relation").tenant_role), found) is allowed


VERSION = "doc_1/ver_1"
FILES_OUTSIDE: list[tuple[str, str, Data]] = [
    ("check_files", "GetObject", {"Key": f"quarantine/t/{THEIRS}/{VERSION}"}),
    ("check_files", "GetObject", {"Key": f"t/{OURS}/{VERSION}/0f"}),
    ("check_files", "PutObject", {"Key": f"t/{THEIRS}/{VERSION}/0f"}),
    ("check_files", "PutObject", {"Key": f"quarantine/t/{OURS}/{VERSION}"}),
    ("check_files", "DeleteObject", {"Key": f"t/{OURS}/{VERSION}/0f"}),
    ("check_files", "ListObjectsV2", {"Prefix": ""}),
    ("check_files", "ListObjectsV2", {"Prefix": "quarantine/t/"}),
    ("check_files", "ListObjectsV2", {"Prefix": f"quarantine/t/{THEIRS}/"}),
    ("check_files", "ListObjectsV2", {"Prefix": f"t/{OURS}/"}),
    ("create_upload", "PutObject", {"Key": f"quarantine/t/{THEIRS}/{VERSION}"}),
    ("create_upload", "PutObject", {"Key": f"quarantine/t/{OURS}0/{VERSION}"}),
    ("create_upload", "PutObject", {"Key": f"t/{OURS}/{VERSION}"}),
    ("create_upload", "GetObject", {"Key": f"quarantine/t/{OURS}/{VERSION}"}),
    ("download_document", "GetObject", {"Key": f"t/{THEIRS}/{VERSION}/0f"}),
    ("download_document", "GetObject", {"Key": f"quarantine/t/{OURS}/{VERSION}"}),
    ("download_document", "PutObject", {"Key": f"t/{OURS}/{VERSION}/0f"}),
    ("create_relation", "GetObject", {"Key": f"t/{OURS}/{VERSION}/0f"}),
    ("create_relation", "GetObject", {"Bucket": INBOUND_MAIL, "Key": "raw/1"}),
    ("file_mail", "GetObject", {"Bucket": INBOUND_MAIL, "Key": "elsewhere/1"}),
    ("file_mail", "PutObject", {"Bucket": INBOUND_MAIL, "Key": "raw/1"}),
    ("file_mail", "DeleteObject", {"Bucket": INBOUND_MAIL, "Key": "raw/1"}),
    ("file_mail", "ListObjectsV2", {"Bucket": INBOUND_MAIL, "Prefix": ""}),
    ("render_pages", "PutObject", {"Key": f"t/{OURS}/{VERSION}/0f"}),
    ("render_pages", "GetObject", {"Key": f"t/{THEIRS}/{VERSION}/0f"}),
    ("render_pages", "GetObject", {"Key": f"quarantine/t/{OURS}/{VERSION}"}),
    ("render_pages", "PutObject", {"Key": f"pages/t/{THEIRS}/{VERSION}/0f/1"}),
    ("pages_of_document", "GetObject", {"Key": f"t/{OURS}/{VERSION}/0f"}),
    ("pages_of_document", "GetObject", {"Key": f"pages/t/{THEIRS}/{VERSION}/0f/1"}),
    ("download_document", "GetObject", {"Key": f"pages/t/{OURS}/{VERSION}/0f/1"}),
]


@pytest.mark.parametrize(("name", "call", "params"), FILES_OUTSIDE)
def test_t6_files_of_others_and_what_is_not_ones_business_are_out_of_reach(
    running: Engine, name: str, call: str, params: Data
) -> None:
    """F3, T7: also a file of one's own that is in quarantine is not handed out."""
    asked = accesses("s3", call, {"Bucket": DOCUMENTS, **params}, tagged(OURS))
    made = function(name)
    for policies in (documents(made.tenant_role), made.own):
        assert not all(allows(policies, access) for access in asked)


@pytest.mark.parametrize("tags", [{}, tagged(""), tagged("*"), tagged("?en_OURS")], ids=str)
def test_t6_without_a_tenant_or_with_a_pattern_for_one_nothing_is_reached(running: Engine, tags: Context) -> None:
    for pk in (item(OURS)["pk"], {"S": "T##x"} if not tags else item(THEIRS)["pk"]):
        (found,) = accesses("dynamodb", "GetItem", {"TableName": TABLE, "Key": {"pk": pk}}, tags)
        assert not allows(documents("TenantReadsWrites"), found)


@pytest.mark.parametrize("call", ["GetItem", "PutItem", "Scan"])
def test_t6_no_function_reaches_records_by_its_own_role(running: Engine, call: str) -> None:
    for name in DECLARED:
        for each in accesses("dynamodb", call, {"TableName": TABLE, "Key": item(OURS)}, tagged(OURS)):
            assert not allows(function(name).own, each), name


# ------------------------------------------------------------------------------------------ who takes on a tenant role


def assumed(role: str, **tags: str) -> list[Access]:
    told = [{"Key": name, "Value": value} for name, value in tags.items()]
    return accesses("sts", "AssumeRole", {"RoleArn": names()[f"{role}.Arn"], "Tags": told})


def trusted(role: str, principal: str, **tags: str) -> bool:
    asked = [
        each._replace(context={**each.context, "aws:PrincipalArn": (principal,)}) for each in assumed(role, **tags)
    ]
    return all(allows(trust(role), each) for each in asked)


@pytest.mark.parametrize("name", RECORDS)
def test_t6_a_function_takes_on_its_tenant_role_and_no_other(running: Engine, name: str) -> None:
    made = function(name)
    for role in (each for each in all_roles() if each.startswith("Tenant")):
        allowed = all(allows(made.own, access) for access in assumed(role, tenant=OURS))
        trusts = trusted(role, names()[f"{made.role}.Arn"], tenant=OURS)
        assert (allowed, trusts) == (role == made.tenant_role,) * 2, role


def test_t6_a_tenant_role_is_taken_on_for_one_tenant_only(running: Engine) -> None:
    made = function("create_relation")
    ours = names()[f"{made.role}.Arn"]
    assert trusted(made.tenant_role, ours, tenant=OURS)
    assert not trusted(made.tenant_role, ours)
    assert not trusted(made.tenant_role, ours, tenant="")
    assert not trusted(made.tenant_role, ours, tenant=OURS, more="x")
    assert not trusted(made.tenant_role, ours, another=OURS)


@pytest.mark.parametrize(
    "stranger",
    ["role/Admin", "user/ann", "role/relata-2/TenantReadsWrites/x", "role/x/relata/TenantReadsWrites/x",
     "role/relata/NoTenant/x"],
)  # fmt: skip
def test_t6_others_in_the_account_do_not_take_it_on(running: Engine, stranger: str) -> None:
    assert not trusted("TenantReadsWrites", ACCOUNT + stranger, tenant=OURS)


# --------------------------------------------------------------------------------------------------- the identity table


def test_accounts_are_read_by_functions_that_declare_it_and_by_nobody_else(running: Engine) -> None:
    """T6: no function of the CRM can read a password hash."""
    declared = {function(name).role for name, each in DECLARED.items() if {IDENTITY_READS, IDENTITY_WRITES} & {*each}}
    for role in all_roles().keys() - declared:
        for call in ("GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "ExecuteStatement"):
            for each in (Access(f"dynamodb:{call}", names()["IdentityTable.Arn"], tagged(OURS)),):
                assert not allows(documents(role), each), role
    assert len(declared) > 5


def test_nobody_scans_accounts(running: Engine) -> None:
    for role in all_roles():
        assert not allows(documents(role), Access("dynamodb:Scan", names()["IdentityTable.Arn"]))
