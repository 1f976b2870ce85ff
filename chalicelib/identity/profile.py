"""What a user tells of themselves, in this tenant; letters to the person go by what was told last, in any."""

from collections.abc import Mapping

from pynamodb.expressions.update import Action

from chalicelib import logs
from chalicelib.access.actor import Actor
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, mirror, table
from chalicelib.identity.items import Item, PersonItem, UserItem
from chalicelib.identity.table import Refused, Update, Write

IN_LETTERS = ("name", "language")
Told = Mapping[str, str | None]


def change(actor: Actor, told: Told) -> None:
    """`told` may have name, language and time_zone, of which None is the tenant's. Raises Unauthorized for somebody who
    was disabled or removed meanwhile."""
    if not told:
        return
    with mirror.kept(actor.tenant, actor.user, actor.user):
        try:
            table.transact(*_writes(actor, told))
        except Refused as refused:
            raise Unauthorized from refused
    logs.info("profile_changed", tenant=actor.tenant, user=actor.user, id=actor.identity)


def _writes(actor: Actor, told: Told) -> list[Write]:
    own = (UserItem.status == "active") & (UserItem.identity == actor.identity)
    writes: list[Write] = [Update(UserItem, keys.user(actor.tenant, actor.user), _set(UserItem, told), own)]
    in_letters = {name: told[name] for name in IN_LETTERS if name in told}
    if in_letters:
        there = PersonItem.pk.exists()
        writes.append(Update(PersonItem, keys.person(actor.identity), _set(PersonItem, in_letters), there))
    return writes


def _set(shape: type[Item], told: Told) -> list[Action]:
    attributes = {name: getattr(shape, name) for name in told}
    return [attributes[name].remove() if value is None else attributes[name].set(value) for name, value in told.items()]
