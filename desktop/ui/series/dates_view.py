"""The list of dates: arrows go through it, figures settle a clash, S leaves a date out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from desktop.rules.planning import How, Settled, State, Way
from desktop.ui.look import current
from desktop.ui.series.dates_drawing import DatesDelegate
from desktop.ui.series.dates_model import DatesModel
from desktop.ui.series.rows import DateRow
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.plain_list import PlainList

Index = QModelIndex | QPersistentModelIndex


class Ways(QWidget):
    """The buttons that settle a clash, at the foot of its row.

    Signals:
        taken: one was pressed (Way).
    """

    taken = Signal(object)

    def __init__(self, ways: Sequence[Way], parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(current().px(44), 0, 14, current().px(7))
        row.setSpacing(8)
        for number, way in enumerate(ways, 1):
            button = PlainButton(way.label, key=str(number))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, way=way: self.taken.emit(way))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)


class DatesView(PlainList):
    """Shows dates and says what is decided about them; whoever holds it reads them again.

    Signals:
        settled: something was decided about a date (DateRow, Settled).
        let_go: a decision is taken back (DateRow).
        move_wanted: a date is to be moved (DateRow).
        anyway_wanted: a clash is to stand, with a reason (DateRow).
        hand_wanted: a date changed by hand is to move with the others, or not after all (DateRow).
    """

    settled = Signal(object, object)
    let_go = Signal(object)
    move_wanted = Signal(object)
    anyway_wanted = Signal(object)
    hand_wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dates = DatesModel(self)
        self.setModel(self.dates)
        self.setObjectName("dates")
        self.setAccessibleName(name)
        self.setProperty("ring", "inside")
        self.setItemDelegate(DatesDelegate(self))

    def show_rows(self, rows: Sequence[DateRow]) -> None:
        """Show these dates; the current one and the scrolling stay."""
        row, bar = self.row(), self.verticalScrollBar()
        at = bar.value()
        self.dates.show_rows(rows)
        number = self.dates.number_of(row.key) if row else None
        self._add_buttons()
        self.setCurrentIndex(self.dates.index(0 if number is None else number))
        bar.setValue(at)

    def row(self) -> DateRow | None:
        """Return the current row."""
        return self.dates.row(self.currentIndex().row())

    def go_to_open(self) -> DateRow | None:
        """Give the keyboard to the first clash, if there is one."""
        number = self.dates.first_open()
        if number is None:
            return None
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.dates.index(number))
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)
        return self.dates.row(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row(), event.text().casefold()
        figure = event.key() - Qt.Key.Key_0
        if row is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self.settle_alike(figure):
                super().keyPressEvent(event)
        elif key.isdigit() and 0 < int(key) <= len(row.ways):
            self.settled.emit(row, row.ways[int(key) - 1].settled(row.on))
        elif not self._take_letter(row, "s" if event.key() == Qt.Key.Key_Delete else key):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _take_letter(self, row: DateRow, letter: str) -> bool:
        if letter == "s":
            self.skip_or_not(row)
        elif letter == "d":
            self.move_wanted.emit(row)
        elif letter == "a" and row.is_open():
            self.anyway_wanted.emit(row)
        elif letter == "m":
            self.hand_wanted.emit(row)
        return letter in tuple("sdam")

    def settle_alike(self, figure: int) -> bool:
        """Settle every clash as the current one: the same place, the same start, or skipped."""
        row = self.row()
        if row is None or not 0 < figure <= len(row.ways):
            return False
        way = row.ways[figure - 1]
        for each in self.dates.rows():
            if each.is_open() and way in each.ways:
                self.settled.emit(each, way.settled(each.on))
        return True

    def skip_or_not(self, row: DateRow) -> None:
        """Leave a date out, bring it back, or hold it though the practice is closed."""
        if row.settled:
            self.let_go.emit(row)
        elif row.state is State.SKIPPED:
            why = self.tr("held all the same")
            self.settled.emit(row, Settled(row.on, How.ANYWAY, why))
        else:
            self.settled.emit(row, Settled(row.on, How.SKIP))

    def _add_buttons(self) -> None:
        for number, row in enumerate(self.dates.rows()):
            if row.is_open() and row.ways:
                ways = Ways(row.ways, self.viewport())
                ways.taken.connect(lambda way, row=row: self.settled.emit(row, way.settled(row.on)))
                self.setIndexWidget(self.dates.index(number), ways)
