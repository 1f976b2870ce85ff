"""What people from outside ask for: the page on which they begin, appointments and actions, and their relations."""

from typing import Any

from pydantic import Field

from chalicelib.access import held, own_work, reading
from chalicelib.access.decide import PORTAL
from chalicelib.actions import tasks, versions
from chalicelib.actions.portal import dossier, feed, start, view
from chalicelib.actions.portal.feed import When
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, InvalidCursor, InvalidParameter, KeyReused, NotFound
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.portal_answers import (
    AREA,
    PortalActivities,
    PortalComment,
    PortalPaging,
    SeenRelation,
    StartPage,
    WholeActivity,
)
from chalicelib.merge_patch import without_nothing
from chalicelib.models import stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.fields import Lines
from chalicelib.models.relation import RELATION
from chalicelib.operation import operation
from chalicelib.schema import Schema

SEE, DO, _ = PORTAL


class ActivitiesAsked(PortalPaging):
    when: When | None = Field(
        default=None, description="`open` is what is to be done, `upcoming` what has not taken place; all when left out"
    )


class CompleteAction(Schema):
    outcome: Lines | None = None


class Comment(Schema):
    text: Lines


@operation("GET /v1/portal", right=DO, area=AREA, gives=StartPage, touches=(READS, WRITES), errors=(Busy,))
def portal_start(call: Call[None, None]) -> dict[str, Any]:
    """Shows somebody from outside what is new since their last visit, and what is to be done

    A visit lasts until half an hour passes without this being asked.
    """
    return start.page(call.work, call.actor)


@operation(
    "GET /v1/portal/activities",
    right=SEE,
    area=AREA,
    asks=ActivitiesAsked,
    gives=PortalActivities,
    touches=(READS,),
    errors=(NotFound, InvalidCursor, InvalidParameter),
)
def portal_activities(call: Call[None, ActivitiesAsked]) -> dict[str, Any]:
    """Lists the appointments and actions that somebody from outside takes part in

    A page may hold fewer than asked for, even none, while there is a next one.
    """
    asked = call.asked
    return feed.page(call.actor, feed.Wanted(ACTIVITY.name, asked.limit, asked.cursor, asked.relation, asked.when))


@operation(
    "GET /v1/portal/activities/{id}",
    right=SEE,
    area=AREA,
    gives=WholeActivity,
    touches=(READS,),
    errors=(NotFound,),
)
def portal_activity(call: Call[None, None]) -> dict[str, Any]:
    """Shows an appointment or action, with what was said about it"""
    return dossier.activity(call.actor, call.ids["id"])


@operation(
    "POST /v1/portal/activities/{id}/complete",
    right=DO,
    area=AREA,
    takes=CompleteAction,
    gives=WholeActivity,
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, Invalid, KeyReused, Busy),
    example={"outcome": "Signed and sent back."},
)
def portal_complete(call: Call[CompleteAction, None]) -> dict[str, Any]:
    """Completes an action that was given to who asks"""
    task = own_work.get(call.actor, ACTIVITY, call.ids["id"])
    versions.hold_alive(task)
    done = tasks.complete(call.work, call.actor, task, without_nothing(call.body.model_dump()))
    return dossier.completed(call.actor, done)


@operation(
    "POST /v1/portal/activities/{id}/comments",
    right=DO,
    area=AREA,
    takes=Comment,
    gives=PortalComment,
    status=201,
    touches=(READS, WRITES),
    errors=(NotFound, Invalid, KeyReused, Busy),
    example={"text": "Tuesday suits us better."},
)
def portal_comment(call: Call[Comment, None]) -> Answer:
    """Says something about an appointment or action

    It is a note of its own, shared. Who has to do it is told, and who made it.
    """
    about = reading.get(call.actor, ACTIVITY, call.ids["id"], "comment")
    return Answer(dossier.comment(call.work, call.actor, about, call.body.text))


@operation(
    "GET /v1/portal/relations/{id}",
    right=SEE,
    area=AREA,
    gives=SeenRelation,
    touches=(READS,),
    errors=(NotFound,),
)
def portal_relation(call: Call[None, None]) -> dict[str, Any]:
    """Shows a relation that is in reach"""
    relation = reading.get(call.actor, RELATION, call.ids["id"])
    ties = held.of(call.actor.tenant).ties_of(call.actor.user)
    own = [each for each in ties if each.get("relation") == relation.id]
    told = {name: stored.line(own[0], name) for name in ("part", "reach")} if own else {}
    return {**view.whole(reading.subject_of(call.actor), relation), **told}
