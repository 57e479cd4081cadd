"""The week before its records are there: what the window shows in its first tenth of a second."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.look import current
from desktop.ui.paint import CENTRE, filled, words

DAYS, HOURS, HEAD = 7, 52, 44


class EmptyWeek(QWidget):
    """Seven columns with nothing in them; a sentence in the middle when it takes longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.say(self.tr("Opening"), show=False)

    def say(self, sentence: str, *, show: bool = True) -> None:
        """Say what is being waited for; a screen reader hears it even when it is not shown."""
        self._sentence = sentence if show else ""
        self.setAccessibleName(sentence)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        top, left = look.size("tool_bar"), look.px(HOURS)
        page = QRectF(0, top, self.width(), self.height() - top)
        filled(painter, QRectF(self.rect()), look.color("window"))
        filled(painter, page, look.color("card"))
        line = look.color("line")
        filled(painter, QRectF(0, top, self.width(), 1), line)
        filled(painter, QRectF(0, top + look.px(HEAD), self.width(), 1), line)
        wide = (self.width() - left) / DAYS
        for day in range(DAYS):
            filled(painter, QRectF(round(left + day * wide), top, 1, page.height()), line)
        if self._sentence:
            words(painter, page, self._sentence, look.font("lead"), look.color("ink2"), CENTRE)
