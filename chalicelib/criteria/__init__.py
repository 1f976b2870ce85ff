"""The criteria language: which records, for lists, selections, workflows, webhooks, assignment.

    node := {"all": [node, …]} | {"any": [node, …]} | {"not": node}
          | {"field": name, "op": operator, "value": operand}

Parse against the fields that may be asked about, bind to a person, a moment and a zone, then ask `matches`:

    criteria = parse(raw, fields).bind(me="usr_1", now=now, zone="Europe/Amsterdam")
    criteria.matches(values)

The operators are the rows of `OPERATORS`. Nothing here does I/O or looks at a clock.
"""

from chalicelib.criteria.fault import CriteriaError, Fault
from chalicelib.criteria.field import Field
from chalicelib.criteria.grammar import parse
from chalicelib.criteria.node import Criteria
from chalicelib.criteria.operator import OPERATORS, Operator, offered
from chalicelib.criteria.schema import json_schema

__all__ = [
    "OPERATORS",
    "Criteria",
    "CriteriaError",
    "Fault",
    "Field",
    "Operator",
    "json_schema",
    "offered",
    "parse",
]
