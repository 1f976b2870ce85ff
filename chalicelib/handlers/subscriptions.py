"""What people want to be told of, and by which channel. All of it is about oneself."""

from typing import Any

from pydantic import BaseModel, Field, create_model

from chalicelib.actions import subscriptions
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    Busy,
    Conflict,
    Invalid,
    InvalidCursor,
    InvalidParameter,
    KeyReused,
    NotFound,
    StaleVersion,
)
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models.named import Named
from chalicelib.models.notice_kind import CHOSEN, Channel, Chosen
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.schema import Schema

MOST_KINDS = 40


class Follow(Schema):
    channel: Channel = Field(
        default="in_app", description="a letter, at once or in the morning, comes beside the notice"
    )


class Followed(BaseModel):
    record: Named
    channel: Channel
    since: str


class FollowedKind(Schema):
    kind: str = Field(max_length=40, description="a key of the kinds of activity")
    channel: Channel = "in_app"


class FollowedKinds(Schema):
    """All of them."""

    kinds: list[FollowedKind] = Field(max_length=MOST_KINDS)


CHANNELS: dict[str, Any] = {
    name: (Chosen, Field(default=kind.channel, description=kind.help)) for name, kind in CHOSEN.items()
}
ChosenChannels = create_model("ChosenChannels", __base__=Schema, **CHANNELS)


class Subscriptions(BaseModel):
    data: list[Followed]
    page: PageInfo
    kinds: list[FollowedKind]
    channels: ChosenChannels  # type: ignore[valid-type]


@operation(
    "GET /v1/me/subscriptions",
    right=("self", "read"),
    area="subscriptions",
    asks=Paging,
    gives=Subscriptions,
    touches=(READS,),
    errors=(InvalidParameter, InvalidCursor),
)
def list_subscriptions(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists the records that you follow, with the kinds of activity and the channels of what you are told"""
    return subscriptions.page(call.actor, call.asked.limit, call.asked.cursor)


@operation(
    "PUT /v1/me/subscriptions/records/{id}",
    right=("self", "edit"),
    area="subscriptions",
    takes=Follow,
    gives=Followed,
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, Invalid, KeyReused, Busy),
    example={"channel": "digest"},
)
def follow_record(call: Call[Follow, None]) -> dict[str, Any]:
    """Follows a record of any type: you are told when it is changed, and of what is newly linked to it"""
    return subscriptions.follow(call.work, call.actor, call.ids["id"], call.body.channel)


@operation(
    "GET /v1/me/subscriptions/records/{id}",
    right=("self", "read"),
    area="subscriptions",
    gives=Followed,
    touches=(READS,),
    errors=(NotFound,),
)
def read_followed_record(call: Call[None, None]) -> dict[str, Any]:
    """Tells whether you follow a record, and how; 404 when you do not"""
    return subscriptions.followed(call.actor, call.ids["id"])


@operation(
    "DELETE /v1/me/subscriptions/records/{id}",
    right=("self", "edit"),
    area="subscriptions",
    status=204,
    touches=(READS, WRITES),
    errors=(NotFound, Busy),
)
def unfollow_record(call: Call[None, None]) -> Answer:
    """Follows a record no longer"""
    subscriptions.unfollow(call.work, call.actor, call.ids["id"])
    return Answer(None)


@operation(
    "GET /v1/me/subscriptions/kinds",
    right=("self", "read"),
    area="subscriptions",
    gives=FollowedKinds,
    touches=(READS,),
)
def read_followed_kinds(call: Call[None, None]) -> Answer:
    """Lists the kinds of activity of which you are told of each new one"""
    return _answer(subscriptions.kinds(call.actor))


@operation(
    "PUT /v1/me/subscriptions/kinds",
    right=("self", "edit"),
    area="subscriptions",
    takes=FollowedKinds,
    gives=FollowedKinds,
    touches=(READS, WRITES),
    errors=(Conflict, Invalid, StaleVersion, KeyReused, Busy),
    example={"kinds": [{"kind": "visit", "channel": "digest"}]},
)
def put_followed_kinds(call: Call[FollowedKinds, None]) -> Answer:
    """Sets the kinds of activity of which you are told of each new one, in place of those there were"""
    sent = call.body.model_dump()["kinds"]
    return _answer(subscriptions.put_kinds(call.work, call.actor, sent, call.if_match))


@operation(
    "GET /v1/me/subscriptions/channels",
    right=("self", "read"),
    area="subscriptions",
    gives=ChosenChannels,
    touches=(READS,),
)
def read_notice_channels(call: Call[None, None]) -> Answer:
    """Tells by which channel you get what concerns you: tasks given to you, invitations, answers"""
    return _answer(subscriptions.channels(call.actor))


@operation(
    "PUT /v1/me/subscriptions/channels",
    right=("self", "edit"),
    area="subscriptions",
    takes=ChosenChannels,
    gives=ChosenChannels,
    touches=(READS, WRITES),
    errors=(Invalid, StaleVersion, KeyReused, Busy),
    example={"assigned": "mail", "completed": "digest", "invited": "none"},
)
def put_notice_channels(call: Call[BaseModel, None]) -> Answer:
    """Sets by which channel you get what concerns you; what is left out comes as it is shipped"""
    return _answer(subscriptions.put_channels(call.work, call.actor, call.body.model_dump(), call.if_match))


def _answer(told: subscriptions.Told) -> Answer:
    return Answer(told.body, version=told.version)
