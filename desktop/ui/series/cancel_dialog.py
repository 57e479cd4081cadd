"""Calling a session off: what it will do, why (for staff), and "Keep it" in front."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import moves
from desktop.data.activities import SessionCard
from desktop.data.moves import CalledOff
from desktop.rules.days import day, hours
from desktop.rules.refusal import Refused
from desktop.rules.telling import Kind, public_words
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.symbol import Symbol


class CancelDialog(QDialog):
    """Asks before a session is called off; its people are put on People to tell.

    Signals:
        cancelled: it is done (str, what to say).
    """

    cancelled = Signal(str)

    def __init__(self, desk: Desk, session: SessionCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Cancel a session"))
        self.setObjectName("cancel_session")
        self._desk, self._session, self._busy = desk, session, False

        self.reason = Field(
            self.tr("Why?"), hint=self.tr("for staff only, may be empty"), icon="note-pencil"
        )
        self.notice = Notice("refuse", "")
        self.notice.hide()
        self.keep = PlainButton(self.tr("Keep it"), key="Esc")
        self.act = PlainButton(self.tr("Cancel the session"), icon="prohibit", kind="danger")
        self._lay_out()

        self.keep.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        self.keep.setDefault(True)
        wide = current().px(560)
        self.setFixedWidth(wide)
        self.resize(wide, self._column.totalHeightForWidth(wide))
        self._ring = FocusOverlay(self)
        self.keep.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.act.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        session = self._session
        title = self.tr("Cancel {0} on {1}?").format(
            session.title, day(session.date, session.date)
        )  # fmt: skip
        where = ", ".join(filter(None, (hours(session.starts, session.ends), session.place)))
        will = Card()
        will.body.addWidget(Label(self.tr("This will"), "control"))
        for icon, words in self._consequences():
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Symbol(icon, "bold", "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, "text", wrap=True), 1)
            will.body.addLayout(row)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(12)
        body.addWidget(Label(title, "title", wrap=True))
        body.addWidget(Label(f"{where}.", "text", "ink2", wrap=True))
        body.addWidget(will)
        body.addWidget(self.reason)
        body.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.act)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)

    def _consequences(self) -> list[tuple[str, str]]:
        booked = self._session.booked + self._session.over
        people = self.tr("1 person") if booked == 1 else self.tr("{0} people").format(booked)
        tell = self.tr("Put {0} on People to tell, and how to reach each").format(people)
        shelf = self.tr("Keep their bookings on the shelf until each has another place")
        said = public_words(Kind.NOT_ON, self._session.starts)
        public = self.tr("Say “{0}” to the public, nothing more").format(said)
        if not booked:
            return [("users", self.tr("Tell nobody: nobody is booked")), ("eye", public)]
        return [("phone", tell), ("ticket", shelf), ("eye", public)]

    @Slot()
    def _on_act(self) -> None:
        if self._busy:
            return
        self._busy = True
        action: Callable[..., CalledOff] = partial(
            moves.cancel, session_ids=(self._session.id,), reason=self.reason.text()
        )
        self._desk.write(
            action, self._on_done, owner=self, refused=self._on_refused, lost=self._on_lost
        )

    def _on_done(self, done: CalledOff) -> None:
        words = self.tr("Cancelled {0} on {1}.").format(
            self._session.title, day(self._session.date, self._session.date)
        )
        one, several = self.tr("1 person to tell."), self.tr("{0} people to tell.")
        tell = one if done.to_tell == 1 else several.format(done.to_tell) if done.to_tell else ""
        self.cancelled.emit(f"{words} {tell}".strip())
        self.accept()

    def _on_refused(self, refusal: Refused) -> None:
        self._tell("refuse", refusal.sentence)

    def _on_lost(self, sentence: str) -> None:
        self._tell("caution", sentence)

    def _tell(self, kind: str, sentence: str) -> None:
        self._busy = False
        self.notice.show_sentence(kind, sentence)
        self.notice.show()
