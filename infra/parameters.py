"""What the template asks of an operator, as variables of the environment, and whether what is given will do. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Declared = Mapping[str, Mapping[str, Any]]
OWN = ("CodeBucket",)  # that the deployment itself knows
TOGETHER = (("Domain", "Certificate"), ("WebDomain", "WebCertificate"), ("RestoredTable", "RestoredStream"))
HEAD = "what the template asks, as variables of the environment:"
MISSING = "The first deployment needs to know:"


class Refused(RuntimeError):
    pass


def variable(parameter: str) -> str:
    """`MailDomain` is MAIL_DOMAIN in the environment."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", parameter).upper()


def given(declared: Declared, environment: Mapping[str, str]) -> dict[str, str]:
    """What the environment says of what the template asks; empty is not given, as `make` exports it."""
    return {name: found for name in declared if (found := environment.get(variable(name), ""))}


def check(declared: Declared, given: Mapping[str, str], known: Mapping[str, str]) -> None:
    """`known` are those from before. Raises Refused with all that is wrong."""
    absent = list(missing(declared, given, known))
    told = [*([MISSING, *absent] if absent else []), *unfit(declared, given), *alone(declared, given, known)]
    if told:
        raise Refused("\n".join(told))


def missing(declared: Declared, given: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    for name, about in declared.items():
        if name not in given and name not in known and "Default" not in about:
            yield f"  {variable(name)}=…  {about.get('Description', '')}"


def unfit(declared: Declared, given: Mapping[str, str]) -> Iterator[str]:
    """What CloudFormation would refuse, in words that help."""
    for name, value in given.items():
        if not _fits(declared.get(name, {}), value):
            yield f"{variable(name)}={value} will not do. {declared[name].get('Description', '')}"


def _fits(about: Mapping[str, Any], value: str) -> bool:
    return bool(re.fullmatch(about.get("AllowedPattern", ".*"), value)) and value in about.get("AllowedValues", [value])


def alone(declared: Declared, given: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    """Those that mean nothing without the other."""
    whole = {**known, **given}
    for pair in TOGETHER:
        for name, other in (pair, pair[::-1]):
            if name in given and other in declared and not whole.get(other):
                about = declared[other].get("Description", "")
                yield f"{variable(name)} needs {variable(other)} beside it.  {about}"


def told(declared: Declared) -> str:
    """For `--help`: those that are needed first."""
    names = sorted((name for name in declared if name not in OWN), key=lambda name: "Default" in declared[name])
    return "\n".join([HEAD, *(_row(name, declared[name]) for name in names)])


def _row(name: str, about: Mapping[str, Any]) -> str:
    need = "can stay out" if "Default" in about else "needed"
    return f"  {variable(name):24}{need:14}{about.get('Description', '')}"
