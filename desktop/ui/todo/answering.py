"""What is written down when a line is answered, and the sentence that says so."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.data import (
    handovers,
    on_it,
    places_to_offer,
    reminders,
    taxis,
    telling,
    to_buy,
    to_ring,
    weather,
)
from desktop.data.activities import SessionCard
from desktop.data.handovers import Note
from desktop.data.places_to_offer import Answered
from desktop.data.reminders import Reminder
from desktop.data.taxis import ToCancel
from desktop.data.telling import Round, ToTell
from desktop.data.to_buy import ToBuy
from desktop.data.to_ring import ToRing
from desktop.rules import places_to_offer as offering
from desktop.rules import telling as rules
from desktop.rules import to_ring as ringing
from desktop.rules.days import day
from desktop.ui.todo.lines import CallRow, Line, ThingRow
from desktop.ui.todo.ways import ONLY

Action = Callable[..., Any]


def action_of(row: Line, outcome: str) -> Action | None:
    """Give the use case that writes an outcome down; None for what only leads elsewhere."""
    about = row.line if isinstance(row, CallRow) else row.about
    if isinstance(about, ToTell):
        return partial(telling.answer, telling_id=about.id, outcome=outcome, version=about.version)
    if isinstance(about, ToRing):
        return partial(to_ring.answer, ring_id=about.id, outcome=outcome)
    if isinstance(about, Reminder):
        return _reminded(about, outcome)
    if isinstance(about, SessionCard):
        decide: Action = weather.is_on if outcome == "on" else weather.off
        return partial(decide, session_id=about.id)
    if isinstance(about, ToBuy):
        return partial(to_buy.tick, to_buy_id=about.id)
    if isinstance(about, ToCancel):
        return partial(taxis.answer, taxi_id=about.id, outcome=outcome)
    if isinstance(about, Note):
        return partial(handovers.done, handover_id=about.id)
    return None


def _reminded(about: Reminder, outcome: str) -> Action:
    """Answer for all dates of somebody, or for the one that is named (see `only`)."""
    came, _, one = outcome.partition(ONLY)
    ids = (int(one),) if one else about.booking_ids()
    return partial(reminders.answer, booking_ids=ids, outcome=came)


def offer_answer(hold_id: int, outcome: str) -> Action:
    """Give the use case that writes down what came of offering a place."""
    return partial(places_to_offer.answer, hold_id=hold_id, outcome=outcome)


def what_of(row: CallRow) -> tuple[str, int]:
    """Say which line that is, as the records know it."""
    if isinstance(row.line, ToTell):
        return on_it.TELLING, row.line.id
    if isinstance(row.line, ToRing):
        return on_it.TO_RING, row.line.id
    if isinstance(row.line, Reminder):
        return on_it.REMINDER, row.who.id
    return str(row.matter), 0


def has_next(row: Line) -> bool:
    """Whether another line of the same list follows, while this one stays where it is."""
    if isinstance(row, CallRow) and isinstance(row.of, Round):
        return int(row.number) < len(row.of.lines)
    return isinstance(row, CallRow) and isinstance(row.line, ToRing | Reminder)


class Said(QObject):
    """Says in a sentence what was written down."""

    def of(self, row: Line, outcome: str) -> str:
        """Say what was written down about a line."""
        if isinstance(row, ThingRow):
            return self._thing(row, outcome)
        if outcome == ringing.Outcome.CAME:
            return self.tr("{0} came after all: marked as here.").format(row.who.called)
        words = _words(row, outcome)
        return f"{row.who.called}: {words[:1].lower()}{words[1:]}."

    def of_offer(self, row: CallRow, session: SessionCard, outcome: str, done: Answered) -> str:
        """Say what came of offering a place; a booking is said with its number."""
        if done.booking_id is None:
            words = offering.OUTCOME_WORDS[offering.Outcome(outcome)]
            return f"{row.who.called}: {words[:1].lower()}{words[1:]}."
        on = day(session.date, session.date)
        booked = self.tr("Booked {0}: {1}, {2}.").format(row.who.called, session.title, on)
        number = self.tr("Booking number {0}.").format(done.number) if done.number else ""
        return " ".join(filter(None, (booked, number, done.left)))

    def _thing(self, row: ThingRow, outcome: str) -> str:
        if isinstance(row.about, SessionCard):
            on = outcome == "on"
            said = self.tr("{0} is on today.") if on else self.tr("{0} is not on today.")
            return said.format(row.title)
        if isinstance(row.about, ToBuy):
            return self.tr("Bought: {0}.").format(row.title)
        if isinstance(row.about, ToCancel):
            cancelled, kept = self.tr("{0}: cancelled."), self.tr("{0}: it comes all the same.")
            said = cancelled if outcome == "cancelled" else kept
            return said.format(row.about.facts.firm)
        return self.tr("Put away for everybody.")


def _words(row: CallRow, outcome: str) -> str:
    if isinstance(row.line, ToTell):
        return rules.OUTCOME_WORDS[rules.Outcome(outcome)]
    came = ringing.Outcome(outcome.partition(ONLY)[0])
    return ringing.came_words(came, None, ringing.PASSED_TO.get(came, ""))
