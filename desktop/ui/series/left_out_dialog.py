"""The dates a series leaves out, each with why; any of them can be brought back."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import upkeep
from desktop.data.upkeep import BroughtBack, SeriesPage, SkippedDate
from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.page_dialog import PageDialog
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label


class DateRow(QWidget):
    """One date, why it is left out, and the button that brings it back.

    Signals:
        wanted: it is to be on after all (SkippedDate).
    """

    wanted = Signal(object)

    def __init__(self, left_out: SkippedDate, today: date) -> None:
        super().__init__()
        self.left_out = left_out
        said = day(left_out.on, today)
        self.back = PlainButton(self.tr("Bring it back"), icon="arrow-counter-clockwise")
        self.back.setAutoDefault(False)
        self.back.setAccessibleName(self.tr("Bring back {0}").format(said))
        self.back.clicked.connect(self._on_back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(said, "control", wrap=True))
        words.addWidget(Label(self._why(left_out), "small", "ink2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _on_back(self) -> None:
        self.wanted.emit(self.left_out)

    def _why(self, left_out: SkippedDate) -> str:
        words = {
            "bank holiday": self.tr("Bank holiday"),
            "closed": self.tr("Closed"),
            "by hand": self.tr("Skipped by somebody"),
            "clash": self.tr("Something else was there"),
        }
        why = words.get(left_out.why, left_out.why)
        return f"{why}: {left_out.note}" if left_out.note else why


class LeftOutDialog(PageDialog):
    """Each date comes back at once, a step of its own; what clashes asks for a reason.

    Signals:
        brought_back: a date is on again (str, what to say).
    """

    wide, high = 620, 500
    brought_back = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], page: SeriesPage, parent: QWidget
    ) -> None:
        super().__init__(
            desk, self.tr("Left out of {0}").format(page.title), "left_out",
            self.tr("One Ctrl+Z takes it back again."), parent,
        )  # fmt: skip
        self._today, self._page = clock().date(), page
        self._asked: SkippedDate | None = None
        self.rows: list[DateRow] = []
        self.reason = Field(self.tr("Why all the same?"), icon="note-pencil")
        self.reason.box.setObjectName("reason")
        self._nothing = Label(self.tr("No date is left out."), "text", "ink2", wrap=True)
        self._column = QVBoxLayout(self.page)
        self._column.setContentsMargins(22, 4, 22, 14)
        self._column.setSpacing(10)
        self._column.addWidget(Label(f"{page.sentence}.", "text", "ink2", wrap=True))
        self._column.addWidget(self.reason)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.reason.hide()
        self.leave.set_words(self.tr("Close"))
        self._show(page)

    def go(self) -> None:
        """Bring the date back that was asked about, for its reason; with none leave."""
        if self._asked is None:
            self.accept()
        elif not self.reason.text().strip():
            self.reason.refuse(self.tr("Say why it may be there all the same."))
        else:
            self._bring_back(self._asked)

    def _show(self, page: SeriesPage) -> None:
        self._page, self._asked = page, None
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [DateRow(each, self._today) for each in page.skipped]
        for number, row in enumerate(self.rows):
            row.wanted.connect(self._on_wanted)
            self._column.insertWidget(number + 1, row)
        self._nothing.setVisible(not self.rows)
        self.reason.hide()
        self.act.set_words(self.tr("Done"))
        (self.rows[0].back if self.rows else self.act).setFocus()

    @Slot(object)
    def _on_wanted(self, left_out: SkippedDate) -> None:
        self.reason.set_text("")
        self._bring_back(left_out)

    def _bring_back(self, left_out: SkippedDate) -> None:
        self._asked = left_out
        action = partial(
            upkeep.bring_back, series_id=self._page.id, on=left_out.on, reason=self.reason.text()
        )
        self.write(action, partial(self._on_back, left_out))

    def _on_back(self, left_out: SkippedDate, _back: BroughtBack) -> None:
        said = self.tr("{0} is on again, {1}.")
        sentence = said.format(self._page.title, day(left_out.on, self._today))
        self.tell("good", sentence)
        self.brought_back.emit(sentence)
        read = partial(upkeep.series_page, series_id=self._page.id)
        self._desk.read(read, self._show, owner=self)

    def _on_refused(self, refusal: Refused) -> None:
        super()._on_refused(refusal)
        if refusal.way_on and refusal.way_on.kind == "anyway":
            self.reason.show()
            self.reason.setFocus()
            self.act.set_words(self.tr("Bring it back all the same"))
        else:
            self._asked = None
