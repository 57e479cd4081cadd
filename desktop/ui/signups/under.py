"""What stands under a booking on the register: who comes along, and how they get here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.data.along import Along
from desktop.data.needs import Need
from desktop.data.registers import RegisterLine
from desktop.rules.companions import KINDS
from desktop.rules.signups import Mark
from desktop.ui.signups.kinds import STATUS, Kind, Row

if TYPE_CHECKING:
    from desktop.data.ride_lines import RideLine

translate = QCoreApplication.translate
WISHES = {
    "a": "arrived", "l": "arrived", "x": "missed", "t": "missed", "b": "booked", "del": "cancel",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AlongLine:
    """A companion on the register; `whose` is None where the person they came with has gone."""

    along: Along
    whose: RegisterLine | None

    @property
    def person_id(self) -> int:
        """Whose card belongs to it: that of the person they come with."""
        return self.whose.person_id if self.whose else 0

    @property
    def name(self) -> str:
        return self.along.name or KINDS.get(self.along.brought.kind, "")


def under(line: RegisterLine) -> list[Row]:
    """Return the rows under a booking."""
    return [*(companion(each, line) for each in line.along), *map(_ride, line.rides)]


def left_behind(those: Sequence[Along]) -> list[Row]:
    """Return companions whose person has cancelled, under a heading that says so."""
    heading = translate("register", "The person they came with has cancelled")
    rows = [companion(each, None) for each in those]
    return [Row(Kind.SECTION, heading), *rows] if rows else []


def companion(along: Along, whose: RegisterLine | None) -> Row:
    """Return the row of somebody who comes along."""
    words = {
        Mark.BOOKED: translate("register", "Comes along"),
        Mark.ARRIVED: translate("register", "Arrived"),
        Mark.MISSED: translate("register", "Did not come"),
    }
    status, chip = words.get(along.mark, ""), STATUS.get(along.mark, "cancelled")
    if along.brought.is_interpreter and along.mark is Mark.BOOKED:
        status, chip = translate("register", "To confirm"), "need"
        if along.brought.confirmed:
            status, chip = translate("register", "Confirmed"), "booked"
    no_place = () if along.brought.takes else (Need("info", translate("register", "No place")),)
    needs = along.needs if along.brought.is_interpreter else (*along.needs, *no_place)
    return Row(
        Kind.ALONG, along.words, "+", needs, status=status, chip=chip, line=AlongLine(along, whose)
    )


def _ride(ride: "RideLine") -> Row:
    status = translate("register", "To find") if ride.open else ""
    return Row(Kind.RIDE, ride.words, status=status, chip="need")
