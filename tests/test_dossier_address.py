"""Addresses of dossiers: nobody can make one, and nobody can make one of another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.mail import dossier_address
from chalicelib.mail.dossier_address import Claimed, handle, holds, of_record, of_reply, of_tenant, read
from chalicelib.mail.slugs import fault

SECRET, DOMAIN = b"a secret of 32 octets or more ....", "in.relata.example"
OURS, THEIRS = "ten_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABC", "ten_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABD"
RECORD = "rel_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABE"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
IDS = st.tuples(st.sampled_from("01234567"), st.text(CROCKFORD, min_size=25, max_size=25)).map("".join)
SLUGS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,14}[a-z0-9])?", fullmatch=True).filter(lambda slug: not fault(slug))


def understood(address: str) -> Claimed:
    claimed = read(address, DOMAIN)
    assert claimed
    return claimed


ADDRESSES = (
    of_tenant("hamerslag", OURS, DOMAIN, SECRET),
    of_record("hamerslag", OURS, RECORD, DOMAIN, SECRET),
    of_reply(OURS, "con_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABF", DOMAIN, SECRET),
)


@given(SLUGS, IDS, IDS)
def test_what_is_made_is_read(slug: str, tenant: str, record: str) -> None:
    tenant, record = f"ten_{tenant}", f"rel_{record}"
    dossier = understood(of_tenant(slug, tenant, DOMAIN, SECRET))
    assert (dossier.kind, dossier.slug, dossier.tenant) == ("tenant", slug, tenant)
    relation = understood(of_record(slug, tenant, record, DOMAIN, SECRET))
    assert (relation.kind, relation.slug, relation.record) == ("record", slug, record)
    answer = understood(of_reply(tenant, record, DOMAIN, SECRET))
    assert (answer.kind, answer.tenant, answer.conversation) == ("reply", tenant, handle(record))
    assert all(holds(each, tenant, SECRET) for each in (dossier, relation, answer))


@pytest.mark.parametrize("address", ADDRESSES)
def test_case_and_length(address: str) -> None:
    """Mail systems fold case, and cut nothing of 64 octets."""
    assert holds(understood(address.upper()), OURS, SECRET)
    assert holds(understood(f" {address.title()} "), OURS, SECRET)
    assert len(of_record("a" * 16, OURS, RECORD, DOMAIN, SECRET).partition("@")[0]) <= 64
    assert len(address.partition("@")[0]) <= 64


@pytest.mark.parametrize("address", ADDRESSES)
def test_of_another_tenant(address: str) -> None:
    """M9."""
    assert not holds(understood(address), THEIRS, SECRET)
    assert not holds(understood(address), OURS, b"another secret")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_character_can_be_changed(address: str) -> None:
    """M9: one changed anywhere in the token, and it does not hold."""
    local, _, _ = address.partition("@")
    start = local.index("+" if "+" in local else "-") + 1
    for place in range(start, len(local)):
        other = "b" if local[place] == "a" else "a"
        claimed = read(f"{local[:place]}{other}{local[place + 1 :]}@{DOMAIN}", DOMAIN)
        assert claimed is None or not any(holds(claimed, tenant, SECRET) for tenant in (OURS, claimed.tenant))


def test_a_token_under_another_slug() -> None:
    """M9: the slug of a tenant tells whose record it is, so it is signed along."""
    moved = ADDRESSES[1].replace("hamerslag+", "jansen+")
    assert not holds(understood(moved), OURS, SECRET)
    assert not holds(understood(moved), THEIRS, SECRET)


def test_one_kind_is_not_another() -> None:
    """M9: the token of an answer opens no dossier."""
    for address in ADDRESSES:
        local, _, domain = address.partition("@")
        swapped = local.replace("+", "-").replace("hamerslag", "reply") if "+" in local else local.replace("-", "+")
        assert read(f"{swapped}@{domain}", DOMAIN) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "x",
        "a@b",
        *(
            f"{local}@{DOMAIN}"
            for local in ("hamerslag", "hamerslag+", "hamerslag+a", "reply-", "reply-a", "+", "a" * 400)
        ),
        f"é+{'a' * 42}@{DOMAIN}",
        f"hamerslag+{'=' * 42}@{DOMAIN}",
        ADDRESSES[0].replace(DOMAIN, "evil.example"),
        ADDRESSES[0] + ".evil.example",
    ],
)
def test_what_is_no_address_of_ours(address: str) -> None:
    assert read(address, DOMAIN) is None


@given(st.text(max_size=80))
def test_reading_never_raises(local: str) -> None:
    claimed = read(f"{local}@{DOMAIN}", DOMAIN)
    assert claimed is None or not holds(claimed, OURS, SECRET)


@pytest.mark.parametrize("slug", ["", "Hamer", "a" * 17, "-a", "a+b", "reply", "é", "a@b", "a\n"])
def test_a_bad_slug(slug: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        of_tenant(slug, OURS, DOMAIN, SECRET)


@pytest.mark.parametrize("id_", ["", "ten_1", "relation_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABE", "rel_01j9zq4y8r6v5t3w2x1y0z9abe"])
def test_a_bad_id(id_: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        of_record("hamerslag", OURS, id_, DOMAIN, SECRET)


def test_eighty_bits() -> None:
    assert len(understood(ADDRESSES[0]).signature) * 8 >= 80 == dossier_address.SIGNATURE * 8
