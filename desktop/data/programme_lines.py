"""A programme from elsewhere, line by line: what each would be here, and what is doubtful."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from desktop.rules.series import Rule


@dataclass(frozen=True, slots=True)
class MovedDate:
    """One date of a series that somebody moved by hand, and where to."""

    original: date
    on: date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """What a line would be: a series by a rule, once `first` without one, or closed days.

    `extra` are dates beside the rule; `known_here` says that these records wrote it themselves.
    """

    title: str
    first: date
    last: date | None
    starts: time
    ends: time
    rule: Rule | None = None
    about: str = ""
    place: str = ""
    category: str = ""
    leader: str = ""
    price: str = ""
    bring: str = ""
    places: int | None = None
    private: bool = False
    term_only: bool = False
    skips_closed: bool = True
    skips: tuple[date, ...] = ()
    moved: tuple[MovedDate, ...] = ()
    extra: tuple[date, ...] = ()
    closed: bool = False
    known_here: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A line of a file: its plan and what is doubtful in it, or the reason why there is none.

    `proposed` says the plan so that it can be written into the file in place of what was there.
    """

    number: int
    cells: tuple[str, ...]
    plan: ProgrammePlan | None
    reason: str = ""
    unsure: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody has settled beforehand.

    `accept`: every proposal is taken. `skip_clashes`: dates that clash are left out. `closures`:
    what lasts all day closes the practice.
    """

    accept: bool = False
    skip_clashes: bool = False
    closures: bool = False


@dataclass(frozen=True, slots=True)
class LineDone:
    """What became of one line, in a sentence.

    `kind` is series, session, closed, known, proposed (it waits for a yes) or rejected.
    """

    number: int
    title: str
    kind: str
    sentence: str
    dates: int = 0
    clashes: int = 0
    new_activity: bool = False


class ProgrammeFile(Protocol):
    """A programme of another program, which may be gone through again and again."""

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def separator(self) -> str: ...

    def __iter__(self) -> Iterator[ProgrammeLine]: ...
