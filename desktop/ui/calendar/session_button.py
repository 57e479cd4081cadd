"""A session of the week that can be chosen, and "+2 more" where there is no room."""

from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.data.activities import SessionCard
from desktop.ui.calendar.crowd_drawing import draw_crowd
from desktop.ui.calendar.drawing import Shown, draw_session, is_past
from desktop.ui.calendar.words import aloud
from desktop.ui.widgets.tip import tip


class WeekButton(QAbstractButton):
    """Something in the week that one can stand on. Keys are the week's, so it takes none.

    Signals: opened(), by a double click
    """

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ring_radius", 6)
        self.setCheckable(True)

    def nextCheckState(self) -> None:  # noqa: N802
        """Stay as the week says: only choosing another session changes it."""

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether this is the chosen one, the only one Tab comes to."""
        policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.setChecked(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def _say(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(tip(words))


class SessionButton(WeekButton):
    """One session. It is used again for another when the week changes.

    Signals: those of WeekButton, and
        dragged: it is held elsewhere (SessionCard, QPoint how far from its place).
        dropped: it is let go.
    """

    session: SessionCard
    dragged = Signal(object, object)
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._pressed: QPoint | None = None
        self._dragging = False

    def show_session(self, session: SessionCard, now: datetime) -> bool:
        """Show another session, or the same one as it is now; whether that looks different."""
        shown = Shown(session, past=is_past(session, now))
        self._say(aloud(session, now))
        differs = shown != self._shown
        if differs:
            self.session, self._shown = session, shown
            self.update()
        return differs

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed, self._dragging = event.globalPosition().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = event.globalPosition().toPoint() - (self._pressed or QPoint())
        far = moved.manhattanLength() >= QApplication.startDragDistance()
        if self._pressed is None or not (far or self._dragging):
            super().mouseMoveEvent(event)
            return
        self._dragging = True
        self.dragged.emit(self.session, moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._pressed, self._dragging = self._dragging, None, False
        super().mouseReleaseEvent(event)
        if dragging:
            self.dropped.emit()

    def let_go(self) -> None:
        """Drag no further until it is pressed anew."""
        self._pressed, self._dragging = None, False

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._shown:
            shown = Shown(
                self.session, self._shown.past, chosen=self.isChecked(), hover=self.underMouse()
            )
            draw_session(QPainter(self), QRectF(self.rect()), shown)


class CrowdButton(WeekButton):
    """Says "+2 more": sessions at one time for which the day is too narrow."""

    sessions: tuple[SessionCard, ...] = ()

    def show_sessions(self, sessions: tuple[SessionCard, ...], now: datetime) -> None:
        """Stand for these sessions."""
        self.sessions = sessions
        words = self.tr("{0} more: {1}")
        each = "; ".join(aloud(session, now) for session in sessions)
        self._say(words.format(len(sessions), each))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        number, rect = len(self.sessions), QRectF(self.rect())
        chosen, hover = self.isChecked(), self.underMouse()
        draw_crowd(QPainter(self), rect, number, chosen=chosen, hover=hover)
