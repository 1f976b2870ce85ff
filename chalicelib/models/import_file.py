"""An import: a file of rows that has been read, and what is to become of them. Its rows lie beside it for a week; what
has been imported is told by its job."""

from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stored
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import ID
from chalicelib.models.import_plan import ImportPlan
from chalicelib.models.record_type import RecordType

BEGUN_BY, JOB = "begun_by", "job"
FileKind = Literal["csv", "xlsx", "vcard"]


class ImportFields(ImportPlan):
    """The `columns` by their titles; `rows` without that of the titles, in so many `parts`."""

    of: str
    file_name: str
    file_kind: FileKind
    columns: list[str]
    rows: int
    parts: int
    begun_by: str = Field(pattern=ID)
    job: str | None = Field(default=None, pattern=ID)


IMPORT = RecordType(
    name="import",
    plural="imports",
    prefix="imp",
    kept_by="imports",
    fields=ImportFields,
    summary="A file of records that comes in.",
    title=lambda data: stored.line(data, "file_name"),
    sorts={"created_at": lambda record: record.created_at},
    filters=(filter_on(CriteriaField(BEGUN_BY, "choice"), facet=True),),
)
