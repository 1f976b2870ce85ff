"""Run in a second start over the same state: what was kept is there, the same people can sign in, and what they
change is followed."""

from e2e.following import follow_a_change, titles
from infra.client import Api


def test_what_was_kept_before_the_restart_is_found_after_it(anna: Api) -> None:
    assert "Fietsenmakerij De Spaak" in titles(anna, "spaak")


def test_what_is_changed_after_the_restart_is_followed(anna: Api) -> None:
    follow_a_change(anna, "Sluis")
