"""How much one answer may be: Lambda answers 6 MB at most, and what it answers stands as JSON within JSON."""

import json
from typing import Any

MOST = 5_500_000  # bytes, with room for headers


def fits(body: Any) -> bool:
    return len(json.dumps(json.dumps(body))) <= MOST
