"""What the operations of the portal ask and give."""

from pydantic import BaseModel, Field

from chalicelib.handlers.verbs import Cursor
from chalicelib.models.fields import ID
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters

AREA = "portal"
PAGE, MOST_PAGE = 25, 100


class PortalPaging(Parameters):
    limit: int = Field(default=PAGE, ge=1, le=MOST_PAGE)
    cursor: str | None = Cursor
    relation: str | None = Field(default=None, pattern=ID, description="one that is in reach; all when left out")


class PortalRelation(BaseModel):
    id: str
    title: str


class PortalPerson(BaseModel):
    """`me`: it is who asks."""

    name: str
    me: bool


class PortalParticipant(PortalPerson):
    part: str


class KindNames(BaseModel):
    """`label` is the one in the language of the tenant, or the first there is."""

    label: str
    labels: dict[str, str]


class PortalActivity(BaseModel):
    """`mine`: it was given to who asks, and is still to be done. Of `relations` those are told that are in reach."""

    id: str
    type: str
    title: str
    kind: str | None = None
    kind_names: KindNames | None = Field(
        default=None, description="where the organisation made the kind, or calls it otherwise than Relata does"
    )
    subject: str | None = None
    preview: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    date: str | None = None
    time_zone: str | None = None
    place: str | None = None
    priority: str | None = None
    is_task: bool | None = None
    due_on: str | None = None
    due_at: str | None = None
    term: str | None = None
    done_at: str | None = None
    skipped: bool | None = None
    participants: list[PortalParticipant]
    assignees: list[PortalPerson]
    relations: list[PortalRelation]
    mine: bool


class PortalComment(BaseModel):
    """`by` is a name, also of a colleague of theirs who answers; empty where nobody is told to have said it."""

    id: str
    at: str
    text: str | None
    by: str
    mine: bool


class AboutDocument(BaseModel):
    id: str
    title: str


class WholeActivity(PortalActivity):
    """`documents` are those it is about that are shared with who asks; null where it was just done."""

    text: str | None = None
    outcome: str | None = None
    documents: list[AboutDocument] | None = None
    comments: list[PortalComment] = []


class PortalActivities(BaseModel):
    """`complete` is false where more relations are in reach than are read at once: ask for one of them then."""

    data: list[PortalActivity]
    page: PageInfo
    complete: bool


class SeenRelation(BaseModel):
    """`part` is what they are there, such as accountant, and null of a relation that they reach through another."""

    id: str
    type: str
    title: str
    kind: str | None = None
    display_name: str | None = None
    city: str | None = None
    language: str | None = None
    chamber_number: str | None = None
    vat_number: str | None = None
    part: str | None = None
    reach: str | None = None


class NewsRecord(BaseModel):
    id: str
    type: str
    title: str


class News(BaseModel):
    """`by` is the name of who did it, null where nobody is told."""

    kind: str
    at: str
    by: str | None
    record: NewsRecord


class StartCounts(BaseModel):
    """Of the first 25 of each; the lists have all."""

    open_actions: int
    new_documents: int
    upcoming_appointments: int


class KnownLaunchLink(BaseModel):
    id: str
    title: str
    url: str
    description: str | None = None
    sign: bool = False


class StartPage(BaseModel):
    """`news` is what they were told since their visit before this one, the newest first; it stays as long as the visit
    lasts."""

    name: str
    last_visit_at: str | None
    relations: list[SeenRelation]
    news: list[News]
    counts: StartCounts
    launchpad: list[KnownLaunchLink]
