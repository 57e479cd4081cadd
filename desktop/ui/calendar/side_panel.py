"""The chosen session beside the week: when, where, who, how many, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.data.activities import SessionCard
from desktop.ui.calendar.more_page import MorePage
from desktop.ui.calendar.panel import Panel
from desktop.ui.calendar.scrolled import scrolled
from desktop.ui.calendar.session_page import SessionPage
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.patch_tile import PatchBand

TOP = Qt.AlignmentFlag.AlignTop


class SidePanel(Panel):
    """The chosen session, its buttons always in view below it.

    Signals:
        register_wanted, booking_wanted, change_wanted: what the buttons say.
        off_wanted: to be called off, or to be brought back.
        picked: a session of the list was chosen (int session_id).
        back_wanted: back to the week, where there is no room for both.
    """

    register_wanted = Signal()
    booking_wanted = Signal()
    change_wanted = Signal()
    off_wanted = Signal()
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Chosen session"))
        self._session: SessionCard | None = None
        self._alone = False
        self.band = PatchBand("", 14)
        self.page, self.more = SessionPage(), MorePage()
        self.pages = QStackedWidget()
        for page in (scrolled(self.page), scrolled(self.more), QWidget()):
            self.pages.addWidget(page)
        self.pages.setCurrentIndex(2)
        self.back = PlainButton(self.tr("Back to the week"), icon="caret-left", key="Esc")
        self.register = PlainButton(
            self.tr("Open the register"), icon="list-checks", key="Enter", kind="main"
        )
        self.book = PlainButton(self.tr("Book someone"), icon="user-plus", key="B")
        self.change = PlainButton(self.tr("Change it"), icon="pencil-simple", key="E")
        self.off = PlainButton(self.tr("Cancel it"), icon="prohibit", key="Del")
        self._lay_out()
        self.setFocusProxy(self.register)

        self.register.clicked.connect(self.register_wanted)
        self.book.clicked.connect(self.booking_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.off.clicked.connect(self.off_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.more.picked.connect(self.picked)

    def show_session(self, session: SessionCard | None, now: datetime) -> None:
        """Show the chosen session; None when the week has none."""
        self._session = session
        self._foot.setVisible(session is not None)
        self.band.show_patch(session.patch if session else "")
        if session is None:
            self.pages.setCurrentIndex(2)
            return
        self.page.show_session(session, now)
        self._offer(back=session.cancelled)
        self.pages.setCurrentIndex(0)

    def show_more(self, sessions: Sequence[SessionCard], now: datetime) -> None:
        """List sessions that have no room in the week."""
        self._foot.hide()
        self.band.show_patch("")
        self.pages.setCurrentIndex(1)
        self.more.show_sessions(sessions, now)

    def session(self) -> SessionCard | None:
        """Return the session that is shown."""
        return self._session

    def show_alone(self, *, alone: bool) -> None:
        """Be a page of its own, with a way back, or a panel beside the week."""
        self.back.setVisible(alone)
        self._alone = alone
        self._centre()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        if self._session:
            self.page.show_now(self._session, now)

    def _offer(self, *, back: bool) -> None:
        """Offer to call a session off, or to bring one back that is not on."""
        self.book.setVisible(not back)
        self.change.setVisible(not back)
        self.off.set_words(self.tr("Bring it back") if back else self.tr("Cancel it"))
        self.off.set_key("R" if back else "Del")
        self.off.set_symbol("arrow-counter-clockwise" if back else "prohibit", "plain")

    def _centre(self) -> None:
        around = max(0, (self.width() - current().px(600)) // 2) if self._alone else 0
        top = 16 if self._alone else 1
        self._column.setContentsMargins(around + 1, top, around, 0)

    def _lay_out(self) -> None:
        self._foot = QWidget()
        buttons = QVBoxLayout(self._foot)
        buttons.setContentsMargins(18, 8, 18, 16)
        buttons.setSpacing(8)
        every = {"register": self.register, "book": self.book, "change": self.change,
                 "off": self.off}  # fmt: skip
        for name, button in every.items():
            button.setObjectName(f"panel_{name}")
            buttons.addWidget(button)
        self.back.setObjectName("panel_back")
        back = QHBoxLayout()
        back.setContentsMargins(18, 0, 18, 0)
        back.addWidget(self.back)
        back.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.band)
        self._column.addLayout(back)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self._foot)
