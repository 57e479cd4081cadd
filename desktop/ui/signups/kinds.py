"""What a row of the register is, and what it shows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.data.needs import Need
from desktop.rules.signups import Mark

if TYPE_CHECKING:
    from desktop.ui.signups.rows import Line

STATUS = {Mark.BOOKED: "booked", Mark.ARRIVED: "arrived", Mark.MISSED: "did_not_come"}


class Kind(StrEnum):
    """What a row of the register is."""

    LINE = "line"
    SECTION = "section"
    PREVIEW = "preview"
    WAITING = "waiting"
    ALONG = "along"
    RIDE = "ride"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn; `line` is the booking, who comes along, or who waits.

    Who is not on the register yet has no line, but may have a `person_id`.
    """

    kind: Kind
    name: str
    number: str = ""
    needs: tuple[Need, ...] = ()
    booked: str = ""
    status: str = ""
    chip: str = ""
    line: "Line | None" = None
    person_id: int = 0

    def needs_words(self) -> str:
        """Say all needs in a row."""
        return ", ".join(need.words for need in self.needs)
