"""Places to offer as lines: who is first and fits, who is being rung, and why somebody cannot."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QObject

from desktop.data.offer_lines import OfferLine
from desktop.data.places_to_offer import PlacesToOffer
from desktop.data.todo import Todo
from desktop.rules.days import clock, day, ordinal
from desktop.rules.on_it import at_desk
from desktop.rules.places_to_offer import OUTCOME_WORDS, Outcome
from desktop.ui.todo.lines import Caller, CallRow, Line, Matter, Section

ICONS = {
    Outcome.MESSAGE: "voicemail",
    Outcome.NO_ANSWER: "phone-x",
    Outcome.WRONG_NUMBER: "warning",
    Outcome.SOMEONE_ELSE: "user",
    Outcome.RINGS_BACK: "phone",
}


class OfferRows(QObject):
    """Writes the lines of places to offer."""

    def __init__(self, view: Todo, now: datetime) -> None:
        super().__init__()
        self._view, self._now = view, now

    def all(self) -> Iterator[Section | Line]:
        """Give every session with a free place, and who waits for it, in order."""
        for each in self._view.offers:
            yield self._head(each)
            first = self.tr("Who is first and fits")
            yield Section(Matter.OFFER, first, self._how_many(each))
            yield from (self._line(each, line) for line in each.lines)

    def _head(self, each: PlacesToOffer) -> Section:
        card = each.session
        free = card.places - card.booked
        one, several = self.tr("{0}: 1 place"), self.tr("{0}: {1} places")
        title = (one if free == 1 else several).format(card.title, free)
        words = self.tr("{0}, {1}. {2} of {3} booked.").format(
            day(card.date, self._now.date()), clock(card.starts), card.booked, card.places
        )
        held, short = self._held(each)
        return Section(
            Matter.OFFER, title, words, session=card, held=held, held_short=short
        )  # fmt: skip

    def _held(self, each: PlacesToOffer) -> tuple[str, str]:
        held = [line.held for line in each.lines if line.held]
        mine = next((one for one in held if one.pc == self._view.here), None)
        if mine:
            until = self._at(mine.until)
            return self.tr("Held for you until {0}").format(until), self.tr("Till {0}").format(
                until
            )
        if held:
            until = self._at(held[0].until)
            return self.tr("Held by {0} until {1}").format(held[0].pc, until), held[0].pc
        return "", ""

    def _how_many(self, each: PlacesToOffer) -> str:
        one, several = self.tr("1 person waits"), self.tr("{0} people wait")
        return one if len(each.lines) == 1 else several.format(len(each.lines))

    def _line(self, each: PlacesToOffer, line: OfferLine) -> CallRow:
        chip, status, icon = self._status(line)
        think = ". ".join(line.think_of)
        words = (self._company(line), f"{think}." if think else "", line.reach)
        beside = " ".join(filter(None, words))
        return CallRow(
            Matter.OFFER, ("offer", line.waiting_id), ordinal(line.place),
            Caller(line.person_id, line.name, line.called, line.phone, line.reach, line.to_check),
            line.cannot or beside, chip, status, icon, each.say, line, each, beside,
            self._on_it(line),
        )  # fmt: skip

    def _company(self, line: OfferLine) -> str:
        """Say for how many they ask, and who comes along."""
        places = self.tr("Asks for {0} places").format(line.party) if line.party > 1 else ""
        names = self.tr("With {0}").format(", ".join(line.along)) if line.along else ""
        said = ". ".join(filter(None, (places, names)))
        return f"{said}." if said else ""

    def _status(self, line: OfferLine) -> tuple[str, str, str | None]:
        if line.held:
            mine = line.held.pc == self._view.here
            return "will_be_booked", self.tr("Dialling") if mine else line.held.pc, "phone"
        if line.cannot:
            return "cancelled", self.tr("Cannot come"), None
        if line.tried:
            at = line.tried.at.astimezone(self._now.tzinfo)
            words = OUTCOME_WORDS[line.tried.outcome]
            today = f"{words}, {clock(at.time())}" if at.date() == self._now.date() else words
            return "waiting", today, ICONS.get(line.tried.outcome, "phone-x")
        return "waiting", self.tr("Waiting"), None

    def _on_it(self, line: OfferLine) -> str:
        if line.held and line.held.pc != self._view.here:
            return at_desk(line.held.by, line.held.pc)
        return ""

    def _at(self, until: datetime) -> str:
        return clock(until.astimezone(self._now.tzinfo).time())
