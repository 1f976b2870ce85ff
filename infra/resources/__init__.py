"""What Relata stands on, as CloudFormation resources: pure functions on data, one module per business.

`of_stage` is all of it for one stage; parameters, conditions and outputs that belong to a resource stand beside it.
"""

from collections.abc import Sequence

from infra.resources import (
    alarms,
    api_log,
    buckets,
    bus,
    dashboard,
    domain,
    edge,
    keys,
    logs,
    mail,
    queues,
    tables,
    web,
)
from infra.resources.alarms import Function
from infra.resources.api_log import API_ACCOUNT, access_log_setting
from infra.resources.buckets import DOCUMENTS, EXPORTS, INBOUND_MAIL, PAGES, QUARANTINE, raw_mail, within_raw_mail
from infra.resources.bus import BUS
from infra.resources.keys import CURSOR_SECRET, DATA_KEY, DOSSIER_SECRET, IDENTITY_KEY, SIGNING_KEY
from infra.resources.logs import LOG_GROUP, function_logging
from infra.resources.mail import CONFIGURATION_SET, MAIL_IDENTITY, from_us, sending_arns
from infra.resources.queues import DEAD_LETTERS, MAIL_DEAD_LETTERS, MAIL_QUEUE
from infra.resources.resource import Resource
from infra.resources.tables import (
    IDENTITY_TABLE,
    TABLE,
    identity_table_arn,
    identity_table_name,
    stream_arn,
    table_arn,
    table_name,
)

__all__ = [
    "API_ACCOUNT", "BUS", "CONDITIONS", "CONFIGURATION_SET", "CURSOR_SECRET", "DATA_KEY", "DEAD_LETTERS", "DOCUMENTS",
    "DOSSIER_SECRET", "EXPORTS", "IDENTITY_KEY", "IDENTITY_TABLE", "INBOUND_MAIL", "LOG_GROUP", "MAIL_DEAD_LETTERS",
    "MAIL_IDENTITY", "MAIL_QUEUE", "OUTPUTS", "PAGES", "PARAMETERS", "QUARANTINE", "SIGNING_KEY", "TABLE",
    "access_log_setting", "from_us", "function_logging", "identity_table_arn", "identity_table_name", "of_stage",
    "raw_mail", "sending_arns", "stream_arn", "table_arn", "table_name", "within_raw_mail",
]  # fmt: skip

PARAMETERS = tables.PARAMETERS | mail.PARAMETERS | alarms.PARAMETERS | domain.PARAMETERS | edge.PARAMETERS
CONDITIONS = tables.CONDITIONS | alarms.CONDITIONS | domain.CONDITIONS | edge.CONDITIONS
OUTPUTS = domain.outputs() | edge.outputs()


def of_stage(stage: str, functions: Sequence[Function]) -> dict[str, Resource]:
    return {
        **tables.resources(),
        **keys.resources(),
        **buckets.resources(mail.rules()),
        **queues.resources(functions),
        **bus.resources(),
        **mail.resources(),
        **logs.resources(),
        **api_log.resources(),
        **domain.resources(),
        **web.resources(),
        **edge.resources(stage),
        **alarms.resources(stage, functions),
        **dashboard.resources(stage, functions),
    }
