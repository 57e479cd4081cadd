"""The bar under a form: what is not saved yet, leaving it, and the green button."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol

LONGEST_WORDS = 26


class SaveBar(QWidget):
    """Connect to the `clicked` of `save`, `leave` and `forget`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("save_bar")
        self._disk, self._words = Symbol("floppy-disk", "bold", "ink2", 16), Label("", "small")
        self._words.set_colour("ink2")
        self._words.setWordWrap(True)
        self._words.setObjectName("draft_words")
        self.forget = PlainButton(self.tr("Forget it"), kind="quiet")
        self.forget.setObjectName("forget")
        self.forget.setAccessibleName(self.tr("Forget the draft"))
        self.leave = PlainButton(self.tr("Leave it"), key="Esc")
        self.leave.setObjectName("leave")
        self.save = PlainButton(self.tr("Save"), key="Ctrl+S", kind="main")
        self.save.setObjectName("save")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self._disk)
        self._row.addWidget(self._words, 1)
        for button in (self.forget, self.leave, self.save):
            self._row.addWidget(button)
        self._dress()

    def show_draft(self, words: str, save: str, *, waiting: bool) -> None:
        """Say what is kept and what saving would save; `waiting` when there is something."""
        self._words.setText(words or (self.tr("Saved.") if not waiting else ""))
        self._disk.setVisible(bool(words))
        short = save if len(save) <= LONGEST_WORDS else self.tr("Save")
        self.save.set_words(short, save)
        self.save.setEnabled(waiting)
        self.forget.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line"))

    def _dress(self) -> None:
        around = current().px(6 if current().compact else 10)
        self._row.setContentsMargins(22, around, 20, around)
