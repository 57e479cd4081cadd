"""The violet ring round whatever has the keyboard, drawn over the window, outside the control."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.ui.look import current
from desktop.ui.paint import focus_ring

AROUND = 5
MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class FocusOverlay(QWidget):
    """One for each window: it follows the focus, and moves, scrolls and resizes with its control.

    A control with the property `ring` = "none" draws its own; "inside" has the ring within its
    edge, which views and text pages get anyway. `ring_radius` is the control's own radius.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._followed: list[QWidget] = []
        self._ring, self._radius = QRect(), 8
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVES and self._is_whole():
            self._later.start()
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        ring = QRectF(self._ring.translated(-self.pos()))
        focus_ring(painter, ring, self._radius, current().color("focus"))

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if not self._is_whole():
            return
        for widget in filter(isValid, self._followed):  # the focus also moves when one is deleted
            widget.removeEventFilter(self)
        self._followed = []
        if now is not None and now is not self._window and self._window.isAncestorOf(now):
            self._followed = _up_to(now, self._window)
            for widget in self._followed:
                widget.installEventFilter(self)
        self._later.start()

    def _is_whole(self) -> bool:
        # The garbage collector empties a window's round of objects before Qt deletes them, and
        # deleting them moves the focus once more.
        return "_followed" in vars(self)

    @Slot()
    def _place(self) -> None:
        control = QApplication.focusWidget()
        if control is None or not self._followed or self._followed[0] is not control:
            self.hide()
            return
        if control.property("ring") == "none" or not control.isVisible():
            self.hide()
            return
        if not all(map(isValid, self._followed)):
            # Python may lose sight of what Qt made itself, such as a scroll area's viewport.
            self._followed = _up_to(control, self._window)
        inset = AROUND + 1 if _inside(control) else 0
        corner = control.mapTo(self._window, QPoint(0, 0))
        self._ring = QRect(corner, control.size()).adjusted(inset, inset, -inset, -inset)
        radius = control.property("ring_radius")
        self._radius = 3 if inset else int(radius) if radius is not None else 8
        shown = self._ring.adjusted(-AROUND, -AROUND, AROUND, AROUND)
        for parent in self._followed[1:]:
            shown &= _room(parent, self._window)
        self.setGeometry(shown)
        self.setVisible(not shown.isEmpty())
        self.raise_()
        self.update()


def _inside(control: QWidget) -> bool:
    return control.property("ring") == "inside" or isinstance(
        control, QAbstractItemView | QPlainTextEdit
    )


def _up_to(widget: QWidget, window: QWidget) -> list[QWidget]:
    line = [widget]
    while line[-1] is not window:
        parent = line[-1].parentWidget()
        if parent is None:
            break
        line.append(parent)
    return line


def _room(parent: QWidget, window: QWidget) -> QRect:
    """Return where a ring may show inside this parent: a scrolled-away control has none."""
    spare = 0 if parent.objectName() == "qt_scrollarea_viewport" or parent is window else AROUND
    corner = parent.mapTo(window, QPoint(0, 0))
    return QRect(corner, parent.size()).adjusted(-spare, -spare, spare, spare)
