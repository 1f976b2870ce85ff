"""In AWS every request for records is signed in the name of one tenant: with a session of the function's tenant role
that carries the tenant as a tag, and IAM lets such a session reach keys that begin with that tenant and no others.

What is of no tenant is asked for in the function's own name, of whose role IAM holds the keys to one family. So the
guard is held to by somebody else than our own code. A session is asked of STS once an hour for each tenant that
comes by, and kept while the function is warm. Without a tenant role, as in tests and maintenance, nothing is changed.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from chalicelib import aws, clock, dynamo
from chalicelib.errors import Unavailable
from chalicelib.settings import settings
from chalicelib.storage import guard, keys

TAG = "tenant"
MOST_KEPT = 500
LASTS = timedelta(hours=1)  # the most that AWS gives to whom itself runs in a role
EARLY = timedelta(minutes=5)
PASSING = frozenset({
    "Throttling", "ThrottlingException", "RequestLimitExceeded",
    "InternalError", "InternalFailure", "ServiceUnavailable",
})  # fmt: skip


class NoSession(RuntimeError):
    """STS refuses what our own template should allow, or the code runs in nobody's name: our mistake, a bare 500."""


class Session(NamedTuple):
    credentials: Any
    ends: datetime


def attach(client: Any) -> None:
    """Attach to a boto client whose requests are all made in the name of a tenant."""
    client.meta.events.register(f"before-sign.{client.meta.service_model.service_id.hyphenize()}", sign)


def sign(request: Any, **_: Any) -> None:
    """botocore signs each attempt of a request with what stands in its context, before the client's own credentials."""
    role = settings().tenant_role
    if role and guard.tenant() != keys.COMMON:
        request.context.setdefault("signing", {})["request_credentials"] = sessions(role).of(guard.tenant())


@cache
def sessions(role: str) -> "Sessions":
    return Sessions(role)


class Sessions:
    """Those of one role. A tenant that was not seen for the longest makes place for a new one."""

    def __init__(self, role: str) -> None:
        self._role = role
        self._kept: OrderedDict[str, Session] = OrderedDict()
        self._lock = Lock()  # also while STS is asked: a function in Lambda does one thing at a time

    def of(self, tenant: str) -> Any:
        with self._lock:
            known = self._kept.get(tenant)
            if known is None or known.ends - EARLY <= clock.now():
                self._keep(tenant, self._renewed(tenant, known))
            self._kept.move_to_end(tenant)
            return self._kept[tenant].credentials

    def _renewed(self, tenant: str, known: Session | None) -> Session:
        """While STS is down, the one that there is serves until its end."""
        try:
            return _opened(self._role, tenant)
        except Unavailable:
            if known is None or known.ends <= clock.now():
                raise
            return known

    def _keep(self, tenant: str, session: Session) -> None:
        self._kept[tenant] = session
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _opened(role: str, tenant: str) -> Session:
    """The tag is the tenant as it stands in keys. STS takes none with a wildcard in it, or of no length."""
    if not tenant:
        raise NoSession("a request for records in nobody's name")
    told = _assumed(
        RoleArn=role,
        RoleSessionName=tenant,  # in CloudTrail
        DurationSeconds=int(LASTS.total_seconds()),
        Tags=[{"Key": TAG, "Value": keys.join(tenant)}],
    )
    return Session(_credentials(told), told["Expiration"])


def _credentials(told: Any) -> Any:
    from botocore.credentials import Credentials

    return Credentials(told["AccessKeyId"], told["SecretAccessKey"], told["SessionToken"])


def _assumed(**asked: Any) -> Any:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return aws.client("sts").assume_role(**asked)["Credentials"]
    except ClientError as error:
        raise _refusal(error.response["Error"]["Code"], asked["RoleSessionName"]) from error
    except BotoCoreError as error:
        raise _refusal("", asked["RoleSessionName"]) from error


def _refusal(code: str, tenant: str) -> Exception:
    """Before anything was sent to the table; "" when STS did not answer."""
    dynamo.log(code, tenant, "sts_failed")
    return dynamo.unavailable() if code in PASSING or not code else NoSession(code)
