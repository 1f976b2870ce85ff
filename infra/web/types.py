"""The client's types, made from the API's own document: `python -m infra.web.types`.

They are not kept: what the client is checked against is always what the API is now."""

import json
import sys

import app  # noqa: F401 - declares the operations
from chalicelib import openapi
from infra.package import ROOT
from infra.web import build

DOCUMENT = ROOT / "build" / "openapi.json"


def main() -> int:
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(json.dumps(openapi.document(), indent=1))
    try:
        build.npm(build.WEB, "run", "types")
    except build.BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
