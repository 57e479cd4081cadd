"""How sessions of one day stand side by side when they overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end, in minutes of the day; the end is the first minute that is free again."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The column a session stands in, of how many."""

    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """Sessions for which there is no column left: shown together as "+2 more"."""

    those: tuple[int, ...]
    span: Span
    spot: Spot


@dataclass(frozen=True, slots=True)
class Arranged:
    """A spot for every session, None where it is one of a crowd."""

    spots: tuple[Spot | None, ...]
    crowds: tuple[Crowd, ...]


def arrange(spans: Sequence[Span], most: int = 3) -> Arranged:
    """Give overlapping spans columns of their own; beyond `most` columns they become crowds."""
    spots: list[Spot | None] = [None] * len(spans)
    crowds: list[Crowd] = []
    in_order = sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1]))
    for together in _runs(spans, in_order):
        columns = _columns(spans, together)
        wide = min(most, 1 + max(columns.values()))
        crowded = 1 + max(columns.values()) > most
        for each in together:
            if not crowded or columns[each] < most - 1:
                spots[each] = Spot(columns[each], wide)
        left = [each for each in together if spots[each] is None]
        for run in _runs(spans, left):
            if len(run) == 1:
                spots[run[0]] = Spot(most - 1, most)
            else:
                crowds.append(Crowd(tuple(run), _around(spans, run), Spot(most - 1, most)))
    return Arranged(tuple(spots), tuple(crowds))


def _runs(spans: Sequence[Span], ordered: Sequence[int]) -> Iterator[list[int]]:
    """Split what is sorted by start where nothing reaches over."""
    run: list[int] = []
    for each in ordered:
        if run and spans[each][0] >= _around(spans, run)[1]:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _columns(spans: Sequence[Span], together: Sequence[int]) -> dict[int, int]:
    """Give each the first column that is free when it starts."""
    columns: dict[int, int] = {}
    free_at: list[int] = []
    for each in together:
        start, end = spans[each]
        column = next((n for n, free in enumerate(free_at) if free <= start), len(free_at))
        free_at[column : column + 1] = [end]
        columns[each] = column
    return columns


def _around(spans: Sequence[Span], those: Sequence[int]) -> Span:
    return min(spans[n][0] for n in those), max(spans[n][1] for n in those)
