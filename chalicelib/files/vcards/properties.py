"""The properties of a vCard that Relata knows, and what each holds: one table, by which cards are read and written."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Version = Literal["3.0", "4.0"]
VERSIONS: tuple[Version, ...] = ("3.0", "4.0")


class Property(NamedTuple):
    """`fields` are what its components hold, which are parted by semicolons; where it is one, it is a plain text. Of
    what is `many` a card may have several, each with types of its own. Older versions than `since` do not have it."""

    name: str
    fields: tuple[str, ...]
    many: bool = False
    since: Version = "3.0"


PROPERTIES: tuple[Property, ...] = (
    Property("KIND", ("kind",), since="4.0"),
    Property("FN", ("name",)),
    Property("N", ("last_name", "first_name", "additional_names", "title", "suffix")),
    Property("ORG", ("organisation", "department")),
    Property("TITLE", ("function",)),
    Property("TEL", ("phone",), many=True),
    Property("EMAIL", ("email",), many=True),
    Property("URL", ("website",), many=True),
    Property("ADR", ("box", "extra", "street", "city", "region", "postcode", "country"), many=True),
    Property("LANG", ("language",), since="4.0"),
    Property("BDAY", ("born_on",)),
    Property("NOTE", ("note",)),
    Property("UID", ("external_id",)),
)
NAMED: Mapping[str, Property] = {each.name: each for each in PROPERTIES}

# The kind of a card, and of the relation that it is of. In 3.0 there is none, and what Apple made of it is common.
KINDS: Mapping[str, str] = {"org": "company", "individual": "person"}
SHOWN_AS, COMPANY = "X-ABSHOWAS", "COMPANY"

# The type of a TEL, and of the channel. One without any of these is a plain phone.
PHONES: Mapping[str, str] = {"cell": "mobile", "fax": "fax", "voice": "phone"}

# The type of an ADR, and the purpose of the address: one or the other is said, work of all that is not private.
HOME, WORK = "home", "work"
PREFERRED = "pref"  # TYPE=pref in 3.0, PREF=1 in 4.0
