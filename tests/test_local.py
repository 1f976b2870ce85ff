"""What the local stack decides before it starts anything."""

import json
from email.message import Message
from pathlib import Path
from typing import Any

import pyotp
import pytest

from infra import client, codes, engine, front, local, seeding
from infra.local_options import options

SECRET = pyotp.random_base32()
USER = {"email": "an@hamerslag.example", "password": "p", "totp_secret": SECRET, "role": "administrator"}


def test_ports_and_state_can_be_moved_by_variables() -> None:
    usual = options({})
    moved = options(
        {"PORT": "81", "AWS_PORT": "82", "SMTP_PORT": "83", "SOURCES_PORT": "84", "STATE": "/elsewhere", "RESET": "1"}
    )
    assert (usual.url, usual.engine_port, usual.smtp_port, usual.reset) == ("http://127.0.0.1:8000", 4566, 2525, False)
    assert (moved.url, moved.engine_port, moved.smtp_port, moved.reset) == ("http://127.0.0.1:81", 82, 83, True)
    assert (usual.sources_port, moved.sources_port) == (8025, 84)
    assert moved.file == Path("/elsewhere/local.json")


def test_empty_variables_as_make_exports_them_change_nothing() -> None:
    assert options(dict.fromkeys(("PORT", "AWS_PORT", "SMTP_PORT", "SOURCES_PORT", "STATE", "RESET"), "")) == options(
        {}
    )


def test_the_engine_listens_on_this_machine_only_and_keeps_its_state_in_the_project() -> None:
    variables = engine.environment(4566, Path("/state"))
    assert variables["BIND_HOST"] == "127.0.0.1"
    assert variables["STATE_DIR"].startswith("/state/")
    assert not [name for name in variables if name.startswith(("AWS_", "RELATA_"))]


def test_the_code_shown_works_now_and_was_not_used_while_seeding() -> None:
    now = 1_700_000_000.0
    shown = codes.code(SECRET, now)
    assert pyotp.TOTP(SECRET).verify(shown, for_time=int(now), valid_window=1)
    assert shown == pyotp.TOTP(SECRET).at(int(now) + 30)


def test_the_announcement_says_where_everything_is() -> None:
    known = {"users": [USER], "dossier_address": "demo+abc@relata.example"}
    said = "\n".join(local.announcement(options({}), known, 0.0))
    assert "http://127.0.0.1:8000/v1/docs" in said
    assert "127.0.0.1:2525, SMTP, to demo+abc@relata.example" in said
    assert "an@hamerslag.example" in said
    assert codes.code(SECRET, 0.0) in said


def test_seeding_that_fails_is_told_in_two_lines_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def refused() -> dict[str, Any]:
        raise client.Refused(503, {"code": "unavailable", "detail": "Try again."})

    assert local.reported(lambda: len(seeding.planted(refused, Path("/state/ministack.log"))), 0) == 1
    assert capsys.readouterr().err.splitlines() == [
        "The demo tenant could not be made: Refused: 503 unavailable: Try again.",
        "The engine's log is /state/ministack.log; the next `make run` starts anew.",
    ]


@pytest.mark.parametrize("fault", local.FAULTS)
def test_a_fault_that_a_user_can_mend_ends_with_1(fault: type[Exception], capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise fault("Port 1 is taken")

    assert local.reported(work, 0) == 1
    assert capsys.readouterr().err == "Port 1 is taken\n"


def test_another_fault_is_ours_and_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        local.reported(lambda: 1 // 0, 0)


def test_ctrl_c_is_how_it_ends() -> None:
    def work() -> int:
        raise KeyboardInterrupt

    assert (local.reported(work, 0), local.reported(work, 130)) == (0, 130)


def test_starting_anew_forgets_what_was_kept_and_not_what_was_installed(tmp_path: Path) -> None:
    for name in ("state", "s3", "dependencies"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    (tmp_path / "local.json").touch()
    local.forget(options({"STATE": str(tmp_path)}))
    assert [each.name for each in tmp_path.iterdir()] == ["dependencies"]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({}, ""),
        ({"Content-Length": "10485760"}, ""),
        ({"content-length": "10485761"}, "REQUEST_TOO_LARGE"),
        ({"Content-Length": "-1"}, "BAD_REQUEST_BODY"),
        ({"Transfer-Encoding": "chunked"}, "BAD_REQUEST_BODY"),
    ],
)
def test_the_front_refuses_what_api_gateway_refuses(headers: dict[str, str], kind: str) -> None:
    received = Message()
    for name, value in headers.items():
        received[name] = value
    assert front.fault(received) == kind


def test_the_front_hands_on_all_headers_but_those_of_one_connection() -> None:
    given = [
        ("Host", "here"),
        ("Connection", "close"),
        ("Cookie", "a"),
        ("Cookie", "b"),
        ("content-length", "3"),
    ]
    assert front.passed_on(given) == [("Host", "here"), ("Cookie", "a"), ("Cookie", "b")]


def test_two_stacks_over_one_state_are_kept_apart(tmp_path: Path) -> None:
    with (
        local.alone(tmp_path),
        pytest.raises(local.StateInUse, match=r"Stop it first.*STATE=other"),
        local.alone(tmp_path),
    ):
        pass
    with local.alone(tmp_path):  # the first has let go
        assert (tmp_path / "lock").exists()


def test_after_a_restart_the_stream_is_read_from_its_beginning(tmp_path: Path) -> None:
    kept = tmp_path / "lambda.json"
    engine.read_streams_anew(kept)
    assert not kept.exists()
    kept.write_text('{"payload": {"esms": {"a": 1}, "dynamodb_stream_positions": {"a": 469}}}')
    engine.read_streams_anew(kept)
    assert json.loads(kept.read_text()) == {"payload": {"esms": {"a": 1}}}
