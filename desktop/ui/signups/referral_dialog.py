"""A small dialog for who referred somebody: then they may have a place kept for referrals."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.data import referrals
from desktop.data.signups import Booked
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.signups.offer import Offer
from desktop.ui.signups.words import in_full
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class ReferralDialog(QDialog):
    """Asks who referred somebody, and books them.

    Signals: booked(str sentence, int person id), once it is in the records
    """

    booked = Signal(str, int)

    def __init__(self, desk: Desk, made: Offer, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Book a referral"))
        self.setObjectName("referral")
        self._desk, self._made, self._today = desk, made, today
        self._asked = False

        self.by = Field(self.tr("Who referred them?"), icon="user")
        self.by.box.setObjectName("referred_by")
        self.by.box.setPlaceholderText(self.tr("Dr Shah, or the link worker"))
        self.by.box.setMaxLength(referrals.LONGEST)
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.book = PlainButton(self.tr("Book them"), icon="check", key="Enter", kind="main")
        self.book.setDefault(True)
        self._lay_out()

        self.book.clicked.connect(self._on_book)
        self.cancel.clicked.connect(self.reject)
        self.by.setFocus()
        self._ring = FocusOverlay(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.book.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(2)
        body.addWidget(Label(self._made.person.called, "strong", wrap=True))
        body.addWidget(Label(self._words(), "text", "ink2", wrap=True))
        body.addSpacing(12)
        body.addWidget(self.by)
        self.by.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.book)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(460))

    def _words(self) -> str:
        return f"{in_full(self._made.session, self._today)}."

    @Slot()
    def _on_book(self) -> None:
        session_id, person_id = self._made.ids()
        book: Callable[..., Booked] = referrals.book
        if self._asked:
            from desktop.data import after_asking

            book = after_asking.book_referral
        write = partial(book, session_id=session_id, person_id=person_id, by=self.by.text())
        self._desk.write(
            write, self._on_booked, owner=self, refused=self._on_refused, lost=self.by.refuse
        )

    def _on_booked(self, _booked: Booked) -> None:
        words = self.tr("Booked. {0}: {1}.").format(
            self._made.person.called, in_full(self._made.session, self._today)
        )
        self.booked.emit(words, self._made.person.id)
        self.accept()

    @Slot(object)
    def _on_refused(self, refusal: Refused) -> None:
        self.by.refuse(refusal.sentence)
        if refusal.way_on is not None and refusal.way_on.kind == "asked":
            self._asked = True
            self.book.set_words(refusal.way_on.label)
