"""Time, waiting and chance: the only module that asks the machine for them, so that tests can steer all three."""

import secrets
import time
from datetime import UTC, datetime
from hashlib import sha256

from ulid import ULID


def now() -> datetime:
    return datetime.now(UTC)


def epoch() -> int:
    """Whole seconds since 1970, as DynamoDB's time to live and JWT count them."""
    return int(time.time())


def timestamp() -> str:
    """ISO 8601 in UTC to the millisecond: sorts as text in the order of time."""
    return stamp(now())


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id(prefix: str) -> str:
    """A prefixed ULID, such as `rel_01J9Z…`: 48 bits of time, 80 random bits from the operating system.

    Not from the library's generator: within a millisecond it counts on from the bits that it gave last, so that one id
    tells the next, and two processes that go on from one snapshot give the same."""
    milliseconds = int(now().timestamp() * 1000)
    return f"{prefix}_{ULID.from_bytes(milliseconds.to_bytes(6, 'big') + secrets.token_bytes(10))}"


def id_of(prefix: str, moment: datetime, cause: str) -> str:
    """Of the form of `new_id`, but always the same one for the same moment and cause."""
    milliseconds = int(moment.timestamp() * 1000)
    return f"{prefix}_{ULID.from_bytes(milliseconds.to_bytes(6, 'big') + sha256(cause.encode()).digest()[:10])}"


def moment_of(made: str) -> datetime:
    """When an id was made. Raises ValueError for what is none."""
    return ULID.from_str(made.partition("_")[2]).datetime


def token(octets: int = 32) -> str:
    """An unguessable URL-safe secret."""
    return secrets.token_urlsafe(octets)


def pause(attempt: int) -> None:
    """Wait before try number `attempt` + 1: exponential back-off with full jitter, at most 0.8 s."""
    time.sleep(secrets.SystemRandom().uniform(0, min(0.8, 0.025 * 2**attempt)))


def wait_until(moment: datetime) -> None:
    """Hold an answer back, so that the time it took tells nothing."""
    time.sleep(max(0.0, (moment - now()).total_seconds()))
