"""Signing in, staying signed in, signing out, and what to do about a forgotten password."""

from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Forbidden, TooLarge, TooManyRequests, Unauthorized
from chalicelib.footprint import AUDITS, IDENTITY_READS, IDENTITY_WRITES, MAILS, READS, SEALS, SIGNS, WRITES
from chalicelib.identity import account, agent, challenge, cookie, enrolment, rotation, session, sign_in
from chalicelib.identity.answers import (
    Accepted,
    ChallengeGiven,
    EnrolmentAnswer,
    FactorOffered,
    ResetLink,
    SignInAnswer,
    Tokens,
)
from chalicelib.identity.forms import AskReset, Challenge, Confirm, Login, MailedLink, Refresh, Reset, Switch, Verify
from chalicelib.identity.session import Client
from chalicelib.operation import operation

READ_WRITE = (IDENTITY_READS, IDENTITY_WRITES)
MIRRORS = (*READ_WRITE, READS, WRITES)  # who signs in has their record brought up to date
GUESSED = (Unauthorized, TooManyRequests)
TOKEN = "pQ3kTz8vW1…"


@operation(
    "POST /v1/auth/login",
    right=None,
    area="identity",
    takes=Login,
    gives=ChallengeGiven,
    touches=READ_WRITE,
    errors=GUESSED,
    example={"email": "ann@example.com", "password": "three green bicycles"},
)
def login(call: Call[Login, None]) -> ChallengeGiven:
    """Begins a sign-in with e-mail address and password

    Gives a challenge of five minutes, never a session. Unknown address and wrong password get the same answer in the
    same time. After five attempts in a row each next one has to wait longer, until a sign-in is completed.
    """
    found = sign_in.check_password(call.body.email, call.body.password, call.source)
    token, missing = challenge.after_password(found)
    return ChallengeGiven(challenge=token, enrolment_required=missing)


@operation(
    "POST /v1/auth/enroll",
    right=None,
    area="identity",
    takes=Challenge,
    gives=FactorOffered,
    touches=(*READ_WRITE, SEALS),
    errors=GUESSED,
    example={"challenge": TOKEN},
)
def enroll(call: Call[Challenge, None]) -> FactorOffered:
    """Gives the secret for an authenticator app, as text, link and QR code

    For a challenge that says `enrolment_required`. It counts once a code confirms it.
    """
    return FactorOffered.of(enrolment.begin(call.body.challenge))


@operation(
    "POST /v1/auth/enroll/confirm",
    right=None,
    area="identity",
    takes=Confirm,
    gives=EnrolmentAnswer,
    touches=(*MIRRORS, SEALS, SIGNS),
    errors=(*GUESSED, Forbidden, Busy),
    example={"challenge": TOKEN, "code": "123456"},
)
def confirm_enrolment(call: Call[Confirm, None]) -> Answer:
    """Enrols the second factor with a first code, and signs in

    Gives ten recovery codes, this once, and tokens or the tenants to choose from.
    """
    asked, former = call.body, _former(call)
    enrolled = enrolment.confirm(asked.challenge, asked.code, asked.tenant, _client(call))
    return _begun(EnrolmentAnswer.enrolled(enrolled, asked.challenge), asked.browser, former)


@operation(
    "POST /v1/auth/verify",
    right=None,
    area="identity",
    takes=Verify,
    gives=SignInAnswer,
    touches=(*MIRRORS, SEALS, SIGNS),
    errors=(*GUESSED, Forbidden, Busy),
    example={"challenge": TOKEN, "code": "123456"},
)
def verify(call: Call[Verify, None]) -> Answer:
    """Completes a sign-in with a code of the authenticator app, or a recovery code

    Each code works once. After five attempts in a row each next one has to wait longer. Who belongs to several tenants
    and names none gets them to choose from, and verifies again with the same challenge and a `tenant`. For a `browser`
    the refresh token comes in a cookie, and the session that it had ends.
    """
    asked, former = call.body, _former(call)
    signed_in = sign_in.verify(asked.challenge, asked.code, asked.tenant, _client(call))
    return _begun(SignInAnswer.of(signed_in, asked.challenge), asked.browser, former)


@operation(
    "POST /v1/auth/refresh",
    right=None,
    area="identity",
    takes=Refresh,
    gives=Tokens,
    touches=(*READ_WRITE, SIGNS, AUDITS),
    errors=(Unauthorized, Forbidden),
    example={"refresh_token": "idn_01KAJ….ses_01KAJ….h3Vx…"},
)
def refresh(call: Call[Refresh, None]) -> Answer:
    """Exchanges a refresh token for a new pair of tokens

    Each is used once: one that comes again ends its session, since it was stolen or will be. That of a browser comes
    from its cookie and goes on giving the same for half a minute, so that two tabs may ask at once; only pages of this
    address may ask for that.
    """
    sent = call.body.refresh_token
    pair = rotation.refresh(sent or cookie.must_have(call.headers))
    return _given(Tokens.of(pair), browser=sent is None)


@operation(
    "POST /v1/auth/logout", right=("self", "edit"), area="identity", status=204, touches=READ_WRITE, audited=True
)
def logout(call: Call[None, None]) -> Answer:
    """Ends this session, and that of the cookie of a browser"""
    token = cookie.of(call.headers)
    session.end_one(call.actor.identity, call.actor.session, "signed out")
    _end(token, "signed out")
    return Answer(None, headers=cookie.gone() if token else {})


@operation(
    "POST /v1/auth/switch",
    right=("self", "edit"),
    area="identity",
    takes=Switch,
    gives=Tokens,
    touches=(*MIRRORS, SIGNS),
    errors=(Forbidden, Busy),
    example={"tenant": "ten_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC"},
)
def switch(call: Call[Switch, None]) -> Answer:
    """Opens a session in another tenant of mine

    The tokens that there were stay as they are, and stay in their tenant; but in a `browser` the session that there was
    ends, since its cookie goes.
    """
    asked = call.body
    pair = session.switch(call.actor.identity, call.actor.session, asked.tenant, asked.browser)
    return _given(Tokens.of(pair), asked.browser)


@operation(
    "POST /v1/auth/password-reset",
    right=None,
    area="identity",
    takes=AskReset,
    gives=Accepted,
    status=202,
    touches=(*READ_WRITE, MAILS),
    errors=(TooManyRequests,),
    example={"email": "ann@example.com"},
)
def ask_password_reset(call: Call[AskReset, None]) -> Accepted:
    """Asks for a link by mail with which to set a new password

    The answer is the same, in the same time, whether or not there is such a person.
    """
    account.ask_reset(call.body.email, call.source)
    return Accepted()


@operation(
    "POST /v1/auth/password-reset/about",
    right=None,
    area="identity",
    takes=MailedLink,
    gives=ResetLink,
    touches=READ_WRITE,
    errors=GUESSED,
    example={"token": "idn_01KAJ….h3Vx…"},
)
def about_password_reset(call: Call[MailedLink, None]) -> ResetLink:
    """Tells whose password a mailed link sets; it still works after that"""
    who = account.about_reset(call.body.token, call.source)
    return ResetLink(email=who.email, name=who.name, language=who.language)


@operation(
    "POST /v1/auth/password-reset/confirm",
    right=None,
    area="identity",
    takes=Reset,
    status=204,
    touches=(*READ_WRITE, MAILS),
    errors=(Unauthorized, TooLarge, Busy),
    example={"token": "idn_01KAJ….h3Vx…", "password": "three green bicycles"},
)
def reset_password(call: Call[Reset, None]) -> Answer:
    """Sets a new password with the token of a mailed link

    Ends all sessions. Signing in then still takes the second factor.
    """
    account.reset_password(call.body.token, call.body.password)
    return Answer(None)


def _client(call: Call[Confirm, None] | Call[Verify, None]) -> Client:
    return Client(agent.label(call.headers.get("user-agent", "")), call.body.browser)


def _former(call: Call[Confirm, None] | Call[Verify, None]) -> str | None:
    """The token of the session that the browser has until now. Raises Forbidden."""
    if not call.body.browser:
        return None
    cookie.must_be_ours(call.headers)
    return cookie.of(call.headers)


def _begun(told: SignInAnswer, browser: bool, former: str | None) -> Answer:
    """The cookie of the former session is written over, so nobody would end it any more."""
    if told.refresh_token is not None:
        _end(former, "signed in anew")
    return _given(told, browser)


def _end(token: str | None, reason: str) -> None:
    found = rotation.known(token) if token else None
    if found is not None:
        session.end([found], reason)


def _given(told: Tokens | SignInAnswer, browser: bool) -> Answer:
    """To a browser the refresh token goes in a cookie, and nowhere else."""
    if not browser or told.refresh_token is None:
        return Answer(told)
    return Answer(told.model_copy(update={"refresh_token": None}), headers=cookie.given(told.refresh_token))
