"""The foot of the right pane: the one big button, and what else can be done for this person."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.registers import PersonCard
from desktop.rules.days import clock, day, ordinal
from desktop.rules.phones import show_phone
from desktop.rules.refusal import WayOn
from desktop.ui.signups.offer import Does, Offer
from desktop.ui.signups.ringing import Ringing
from desktop.ui.signups.words import full_words, what_and_when
from desktop.ui.widgets.buttons import MainButton, PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from desktop.data.places_to_offer import RingingAbout

ICONS = {
    Does.BOOK: "user-plus",
    Does.WALK_IN: "door-open",
    Does.IS_GONE: "prohibit",
    Does.DID_NOT_COME: "x",
    Does.WAIT: "hourglass",
    Does.WAITS: "hourglass",
    Does.OFFER: "phone",
    Does.OVER: "clock",
    Does.CANCELLED: "prohibit",
}
KEYS = {Does.BOOK: "Enter", Does.WALK_IN: "Enter", Does.ARRIVE: "A", Does.WAIT: "Enter",
        Does.OFFER: "O"}  # fmt: skip


class Foot(QWidget):
    """Shows an offer and says when it is taken up.

    Signals:
        taken: the big button was pressed (Offer).
        mark_wanted: a mark for the booking of the offer (Offer, str).
        cancel_wanted: the booking of the offer is to be cancelled (Offer).
        put_wanted: they are to have another place on the waiting list (WaitingLine).
        leave_wanted: they are to be taken off the waiting list (WaitingLine).
        taken_up: they would like the place they were rung about (RingingAbout, int, str called).
        way_on_wanted: elsewhere there is room (WayOn).
        walk_in_ended: no walk-in after all.
    """

    taken = Signal(object)
    mark_wanted = Signal(object, str)
    cancel_wanted = Signal(object)
    put_wanted = Signal(object)
    leave_wanted = Signal(object)
    taken_up = Signal(object, int, str)
    way_on_wanted = Signal(object)
    walk_in_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offer | None = None
        self._today: date | None = None
        self._person: PersonCard | None = None
        self._brief, self._roomy = False, True
        self.ringing = Ringing()
        self.ringing.yes.connect(self._on_yes)
        self._walk_in = Notice("info", self.tr("Walk-in: who is here without a booking?"))
        end = PlainButton(self.tr("Leave it"), kind="bar")
        end.clicked.connect(self.walk_in_ended)
        self._walk_in.add(end)
        self.say = Notice("info", "")
        self.main = MainButton("", key="Enter", icon="user-plus")
        self.main.setObjectName("main")
        self._why = Label("", "text", "ink2", wrap=True)
        self._way_on = PlainButton(self.tr("Show it"), icon="calendar-blank")
        self._second = PlainButton("", icon="x")
        self._cancel = PlainButton(self.tr("Cancel booking"), icon="prohibit")
        self._lay_out()

        self.main.clicked.connect(self._on_main)
        self._second.clicked.connect(self._on_second)
        self._cancel.clicked.connect(self._on_cancel)
        self._way_on.clicked.connect(self._on_way_on)
        self.show_offer(None, None)

    def offer(self) -> Offer | None:
        """Return what is offered now."""
        return self._offer

    def show_walk_in(self, on: bool) -> None:
        """Say that the next Enter writes down a walk-in."""
        self._walk_in.setVisible(on)

    def show_person(self, card: PersonCard | None) -> None:
        """Show why somebody may be ringing, with the key for their yes."""
        self._person = card
        self.ringing.show_ringing(card.ringing if card else ())

    def fit(self, *, brief: bool, roomy: bool) -> None:
        """Say less where there is little room; what is left out has a key."""
        if (brief, roomy) != (self._brief, self._roomy):
            self._brief, self._roomy = brief, roomy
            self.show_offer(self._offer, self._today)

    def show_offer(self, offer: Offer | None, today: date | None) -> None:
        """Show what can be done for a person on a session; None for nobody."""
        self._offer, self._today = offer, today
        self.main.setVisible(offer is not None)
        said = self._say_words(offer, today) if offer and today else ""
        self.say.show_sentence("info", said)
        self.say.setVisible(bool(said))
        why = self._why_words(offer, today) if offer and today else ""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._show_way_on(offer)
        self._show_second(offer, today)
        if offer is None or today is None:
            return
        look = "wait" if offer.does is Does.WAIT else "main"
        self.main.set_symbol(ICONS.get(offer.does, "check"), look)
        self.main.set_key(KEYS.get(offer.does, ""))
        self.main.setEnabled(offer.is_on())
        self.main.say(*self._main_words(offer, today))

    def way_on(self) -> WayOn | None:
        """Return what else can be done: a referral is booked on a kept place, or another date."""
        if self._offer is None:
            return None
        if self._offer.kept:
            return WayOn("referral", self.tr("It is a referral"), self._offer.session.id)
        there = self._offer.instead
        return WayOn("show_session", self.tr("Show it"), there.session_id) if there else None

    def _show_way_on(self, offer: Offer | None) -> None:
        way = self.way_on()
        refers = way is not None and way.kind == "referral"
        # What else suits them stands above the button: where it is tight, Alt+S is enough.
        tight = not self._roomy and offer is not None and offer.is_full()
        self._way_on.setVisible(refers or (way is not None and not tight))
        if way is not None:
            self._way_on.set_words(way.label)
            self._way_on.set_symbol("user-plus" if refers else "calendar-blank", "plain")
            self._way_on.set_key("Alt+S" if refers else "")

    def _show_second(self, offer: Offer | None, today: date | None) -> None:
        booked = offer is not None and offer.person.live_booking is not None
        begun = offer is not None and today is not None and offer.session.date <= today
        waits = offer is not None and offer.waits is not None and not self._hides_waits(offer)
        self._second.setVisible((booked and begun) or waits)
        self._cancel.setVisible(booked or waits)
        if offer is None:
            return
        if waits:
            self._show_waits(offer)
            return
        keys = offer.from_register
        first = self.tr("Did not come") if keys else self.tr("Has arrived")
        self._second.set_words(first)
        self._second.set_symbol("x" if keys else "check", "plain")
        self._second.set_key("X" if keys else "")
        self._second.setEnabled(keys or offer.does is not Does.HAS_ARRIVED)
        self._cancel.set_words(self.tr("Cancel booking"))
        self._cancel.set_key("Del" if keys else "")

    def _hides_waits(self, offer: Offer) -> bool:
        # M and Del do it on the register.
        return self._brief and (not offer.from_register or bool(offer.person.ringing))

    def _show_waits(self, offer: Offer) -> None:
        keys = offer.from_register
        self._second.set_words(self.tr("Change place"))
        self._second.set_symbol("arrow-up", "plain")
        self._second.set_key("M" if keys else "")
        self._second.setEnabled(True)
        self._cancel.set_words(self.tr("Take off the list"))
        self._cancel.set_key("Del" if keys else "")

    def _main_words(self, offer: Offer, today: date) -> tuple[str, str]:
        called, session = offer.person.called, offer.session
        where = what_and_when(session, today)
        words = {
            Does.BOOK: (self.tr("Book {0}:").format(called), where),
            Does.WALK_IN: (self.tr("Walk in: {0}").format(called), where),
            Does.ARRIVE: (self.tr("{0} has arrived").format(offer.person.plain), ""),
            Does.IS_BOOKED: (self.tr("{0} is booked").format(called), where),
            Does.HAS_ARRIVED: (self.tr("{0} has arrived").format(offer.person.plain), ""),
            Does.IS_GONE: (self.tr("{0} is not booked").format(called), where),
            Does.DID_NOT_COME: (self.tr("{0} did not come").format(called), where),
            Does.WAIT: (
                self.tr("Add to the waiting list, {0}").format(ordinal(offer.place)),
                f"{called}: {where}",
            ),
            Does.WAITS: (
                self.tr("{0} is {1} on the waiting list").format(called, ordinal(offer.place)),
                where,
            ),
            Does.OFFER: (self.tr("Offer {0} the place").format(called), where),
            Does.OVER: (self.tr("This session is over"), where),
            Does.CANCELLED: (self.tr("This session is cancelled"), where),
        }
        return words[offer.does]

    def _say_words(self, offer: Offer, today: date) -> str:
        """Say what has to be known before the button is pressed."""
        session = offer.session
        if offer.does is Does.BOOK and session.say:
            return self.tr("Say at booking: {0}").format(session.say)
        if offer.does is not Does.WAIT or self._brief:
            return ""  # the heading of the register says it too
        return offer.kept or full_words(session, today)

    def _why_words(self, offer: Offer, today: date) -> str:
        person, does = offer.person, offer.does
        phone = show_phone(person.phones[0]) if person.phones else ""
        order = self.tr("Places are offered in order.")
        rung = self.tr("{0} has no telephone number here.").format(person.called)
        if phone:
            rung = self.tr("The number of {0}: {1}.").format(person.called, phone)
        parts = [order, rung] if does is Does.WAIT else []
        if offer.instead is not None and not (self._brief and does is Does.WAIT):
            there = f"{day(offer.instead.date, today)}, {clock(offer.instead.starts)}"
            parts.append(self.tr("The next with room is {0}.").format(there))
        return " ".join(parts)

    def _lay_out(self) -> None:
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._second, 1)
        second.addWidget(self._cancel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._walk_in)
        column.addWidget(self.ringing)
        column.addWidget(self.say)
        column.addWidget(self.main)
        column.addWidget(self._why)
        column.addWidget(self._way_on)
        column.addLayout(second)
        self._walk_in.hide()

    @Slot()
    def take_up(self) -> None:
        """Say yes for them to the place they were rung about, if one is free."""
        if self.isVisible():
            self.ringing.say_yes()

    @Slot(object)
    def _on_yes(self, about: "RingingAbout") -> None:
        if self._person:
            self.taken_up.emit(about, self._person.id, self._person.called)

    @Slot()
    def _on_main(self) -> None:
        if self._offer:
            self.taken.emit(self._offer)

    @Slot()
    def _on_second(self) -> None:
        if self._offer and self._offer.waits:
            self.put_wanted.emit(self._offer.waits)
        elif self._offer:
            mark = "missed" if self._offer.from_register else "arrived"
            self.mark_wanted.emit(self._offer, mark)

    @Slot()
    def _on_cancel(self) -> None:
        if self._offer and self._offer.waits:
            self.leave_wanted.emit(self._offer.waits)
        elif self._offer:
            self.cancel_wanted.emit(self._offer)

    @Slot()
    def _on_way_on(self) -> None:
        if way := self.way_on():
            self.way_on_wanted.emit(way)
