"""Run in a second start over the same state: what was kept is there, and the same people can sign in."""

from infra.client import Api


def test_what_was_kept_before_the_restart_is_found_after_it(anna: Api) -> None:
    found = anna.get("/v1/search?q=spaak")["data"]
    assert "Fietsenmakerij De Spaak" in [hit["title"] for hit in found]
