"""A person: someone who can sign in. One e-mail address is one person, whatever the number of tenants."""

from chalicelib import clock
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, password, table
from chalicelib.identity.items import EmailItem, PersonItem
from chalicelib.identity.table import Check, Put, Update, Write
from chalicelib.letters.letter import Addressee

NOBODY = "idn_nobody"
ACTIVE = "active"


def by_email(email: str) -> PersonItem | None:
    """Two reads, also when there is no such person: the time tells nothing."""
    claim = table.get(EmailItem, keys.email(email))
    return table.get(PersonItem, keys.person(claim.holder if claim else NOBODY))


def get(identity: str) -> PersonItem:
    """The person behind a verified token. Raises Unauthorized."""
    found = table.get(PersonItem, keys.person(identity))
    if found is None:
        raise Unauthorized
    return found


def new(email: str, name: str, language: str, password_hash: str) -> PersonItem:
    identity = clock.new_id("idn")
    key = keys.person(identity)
    return PersonItem(
        key.pk,
        key.sk,
        identity=identity,
        email=email,
        name=name,
        language=language,
        password=password_hash,
        created_at=clock.timestamp(),
    )


def created(person: PersonItem) -> list[Write]:
    claim = keys.email(person.email)
    return [
        Put(person, PersonItem.pk.does_not_exist()),
        Put(EmailItem(claim.pk, claim.sk, holder=person.identity), EmailItem.pk.does_not_exist()),
    ]


def addressee(person: PersonItem) -> Addressee:
    return Addressee(person.email, person.name, person.language)


def known(person: PersonItem) -> tuple[str, str]:
    """What a password of this person must not be made of."""
    return person.email, person.name


def still(identity: str, epoch: int) -> Check:
    """The transaction is refused when password or factor have been changed meanwhile."""
    return Check(PersonItem, keys.person(identity), PersonItem.epoch == epoch)


def rehash(person: PersonItem, plain: str) -> None:
    """After a right password: brings its hash to the parameters of today."""
    if password.outdated(person.password):
        actions = [PersonItem.password.set(password.hashed(plain))]
        table.write(Update(PersonItem, keys.person(person.identity), actions, PersonItem.password == person.password))


def with_password(person: PersonItem, plain: str) -> Update:
    """Outdates what was begun with the old one, sessions included (see `session.carried`)."""
    actions = [PersonItem.password.set(password.hashed(plain)), PersonItem.epoch.set(PersonItem.epoch + 1)]
    return Update(PersonItem, keys.person(person.identity), actions, PersonItem.epoch == person.epoch)
