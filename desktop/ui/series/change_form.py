"""What is to be different about a session: its hours, day, place, leader, places."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.data.activities import Choice
from desktop.data.changeable import Changeable
from desktop.rules.days import clock, day, read_clock, read_day
from desktop.rules.planning import NONE, Scope, SeriesChange
from desktop.rules.refusal import Refused
from desktop.rules.sessions import check_places
from desktop.ui.series.minutes import later, minutes_between
from desktop.ui.widgets.choice_box import ChoiceBox
from desktop.ui.widgets.field import Field, Labelled


class ChangeForm(QWidget):
    """Begins with what is, and says what differs.

    Signals:
        changed: something else is typed or chosen.
    """

    changed = Signal()

    def __init__(self, of: Changeable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of, card = of, of.card
        self._today = card.date
        self.starts = Field(self.tr("Starts"), icon="clock", text=clock(card.starts))
        self.ends = Field(self.tr("Ends"), icon="clock", text=clock(card.ends))
        self.on = Field(self.tr("Day"), icon="calendar-blank", text=day(card.date, card.date))
        self.places = Field(self.tr("Places"), icon="users", text=str(card.places))
        self.place, self.leader = ChoiceBox("map-pin"), ChoiceBox("user")
        self._offer(self.place, of.choices.places, of.place_id)
        self._offer(self.leader, of.choices.leaders, of.leader_id)
        self.place_field = Labelled(self.tr("Place"), self.place)
        self.leader_field = Labelled(self.tr("Leader"), self.leader)
        self._lay_out()
        self.setFocusProxy(self.starts)

        self.starts.changed.connect(self._on_starts)
        for field in (self.ends, self.on, self.places):
            field.changed.connect(self.changed)
        self.place.changed.connect(self.changed)
        self.leader.changed.connect(self.changed)

    def change(self, scope: Scope) -> SeriesChange:
        """Return what differs; Refused when something cannot be read."""
        card = self._of.card
        starts, ends = read_clock(self.starts.text()), self._read_ends()
        on = read_day(self.on.text(), self._today)
        places = self._read_places()
        place = self._chosen(self.place, self._of.place_id)
        leader = self._chosen(self.leader, self._of.leader_id)
        another_day = on != card.date
        one = scope is Scope.ONE
        return SeriesChange(
            starts=starts if starts != card.starts else None,
            ends=ends if ends != card.ends else None,
            on=on if another_day and one else None,
            weekday=on.weekday() if another_day and not one else None,
            places=places if places != card.places else None,
            place_id=place, leader_id=leader,
        )  # fmt: skip

    def show_wrong(self) -> None:
        """Say under each field what is wrong, and go to the first."""
        wrong = [field for field, read in self._readers() if self._check(field, read)]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_wrong(self) -> None:
        """Take back what was said to be wrong."""
        for field, _read in self._readers():
            field.accept()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        rows = ((self.starts, self.ends), (self.on, self.places),
                (self.place_field, self.leader_field))  # fmt: skip
        for row, (left, right) in enumerate(rows):
            grid.addWidget(left, row, 0)
            grid.addWidget(right, row, 1)

    def _readers(self) -> tuple[tuple[Labelled, Callable[[], object]], ...]:
        return (
            (self.starts, lambda: read_clock(self.starts.text())),
            (self.ends, self._read_ends),
            (self.on, lambda: read_day(self.on.text(), self._today)),
            (self.places, self._read_places),
            (self.place_field, lambda: self._chosen(self.place, None)),
            (self.leader_field, lambda: self._chosen(self.leader, None)),
        )

    def _check(self, field: Labelled, read: Callable[[], object]) -> bool:
        try:
            read()
        except Refused as no:
            field.refuse(no.sentence)
            return True
        field.accept()
        return False

    def _offer(self, box: ChoiceBox, choices: tuple[Choice, ...], chosen: int | None) -> None:
        box.offer(choices)
        box.setText(next((each.name for each in choices if each.id == chosen), ""))

    def _chosen(self, box: ChoiceBox, now: int | None) -> int | None:
        """Return the other one that was chosen, NONE for none any more, None for no change."""
        choice = box.choice()
        if box.typed() and choice is None:
            raise Refused(self.tr("Choose one from the list, or leave it empty."))
        if choice is None:
            return NONE if now is not None else None
        return choice.id if choice.id != now else None

    def _read_ends(self) -> time:
        ends = read_clock(self.ends.text())
        if ends <= read_clock(self.starts.text()):
            raise Refused(self.tr("The end must be after the start."))
        return ends

    def _read_places(self) -> int:
        typed = self.places.text().strip()
        check_places(int(typed) if typed.isdigit() and len(typed) < 6 else 0)
        return int(typed)

    @Slot()
    def _on_starts(self) -> None:
        """Move the end along, so that the length stays."""
        card = self._of.card
        try:
            starts = read_clock(self.starts.text())
        except Refused:
            starts = None
        if starts and not self.ends.box.isModified():
            end = later(starts, minutes_between(card.starts, card.ends))
            self.ends.set_text(clock(end) if end else "")
        self.changed.emit()
