"""The shapes that items have in the identity table. The table design on one page is in `keys`."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.models import Model

FIRST_EPOCH = 1


class Item(Model):
    """The connection is set on this class by `identity.table`. `expires_at` is in seconds since 1970, for DynamoDB's
    time to live, which is days late: whoever reads it compares it too."""

    class Meta:
        table_name = ""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class PersonItem(Item):
    """Someone who can sign in, whatever the tenants. `factor` is the sealed TOTP secret, absent before enrolment;
    `last_step` the step of the last code accepted; `recovery` the hashes of the unused recovery codes under one
    `recovery_salt`. `epoch` goes up with every change of password or factor and outdates challenges and
    sessions."""

    identity = UnicodeAttribute()
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    language = UnicodeAttribute()
    status = UnicodeAttribute(default="active")
    password = UnicodeAttribute()
    factor = UnicodeAttribute(null=True)
    last_step = NumberAttribute(default=0)
    recovery = UnicodeSetAttribute(null=True)
    recovery_salt = UnicodeAttribute(null=True)
    epoch = NumberAttribute(default=FIRST_EPOCH)
    created_at = UnicodeAttribute()


class EmailItem(Item):
    """An e-mail address taken by one person (`holder` is an identity), or in a tenant by one user."""

    holder = UnicodeAttribute()


class MembershipItem(Item):
    """A person may enter a tenant, as this user. Read at every request: what it says works at once. `entered_at` is
    when they last signed in there."""

    identity = UnicodeAttribute()
    tenant = UnicodeAttribute()
    user = UnicodeAttribute()
    role = UnicodeAttribute()
    kind = UnicodeAttribute()
    status = UnicodeAttribute()
    entered_at = UnicodeAttribute(null=True)


class TenantItem(Item):
    """`administrators` counts those who can sign in; `users` all who are in the directory. Name and language are a copy
    of the tenant's settings, as they stood in `settings_version`; absent is as they were when it was made."""

    tenant = UnicodeAttribute()
    name = UnicodeAttribute()
    language = UnicodeAttribute()
    status = UnicodeAttribute(default="active")
    administrators = NumberAttribute(default=0)
    users = NumberAttribute(default=0)
    settings_version = NumberAttribute(null=True)
    created_at = UnicodeAttribute()


class UserItem(Item):
    """A row of a tenant's directory. `identity` is absent until the invitation is accepted; `invitation` is the
    partition key of its token, `time_zone` absent where it is the tenant's. Stays, as `removed`, when the user goes:
    records go on naming them."""

    tenant = UnicodeAttribute()
    user = UnicodeAttribute()
    identity = UnicodeAttribute(null=True)
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    language = UnicodeAttribute()
    time_zone = UnicodeAttribute(null=True)
    role = UnicodeAttribute()
    kind = UnicodeAttribute()
    status = UnicodeAttribute()
    invitation = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()


class SessionItem(Item):
    """A family of refresh tokens. `digest` is that of the one that may be used next, `family` of what all have in
    common. Worth nothing once the person's `epoch` is another; deleted when it ends. Of a `browser` also the `previous`
    digest, when it was `rotated_at`, in seconds since 1970, and the `salt` of the secret that came after it."""

    identity = UnicodeAttribute()
    session = UnicodeAttribute()
    tenant = UnicodeAttribute()
    epoch = NumberAttribute()
    family = UnicodeAttribute()
    digest = UnicodeAttribute()
    agent = UnicodeAttribute()
    created_at = UnicodeAttribute()
    last_used_at = UnicodeAttribute()
    ends_at = NumberAttribute()
    expires_at = NumberAttribute()
    browser = BooleanAttribute(null=True)
    previous = UnicodeAttribute(null=True)
    salt = UnicodeAttribute(null=True)
    rotated_at = NumberAttribute(null=True)


class ChallengeItem(Item):
    """What a right password gives: leave to do one thing, `purpose`, within five minutes. `sealed` is the TOTP secret
    that is being enrolled; `proven` that the second factor was given and only a tenant is still to be chosen."""

    identity = UnicodeAttribute()
    purpose = UnicodeAttribute()
    epoch = NumberAttribute()
    sealed = UnicodeAttribute(null=True)
    proven = BooleanAttribute(default=False)
    session = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


class ResetItem(Item):
    """The one password reset that a person has open; a newer one takes its place."""

    digest = UnicodeAttribute()
    expires_at = NumberAttribute()


class InvitationItem(Item):
    tenant = UnicodeAttribute()
    user = UnicodeAttribute()
    expires_at = NumberAttribute()


class CounterItem(Item):
    """Attempts in a row, and when the last one was, in seconds since 1970."""

    attempts = NumberAttribute()
    last = NumberAttribute()
    expires_at = NumberAttribute()
