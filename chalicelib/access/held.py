"""The rights that a request decides by: those that this function knows of the tenant, if they still hold.

They are asked for with the first records that are read; when they turn out to have changed, what was done so far is
forgotten and done anew with the new ones. Where nothing is read by its key, they are asked for at the end."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock

from chalicelib.access import rights
from chalicelib.access.rights import Rights
from chalicelib.storage import riding, table
from chalicelib.storage import rights as kept
from chalicelib.storage.outcome import Lost
from chalicelib.storage.riding import Rider

MOST_KEPT = 200


class Changed(Lost):
    """The rights are others than those that were decided by."""


class Known:
    """Those of the tenants seen last."""

    def __init__(self) -> None:
        self._rights: OrderedDict[str, Rights] = OrderedDict()
        self._lock = Lock()

    def get(self, tenant: str) -> Rights | None:
        with self._lock:
            return self._rights.get(tenant)

    def keep(self, found: Rights) -> Rights:
        with self._lock:
            self._rights[found.tenant] = found
            self._rights.move_to_end(found.tenant)
            while len(self._rights) > MOST_KEPT:
                self._rights.popitem(last=False)
        return found


known = Known()


class Held:
    """The rights within one request. Those that `ride` are confirmed by what is read next, others at once."""

    def __init__(self, tenant: str, *, ride: bool) -> None:
        self.tenant = tenant
        self._rides = ride
        self._rights: Rights | None = None
        self._is_certain = False

    @property
    def epoch(self) -> int | None:
        """Of those that were decided by, None where nothing was."""
        return self._rights.epoch if self._rights else None

    def rights(self) -> Rights:
        if self._rights is None:
            self._rights = self._known()
        return self._rights

    def confirmed(self) -> Rights:
        """As they are now: one round trip where nothing has confirmed them yet."""
        self.rights()
        with suppress(Changed):  # they have been read anew
            self.confirm()
        return self.rights()

    def _known(self) -> Rights:
        found = known.get(self.tenant)
        if found is None:
            return self._load()
        if self._rides:
            riding.wait(Rider(self.tenant, kept.epoch_key(self.tenant), self._told))
            return found
        return found if kept.epoch(self.tenant) == found.epoch else self._load()

    def _load(self) -> Rights:
        found = kept.read(self.tenant)
        self._is_certain = True
        return known.keep(rights.of(self.tenant, found.epoch, found.sections))

    def _told(self, item: table.Attributes | None) -> None:
        """Raises Changed."""
        self._is_certain = True
        if self._rights is not None and kept.epoch_of(item) != self._rights.epoch:
            self._rights = self._load()
            raise Changed

    def confirm(self) -> None:
        """One round trip where nothing has confirmed them yet. Raises Changed."""
        if self._rides and self._rights is not None and not self._is_certain:
            riding.alight()
            self._told(table.get(self.tenant, kept.epoch_key(self.tenant)))


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def within(tenant: str, *, ride: bool = False) -> Iterator[Held]:
    """Whatever is decided for the tenant in here is decided by the same rights. Who lets them `ride` does anew what it
    did when Changed is raised."""
    outer = _held.get()
    if outer is not None and outer.tenant == tenant:
        yield outer
        return
    held = Held(tenant, ride=ride)
    token = _held.set(held)
    try:
        with riding.riding():
            yield held
    finally:
        _held.reset(token)


def of(tenant: str) -> Rights:
    """Outside a request they are confirmed at once: one round trip."""
    held = _held.get()
    if held is not None and held.tenant == tenant:
        return held.rights()
    return Held(tenant, ride=False).rights()
