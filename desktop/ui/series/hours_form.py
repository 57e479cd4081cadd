"""The hours of each weekday, and whose bank holidays count."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.rules.bank_holidays import NATIONS
from desktop.rules.closures import OpenDays, Opening
from desktop.rules.days import DAYS, hours, read_hours
from desktop.rules.refusal import Refused
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Box, Labelled, Wrong
from desktop.ui.widgets.label import Label

WORKDAYS = range(1, 5)


class DayBox(Box):
    """The hours of one weekday, with what is wrong about them."""

    def __init__(self, weekday: int) -> None:
        super().__init__("clock")
        self.weekday, self.wrong = weekday, Wrong()
        self.setObjectName(f"hours_{weekday}")
        self.setAccessibleName(DAYS[weekday])

    def opening(self) -> Opening | None:
        """Return what is typed, None for closed; Refused where it cannot be read."""
        return Opening(self.weekday, *read_hours(self.text())) if self.text().strip() else None

    def check(self) -> bool:
        """Say what is wrong, if anything is; whether it is."""
        sentence = ""
        try:
            self.opening()
        except Refused as no:
            sentence = no.sentence
        self.wrong.say(sentence)
        self.setAccessibleDescription(sentence)
        self.setProperty("refused", bool(sentence))
        self.style().unpolish(self)
        self.style().polish(self)
        return bool(sentence)


class HoursForm(QWidget):
    """Seven boxes; Monday's hours go on to Friday while nothing else is typed.

    Signals:
        changed: something is different now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = [DayBox(weekday) for weekday in range(7)]
        self.nation = Combo("flag-banner")
        self.nation.setObjectName("nation")
        self.nation.addItems(list(NATIONS))
        self._lay_out()
        self.setFocusProxy(self.boxes[0])
        for box in self.boxes:
            box.textChanged.connect(self.changed)
            box.editingFinished.connect(box.check)
        self.boxes[0].editingFinished.connect(self._carry_on)
        self.nation.currentIndexChanged.connect(self.changed)

    def show_open(self, days: OpenDays) -> None:
        """Show the hours and the nation that are in the records."""
        known = {each.weekday: hours(each.opens, each.closes) for each in days.openings}
        for box in self.boxes:
            box.setText(known.get(box.weekday, ""))
        self.nation.setCurrentText(days.nation)

    def openings(self) -> tuple[Opening, ...]:
        """Return the hours that are typed; Refused where they cannot be read."""
        return tuple(each for box in self.boxes if (each := box.opening()))

    def show_wrong(self) -> bool:
        """Say what is wrong and go to the first; whether anything is."""
        wrong = [box for box in self.boxes if box.check()]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, box in enumerate(self.boxes):
            name = Label(DAYS[box.weekday], "control")
            name.setBuddy(box)
            grid.addWidget(name, 2 * row, 0)
            grid.addWidget(box, 2 * row, 1)
            grid.addWidget(box.wrong, 2 * row + 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Opening hours"), "heading"))
        empty = self.tr("Like 9am to 5pm. An empty day is closed; all empty says nothing.")
        column.addWidget(Label(empty, "small", "ink2", wrap=True))
        column.addLayout(grid)
        column.addWidget(Labelled(self.tr("Bank holidays of"), self.nation))
        column.addStretch(1)

    @Slot()
    def _carry_on(self) -> None:
        monday, others = self.boxes[0], self.boxes[1:]
        if monday.isModified() and not monday.check() and not _typed(others):
            for weekday in WORKDAYS:
                self.boxes[weekday].setText(monday.text())


def _typed(boxes: Sequence[DayBox]) -> bool:
    return any(box.text().strip() for box in boxes)
