"""What there is to call: each module here declares operations. A function loads those that it serves."""

from importlib import import_module
from pkgutil import iter_modules

ALL = "all"
MODULES = sorted(each.name for each in iter_modules(__path__))


def load(chosen: str) -> None:
    """`chosen` is the setting of that name: modules, comma separated, or all of them."""
    for name in MODULES if chosen == ALL else filter(None, chosen.split(",")):
        import_module(f"{__name__}.{name}")
