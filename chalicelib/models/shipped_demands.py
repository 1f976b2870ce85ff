"""What is asked of a complete relation and contact where the tenant does not say so itself. Who is a person elsewhere
is reached by what stands there."""

from typing import Any

Rules = tuple[dict[str, Any], ...]
IS_COMPANY = {"field": "kind", "op": "eq", "value": "company"}
IS_PERSON = {"field": "kind", "op": "eq", "value": "person"}
IS_CUSTOMER = {"field": "status", "op": "has_any", "value": ["customer"]}
HAS_NO_PERSON = {"field": "person", "op": "missing"}

RELATION: Rules = (
    {"field": "address", "weight": 3},
    {"field": "phone", "weight": 2},
    {"field": "email", "weight": 2},
    {"field": "status", "weight": 1},
    {"field": "chamber_number", "weight": 1, "when": IS_COMPANY},
    {"field": "vat_number", "weight": 1, "when": {"all": [IS_COMPANY, IS_CUSTOMER]}},
    {"field": "first_name", "weight": 1, "when": IS_PERSON},
)
CONTACT: Rules = (
    {"field": "email", "weight": 3, "when": HAS_NO_PERSON},
    {"field": "phone", "weight": 2, "when": HAS_NO_PERSON},
    {"field": "first_name", "weight": 1, "when": HAS_NO_PERSON},
    {"field": "function", "weight": 1},
)
