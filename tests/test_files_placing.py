"""Where files lie, and what a signed address allows."""

import base64
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.files import placing

TENANT, OTHER = "ten_01J9Z0000000000000000000AA", "ten_01J9Z0000000000000000000BB"
DOCUMENT, VERSION = "doc_01J9Z0000000000000000000AA", "ver_01J9Z0000000000000000000AA"
SHA = "0f" * 32
KEY = f"t/{TENANT}/{DOCUMENT}/{VERSION}/{SHA}"
KMS = "arn:aws:kms:eu-central-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
HOSTILE = [
    "", "..", ".", "../../x", "%2e%2e", "%2E%2E%2F", "\0", f"{TENANT}\0", f"{TENANT}/..", "․․", "‥", "…", "．．", "t/x",
    f"{TENANT}\n", "ten_", f"{TENANT} ", TENANT.lower(), "${filename}", f"{TENANT}/{DOCUMENT}", "tеn_" + TENANT[4:],
    "ten_" + "٣" * 26, "*", "?", "\\..\\", f"//{TENANT}",
]  # fmt: skip


def place() -> placing.Place:
    return placing.arriving(TENANT, DOCUMENT, VERSION)


def kept() -> placing.Place:
    return place().released(SHA)


def s3() -> Any:
    return boto3.client("s3", region_name="eu-central-1", aws_access_key_id="x", aws_secret_access_key="x")


def test_a_file_arrives_in_quarantine_and_moves_to_its_tenant() -> None:
    assert place().key == f"quarantine/t/{TENANT}/{DOCUMENT}/{VERSION}"
    assert kept().key == KEY
    assert placing.of_key(place().key) == place()
    assert placing.of_key(kept().key) == kept()


@pytest.mark.parametrize("content", ["", "0f", SHA.upper(), f"{SHA}\n", f"../{SHA[3:]}", "g" * 64])
def test_what_was_checked_is_named_by_its_hash_and_nothing_else(content: str) -> None:
    """F3, T7: so nothing that is put there later can take its place."""
    with pytest.raises(ValueError, match="not a SHA-256"):
        place().released(content)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_but_an_id_reaches_a_key(text: str) -> None:
    """T7"""
    for ids in ((text, DOCUMENT, VERSION), (TENANT, text, VERSION), (TENANT, DOCUMENT, text)):
        with pytest.raises(ValueError, match="ids only"):
            placing.arriving(*ids)
        with pytest.raises(ValueError, match="not a key"):
            placing.of_key(f"t/{'/'.join(ids)}")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@example(TENANT, DOCUMENT, VERSION)
def test_a_key_is_of_one_tenant_whatever_is_asked(tenant: str, document: str, version: str) -> None:
    """T7"""
    try:
        made = placing.arriving(tenant, document, version)
    except ValueError:
        return
    for each in (made, made.released(SHA)):
        version = r"t/ten_[0-9A-Z]{26}/[a-z]{2,4}_[0-9A-Z]{26}/[a-z]{2,4}_[0-9A-Z]{26}"
        assert re.fullmatch(rf"quarantine/{version}|{version}/[0-9a-f]{{64}}", each.key)
        assert placing.of_key(each.key).tenant == tenant


@pytest.mark.parametrize(
    "key",
    ["", "x", f"/{KEY}", f"t/{TENANT}/{DOCUMENT}", f"quarantine//{KEY}", f"t/{TENANT}/../{OTHER}/{DOCUMENT}/{VERSION}",
     f"{KEY}\n", f"{KEY}/x", f"{KEY}/", f"quarantine/{KEY}", f"t/{TENANT}/{DOCUMENT}/{VERSION}",
     f"quarantine/quarantine/t/{TENANT}/{DOCUMENT}/{VERSION}"],
)  # fmt: skip
def test_a_key_that_is_not_ours_is_refused(key: str) -> None:
    """T7"""
    with pytest.raises(ValueError, match="not a key of a document"):
        placing.of_key(key)


def test_an_upload_is_for_one_key_one_type_and_one_size() -> None:
    """T7: read back from what boto3 signs."""
    asked = placing.upload(place(), "application/pdf", 1234, KMS)
    signed = s3().generate_presigned_post(
        "documents", asked.key, Fields=dict(asked.fields), Conditions=asked.conditions, ExpiresIn=asked.seconds
    )
    conditions = json.loads(base64.b64decode(signed["fields"]["policy"]))["conditions"]
    assert {"key": place().key} in conditions
    assert {"bucket": "documents"} in conditions
    assert {"Content-Type": "application/pdf"} in conditions
    assert ["content-length-range", 1234, 1234] in conditions
    assert {"x-amz-server-side-encryption": "aws:kms"} in conditions
    assert {"x-amz-server-side-encryption-aws-kms-key-id": KMS} in conditions
    assert not [each for each in conditions if isinstance(each, list) and each[0] == "starts-with"]
    assert asked.seconds == 300


@pytest.mark.parametrize(
    "change",
    [
        {"media_type": ""},
        {"media_type": "pdf"},
        {"media_type": "application/pdf\r\nX: y"},
        {"media_type": "text/plain; charset=x"},
        {"media_type": "a/" + "b" * 200},
        {"size": 0},
        {"size": -1},
        {"size": 100_000_001},
        {"kms_key": "alias/x"},
        {"lasting": timedelta(seconds=301)},
        {"lasting": timedelta(0)},
        {"place": kept()},
        {"place": placing.Place("..", DOCUMENT, VERSION)},
    ],
)
def test_an_upload_of_anything_else_is_refused(change: dict[str, Any]) -> None:
    """T7, F5"""
    good: dict[str, Any] = {"place": place(), "media_type": "application/pdf", "size": 1234, "kms_key": KMS}
    with pytest.raises(ValueError, match=r"."):
        placing.upload(**good | change)


def test_a_download_is_an_attachment_that_nobody_keeps() -> None:
    """F1, T7"""
    asked = placing.download(kept(), "Счёт.pdf", timedelta(minutes=2))
    url = s3().generate_presigned_url("get_object", {"Bucket": "documents", **asked.params}, ExpiresIn=asked.seconds)
    query = parse_qs(urlsplit(url).query)
    assert urlsplit(url).path.endswith(KEY)
    assert query["response-content-disposition"][0].startswith('attachment; filename="Schet.pdf"')
    assert query["response-content-type"] == ["application/octet-stream"]
    assert query["response-cache-control"] == ["private, no-store"]
    assert asked.seconds == 120


@pytest.mark.parametrize(
    ("wrong", "served_as", "seconds"),
    [
        (place(), "image/png", 60),
        (placing.Place(TENANT, "../x", VERSION, SHA), "image/png", 60),
        (kept(), "text/html\r\nX: y", 60),
        (kept(), "text/html", 60),
        (kept(), "image/svg+xml", 60),
        (kept(), "image/png", 301),
    ],
)
def test_nothing_else_is_handed_out(wrong: placing.Place, served_as: str, seconds: int) -> None:
    """F1, F3, T7: not from quarantine either."""
    with pytest.raises(ValueError, match=r"."):
        placing.preview(wrong, "a", served_as, timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(place(), 60), (placing.Place(TENANT, "../x", VERSION, SHA), 60), (kept(), 301)]
)
def test_nothing_is_downloaded_from_elsewhere_or_for_longer(wrong: placing.Place, seconds: int) -> None:
    """F3, T7"""
    with pytest.raises(ValueError, match=r"."):
        placing.download(wrong, "a", timedelta(seconds=seconds))


def test_a_preview_is_shown_as_what_it_is() -> None:
    """F1"""
    asked = placing.preview(kept(), "Счёт.pdf", "application/pdf")
    assert asked.params["ResponseContentType"] == "application/pdf"
    assert asked.params["ResponseContentDisposition"].startswith('inline; filename="Schet.pdf"')


ACTIVITY = "act_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"
OF_TENANT = "ten_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"


def test_a_mail_lies_apart_from_documents() -> None:
    place = placing.mail(OF_TENANT, ACTIVITY)
    assert place.key == f"t/{OF_TENANT}/mail/{ACTIVITY}"
    assert placing.of_key(place.key) == place


@pytest.mark.parametrize(
    ("tenant", "activity"),
    [
        (OF_TENANT, "../x"),
        (OF_TENANT, ""),
        (OF_TENANT, ACTIVITY.replace("act", "doc")),
        ("..", ACTIVITY),
        ("", ACTIVITY),
    ],
)
def test_the_key_of_a_mail_is_made_of_ids_only(tenant: str, activity: str) -> None:
    """T7"""
    with pytest.raises(ValueError, match="ids only"):
        placing.mail(tenant, activity)
