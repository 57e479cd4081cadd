"""The register as rows: who is booked, walked in or waits, and where the next one will stand."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop.data.door_lines import CancelledLine
from desktop.data.needs import Need
from desktop.data.registers import Register, RegisterLine
from desktop.data.waiting import WaitingLine
from desktop.rules.days import clock, ordinal, short_date
from desktop.rules.signups import Mark
from desktop.ui.signups.kinds import STATUS, Kind, Row
from desktop.ui.signups.under import AlongLine, left_behind, under

translate = QCoreApplication.translate
Line = RegisterLine | WaitingLine | AlongLine


class Joins(StrEnum):
    """Where somebody will stand after the next Enter."""

    BOOKED = "booked"
    WALKED_IN = "walked in"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Preview:
    """Somebody who is not on the register yet but would be after the next Enter."""

    name: str
    sort_key: str
    needs: tuple[Need, ...]
    joins: Joins = Joins.BOOKED
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: a register, who will be on it after the next Enter, at what moment."""

    register: Register
    preview: Preview | None
    now: datetime

    def joining(self, joins: Joins) -> Preview | None:
        """Return who would stand there."""
        return self.preview if self.preview and self.preview.joins is joins else None

    def at(self, moment: datetime) -> str:
        """Say when something was: a time for today, else the day."""
        there = moment.astimezone(self.now.tzinfo)
        return clock(there.time()) if there.date() == self.now.date() else short_date(there.date())


def rows_of(register: Register, preview: Preview | None, now: datetime) -> list[Row]:
    """Return all rows, part by part; a part gives a heading and its rows, or nothing."""
    shown = Shown(register, preview, now)
    parts = (booked, walked_in, left, waiting, cancelled)
    return [row for part in parts for row in part(shown)]


def booked(shown: Shown) -> list[Row]:
    """Return those with a booking, by name, with the one who will be booked among them."""
    lines: list[RegisterLine | Preview] = [e for e in shown.register.lines if not e.walked_in]
    if joining := shown.joining(Joins.BOOKED):
        insort(lines, joining, key=lambda each: each.sort_key)
    numbered = enumerate(lines, 1)
    return [row for number, each in numbered for row in _whole(shown, each, str(number))]


def walked_in(shown: Shown) -> list[Row]:
    """Return those who came without a booking, under a heading that says how they count."""
    lines: list[RegisterLine | Preview] = [e for e in shown.register.lines if e.walked_in]
    joining = shown.joining(Joins.WALKED_IN)
    lines += [joining] if joining else []
    rows = [row for each in lines for row in _whole(shown, each, "–")]
    return [_walked_in_heading(shown), *rows] if rows else []


def left(shown: Shown) -> list[Row]:
    """Return companions who were left behind by a cancelled booking."""
    return left_behind(shown.register.left)


def waiting(shown: Shown) -> list[Row]:
    """Return who waits, in order, under a heading that says what the order is."""
    lines = shown.register.waiting
    rows = [_waits(shown, line) for line in lines]
    if joining := shown.joining(Joins.WAITING):
        rows.append(_preview(joining, ordinal(len(lines) + 1)))
    return [_waiting_heading(lines), *rows] if rows else []


def cancelled(shown: Shown) -> list[Row]:
    """Return whose bookings ended, with who ended each, when and why: kept apart from absences."""
    rows = [_cancelled(shown, line) for line in shown.register.cancelled]
    return [Row(Kind.SECTION, translate("register", "Cancelled")), *rows] if rows else []


def _cancelled(shown: Shown, line: CancelledLine) -> Row:
    whom = {
        "person": translate("register", "By them"),
        "practice": translate("register", "By the practice"),
    }
    by = whom.get(line.by_whom, "")
    why = ": ".join(filter(None, (by, line.reason)))
    moved = line.by_whom == "moved"
    return Row(
        Kind.CANCELLED, line.name, "–", (Need("info", why),) if why else (),
        shown.at(line.at) if line.at else "",
        translate("register", "Moved") if moved else translate("register", "Cancelled"),
        "cancelled",
    )  # fmt: skip


def _whole(shown: Shown, each: RegisterLine | Preview, number: str) -> list[Row]:
    """Return the row of a booking with those under it; who comes along is not numbered."""
    if isinstance(each, RegisterLine):
        return [_line(shown, each, number), *under(each)]
    return [_preview(each, number)]


def _line(shown: Shown, line: RegisterLine, number: str) -> Row:
    here = line.walked_in and line.mark is Mark.ARRIVED
    return Row(
        Kind.LINE, line.name, number, line.needs, shown.at(line.booked_at), _stands(line),
        "walked_in" if here else STATUS.get(line.mark, "cancelled"), line,
    )  # fmt: skip


def _stands(line: RegisterLine) -> str:
    """Say what became of a booking; late and told us are kept apart from the plain marks."""
    if line.mark is Mark.ARRIVED:
        came = translate("register", "Walked in" if line.walked_in else "Arrived")
        came = translate("register", "Came late") if line.late else came
        return translate("register", "Went home") if line.gone else came
    told = line.mark is Mark.MISSED and line.told_us
    words = {
        Mark.BOOKED: translate("register", "Booked"),
        Mark.MISSED: translate("register", "Told us" if told else "Did not come"),
    }
    return words.get(line.mark, "")


def _preview(preview: Preview, number: str) -> Row:
    words = {
        Joins.BOOKED: translate("register", "Will be booked"),
        Joins.WALKED_IN: translate("register", "Will be added"),
        Joins.WAITING: translate("register", "Will wait"),
    }
    return Row(
        Kind.PREVIEW, preview.name, number, preview.needs, translate("register", "Now"),
        words[preview.joins], "will_be_booked", person_id=preview.person_id,
    )  # fmt: skip


def _waits(shown: Shown, line: WaitingLine) -> Row:
    held = line.held if line.held and line.held.until > shown.now else None
    status, chip = translate("register", "Waiting"), "waiting"
    rung: tuple[Need, ...] = ()
    if held:
        until = clock(held.until.astimezone(shown.now.tzinfo).time())
        status, chip = translate("register", "Held to {0}").format(until), "held"
        rings = translate("register", "{0} is ringing, {1}").format(held.by, held.pc)
        rung = (Need("phone", rings),)
    why = translate("register", "Place changed: {0}").format(line.order_reason)
    reason = (Need("info", why),) if line.order_reason else ()
    together = translate("register", "{0} places").format(line.party)
    party = (Need("users", together),) if line.party > 1 else ()
    return Row(
        Kind.WAITING, line.name, ordinal(line.place), (*rung, *party, *line.needs, *reason),
        shown.at(line.since), status, chip, line,
    )  # fmt: skip


def _walked_in_heading(shown: Shown) -> Row:
    session = shown.register.session
    lines = [line for line in shown.register.lines if line.walked_in]
    over = sum(line.over for line in lines)
    within, places = len(lines) - over, session.places
    counts = translate("register", "counts as {0} of the {1}").format(within, places)
    beyond = translate("register", "{0} over the {1} places").format(over, places)
    parts = (counts if within else "", beyond if over else "")
    today = session.date == shown.now.date()
    name = translate("register", "Walked in")
    name = translate("register", "Walked in today") if today else name
    return Row(Kind.SECTION, name, booked=", ".join(filter(None, parts)))


def _waiting_heading(lines: Sequence[WaitingLine]) -> Row:
    plain = translate("register", "first come, first offered")
    changed = translate("register", "first come, first offered, but for the places changed")
    said = changed if any(line.order_reason for line in lines) else plain
    return Row(Kind.SECTION, translate("register", "Waiting list"), booked=said)
