"""One function from its start to its first answer, in a process of its own that `bench.cold` starts: the event comes on
standard input, the figures go to the last line of standard output."""

import json
import sys
import time


class Context:
    aws_request_id = "bench"


def main() -> None:
    event = json.load(sys.stdin)
    begun = time.process_time()
    import app

    imported = time.process_time()
    answer = app.app(event, Context())
    answered = time.process_time()
    told = {"imported": 1000 * (imported - begun), "answered": 1000 * (answered - imported)}
    print(json.dumps({**told, "modules": len(sys.modules), "status": answer["statusCode"], "body": answer["body"]}))


if __name__ == "__main__":
    main()
