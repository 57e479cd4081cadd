"""The form of a closure: what it is called, from when until when, everywhere or in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.data.activities import Choices
from desktop.rules.days import read_clock, read_day
from desktop.rules.refusal import Refused
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.choice_box import ChoiceBox
from desktop.ui.widgets.field import Field, Labelled


@dataclass(frozen=True, slots=True)
class ClosurePlan:
    """A closure as it is typed; without hours whole days, without a place everywhere."""

    name: str
    first: date
    last: date
    starts: time | None
    ends: time | None
    place_id: int | None


class ClosureForm(QWidget):
    """Reads a closure.

    Signals:
        changed: something is different now.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._checked = today, False
        self.name = Field(self.tr("What is it called?"), hint=self.tr("like Staff training"),
                          icon="flag-banner")  # fmt: skip
        self.first = Field(self.tr("First day"), icon="calendar-blank")
        self.last = Field(self.tr("Last day"), hint=self.tr("empty: the same day"),
                          icon="calendar-blank")  # fmt: skip
        self.starts = Field(self.tr("From"), hint=self.tr("empty: all day"), icon="clock")
        self.ends = Field(self.tr("Until"), icon="clock")
        self.place = ChoiceBox("map-pin")
        self.place_field = Labelled(self.tr("Where"), self.place,
                                    hint=self.tr("empty: everywhere"))  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.name, 0, 0, 1, 2)
        for row, pair in enumerate(((self.first, self.last), (self.starts, self.ends)), 1):
            for column, field in enumerate(pair):
                grid.addWidget(field, row, column)
        grid.addWidget(self.place_field, 3, 0, 1, 2)
        self.hours = PlainButton(self.tr("Opening hours and terms"), icon="clock", kind="quiet")
        self.hours.setObjectName("hours")
        self.hours.setAutoDefault(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(22, 20, 22, 16)
        page.addLayout(grid)
        page.addStretch(1)
        page.addWidget(self.hours, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.name)
        for each in (self.name, self.first, self.last, self.starts, self.ends):
            each.changed.connect(self._on_changed)
        self.place.changed.connect(self._on_changed)

    def offer(self, choices: Choices) -> None:
        """Offer the places there are."""
        self.place.offer(choices.places)

    def plan(self) -> ClosurePlan | None:
        """Return what is typed; None while something is wrong or missing."""
        try:
            return self._read()
        except Refused:
            return None

    def show_wrong(self) -> None:
        """Say under each field what is wrong, and go to the first."""
        self._checked = True
        wrong = [field for field, read in self._readers() if self._check(field, read)]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _readers(self) -> tuple[tuple[Labelled, Callable[[], object]], ...]:
        return (
            (self.name, self._read_name),
            (self.first, self._read_first),
            (self.last, self._read_last),
            (self.starts, lambda: self._read_time(self.starts)),
            (self.ends, self._read_ends),
            (self.place_field, self._read_place),
        )

    def _read(self) -> ClosurePlan:
        return ClosurePlan(
            self._read_name(), self._read_first(), self._read_last(),
            self._read_time(self.starts), self._read_ends(), self._read_place(),
        )  # fmt: skip

    def _read_name(self) -> str:
        if not self.name.text().strip():
            raise Refused(self.tr("Say what it is, so that everybody sees why."))
        return self.name.text()

    def _read_first(self) -> date:
        if not self.first.text().strip():
            raise Refused(self.tr("Which day is the first?"))
        return read_day(self.first.text(), self._today)

    def _read_last(self) -> date:
        first = self._read_first()
        last = read_day(self.last.text(), first) if self.last.text().strip() else first
        if last < first:
            raise Refused(self.tr("The last day is before the first."))
        return last

    def _read_time(self, field: Field) -> time | None:
        return read_clock(field.text()) if field.text().strip() else None

    def _read_ends(self) -> time | None:
        starts, ends = self._read_time(self.starts), self._read_time(self.ends)
        if (starts is None) != (ends is None):
            raise Refused(self.tr("Give both hours, or neither for the whole day."))
        if starts and ends and ends <= starts:
            raise Refused(self.tr("The end must be after the start."))
        return ends

    def _read_place(self) -> int | None:
        chosen = self.place.choice()
        if self.place.typed() and chosen is None:
            raise Refused(self.tr("Choose one from the list, or leave it empty."))
        return chosen.id if chosen else None

    @Slot()
    def _on_changed(self) -> None:
        if self._checked:
            for field, read in self._readers():
                self._check(field, read)
        self.changed.emit()

    def _check(self, field: Labelled, read: Callable[[], object]) -> bool:
        try:
            read()
        except Refused as no:
            field.refuse(no.sentence)
            return True
        field.accept()
        return False
