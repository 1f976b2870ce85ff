"""Makes the entries and claims of a tenant anew from its records, and says what differed: `make rebuild TENANT=ten_…`.

Run after a release that changes how entries are derived, or when something was damaged. It reads the whole table,
which no function in Lambda may do, so it runs with the credentials of an operator, on the table that RELATA_TABLE
names. With `--look` nothing is written.
"""

import sys
from collections.abc import Sequence

from chalicelib.storage import rebuild


def main(arguments: Sequence[str]) -> int:
    tenants = [each for each in arguments if each != "--look"]
    if len(tenants) != 1:
        print("Name one tenant: make rebuild TENANT=ten_…", file=sys.stderr)
        return 2
    report = rebuild.rebuild(tenants[0], mend="--look" not in arguments)
    print("\n".join(report.lines()))
    return 1 if report.contested else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
