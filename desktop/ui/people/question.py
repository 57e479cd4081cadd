"""A question beside the work: what it would do, a field if one is needed, keep it or do it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.paint import STITCH, rounded
from desktop.ui.people.breaking import breakable
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol


class Question(QWidget):
    """Stitched, because nothing is settled yet. "Keep" comes first and is the safe one.

    Signals:
        kept: nothing is to be done.
        agreed: it is to be done.
        more_agreed: it is to be done, with what follows from it.
    """

    kept = Signal()
    agreed = Signal()
    more_agreed = Signal()

    def __init__(self, field: Field | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._words = Label("", "body", wrap=True)
        self.keep = PlainButton("", key="Esc")
        self.keep.setObjectName("keep")
        self.go = PlainButton("", kind="danger")
        self.go.setObjectName("go")
        self.more = PlainButton("", kind="danger")
        self.more.setObjectName("more")
        self._list = Label("", "body", wrap=True)
        self.also = Check(self.tr("Leave the sessions they lead without a leader"))
        self.also.setObjectName("leaderless")
        self.also.hide()
        self._lay_out(field)
        self.keep.clicked.connect(self.kept)
        self.go.clicked.connect(self.agreed)
        self.more.clicked.connect(self.more_agreed)
        self.hide()

    def ask(
        self, sentence: str, keep: str, go: str, more: str = "", follows: Sequence[str] = ()
    ) -> None:
        """Show the question; the keyboard stays where it is.

        `follows` are lines under it, and `more` is the button that does them, too.
        """
        self._words.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        self.keep.set_words(keep)
        self.go.set_words(go)
        self.more.set_words(more)
        self.more.setVisible(bool(more))
        self._list.setText(breakable("\n".join(follows)))
        self._list.setVisible(bool(follows))
        self.show()

    def sentence(self) -> str:
        """Return what is asked."""
        return self.accessibleName()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        rounded(
            painter, QRectF(self.rect()), look.radius("control"), fill=look.color("cautionT"),
            edge=look.color("caution"), width=2, dash=STITCH,
        )  # fmt: skip

    def _lay_out(self, field: Field | None) -> None:
        says = QHBoxLayout()
        says.setSpacing(10)
        says.addWidget(Symbol("warning", "fill", "caution", 20), 0, Qt.AlignmentFlag.AlignTop)
        says.addWidget(self._words, 1)
        buttons = Flow(10, 6)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.go)
        buttons.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(10)
        column.addLayout(says)
        column.addWidget(self._list)
        column.addWidget(self.also)
        if field:
            column.addWidget(field)
        column.addLayout(buttons)
