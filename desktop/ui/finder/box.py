"""The box of the finder and the list under it: the box has the keyboard, always."""

from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.finder.drawing import ResultDelegate, row_height
from desktop.ui.finder.model import FinderModel, Kind
from desktop.ui.look import current
from desktop.ui.paint import rounded
from desktop.ui.widgets.find_box import FindBox

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 4, Qt.Key.Key_PageUp: -4}


class TypingBox(FindBox):
    """The box; arrows, Enter and Esc are for the results, all else is typing.

    Signals:
        moved: an arrow (int, rows down).
        entered: Enter.
        escaped: Esc.
        reached: the box has the keyboard now.
    """

    moved = Signal(int)
    entered = Signal()
    escaped = Signal()
    reached = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in STEPS:
            self.moved.emit(STEPS[Qt.Key(event.key())])
        elif plain and event.key() in ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()


class ResultList(QListView):
    """As high as its rows, up to `most` pixels; it never takes the keyboard from the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = 10_000
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(ResultDelegate(self))

    def sizeHint(self) -> QSize:
        return QSize(200, self.high())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.high(), row_height(Kind.PERSON)))

    def high(self) -> int:
        """Return how high the rows are that fit: whole rows, at least one."""
        model = self.model()
        if not isinstance(model, FinderModel):
            return 0
        rows = (model.row(number) for number in range(model.rowCount()))
        high = list(accumulate(row_height(row.kind) for row in rows if row))
        return max((each for each in high if each <= self.most), default=high[0] if high else 0)


class ResultFrame(QWidget):
    """The edge round the results."""

    def __init__(self, results: ResultList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(results)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        fill, edge = look.color("card"), look.color("line2")
        rounded(painter, QRectF(self.rect()), 2, fill=fill, edge=edge)
