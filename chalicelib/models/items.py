"""The shapes that items have in the table. Only what DynamoDB must see is an attribute of its own; all else is one
JSON text, which costs a third of the CPU of native maps to read and fewer units to store."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.models import Model


class Item(Model):
    """The connection is set on this class by `storage.table`, and shared by all shapes."""

    class Meta:
        table_name = ""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class RecordItem(Item):
    """A record, or a named setting of a tenant. `archived` is what a condition can see of the body; `linked` goes up
    whenever another record begins to link to it, and starts anew with every save of it; `beside` is JSON that reactions
    keep here and every save leaves as it is."""

    version = NumberAttribute()
    body = UnicodeAttribute()
    archived = BooleanAttribute(null=True)
    linked = NumberAttribute(null=True)
    beside = UnicodeAttribute(null=True)


class ChangeItem(Item):
    """Written with every save and never again: who, when, which version, what changed, why."""

    body = UnicodeAttribute()


class UsageItem(Item):
    """How much a tenant keeps of something that has a limit."""

    number = NumberAttribute()
    octets = NumberAttribute()


class EntryItem(Item):
    """Derived from a record so that one question is one query. `digest` holds what can be filtered on; on word
    entries it is the record's words as one text."""

    digest = UnicodeAttribute(null=True)


class ClaimItem(Item):
    """A value taken by one record, or an Idempotency-Key with its answer, which lapses at `expires_at`."""

    holder = UnicodeAttribute()
    body = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)
