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
    """How much a tenant keeps of something that has a limit; what is counted by the day lapses."""

    number = NumberAttribute()
    octets = NumberAttribute()
    expires_at = TTLAttribute(null=True)


class LogItem(Item):
    """A row of a log, which lapses."""

    body = UnicodeAttribute()
    expires_at = TTLAttribute()


class EntryItem(Item):
    """Derived from a record so that one question is one query. `digest` holds what can be filtered on; on word
    entries it is the record's words as one text."""

    digest = UnicodeAttribute(null=True)


class ClaimItem(Item):
    """A value taken by one record, or an Idempotency-Key with its answer, which lapses at `expires_at`."""

    holder = UnicodeAttribute()
    body = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)


class NoticeItem(Item):
    """That somebody is told of something. It lapses at `expires_at`."""

    body = UnicodeAttribute()
    read_at = UnicodeAttribute(null=True)
    expires_at = TTLAttribute()


class MarkItem(Item):
    """That a notice is unread, or waits for a letter. It lapses with the notice."""

    expires_at = TTLAttribute()


class PaceItem(Item):
    """How often something was done within an hour, of which there may not be too much."""

    number = NumberAttribute()
    expires_at = TTLAttribute()


class DueItem(Item):
    """A hint that something falls due, in the partition of a minute; it lapses days after."""

    body = UnicodeAttribute()
    expires_at = TTLAttribute()


class DueClockItem(Item):
    """How far the hints of all minutes have been read: the last minute that is done whole, and how far the next. Until
    `lapses`, in seconds, only the run `holder` goes on. So many `runs` were at it since it last came further."""

    minute = UnicodeAttribute()
    shard = NumberAttribute()
    after = UnicodeAttribute(null=True)
    holder = UnicodeAttribute()
    lapses = NumberAttribute()
    runs = NumberAttribute()


class RemindedItem(Item):
    """The moment at which somebody was first reminded of something."""

    at = UnicodeAttribute()
    expires_at = TTLAttribute()
