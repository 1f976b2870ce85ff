"""What a person arranges about their own sign-in: password, second factor, recovery codes, sessions."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, NotFound, TooLarge, TooManyRequests, Unauthorized, invalid
from chalicelib.footprint import IDENTITY_READS, IDENTITY_WRITES, MAILS, SEALS
from chalicelib.identity import account, enrolment, person, session, sign_in
from chalicelib.identity.answers import Ended, FactorChange, FactorOffered, RecoveryCodes, Session, SessionList
from chalicelib.identity.forms import ChangeFactor, ChangePassword, ConfirmFactor, Renew
from chalicelib.operation import operation


@contextmanager
def about(field: str) -> Iterator[None]:
    """Whoever is signed in and mistypes is not signed out by it: 422 for the field instead of 401."""
    try:
        yield
    except Unauthorized as wrong:
        raise invalid(field, "wrong", wrong.detail) from wrong


READ_WRITE = (IDENTITY_READS, IDENTITY_WRITES)


@operation(
    "POST /v1/auth/password",
    right=("self", "edit"),
    area="identity",
    takes=ChangePassword,
    gives=Ended,
    touches=(*READ_WRITE, MAILS),
    errors=(TooManyRequests, TooLarge, Busy),
    example={"password": "three green bicycles", "new_password": "four slow trains"},
    audited=True,
)
def change_password(call: Call[ChangePassword, None]) -> Ended:
    """Changes my password

    Takes the present one. All my other sessions end.
    """
    found = person.get(call.actor.identity)
    ended = account.change_password(found, call.actor.session, call.body.password, call.body.new_password)
    return Ended(sessions_ended=ended)


@operation(
    "POST /v1/auth/factor",
    right=("self", "edit"),
    area="identity",
    takes=ChangeFactor,
    gives=FactorChange,
    touches=(*READ_WRITE, SEALS),
    errors=(TooManyRequests, Busy),
    example={"password": "three green bicycles", "code": "123456"},
)
def change_factor(call: Call[ChangeFactor, None]) -> FactorChange:
    """Begins a change of my second factor

    Takes my password and a present code, or a recovery code. The present factor stays until the new one is confirmed.
    """
    found = person.get(call.actor.identity)
    sign_in.check_own_password(found, call.body.password, "password")
    with about("code"):
        token, offer = enrolment.begin_change(found, call.actor.session, call.body.code)
    return FactorChange(challenge=token, **FactorOffered.of(offer).model_dump())


@operation(
    "POST /v1/auth/factor/confirm",
    right=("self", "edit"),
    area="identity",
    takes=ConfirmFactor,
    gives=RecoveryCodes,
    touches=(*READ_WRITE, SEALS, MAILS),
    errors=(TooManyRequests, Busy),
    example={"challenge": "pQ3kTz8vW1…", "code": "123456"},
    audited=True,
)
def confirm_factor(call: Call[ConfirmFactor, None]) -> RecoveryCodes:
    """Replaces my second factor, with a first code of the new one

    Gives new recovery codes, this once. All my other sessions end.
    """
    asked = call.body
    with about("code"):
        codes = enrolment.confirm_change(asked.challenge, call.actor.identity, call.actor.session, asked.code)
    return RecoveryCodes(recovery_codes=codes)


@operation(
    "POST /v1/auth/recovery-codes",
    right=("self", "edit"),
    area="identity",
    takes=Renew,
    gives=RecoveryCodes,
    touches=(*READ_WRITE, SEALS),
    errors=(TooManyRequests, Busy),
    example={"code": "123456"},
    audited=True,
)
def renew_recovery_codes(call: Call[Renew, None]) -> RecoveryCodes:
    """Gives ten new recovery codes; the old ones stop working"""
    found = person.get(call.actor.identity)
    with about("code"):
        return RecoveryCodes(recovery_codes=enrolment.renew_codes(found, call.body.code))


@operation(
    "GET /v1/auth/sessions", right=("self", "read"), area="identity", gives=SessionList, touches=(IDENTITY_READS,)
)
def list_sessions(call: Call[None, None]) -> SessionList:
    """Lists my sessions, in all tenants"""
    found = session.of_person(call.actor.identity)
    return SessionList(data=[Session.of(item, call.actor.session) for item in found])


@operation(
    "DELETE /v1/auth/sessions/{id}",
    right=("self", "edit"),
    area="identity",
    status=204,
    touches=READ_WRITE,
    errors=(NotFound,),
    audited=True,
)
def end_session(call: Call[None, None]) -> Answer:
    """Ends one of my sessions"""
    if not session.end_one(call.actor.identity, call.ids["id"], "ended by its owner"):
        raise NotFound
    return Answer(None)


@operation(
    "DELETE /v1/auth/sessions",
    right=("self", "edit"),
    area="identity",
    gives=Ended,
    touches=READ_WRITE,
    audited=True,
)
def end_other_sessions(call: Call[None, None]) -> Ended:
    """Ends all my sessions but this one"""
    ended = session.end_all(call.actor.identity, "ended by its owner", but=call.actor.session)
    return Ended(sessions_ended=ended)
