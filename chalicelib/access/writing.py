"""What an actor may write of a record: what is sent is theirs to change, all of it, or nothing is changed."""

from collections.abc import Iterable, Mapping

from chalicelib.access import fields, reading
from chalicelib.access.actor import Actor
from chalicelib.access.unnamed import COPIED
from chalicelib.errors import FieldError, Forbidden, Invalid, UnknownInput
from chalicelib.models import custom
from chalicelib.models.custom import ABSENT, REQUIRED, is_custom
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.schema import Schema

NOT_YOURS = "You may not write this; leave it out, or ask an administrator for the right."


def hold(actor: Actor, declared: RecordType, sent: Iterable[str]) -> None:
    """Raises Forbidden naming the fields that the actor may not write."""
    hold_as(actor, declared, {name: name for name in sent})


def hold_as(actor: Actor, declared: RecordType, sent: Mapping[str, str]) -> None:
    """The same of what is sent by other names: the field that each becomes."""
    _hold_known(actor, declared, sent)
    refused = fields.not_written(reading.subject_of(actor), declared, sent.values())
    if refused:
        raise forbidden(path for path, name in sent.items() if name in refused)


def may_change(actor: Actor, before: Record, data: Data) -> bool:
    """Whether all that it will have otherwise is theirs to write."""
    declared = TYPES[before.type]
    known = [*declared.fields.model_fields, *filter(is_custom, {**before.data, **data})]
    names = (name for name in known if before.data.get(name) != data.get(name))
    return not fields.not_written(reading.subject_of(actor), declared, names)


def _hold_known(actor: Actor, declared: RecordType, sent: Mapping[str, str]) -> None:
    """Raises UnknownInput: a custom field that the actor may not see is none that there is."""
    subject = reading.subject_of(actor)
    unknown = [path for path, name in sent.items() if is_custom(name) and not fields.is_seen(subject, declared, name)]
    if unknown:
        told = ABSENT.format(of=declared.name)
        raise UnknownInput(errors=[FieldError(path, "unknown", told) for path in unknown])


def hold_new(actor: Actor, declared: RecordType, sent: Schema) -> None:
    """Of what somebody filled in: raises Invalid too, where something is missing that they could have given."""
    known = declared.fields.model_fields
    hold(actor, declared, sorted(name for name in sent.model_fields_set if name in known or is_custom(name)))
    hold_complete(actor, declared, sent.model_extra or {})


def hold_complete(actor: Actor, declared: RecordType, sent: Data) -> None:
    """Raises Invalid where what is required is not given, and goes without no saying."""
    subject = reading.subject_of(actor)
    definitions = subject.custom(declared)
    missing = custom.missing(definitions, {**custom.defaults(definitions), **sent})
    if named := [name for name in missing if fields.rank(subject, declared, name) == fields.WRITE]:
        raise Invalid(errors=[FieldError(name, "required", REQUIRED) for name in named])


def hold_within(actor: Actor, declared: RecordType, data: Data, path: str) -> None:
    """Of a record that is sent within another, at this path: all of which there is more than goes without saying."""
    known = declared.fields.model_fields
    plain = [name for name in data if name in known and data[name] not in (None, known[name].get_default())]
    sent = [*plain, *filter(is_custom, data)]
    hold_as(actor, declared, {f"{path}.{name}": name for name in sent})


def hold_copies(actor: Actor, declared: RecordType, data: Data) -> None:
    """What is sent along of a record that is linked to is compared with it: what is hidden there is not to be guessed.
    Raises Forbidden."""
    subject = reading.subject_of(actor)
    hidden = [
        f"{link.path}.{name}"
        for link in declared.links(data)
        if (target := type_of(str(link.snapshot.get("id"))))
        for name in link.snapshot.keys() - {*COPIED}
        if (name in target.names or is_custom(name)) and not fields.is_seen(subject, target, name)
    ]
    if hidden:
        raise forbidden(sorted(hidden))


def forbidden(paths: Iterable[str]) -> Forbidden:
    told = "You may not write what `errors` names; nothing was changed."
    return Forbidden(told, [FieldError(path, "forbidden", NOT_YOURS) for path in paths])
