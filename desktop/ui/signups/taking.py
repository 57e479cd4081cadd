"""What the panes ask for is done: offers taken up, bookings marked, cancelled and moved."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.data.registers import RegisterLine
from desktop.rules.days import ordinal
from desktop.rules.signups import Stand
from desktop.ui.desk import Desk
from desktop.ui.signups.choice import why_not_booked
from desktop.ui.signups.moving import Moving
from desktop.ui.signups.offer import Does, Offer
from desktop.ui.signups.person_pane import PersonPane
from desktop.ui.signups.register_pane import RegisterPane
from desktop.ui.signups.steps import Marked, Steps

if TYPE_CHECKING:
    from desktop.data.rebooking import Date


class Taking(QObject):
    """Carries wishes from the panes to the steps.

    Signals:
        refused: no, with the reason (Refused), and about whom (int person id).
        go_to: somebody wants a dialog (str place, object what it is about).
    """

    refused = Signal(object, int)
    go_to = Signal(str, object)

    def __init__(
        self, steps: Steps, middle: RegisterPane, clock: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._steps, self._middle, self._clock = steps, middle, clock
        register, strip = middle.view, middle.cancel_strip
        register.mark_wanted.connect(steps.mark_line)
        register.cancel_wanted.connect(middle.ask_cancel)
        register.every_week_wanted.connect(self.ask_every_week)
        strip.agreed.connect(self._on_cancel_agreed)
        strip.kept.connect(register.setFocus)

    def listen_to(self, pane: PersonPane, moving: Moving) -> None:
        """Do what these ask for."""
        pane.foot.mark_wanted.connect(self._on_foot_mark)
        pane.foot.cancel_wanted.connect(self._on_foot_cancel)
        moving.wanted.connect(self._steps.move)

    @Slot(object)
    def take(self, made: Offer) -> None:
        """Do what the big button says, or say why it is off."""
        person, session = made.person, made.session
        if made.does is Does.BOOK:
            self._steps.book(session, person.id, person.called)
        elif made.does is Does.WALK_IN:
            self._steps.walk_in(session, person.id, person.called)
        elif made.does is Does.WAIT:
            self._steps.wait(session.id, person.id)
        elif made.does is Does.WAITS:
            words = self.tr("{0} is {1} on the waiting list. Places are offered in order.")
            self._steps.told.emit(words.format(person.called, ordinal(made.place)))
        elif made.does is Does.OFFER:
            self._middle.view.offer_wanted.emit()
        elif made.does is Does.ARRIVE:
            self._on_foot_mark(made, "arrived")
        else:
            no = why_not_booked(made, self._clock())
            if no:
                self.refused.emit(no, person.id)

    @Slot(object)
    def ask_every_week(self, person_id: int | None) -> None:
        """Ask whether somebody is to come to the session on show every week."""
        register = self._middle.shown()
        if register and person_id is not None:
            self.go_to.emit("every week", (register.session.id, person_id))

    def ask_dates(self, desk: Desk, made: Offer | None) -> None:
        """Ask which of the next dates are to be booked for the person of an offer."""
        if made is None:
            return
        from desktop.data import rebooking

        session_id, person_id = made.ids()
        read = partial(
            rebooking.dates_for, session_id=session_id, person_id=person_id, now=self._clock()
        )
        desk.read(read, partial(self._open_dates, desk, made), owner=self, latest="dates")

    def ask_referral(self, desk: Desk, made: Offer | None) -> None:
        """Ask who referred the person of an offer, and book them."""
        if made is None:
            return
        from desktop.ui.signups.referral_dialog import ReferralDialog

        dialog = ReferralDialog(desk, made, self._clock().date(), self._middle.window())
        dialog.booked.connect(self._on_referred)
        dialog.open()

    @Slot(str, int)
    def _on_referred(self, words: str, person_id: int) -> None:
        self._steps.said.emit(words)
        self._steps.booked.emit(person_id)

    def _open_dates(self, desk: Desk, made: Offer, dates: "tuple[Date, ...]") -> None:
        from desktop.ui.signups.dates_dialog import DatesDialog

        dialog = DatesDialog(desk, self._clock, made, dates, self._middle.window())
        dialog.booked.connect(self._steps.said)
        dialog.open()

    @Slot(object, str)
    def _on_foot_mark(self, made: Offer, as_: str) -> None:
        who = made.person
        line = self._middle.line_of(who.live_booking or 0)
        if line:
            self._steps.mark_line(line, as_)
        elif who.live_booking and who.live_mark:
            stand = Stand(who.live_mark)
            self._steps.mark(Marked(who.id, who.live_booking, who.plain, stand), as_)

    @Slot(object)
    def _on_foot_cancel(self, made: Offer) -> None:
        line = self._middle.line_of(made.person.live_booking or 0)
        if line:
            self._middle.ask_cancel(line)

    @Slot(object, str, str)
    def _on_cancel_agreed(self, line: RegisterLine, reason: str, by_whom: str) -> None:
        register = self._middle.shown()
        if register:
            self._steps.cancel(register.session, line, reason=reason, by_whom=by_whom)
        self._middle.view.setFocus()
