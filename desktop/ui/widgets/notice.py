"""A sentence on the colour of its meaning, with its symbol: good, info, caution or refuse."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import rounded
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol

SYMBOLS = {"good": "check-circle", "info": "info", "caution": "warning", "refuse": "x-circle"}


class Notice(QWidget):
    """One sentence that stays where it is put."""

    def __init__(
        self, kind: str = "info", sentence: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._symbol = Symbol("", "fill", size=20)
        self._words = Label("", "body", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(10)
        self._row.addWidget(self._symbol)
        self._row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_sentence(kind, sentence, icon)
        self._dress()

    def show_sentence(self, kind: str, sentence: str, icon: str = "") -> None:
        """Say something else."""
        self._kind = kind
        self._symbol.show_icon(icon or SYMBOLS[kind], "fill", kind)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.update()

    def add(self, widget: QWidget) -> None:
        """Put a widget behind the sentence."""
        self._row.addWidget(widget)

    def sentence(self) -> str:
        """Return what it says."""
        return self._words.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        fill, edge = look.color(f"{self._kind}T"), look.color(self._kind)
        rounded(painter, QRectF(self.rect()), look.radius("control"), fill=fill, edge=edge)

    def _dress(self) -> None:
        down = current().px(9)
        self._row.setContentsMargins(13, down, 9, down)
        self._row.setAlignment(self._symbol, Qt.AlignmentFlag.AlignVCenter)
