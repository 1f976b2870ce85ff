"""Writes docs/operations.md: `make docs`, and after a benchmark."""

from bench import figures, page
from tests import costs


def main() -> None:
    page.PAGE.write_text(page.page(costs.on_moto(), figures.kept()))


if __name__ == "__main__":
    main()
