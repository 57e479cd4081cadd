"""Beside the page of Settings: the timetable as it would be printed now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data.own_paper import OwnPaper
from desktop.paper.how import How
from desktop.paper.press import Pictures, Sheet
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.printing.bench import Bench
from desktop.ui.printing.making import Asked, drawn
from desktop.ui.printing.preview import Preview
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

WIDTH = 400


class Beside(QWidget):
    """Made on a worker after every change; what is wrong with a template of one's own is said."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self.bench = Bench(self)
        self.bench.failed.connect(desk.failed)
        self.preview = Preview()
        self.trouble = Notice("caution", "")
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("As it would be printed now"), "control", "ink2"))
        column.addWidget(self.preview, 1)
        column.addWidget(self.trouble)
        self.setFixedWidth(current().px(WIDTH))

    def show_paper(self, said: OwnPaper, templates: str) -> None:
        """Make this week's timetable anew."""
        from desktop.paper.documents import document

        now = self._clock()
        first = now.date() - timedelta(days=now.date().weekday())
        own = Path(templates) if templates else None
        how = How(across=True, colour=said.said.colour, own=own)
        asked = Asked(document("timetable"), {"first": first, "now": now}, how)
        self._desk.read(asked.read(), self._press, owner=self, latest="paper", refused=self._say)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("pane"))

    def _press(self, sheet: Sheet) -> None:
        job = partial(drawn, sheet, self.preview.dots())
        self.bench.do(job, self._show, refused=self._say, latest="page")

    def _show(self, made: Pictures) -> None:
        self.preview.show_pages(made.pages)
        no = self.tr("Your own template is not used. ")
        self._tell(f"{no}{made.trouble}" if made.trouble else "")

    def _say(self, refusal: Refused) -> None:
        self._tell(refusal.sentence)

    def _tell(self, sentence: str) -> None:
        self.trouble.show_sentence("caution", sentence)
        self.trouble.setVisible(bool(sentence))
