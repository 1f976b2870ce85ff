"""`make bench`: CPU per operation, into docs/bench.json. SIZES=1000,10000 ROUNDS=20 for a look that is not kept."""

import os

from bench import figures, speed
from bench.figures import Speed

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 60


def main() -> None:
    sizes = tuple(int(size) for size in os.environ.get("SIZES", "").split(",") if size) or SIZES
    speeds = speed.measure(sizes, int(os.environ.get("ROUNDS") or ROUNDS))
    for each in speeds:
        print(line(each))
    if sizes == SIZES and "ROUNDS" not in os.environ:
        told = figures.kept()
        told.speeds_of, told.sizes, told.speeds = figures.here(), list(sizes), speeds
        figures.keep(told)


def line(each: Speed) -> str:
    p50, p95 = (" ".join(f"{value:6.2f}" for value in values) for values in (each.p50, each.p95))
    return f"{each.operation:28}{each.told:55}{p50}  p95 {p95}  ×{each.growth:.2f}"


if __name__ == "__main__":
    main()
