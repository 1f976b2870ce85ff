"""Where files lie in the bucket, and what a signed address allows. Keys are made here and nowhere else, of ids only: no
text of a user is ever in one (T7)."""

import re
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib.files.kind import ATTACHMENT, ROWS
from chalicelib.files.naming import ATTACHED, INLINE, disposition

LONGEST = timedelta(minutes=5)
MOST_BYTES = 100_000_000
_TENANT = re.compile(r"ten_[0-9A-HJKMNP-TV-Z]{26}", re.A)
_ID = re.compile(r"[a-z]{2,4}_[0-9A-HJKMNP-TV-Z]{26}", re.A)
_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,99}", re.A)
_CONTENT = re.compile("[0-9a-f]{64}", re.A)
_VERSION = rf"t/({_TENANT.pattern})/({_ID.pattern})/({_ID.pattern})"
_ARRIVING = re.compile(f"quarantine/{_VERSION}()", re.A)
_KEPT = re.compile(f"{_VERSION}/({_CONTENT.pattern})", re.A)
_PAGE = re.compile(f"pages/{_VERSION}/({_CONTENT.pattern})/([1-9][0-9]{{0,2}})", re.A)
_MAIL = re.compile(rf"t/({_TENANT.pattern})/mail/(act_[0-9A-HJKMNP-TV-Z]{{26}})", re.A)
_EXPORT = re.compile(rf"exports/t/({_TENANT.pattern})/({_ID.pattern})/([0-9]{{1,6}}-[0-9a-f]{{16}})", re.A)
_KMS = re.compile(r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-f-]{36}", re.A)
_SHOWN = frozenset(row.types[0] for row in ROWS if row.shown)


class Place(NamedTuple):
    """One version of one document. `content` is the SHA-256 of what was checked, "" while it is in quarantine: so two
    checks at once of what was replaced in between cannot write over each other. `page` is that of the picture of one of
    its pages; those lie apart, so that who may show them need not reach the file."""

    tenant: str
    document: str
    version: str
    content: str = ""
    page: int = 0

    @property
    def quarantined(self) -> bool:
        return not self.content

    @property
    def key(self) -> str:
        version = f"t/{self.tenant}/{self.document}/{self.version}"
        if self.quarantined:
            return f"quarantine/{version}"
        return f"pages/{version}/{self.content}/{self.page}" if self.page else f"{version}/{self.content}"

    def released(self, content: str) -> "Place":
        """Where it is copied to when it has been checked. Raises ValueError on anything but a SHA-256 in hex."""
        if not _CONTENT.fullmatch(content):
            raise ValueError("not a SHA-256")
        return self._replace(content=content)

    def drawn(self, page: int) -> "Place":
        """Where the picture of a page lies, the first being 1."""
        return self._replace(page=page)


class MailPlace(NamedTuple):
    """A message as it was on the wire, of the activity that it became. It is never handed out as it is."""

    tenant: str
    activity: str

    @property
    def key(self) -> str:
        return f"t/{self.tenant}/mail/{self.activity}"


class ExportPlace(NamedTuple):
    """A file that a job makes, or a `part` of which it is made, such as `1-0123456789abcdef`: by a number and the
    beginning of the SHA-256 of what it is, so that two who make it at once do not write over each other. What lies here
    is gone after a week, by a rule of the bucket."""

    tenant: str
    job: str
    part: str

    @property
    def key(self) -> str:
        return f"exports/t/{self.tenant}/{self.job}/{self.part}"


AnyPlace = Place | MailPlace | ExportPlace


class Upload(NamedTuple):
    """What boto3's generate_presigned_post is called with, besides the bucket."""

    key: str
    fields: dict[str, str]
    conditions: list[Any]
    seconds: int


class Download(NamedTuple):
    """What boto3's generate_presigned_url for get_object is called with, besides the bucket."""

    params: dict[str, str]
    seconds: int


def arriving(tenant: str, document: str, version: str) -> Place:
    """Everything that comes in is in quarantine first. Raises ValueError on anything but ids."""
    if not (_TENANT.fullmatch(tenant) and _ID.fullmatch(document) and _ID.fullmatch(version)):
        raise ValueError("a key is made of ids only")
    return Place(tenant, document, version)


def mail(tenant: str, activity: str) -> MailPlace:
    """Raises ValueError on anything but ids."""
    place = MailPlace(tenant, activity)
    if not _MAIL.fullmatch(place.key):
        raise ValueError("a key is made of ids only")
    return place


def export(tenant: str, job: str, part: str) -> ExportPlace:
    """Raises ValueError on anything but ids."""
    place = ExportPlace(tenant, job, part)
    if not _EXPORT.fullmatch(place.key):
        raise ValueError("a key is made of ids only")
    return place


def of_key(key: str) -> AnyPlace:
    """Raises ValueError: nothing else is ours."""
    if message := _MAIL.fullmatch(key):
        return MailPlace(*message.groups())
    if made := _EXPORT.fullmatch(key):
        return ExportPlace(*made.groups())
    found = _ARRIVING.fullmatch(key) or _KEPT.fullmatch(key) or _PAGE.fullmatch(key)
    if not found:
        raise ValueError("not a key of a document")
    tenant, document, version, content, *page = found.groups()
    return Place(tenant, document, version, content, int(page[0]) if page else 0)


def upload(place: Place, media_type: str, size: int, kms_key: str, lasting: timedelta = LONGEST) -> Upload:
    """For exactly this key, type and size, encrypted with our key; only into quarantine. Raises ValueError."""
    if not place.quarantined or of_key(place.key) != place:
        raise ValueError("an upload goes into quarantine")
    if not _TYPE.fullmatch(media_type):
        raise ValueError("Give the type of the file, such as application/pdf.")
    if not 0 < size <= MOST_BYTES:
        raise ValueError(f"Send a file of 1 byte to {MOST_BYTES // 1_000_000} MB.")
    fields = {"Content-Type": media_type, **encrypted(kms_key)}
    exact: list[Any] = [{name: value} for name, value in fields.items()]
    # boto3 adds the bucket and the key; a key is never a pattern for it, as ids have no "${filename}".
    return Upload(place.key, fields, [*exact, ["content-length-range", size, size]], _seconds(lasting))


def encrypted(kms_key: str) -> dict[str, str]:
    """As the headers of S3 have it. Raises ValueError."""
    if not _KMS.fullmatch(kms_key):
        raise ValueError("not the ARN of a KMS key")
    return {"x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": kms_key}


def download(place: Place | ExportPlace, name: str, lasting: timedelta = LONGEST) -> Download:
    """As an attachment of no kind in particular (F1). Raises ValueError."""
    return _handed_out(place, disposition(name, ATTACHED), ATTACHMENT, lasting)


def preview(place: Place, name: str, served_as: str, lasting: timedelta = LONGEST) -> Download:
    """To be shown in a browser, as one of the types that are safe there (F1). Raises ValueError."""
    if served_as not in _SHOWN:
        raise ValueError("not a type that is safe to show")
    return _handed_out(place, disposition(name, INLINE), served_as, lasting)


def _handed_out(place: Place | ExportPlace, disposition: str, served_as: str, lasting: timedelta) -> Download:
    """Never from quarantine, never kept by a cache."""
    if (isinstance(place, Place) and place.quarantined) or of_key(place.key) != place:
        raise ValueError("nothing is handed out of quarantine")
    params = {
        "Key": place.key,
        "ResponseContentDisposition": disposition,
        "ResponseContentType": served_as,
        "ResponseCacheControl": "private, no-store",
    }
    return Download(params, _seconds(lasting))


def _seconds(lasting: timedelta) -> int:
    if not timedelta(seconds=1) <= lasting <= LONGEST:
        raise ValueError("a signed address lasts 300 seconds at most")
    return int(lasting.total_seconds())
