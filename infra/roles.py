"""The roles of functions: one per footprint, made of what is declared to be touched and nothing else. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from chalicelib.footprint import Touch
from chalicelib.storage import keys
from infra import resources, tenant_roles
from infra.events import BY_TRIGGER
from infra.functions import Function
from infra.resources.resource import arn
from infra.tenant_roles import leading

Data = dict[str, Any]
GATEWAY = "GatewayRole"
KEY_ACTIONS = tenant_roles.KEY_ACTIONS
# The key of a queue is used through SQS only: with it alone nobody opens what else it has sealed.
THROUGH_QUEUE = {"StringEquals": {"kms:ViaService": {"Fn::Sub": "sqs.${AWS::Region}.amazonaws.com"}}}
THROUGH: dict[str, Data] = {"RawMail": tenant_roles.THROUGH_S3}  # what is touched is in no queue
TENANT_ACTIONS = ("sts:AssumeRole", "sts:TagSession")


class Grant(NamedTuple):
    sid: str
    actions: tuple[str, ...]
    resource: Any
    condition: Data | None = None


ARNS: dict[str, Any] = {
    "Table": resources.table_arn(),
    "AuditLog": resources.table_arn(),
    "TableStream": resources.stream_arn(),
    "IdentityTable": resources.identity_table_arn(),
    "SigningKey": arn(resources.SIGNING_KEY),
    "IdentityKey": arn(resources.IDENTITY_KEY),
    "Secrets": arn(resources.IDENTITY_KEY),
    "DataKey": arn(resources.DATA_KEY),
    "MailQueue": arn(resources.MAIL_QUEUE),
    "DeadLetters": arn(resources.DEAD_LETTERS),
    "Bus": arn(resources.BUS),
    "MailIdentity": resources.sending_arns(),
    "Documents": arn(resources.DOCUMENTS),
    "Files": tenant_roles.folder(),
    "Quarantine": tenant_roles.folder(resources.QUARANTINE),
    "Pages": tenant_roles.folder(resources.PAGES),
    "Exports": tenant_roles.folder(resources.EXPORTS),
    "InboundMail": arn(resources.INBOUND_MAIL),
    "RawMail": resources.raw_mail(),
}
CONDITIONS: dict[str, Data] = {"MailIdentity": resources.from_us(), "InboundMail": resources.within_raw_mail()}
LOGS = Grant("Logs", ("logs:CreateLogStream", "logs:PutLogEvents"), arn(resources.LOG_GROUP))
# X-Ray has no resources to name: AWS takes only `*` for these two.
TRACES = Grant("Traces", ("xray:PutTraceSegments", "xray:PutTelemetryRecords"), "*")


def footprint(function: Function) -> tuple[Touch, ...]:
    """What it declares and what its trigger takes, each once and in one order."""
    return tuple(sorted({*function.touches, *BY_TRIGGER[function.trigger]}))


def role_id(touches: Sequence[Touch]) -> str:
    return "Role" + ("".join(touch.name for touch in touches) or "Nothing")


def of_functions(functions: Iterable[Function], tracing: bool) -> dict[str, Data]:
    """Every role that is needed, and the tenant roles behind them."""
    footprints = sorted({footprint(each) for each in functions})
    roles = {role_id(touches): _role(touches, tracing) for touches in footprints}
    return roles | tenant_roles.resources(footprints, ARNS)


def _role(touches: Sequence[Touch], tracing: bool) -> Data:
    grants = [LOGS, *_grants(touches), *([TRACES] if tracing else [])]
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Path": tenant_roles.path(touches),
            "AssumeRolePolicyDocument": trusting("lambda.amazonaws.com"),
            "Policies": [policy(role_id(touches), grants)],
        },
    }


def _grants(touches: Sequence[Touch]) -> list[Grant]:
    own = [_own(each) for each in touches if not each.of_a_tenant]
    sealed = [_sealed(each) for each in touches if each.key and not each.of_a_tenant]
    tenant = tenant_roles.role_id(touches)
    return own + sealed + ([Grant("InTheNameOfOneTenant", TENANT_ACTIONS, arn(tenant))] if tenant else [])


def _own(touch: Touch) -> Grant:
    return Grant(touch.name, touch.actions, ARNS[touch.resource], _condition(touch))


def _condition(touch: Touch) -> Data | None:
    return leading(keys.common(touch.common, "*")) if touch.common else CONDITIONS.get(touch.resource)


def _sealed(touch: Touch) -> Grant:
    through = THROUGH.get(touch.resource, THROUGH_QUEUE)
    return Grant(f"{touch.name}Key", KEY_ACTIONS, ARNS[touch.key], through)


def gateway() -> dict[str, Data]:
    """The one role through which API Gateway calls this stack's functions. They are too many for a policy to list, so
    it names them by the beginning that CloudFormation gives their names."""
    ours = {"Fn::Sub": "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-*"}
    grant = Grant("Invoke", ("lambda:InvokeFunction",), ours)
    properties = {
        "AssumeRolePolicyDocument": trusting("apigateway.amazonaws.com"),
        "Policies": [policy("Invoke", [grant])],
    }
    return {GATEWAY: {"Type": "AWS::IAM::Role", "Properties": properties}}


def trusting(service: str) -> Data:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def policy(name: str, grants: Iterable[Grant]) -> Data:
    document = {"Version": "2012-10-17", "Statement": [_statement(grant) for grant in grants]}
    return {"PolicyName": name, "PolicyDocument": document}


def _statement(grant: Grant) -> Data:
    told = {"Sid": grant.sid, "Effect": "Allow", "Action": list(grant.actions), "Resource": grant.resource}
    return told | ({"Condition": grant.condition} if grant.condition else {})
