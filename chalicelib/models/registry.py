"""All record types, in the order of the reference. Adding a type is one file and one line here."""

from chalicelib.models.activity import ACTIVITY
from chalicelib.models.address import ADDRESS
from chalicelib.models.building import BUILDING
from chalicelib.models.code import CODE
from chalicelib.models.code_table import CODE_TABLE
from chalicelib.models.connection import CONNECTION
from chalicelib.models.consent import CONSENT
from chalicelib.models.contact import CONTACT
from chalicelib.models.custom_field import CUSTOM_FIELD
from chalicelib.models.document import DOCUMENT
from chalicelib.models.duplicate import DUPLICATE
from chalicelib.models.erasure import ERASURE
from chalicelib.models.hand_over import HAND_OVER
from chalicelib.models.import_file import IMPORT
from chalicelib.models.job import JOB
from chalicelib.models.launch_link import LAUNCH_LINK
from chalicelib.models.mail_template import MAIL_TEMPLATE
from chalicelib.models.privacy_export import PRIVACY_EXPORT
from chalicelib.models.product import PRODUCT
from chalicelib.models.profile import PROFILE
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.models.role import ROLE
from chalicelib.models.saved_report import SAVED_REPORT
from chalicelib.models.selection import SELECTION
from chalicelib.models.sharing_rule import SHARING_RULE
from chalicelib.models.supply import SUPPLY
from chalicelib.models.team import TEAM
from chalicelib.models.tie import TIE
from chalicelib.models.type_default import TYPE_DEFAULT
from chalicelib.models.user import USER
from chalicelib.models.view import VIEW

TYPES: dict[str, RecordType] = {
    each.name: each
    for each in (
        RELATION,
        CONTACT,
        ADDRESS,
        ACTIVITY,
        DOCUMENT,
        PRODUCT,
        SUPPLY,
        BUILDING,
        CONNECTION,
        DUPLICATE,
        MAIL_TEMPLATE,
        SELECTION,
        VIEW,
        SAVED_REPORT,
        USER,
        TEAM,
        ROLE,
        PROFILE,
        SHARING_RULE,
        TYPE_DEFAULT,
        TIE,
        LAUNCH_LINK,
        CUSTOM_FIELD,
        CODE_TABLE,
        CODE,
        HAND_OVER,
        JOB,
        IMPORT,
        CONSENT,
        ERASURE,
        PRIVACY_EXPORT,
    )
}
BY_PREFIX: dict[str, RecordType] = {each.prefix: each for each in TYPES.values()}


def type_of(record_id: str) -> RecordType | None:
    """The type that an id such as `rel_01J…` belongs to; None when there is no such type."""
    return BY_PREFIX.get(record_id.partition("_")[0])
