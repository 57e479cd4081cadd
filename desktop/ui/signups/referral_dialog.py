"""A small dialog for who referred somebody: then they may have a place kept for referrals."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.data import referrals
from desktop.data.signups import Booked
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.signups.offer import Offer
from desktop.ui.signups.words import in_full
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.small_dialog import SmallDialog


class ReferralDialog(SmallDialog):
    """Asks who referred somebody, and books them.

    Signals: booked(str sentence, int person id), once it is in the records
    """

    booked = Signal(str, int)

    def __init__(self, desk: Desk, made: Offer, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("Book a referral"), "referral", parent)
        self._desk, self._made, self._today = desk, made, today
        self._asked = False

        self.by = Field(self.tr("Who referred them?"), icon="user")
        self.by.box.setObjectName("referred_by")
        self.by.box.setPlaceholderText(self.tr("Dr Shah, or the link worker"))
        self.by.box.setMaxLength(referrals.LONGEST)
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.book = PlainButton(self.tr("Book them"), icon="check", key="Enter", kind="main")
        self.book.setDefault(True)
        self.book.clicked.connect(self._on_book)
        when = f"{in_full(made.session, today)}."
        self.stand(made.person.called, when, [self.by], self.cancel, self.book)

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
