"""Names in double braces that stand for something, `{{contact.first_name}}`, or with what to say where there is
nothing, `{{contact.first_name|there}}`. That is all there is: no logic, no attributes, no methods (I3)."""

import re
from collections.abc import Callable, Collection, Iterator

MOST = 100
_PLACE = re.compile(r"(?<!\{)\{\{([^{}<>|]{1,60})(?:\|([^{}<>|]{0,100}))?\}\}(?!\})")
_SINGLE = re.compile(r"(?<!\{)\{[a-z_.]{1,60}\}(?!\})")
_TAG = re.compile(r"<[^<>]*>")
_FORM = "Write {{name}}, or {{name|otherwise}}, without markup between the braces, and never within a link."


def faults(text: str, known: Collection[str]) -> Iterator[str]:
    """What is wrong with a text, in which there may be tags."""
    names = [name.strip() for name, _ in _PLACE.findall(text)]
    if unknown := dict.fromkeys(name for name in names if name not in known):
        yield f"There is no {', '.join(unknown)}; there are {', '.join(known)}."
    if len(names) > MOST:
        yield f"Use at most {MOST} placeholders."
    rest = _PLACE.sub("", text)
    if "{{" in rest or "}}" in rest or any("{{" in tag for tag in _TAG.findall(text)):
        yield _FORM
    elif found := _SINGLE.search(rest):
        yield f"{found[0]} would be sent as it stands: write {{{found[0]}}} for what it means, or leave the braces out."


def filled(text: str, say: Callable[[str], str]) -> str:
    """`say` has the value of a name, "" where there is none. What it says is not looked at again."""
    return _PLACE.sub(lambda found: say(found[1].strip()) or found[2] or "", text)
