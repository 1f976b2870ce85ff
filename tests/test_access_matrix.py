"""Z1: who may do what, as a table that was written by hand from the rights model and not by the code under test.

An activity in the dossier of a relation, both made by the owner. The owner and the peer have the role sales, the
superior the role manager above it; the other is in a team to which a rule shares what sales owns, to edit; the outsider
is tied to the relation and takes part. Every profile grants all four actions. A cell has the number of the row of
docs/access.md that decides, with a minus where it denies."""

from itertools import product
from typing import Any

import pytest

from chalicelib.access.decide import Right, decide
from chalicelib.access.rights import Rights
from chalicelib.models.record import Record
from tests.described import default, described, link, listed, person, record, role, rule, subject_of, team

ACTIONS = ("read", "edit", "delete", "export")
VISIBLE = ("shared", "internal")
OPEN = """
                    | shared                      | internal
who       default   | read  edit  delete  export  | read  edit  delete  export
owner     private   | 6     6     6       6       | 6     6     6       6
owner     read      | 6     6     6       6       | 6     6     6       6
owner     edit      | 6     6     6       6       | 6     6     6       6
owner     delete    | 6     6     6       6       | 6     6     6       6
peer      private   | -15   -15   -15     -15     | -15   -15   -15     -15
peer      read      | 12    -15   -15     12      | 12    -15   -15     12
peer      edit      | 12    12    -15     12      | 12    12    -15     12
peer      delete    | 12    12    12      12      | 12    12    12      12
superior  private   | 9     9     9       9       | 9     9     9       9
superior  read      | 9     9     9       9       | 9     9     9       9
superior  edit      | 9     9     9       9       | 9     9     9       9
superior  delete    | 9     9     9       9       | 9     9     9       9
other     private   | 13    13    -15     13      | 13    13    -15     13
other     read      | 12    13    -15     12      | 12    13    -15     12
other     edit      | 12    12    -15     12      | 12    12    -15     12
other     delete    | 12    12    12      12      | 12    12    12      12
admin     private   | 3     3     3       3       | 3     3     3       3
admin     read      | 3     3     3       3       | 3     3     3       3
admin     edit      | 3     3     3       3       | 3     3     3       3
admin     delete    | 3     3     3       3       | 3     3     3       3
outsider  private   | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
outsider  read      | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
outsider  edit      | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
outsider  delete    | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
"""
RESTRICTED = """
                    | shared                      | internal
who       default   | read  edit  delete  export  | read  edit  delete  export
owner     private   | 6     6     6       6       | 6     6     6       6
owner     read      | 6     6     6       6       | 6     6     6       6
owner     edit      | 6     6     6       6       | 6     6     6       6
owner     delete    | 6     6     6       6       | 6     6     6       6
peer      private   | -8    -8    -8      -8      | -8    -8    -8      -8
peer      read      | -8    -8    -8      -8      | -8    -8    -8      -8
peer      edit      | -8    -8    -8      -8      | -8    -8    -8      -8
peer      delete    | -8    -8    -8      -8      | -8    -8    -8      -8
superior  private   | 9     9     9       9       | 9     9     9       9
superior  read      | 9     9     9       9       | 9     9     9       9
superior  edit      | 9     9     9       9       | 9     9     9       9
superior  delete    | 9     9     9       9       | 9     9     9       9
other     private   | -8    -8    -8      -8      | -8    -8    -8      -8
other     read      | -8    -8    -8      -8      | -8    -8    -8      -8
other     edit      | -8    -8    -8      -8      | -8    -8    -8      -8
other     delete    | -8    -8    -8      -8      | -8    -8    -8      -8
admin     private   | 3     3     3       3       | 3     3     3       3
admin     read      | 3     3     3       3       | 3     3     3       3
admin     edit      | 3     3     3       3       | 3     3     3       3
admin     delete    | 3     3     3       3       | 3     3     3       3
outsider  private   | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
outsider  read      | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
outsider  edit      | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
outsider  delete    | e3    -e1   -e1     -e1     | -e4   -e1   -e1     -e1
"""
# On the access list of a restricted relation, all other doors being shut, with this level.
ON_THE_LIST = """
who       level     | read  edit  delete  export  | view  download
peer      view      | 11    -8    -8      -8      | 11    -8
peer      read      | 11    -8    -8      11      | 11    11
peer      edit      | 11    11    -8      11      | 11    11
peer      delete    | 11    11    11      11      | 11    11
superior  view      | 9     9     9       9       | 9     9
other     view      | 11    -8    -8      -8      | 11    -8
"""
WHO, DEFAULTS = ("owner", "peer", "superior", "other", "admin", "outsider"), ("private", "read", "edit", "delete")
USERS = {"owner": "sales", "peer": "sales", "superior": "manager", "other": "support", "admin": "administrator",
         "outsider": "external"}  # fmt: skip
Cells = dict[tuple[str, str, str], str]


def cells(table: str) -> Cells:
    """By who, default or level, and the place of the column."""
    rows = [line.replace("|", " ").split() for line in table.strip().splitlines()]
    head = next(row for row in rows if row[0] == "who")
    columns = [f"{name} {place // 4}" for place, name in enumerate(head[2:])]
    told = [row for row in rows if row[0] in WHO]
    return {(who, level, column): cell for who, level, *row in told for column, cell in zip(columns, row, strict=True)}


CELLS = {"open": cells(OPEN), "restricted": cells(RESTRICTED)}
COLUMNS = [f"{action} {place}" for place in range(2) for action in ACTIONS]


def company(level: str, restricted: bool = False, **on_list: str) -> Rights:
    shut = {"rel_1": {"owners": ["owner"], "listed": on_list}} if restricted else {}
    return described(
        roles={"r_sales": role("sales", "r_manager"), "r_manager": role("manager"), "r_support": role("support")},
        people={user: person(key, "external" if user == "outsider" else "employee") for user, key in USERS.items()},
        groups={"t_other": team("other")},
        rules={"rule": rule("activity", {"role": "r_sales"}, {"team": "t_other"}, "edit")},
        defaults={"a": default("activity", level), "r": default("relation", "private")},
        ties={"tie": {"user": "outsider", "relation": "rel_1", "contact": "con_1", "reach": "company", "reached": []}},
        shut=shut,
    )


def relation(restricted: bool) -> Record:
    return record("relation", "owner", "rel_1", restricted=restricted)


def activity(visibility: str) -> Record:
    taking_part = [{"contact": link("con_1"), "part": "attendee"}]
    told: dict[str, Any] = {"links": [link("rel_1")], "participants": taking_part, "visibility": visibility}
    return record("activity", "owner", "act_1", kind="meeting", subject="Tea", **told)


def test_no_cell_of_the_matrix_is_missing() -> None:
    wanted = set(product(WHO, DEFAULTS, COLUMNS))
    assert CELLS["open"].keys() == CELLS["restricted"].keys() == wanted


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("state", CELLS)
def test_the_matrix_holds(who: str, state: str) -> None:
    """Z1"""
    around = {"rel_1": relation(state == "restricted")}
    for level, (place, visibility), action in product(DEFAULTS, enumerate(VISIBLE), ACTIONS):
        subject = subject_of(company(level, state == "restricted"), who)
        decision = decide(subject, Right("activity", action), activity(visibility), around)
        told = f"{'' if decision.allowed else '-'}{decision.rule}"
        assert told == CELLS[state][who, level, f"{action} {place}"], (level, visibility, action, decision)


@pytest.mark.parametrize(("who", "level", "column"), cells(ON_THE_LIST))
def test_a_list_lets_those_in_whom_it_names_as_far_as_it_says(who: str, level: str, column: str) -> None:
    """A35, Z1"""
    subject, action = subject_of(company("delete", restricted=True, **{who: level}), who), column.split()[0]
    held = record("relation", "owner", "rel_1", restricted=True, access=listed(**{who: level}))
    decision = decide(subject, Right("relation", action), held)
    told = f"{'' if decision.allowed else '-'}{decision.rule}"
    assert told == cells(ON_THE_LIST)[who, level, column]
    if action not in ("view", "download"):
        assert decide(subject, Right("activity", action), activity("internal")).allowed is decision.allowed
