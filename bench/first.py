"""One function from its start to its first answer, in a process of its own that `bench.cold` starts: its handler and
the event come on standard input, the figures go to the last line of standard output."""

import json
import sys
import time
from importlib import import_module
from typing import Any


class Context:
    aws_request_id = "bench"
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:bench"


def main() -> None:
    given = json.load(sys.stdin)
    module, _, name = given["handler"].rpartition(".")
    begun = time.process_time()
    run = getattr(import_module(module), name)
    imported = time.process_time()
    answer = run(given["event"], Context()) if given["event"] is not None else None
    answered = time.process_time()
    times = {"imported": 1000 * (imported - begun), "answered": 1000 * (answered - imported)}
    seen = {"called": given["event"] is not None, "modules": len(sys.modules), "status": _status(answer)}
    print(json.dumps(times | seen))


def _status(answer: Any) -> int | None:
    return answer.get("statusCode") if isinstance(answer, dict) else None


if __name__ == "__main__":
    main()
