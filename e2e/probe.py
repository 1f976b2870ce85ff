"""Operations that do more than they declare: put into a copy of the project, to see that AWS refuses them.

Nothing in `infra/` knows of them: that they are deployed, each with a function and a role, is what any new file of
operations gets.
"""

from typing import Any

from pynamodb.exceptions import PynamoDBException

from chalicelib import aws
from chalicelib.call import Call
from chalicelib.footprint import READS, WRITES
from chalicelib.identity import keys as identity_keys
from chalicelib.identity import table as identity_table
from chalicelib.identity.items import TenantItem
from chalicelib.models.items import RecordItem
from chalicelib.operation import operation
from chalicelib.storage import keys, table

DONE = "done"
Told = dict[str, Any]


def _item(call: Call[None, None]) -> RecordItem:
    place = keys.settings(call.actor.tenant, "probe")
    return RecordItem(place.pk, place.sk, version=1, body="{}")


def _write(call: Call[None, None], write: table.Write) -> Told:
    try:
        table.transact(call.actor.tenant, [write])
    except PynamoDBException as error:
        return {"told": aws.code(error)}
    return {"told": DONE}


@operation("POST /v1/probe/writes-as-declared", right=("relation", "create"), area="probe", touches=(READS, WRITES))
def writes_as_declared(call: Call[None, None]) -> Told:
    """Writes, and declares it"""
    return _write(call, table.Put(_item(call)))


@operation("POST /v1/probe/writes-undeclared", right=("relation", "create"), area="probe", touches=(READS,))
def writes_undeclared(call: Call[None, None]) -> Told:
    """Deletes, and declares only that it reads

    What reads may add to the audit log. That it adds nowhere else its role says by keys, at which only AWS looks.
    """
    return _write(call, table.Delete(_item(call)))


@operation("GET /v1/probe/reads-accounts", right=("relation", "read"), area="probe", touches=(READS, WRITES))
def reads_accounts(call: Call[None, None]) -> Told:
    """Reads the identity service's table, with rights to records only"""
    try:
        found = identity_table.get(TenantItem, identity_keys.tenant(call.actor.tenant))
    except PynamoDBException as error:
        return {"told": aws.code(error)}
    return {"told": DONE, "name": found.name if found else None}
