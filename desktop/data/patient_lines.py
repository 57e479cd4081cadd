"""Lines of another program's list of patients: what they say, and what became of them."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.rules.people import PersonFacts, Status
from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class PatientLine:
    """A line of a file: its facts, checked by the rules, or the reason why it cannot be.

    `status` is what the file says of them; None when it says nothing that we know.
    """

    number: int
    cells: tuple[str, ...]
    facts: PersonFacts | None
    reason: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines were read, and what became of them.

    `statuses` are people whom the file says to have moved away or died, and who are not known to
    have; `gone` those who stood in an earlier list and not in this one. They stay as they are.
    """

    read: int
    new: int
    changed: int
    same: int
    rejected: int
    statuses: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do; the rejected lines with their reasons."""

    counts: Counts
    rejected: tuple[PatientLine, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the desk lets a file do, and the columns to be known next time (header, field)."""

    statuses: bool = False
    headers: tuple[tuple[str, str], ...] = ()


NO_WISHES = Wishes()


class Became(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"


class Watch:
    """How far an import is, for whoever waits; `stop` ends it before anything is stored."""

    def __init__(self) -> None:
        self.read = 0
        self.stop = False

    def tell(self, read: int) -> None:
        """Note how many lines have been read; Refused when it is to stop."""
        self.read = read
        if self.stop:
            raise Refused("Stopped. Nothing was stored.")
