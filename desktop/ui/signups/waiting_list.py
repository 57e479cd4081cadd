"""What the desk does to a waiting list: reorders it, takes people off, offers what is free."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.data import waiting
from desktop.data.waiting import WaitingLine
from desktop.rules.days import ordinal
from desktop.ui.signups.person_pane import PersonPane
from desktop.ui.signups.register_pane import RegisterPane
from desktop.ui.signups.steps import Steps

if TYPE_CHECKING:
    from desktop.data.places_to_offer import RingingAbout


class WaitingList(QObject):
    """Carries wishes about who waits from the panes to the steps.

    Signals:
        go_to: a free place is offered elsewhere (str place, int session id).
    """

    go_to = Signal(str, object)

    def __init__(
        self, steps: Steps, middle: RegisterPane, pane: PersonPane,
        clock: Callable[[], datetime], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._steps, self._middle, self._clock = steps, middle, clock
        self._strip = middle.wait_strip
        register, foot = middle.view, pane.foot
        register.put_wanted.connect(self._ask_place)
        register.leave_wanted.connect(self._strip.ask_leave)
        register.mark_missed.connect(self._say_waits)
        register.offer_wanted.connect(self.offer)
        foot.put_wanted.connect(self._ask_place)
        foot.leave_wanted.connect(self._strip.ask_leave)
        pane.finder.reached.connect(middle.bring_preview)
        self._strip.put.connect(self._put)
        self._strip.left.connect(self._leave)
        self._strip.kept.connect(register.setFocus)
        foot.taken_up.connect(self._take_up)

    @Slot()
    def offer(self) -> None:
        """Go to where the free places of the session on show are offered; or say there is none."""
        register = self._middle.shown()
        if register is None:
            return
        session = register.session
        if not register.waiting:
            self._steps.told.emit(self.tr("Nobody is waiting for {0}.").format(session.title))
        elif session.cancelled or session.ends_utc <= self._clock():
            self._steps.told.emit(self.tr("{0} is not to come any more.").format(session.title))
        elif session.booked >= session.places:
            words = self.tr("There is no place to offer. {0} is full.")
            self._steps.told.emit(words.format(session.title))
        else:
            self.go_to.emit("offer", session.id)

    @Slot(object)
    def _ask_place(self, line: WaitingLine) -> None:
        register = self._middle.shown()
        several = len(register.waiting) if register else 0
        if several > 1:
            self._strip.ask_place(line, several)
        else:
            self._steps.told.emit(self.tr("{0} is the only one waiting.").format(line.called))

    @Slot(object)
    def _say_waits(self, line: WaitingLine) -> None:
        words = self.tr("{0} is waiting, not booked. W writes down who is here.")
        self._steps.told.emit(words.format(line.called))

    @Slot(object, int, str)
    def _put(self, line: WaitingLine, place: int, reason: str) -> None:
        words = self.tr("{0} is {1} on the waiting list now.").format(line.called, ordinal(place))
        action = partial(waiting.put, waiting_id=line.waiting_id, place=place, reason=reason)
        self._steps.do(action, line.person_id, words)
        self._middle.view.setFocus()

    @Slot(object, str)
    def _leave(self, line: WaitingLine, reason: str) -> None:
        words = self.tr("{0} is off the waiting list.").format(line.called)
        action = partial(waiting.leave, waiting_id=line.waiting_id, reason=reason)
        self._steps.do(action, line.person_id, words)
        self._middle.view.setFocus()

    @Slot(object, int, str)
    def _take_up(self, about: "RingingAbout", person_id: int, called: str) -> None:
        from desktop.data import places_to_offer

        words = self.tr("Booked. {0} has the place.").format(called)
        action = partial(places_to_offer.take_up, waiting_id=about.waiting_id)
        self._steps.do(action, person_id, words)
