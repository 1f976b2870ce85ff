"""How far two words are apart."""

LONGEST = 64


def distance(one: str, other: str) -> int:
    """Letters left out, put in, changed, or swapped with their neighbour, of the first LONGEST of each.

    Optimal string alignment, all of a column at once in the bits of a number (Hyyrö 2003, "A bit-vector algorithm for
    computing Levenshtein and Damerau edit distances").
    """
    one, other = sorted((one[:LONGEST], other[:LONGEST]))
    if not one or one == other:
        return len(other) if not one else 0
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    return _columns(places, len(one), other)


def _columns(places: dict[str, int], length: int, other: str) -> int:
    every, last = (1 << length) - 1, 1 << (length - 1)
    up, down, across, known, far = every, 0, 0, 0, length
    for letter in other:
        met = places.get(letter, 0)
        swapped = ((~across & met) << 1) & known
        across = (((met & up) + up) ^ up) | met | down | swapped
        right, left = down | (~(across | up) & every), across & up
        far += bool(right & last) - bool(left & last)
        right, left, known = (right << 1 | 1) & every, (left << 1) & every, met
        up, down = left | (~(across | right) & every), right & across
    return far


def likeness(one: str, other: str) -> float:
    """From 0 to 1, which is the same."""
    longest = min(max(len(one), len(other)), LONGEST)
    return 1 - distance(one, other) / longest if longest else 1.0


def is_misspelt(one: str, other: str) -> bool:
    """Whether one is likely the other with a slip of the pen: one in a word of four letters, two in one of eight."""
    shortest = min(len(one), len(other))
    slips = 2 if shortest >= 8 else 1 if shortest >= 4 else 0
    return abs(len(one) - len(other)) <= slips and distance(one, other) <= slips
