"""Who may add options to a custom field, such as a label that was missing: administrators, and whom the field names."""

from chalicelib.access import fields
from chalicelib.access.subject import Subject
from chalicelib.models import stored
from chalicelib.models.custom_field import MAKERS
from chalicelib.models.custom_found import PREFIX
from chalicelib.models.custom_kind import Content
from chalicelib.models.record_type import RecordType


def may_add(subject: Subject, declared: RecordType, content: Content) -> bool:
    """Only to what they may write in records themselves."""
    is_named = not subject.roles.union(subject.circle).isdisjoint(stored.lines(content, MAKERS))
    allowed = subject.is_administrator or (is_named and _rank(subject, declared, content) == fields.WRITE)
    return allowed and bool(stored.parts(content, "options"))


def is_seen(subject: Subject, declared: RecordType, content: Content) -> bool:
    return _rank(subject, declared, content) >= fields.READ


def _rank(subject: Subject, declared: RecordType, content: Content) -> int:
    return fields.rank(subject, declared, f"{PREFIX}{stored.line(content, 'key')}")
