"""What the kitchen and the drivers have to know of a session: how many of each."""

from collections import Counter
from collections.abc import Iterable


def tally(words: Iterable[str]) -> str:
    """Count what people eat, the most first: "2 vegetarian, 1 no nuts"; capitals do not matter."""
    counts: Counter[str] = Counter()
    for each in words:
        said = each.strip().rstrip(".").casefold()
        if said:
            counts[said] += 1
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{number} {said}" for said, number in ordered)
