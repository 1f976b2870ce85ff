"""Whatever a profile hides, of how many types and fields at once, nothing tells of it (Z3)."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.canaries import HIDEABLE, PLAIN, Company, asked, changed, company, exported, gone, leaked, mark
from tests.world import World

CHANNELS = "/v1/me/subscriptions/channels"
Hidden = dict[str, list[str]]
SOME = st.lists(st.sampled_from(HIDEABLE), min_size=1, max_size=12, unique=True)


def _by_type(chosen: list[tuple[str, str]]) -> Hidden:
    return {name: [field for each, field in chosen if each == name] for name in PLAIN}


def test_nothing_that_is_hidden_is_told(world: World) -> None:
    """Z3"""
    acme = company(world)
    assert acme.bob.put(CHANNELS, {"assigned": "mail"}).status == 200

    @settings(max_examples=6)
    @given(SOME)
    def story(chosen: list[tuple[str, str]]) -> None:
        acme.hide(_by_type(chosen))
        _hold(acme, chosen)

    story()


def _hold(acme: Company, chosen: list[tuple[str, str]]) -> None:
    signs = {sign for name, field in chosen if (sign := mark(name, field))}
    hidden = {name: {all for each, field in chosen if each == name for all in gone(PLAIN[name], field)}
              for name in PLAIN}  # fmt: skip
    for question, reply in asked(acme.bob, acme.ids):
        assert reply.status < 500, question
        assert [sign for sign in signs if sign in reply.text] == [], question
        assert [leaked(reply, PLAIN[name], names) for name, names in hidden.items()] == [[]] * len(PLAIN), question
    for name, names in hidden.items():
        assert not changed(acme.bob.get(f"/v1/{PLAIN[name].plural}/{acme.ids[name]}/history")) & names
    for query, status in _refused(hidden):
        assert acme.bob.get(query).status == status, query
    for told in (_told(acme), exported(acme)):
        assert [sign for sign in signs if sign in told] == []


def _refused(hidden: dict[str, set[str]]) -> Iterator[tuple[str, int]]:
    for name, names in hidden.items():
        declared = PLAIN[name]
        yield from ((f"/v1/{declared.plural}?sort={each}", 400) for each in names & {*declared.sorts})
        yield from ((f"/v1/{declared.plural}?{each}=x", 400) for each in names & {*declared.key_filters})


def _told(acme: Company) -> str:
    """The letter that Bob gets of a task that he is given."""
    before = len(acme.world.outbox())
    told = {"kind": "task", "subject": "Look", "text": "<p>qzactivitytext</p>", "place": "qzactivityplace",
            "links": [acme.ids["relation"]], "assignees": [acme.bob.id]}  # fmt: skip
    made = acme.ann.post("/v1/activities", told)
    assert made.status == 201, made.text
    acme.world.settle()
    (letter,) = acme.world.outbox()[before:]
    acme.ann.delete(f"/v1/activities/{made.id}")
    return letter
