"""The log of mail that came in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.letters import dossier, letter, log
from tests.world import World


def test_a_row_lapses_after_a_year_and_a_mark_after_the_message_itself(world: World) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        anna = world.user()
        world.receive(letter(), dossier(anna.tenant))
    kept = [item for (pk, _), item in world.items().items() if "mail" in pk]
    lapses = [int(item["expires_at"]["N"]) for item in kept if "expires_at" in item]
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert sorted(lapses) == [(at + timedelta(days=each)).timestamp() for each in (40, 365)]


def test_mail_to_nobody_leaves_a_line_that_tells_nothing_of_it(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """M9, I9: which tells nothing of it. Guessed addresses, other domains, the name of another tenant."""
    anna = world.user()
    guessed = dossier(anna.tenant)[:-20] + "a@crm.example.com"
    world.receive(letter(sender="Secret <secret@person.example>"), guessed, "x@elsewhere.example")
    assert log(anna.tenant) == []
    assert not world.bucket
    out = capsys.readouterr().out
    assert '"event": "mail_dropped"' in out
    assert "secret" not in out.lower()
