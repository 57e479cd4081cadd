"""The list of sessions for which the week has no room."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QVBoxLayout,
    QWidget,
)

from desktop.data.activities import SessionCard
from desktop.rules.days import when
from desktop.ui.calendar.session_button import SessionButton
from desktop.ui.look import current
from desktop.ui.widgets.label import Label

TOP = Qt.AlignmentFlag.AlignTop


class ListedSession(SessionButton):
    """A session in the list, with keys of its own."""

    def __init__(self, session: SessionCard, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"more_{session.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_session(session, now)

    def sizeHint(self) -> QSize:
        return QSize(current().px(240), current().px(72))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            QAbstractButton.keyPressEvent(self, event)  # Space and the arrow keys

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        QAbstractButton.keyReleaseEvent(self, event)


class MorePage(QWidget):
    """Sessions at one time for which the week has no room.

    Signals: picked(int session_id)
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "page", wrap=True)
        self.when = Label("", "text", "ink2", wrap=True)
        self._buttons: list[ListedSession] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)
        self._column.addWidget(self.when)
        self._column.addStretch(1)

    def show_sessions(self, sessions: Sequence[SessionCard], now: datetime) -> None:
        """List sessions that overlap."""
        self.title.setText(self.tr("{0} more").format(len(sessions)))
        first = sessions[0]
        starts = min(each.starts for each in sessions)
        self.when.setText(when(first.date, starts, max(s.ends for s in sessions), now.date()))
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(each, now) for each in sessions]
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, session: SessionCard, now: datetime) -> ListedSession:
        button = ListedSession(session, now, self)
        button.clicked.connect(partial(self.picked.emit, session.id))
        self._column.insertWidget(self._column.count() - 1, button)
        button.show()
        return button
