"""The right half: how many dates, what is skipped or clashes, and the list of them."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.days import read_clock, read_day
from desktop.rules.planning import How, Settled
from desktop.rules.refusal import Refused
from desktop.ui.look import current
from desktop.ui.series.dates_view import DatesView
from desktop.ui.series.rows import DateRow
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane

MOST_CHIPS = 3


class DatesPane(Pane):
    """Keeps what was decided date by date.

    Signals:
        decided: something was decided or taken back; read `settled()` and ask again.
        hand_wanted: a date changed by hand is to move with the others, or not (DateRow).
    """

    decided = Signal()
    hand_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled: dict[tuple[date, int | None], Settled] = {}
        self._asking: tuple[DateRow, How] | None = None
        self._today = date.min

        self.title = Label("", "title")
        self.sentence = Label("", "text", "ink2", wrap=True)
        self._chips = tuple(Chip("", "info") for _ in range(MOST_CHIPS))
        self.view = DatesView(self.tr("Dates"))
        self.ask = Field("", icon="pencil-simple")
        self.ask.hide()
        self.keys = KeyStrip(self.tr("Keys for the dates"))
        for key, words in (("S", self.tr("Skip, or not")), ("D", self.tr("Another day or time"))):
            self.keys.add(key, words).clicked.connect(lambda _on=False, key=key: self._press(key))
        alike = self.keys.add("Ctrl+1", self.tr("All clashes alike"))
        alike.clicked.connect(lambda: self.view.settle_alike(1))
        self._lay_out()

        self.view.settled.connect(self._on_settled)
        self.view.let_go.connect(self._on_let_go)
        self.view.move_wanted.connect(self._on_move_wanted)
        self.view.anyway_wanted.connect(self._on_anyway_wanted)
        self.view.hand_wanted.connect(self.hand_wanted)
        self.ask.box.returnPressed.connect(self._on_answered)

    def settled(self) -> tuple[Settled, ...]:
        """Return what was decided, by date."""
        return tuple(sorted(self._settled.values(), key=lambda settled: settled.on))

    def settled_for(self, on: date, session_id: int | None) -> Settled | None:
        """Return what was decided about one session of a day, None for nothing yet."""
        return self._settled.get((on, session_id))

    def forget(self) -> None:
        """Take back every decision: the dates are others now."""
        self._settled.clear()

    def decide(self, row: DateRow, settled: Settled) -> None:
        """Decide about one date."""
        self._on_settled(row, settled)

    def let_go(self, row: DateRow) -> None:
        """Take one decision back."""
        self._on_let_go(row)

    def is_decided(self, row: DateRow, how: How) -> bool:
        """Whether this was decided about a date."""
        settled = self._settled.get(row.key)
        return settled is not None and settled.how is how

    def show_dates(
        self, title: str, sentence: str, chips: Sequence[tuple[str, str, str]],
        rows: Sequence[DateRow], today: date,
    ) -> None:  # fmt: skip
        """Show a preview; chips are (words, kind, icon)."""
        self._today = today
        self.title.setText(title)
        self.sentence.setText(sentence)
        for chip, facts in zip_longest(self._chips, chips):
            if facts:
                chip.say(*facts)
            chip.setVisible(facts is not None)
        self.view.show_rows(rows)

    def is_asking(self) -> bool:
        """Whether a question stands at the foot."""
        return self._asking is not None

    def cancel_asking(self) -> bool:
        """Take the question at the foot away; whether there was one."""
        asked = self._asking is not None
        self._asking = None
        self.ask.hide()
        if asked:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return asked

    def answer(self) -> bool:
        """Take what is typed at the foot, if something is asked there."""
        if self._asking is None:
            return False
        self._on_answered()
        return True

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("card"))
        head = QRectF(0, 0, self.width(), self.view.y())
        painter.fillRect(head, look.color("pane"))
        painter.fillRect(QRectF(0, head.bottom() - 1, self.width(), 1), look.color("line"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.color("line"))

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.sentence)
        row = Flow(8, 6)
        for chip in self._chips:
            row.addWidget(chip)
            chip.hide()
        head.addLayout(row)
        asked = QHBoxLayout()
        asked.setContentsMargins(20, 6, 20, 6)
        asked.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(asked)
        column.addWidget(self.keys)
        self.setFocusProxy(self.view)

    def _press(self, key: str) -> None:
        row = self.view.row()
        if row and key == "D":
            self._on_move_wanted(row)
        elif row:
            self.view.skip_or_not(row)

    def _on_settled(self, row: DateRow, settled: Settled) -> None:
        self._settled[row.key] = settled
        self.decided.emit()

    def _on_let_go(self, row: DateRow) -> None:
        self._settled.pop(row.key, None)
        self.decided.emit()

    def _on_move_wanted(self, row: DateRow) -> None:
        self._ask(row, How.DATE, self.tr("{0}: which day or time instead?").format(row.title))

    def _on_anyway_wanted(self, row: DateRow) -> None:
        self._ask(row, How.ANYWAY, self.tr("{0}: why all the same?").format(row.title))

    def _ask(self, row: DateRow, how: How, question: str) -> None:
        self._asking = (row, how)
        self.ask.say(question)
        self.ask.set_text("")
        self.ask.accept()
        self.ask.show()
        self.ask.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_answered(self) -> None:
        if self._asking is None:
            return
        row, how = self._asking
        try:
            settled = self._read(row, how, self.ask.text().strip())
        except Refused as no:
            self.ask.refuse(no.sentence)
            return
        self.cancel_asking()
        self._on_settled(row, settled)

    def _read(self, row: DateRow, how: How, typed: str) -> Settled:
        if how is How.ANYWAY:
            if not typed:
                raise Refused(self.tr("Say why, in a word or two."))
            return Settled(row.on, how, typed)
        try:
            return Settled(row.on, How.START, f"{read_clock(typed):%H:%M}")
        except Refused:
            return Settled(row.on, How.DATE, read_day(typed, self._today).isoformat())
