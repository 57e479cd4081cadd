"""The series of an activity in sentences, its next dates, and the way to change them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.offer_dates import NextDate, SeriesLine
from desktop.data.offers import ActivityPage
from desktop.rules.days import when
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label

SHIFT = Qt.KeyboardModifier.ShiftModifier


class SeriesRow(QWidget):
    """One series: what it says, and a button that changes it from its next date."""

    def __init__(self) -> None:
        super().__init__()
        self.next_session: int | None = None
        self.series_id = 0
        self._words = Label("", "control", wrap=True)
        self.change = PlainButton(self.tr("Change it"), icon="pencil-simple", key="E")
        self.left_out = PlainButton("", key="L", kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.left_out, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)

    def show_line(self, line: SeriesLine) -> None:
        """Show a series."""
        self.next_session, self.series_id = line.next_session, line.id
        one, several = self.tr("1 date left out"), self.tr("{0} dates left out")
        number = line.left_out
        said = one if number == 1 else several.format(number)
        self.left_out.set_words(said, self.tr("{0}: {1}").format(said, line.sentence))
        self.left_out.setVisible(number > 0)
        self._words.setText(f"{line.sentence}.")
        self.change.setAccessibleName(self.tr("Change: {0}").format(line.sentence))
        self.change.setEnabled(line.next_session is not None)


class SeriesList(QWidget):
    """N, E and L work while the keyboard is in it; Alt+D brings it here.

    Signals:
        go_to: a series is to be planned, or changed from its next date, or what it leaves out is
            to be seen (str place, int id).
    """

    go_to = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activity: int | None = None
        self._rows: list[SeriesRow] = []
        self.new = PlainButton(self.tr("New series"), icon="repeat", key="N")
        self.new.setObjectName("new_series")
        self._none = Label("", "control", wrap=True)
        self._dates = Label("", "text", "ink2", wrap=True)
        self._dates.setObjectName("next_dates")
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Series and dates"), "heading"), 1)
        head.addWidget(self.new)
        self._series = QVBoxLayout()
        self._series.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._series)
        column.addWidget(self._dates)
        self.setFocusProxy(self.new)
        self.new.clicked.connect(self._on_new)

    def show_page(self, page: ActivityPage | None, today: date) -> None:
        """Show when it comes round; without a page it is not in the records yet."""
        self._activity = page.id if page else None
        self.new.setEnabled(page is not None and page.ended is None)
        lines = page.series if page else ()
        self._show_lines(lines)
        none = self.tr("No series yet.") if page else self.tr("Save it first, then add its dates.")
        self._none.setText(none)
        self._none.setVisible(not lines)
        dates = page.next_dates if page else ()
        self._dates.setText("\n".join(self._date(each, today) for each in dates))
        self._dates.setVisible(bool(dates))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~SHIFT
        if plain and event.key() == Qt.Key.Key_N:
            self.new.click()
        elif plain and event.key() == Qt.Key.Key_E and self.rows():
            here = (row for row in self.rows() if row.change.hasFocus())
            next(here, self.rows()[0]).change.click()
        elif plain and event.key() == Qt.Key.Key_L:
            self._open_left_out()
        else:
            super().keyPressEvent(event)

    def rows(self) -> list[SeriesRow]:
        """Return the rows that are shown."""
        return [row for row in self._rows if not row.isHidden()]

    def _show_lines(self, lines: Sequence[SeriesLine]) -> None:
        while len(self._rows) < len(lines):
            self._rows.append(self._row())
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line)
            row.show()
        for row in self._rows[len(lines) :]:
            row.hide()

    def _row(self) -> SeriesRow:
        row = SeriesRow()
        row.change.clicked.connect(lambda: self.go_to.emit("change session", row.next_session))
        row.left_out.clicked.connect(lambda: self.go_to.emit("left out", row.series_id))
        before = self._rows[-1].change if self._rows else self.new
        self._series.addWidget(row)
        self.setTabOrder(before, row.left_out)  # they are made later than what stands below them
        self.setTabOrder(row.left_out, row.change)
        return row

    def _open_left_out(self) -> None:
        """Open what the series leaves out in which the keyboard is, or the first that does."""
        those = [row for row in self.rows() if not row.left_out.isHidden()]
        here = (row for row in those if row.isAncestorOf(self.focusWidget()))
        row = next(here, those[0] if those else None)
        if row:
            row.left_out.click()

    @Slot()
    def _on_new(self) -> None:
        self.go_to.emit("new series", self._activity)

    def _date(self, coming: NextDate, today: date) -> str:
        said = when(coming.date, coming.starts, coming.ends, today)
        if coming.cancelled:
            return self.tr("{0}: cancelled").format(said)
        return f"{said}, {coming.place}" if coming.place else said
