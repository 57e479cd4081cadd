"""When and where an idea begins: its first date, its hours, how it comes round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.offers import PlaceLine
from desktop.rules.activities import ActivityFacts
from desktop.rules.days import read_clock, read_day
from desktop.rules.ideas import IdeaFacts
from desktop.rules.planning import SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import Rule, monthly, sentence, weekly
from desktop.ui.activities.inputs import LineInput, ListInput
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label

T = TypeVar("T")
WEEK = 7
LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an idea is to become: an activity, its series, and the dates its people are booked."""

    facts: ActivityFacts
    plan: SeriesPlan
    dates: int


class StartForm(QWidget):
    """The sentence stands below the boxes as soon as they can be read.

    Signals:
        wanted: the button was pressed.
        edited: something was typed or chosen.
    """

    wanted = Signal()
    edited = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.first = LineInput("first_date", self.tr("First date"), icon="calendar-blank")
        self.starts = LineInput("from", self.tr("Starts"), icon="clock")
        self.ends = LineInput("to", self.tr("Ends"), icon="clock")
        self.round = ListInput("comes_round", self.tr("Comes round"))
        self.count = LineInput("how_many", self.tr("How many dates"))
        self.places = LineInput("start_places", self.tr("Places"), icon="users")
        self.place = ListInput("start_place", self.tr("Place"), icon="map-pin")
        self.booked = LineInput("booked_on", self.tr("Book the first"), hint=self.tr("dates"))
        self._said = Label("", "control", wrap=True)
        self.start = PlainButton(self.tr("Start it"), icon="check", kind="main")
        self.start.setObjectName("start_idea")
        self._inputs: dict[str, LineInput | ListInput] = {
            "first": self.first, "starts": self.starts, "ends": self.ends, "round": self.round,
            "count": self.count, "places": self.places, "place": self.place,
            "booked": self.booked,
        }  # fmt: skip
        self._fill()
        self._lay_out()
        self._blank = {name: each.value() for name, each in self._inputs.items()}
        for each in self._inputs.values():
            each.edited.connect(self._on_edited)
        self.start.clicked.connect(self.wanted)

    def offer_places(self, places: Sequence[PlaceLine], today: date) -> None:
        """Offer the places that are in use."""
        inside = [(p.id, p.name) for p in places if p.closed is None or p.closed > today]
        self.place.offer([(None, self.tr("None")), *inside])

    def typed(self) -> dict[str, Any]:
        """Return what is not as it stands in an empty form."""
        now = {name: each.value() for name, each in self._inputs.items()}
        return {name: each for name, each in now.items() if each != self._blank[name]}

    def put(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed in an otherwise empty form."""
        for name, each in self._inputs.items():
            each.put(typed.get(name, self._blank[name]))

    def beginning(self, idea: IdeaFacts, patch: str) -> Beginning:
        """Return what is to be made; Refused, with the box it is about, where it cannot be."""
        plan = self._plan()
        length = _minutes(plan.ends) - _minutes(plan.starts)
        smallest = min(idea.smallest, plan.places)
        facts = ActivityFacts(
            name=idea.title, patch=patch, minutes=max(1, length), places=plan.places,
            smallest=smallest, place_id=plan.place_id,
        )  # fmt: skip
        return Beginning(facts, plan, _number(self.booked))

    def _plan(self) -> SeriesPlan:
        today = self._clock().date()
        first = _read(self.first, lambda text: read_day(text, today))
        starts, ends = _read(self.starts, read_clock), _read(self.ends, read_clock)
        once = self.round.value() == "once"
        return SeriesPlan(
            activity_id=0, rule=self._rule(first).text, first=first, starts=starts, ends=ends,
            places=_number(self.places), count=1 if once else _number(self.count),
            place_id=self.place.value(),
        )  # fmt: skip

    def _rule(self, first: date) -> Rule:
        chosen = self.round.value()
        if chosen == "month":
            return monthly((first.day - 1) // WEEK + 1, first.weekday())
        return weekly([first.weekday()], 2 if chosen == "other" else 1)

    def _fill(self) -> None:
        self.round.offer(
            [
                ("week", self.tr("Every week")), ("other", self.tr("Every other week")),
                ("month", self.tr("Once a month")), ("once", self.tr("Once only")),
            ]
        )  # fmt: skip
        self.round.put("week")
        for box, text in ((self.count, "6"), (self.places, "12"), (self.booked, "1")):
            box.put(text)
        self.first.box.setPlaceholderText(self.tr("3 Dec or next Tuesday"))
        self.starts.box.setPlaceholderText(self.tr("2pm"))
        self.ends.box.setPlaceholderText(self.tr("3:30pm"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Make it a group"), "heading"))
        upper, lower = FormRow(), FormRow()
        for each in (self.first, self.starts, self.ends, self.round):
            upper.add(each, 3)
        for box in (self.count, self.places, self.place, self.booked):
            lower.add(box, 3)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self.start)
        for row in (upper, lower):
            column.addWidget(row)
        column.addLayout(foot)

    @Slot()
    def _on_edited(self) -> None:
        try:
            today = self._clock().date()
            first = read_day(self.first.text(), today)
            hours = {"starts": read_clock(self.starts.text()), "ends": read_clock(self.ends.text())}
            count = 1 if self.round.value() == "once" else int(self.count.text())
            self._said.setText(f"{sentence(self._rule(first), first, None, count, **hours)}.")
        except (Refused, ValueError):
            self._said.setText("")  # not typed to the end yet
        self.edited.emit()


def _read(box: LineInput, reading: Callable[[str], T]) -> T:
    try:
        return reading(box.text())
    except Refused as no:
        box.refuse(no.sentence)
        box.take_focus()
        raise


def _number(box: LineInput) -> int:
    typed = box.text().strip()
    if typed.isdecimal() and len(typed) <= LONGEST_NUMBER and int(typed):
        return int(typed)
    sentence = _not_a_number()
    box.refuse(sentence)
    box.take_focus()
    raise Refused(sentence)


def _not_a_number() -> str:
    return QCoreApplication.translate("StartForm", "This is not a number. Write it in figures.")


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
