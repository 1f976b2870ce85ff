"""The demo sign-ins of the local stack, each with a code that works now: `python -m infra.codes`."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyotp

STEP = 30
LOCAL = Path(os.environ.get("RELATA_LOCAL") or Path(os.environ.get("STATE") or ".relata") / "local.json")


def code(secret: str, now: float) -> str:
    """The code of the next step: accepted already, and surely not used yet, since a code works once."""
    return pyotp.TOTP(secret).at(int(now) + STEP)


def lines(users: Sequence[Mapping[str, str]], now: float) -> list[str]:
    return [_line(user, code(user["totp_secret"], now)) for user in users]


def _line(user: Mapping[str, str], code_now: str) -> str:
    return f"{user['email']}  password {user['password']}  code {code_now}  ({user['role']})"


def main() -> None:
    if not LOCAL.exists():
        raise SystemExit(f"There is no {LOCAL}: start Relata with `make run`, and give `make code` the same STATE.")
    print("\n".join(lines(json.loads(LOCAL.read_text())["users"], time.time())))


if __name__ == "__main__":
    main()
