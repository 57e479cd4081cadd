"""What waits for the desk, put into lines: people to tell, things to see to, what can wait."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QObject

from desktop.data.activities import SessionCard
from desktop.data.handovers import Note
from desktop.data.telling import Round, ToTell
from desktop.data.to_buy import ToBuy
from desktop.data.todo import Ripe, Todo, on_the_shelf, untold
from desktop.data.unmarked import Unmarked
from desktop.rules.days import clock, day, hours, near
from desktop.rules.on_it import is_at
from desktop.rules.rides import taxi_off_when, taxi_off_words
from desktop.rules.telling import OUTCOME_WORDS, Kind, Outcome
from desktop.ui.todo.call_rows import CallRows
from desktop.ui.todo.lines import Caller, CallRow, Line, Matter, Section, ThingRow
from desktop.ui.todo.offer_rows import OfferRows

Rows = Iterator[Section | Line]
CHIPS = {
    Outcome.TO_TELL: "booked",
    Outcome.TOLD: "arrived",
    Outcome.TEXTED: "arrived",
    Outcome.LETTER: "did_not_come",
    Outcome.NEXT_VISIT: "walked_in",
    Outcome.MESSAGE: "waiting",
    Outcome.NO_ANSWER: "waiting",
    Outcome.WRONG_NUMBER: "unconfirmed",
}
ICONS = {
    Outcome.LETTER: "envelope-simple",
    Outcome.MESSAGE: "voicemail",
    Outcome.NO_ANSWER: "phone-x",
    Outcome.WRONG_NUMBER: "warning",
}


class TodoRows(QObject):
    """Writes the lines of one reading; `here` is this PC, `now` a moment in the practice's zone."""

    def __init__(self, view: Todo, now: datetime) -> None:
        super().__init__()
        self._view, self._now, self._today = view, now, now.date()
        self._calls = CallRows(view, now)
        self._offers = OfferRows(view, now)

    def all(self) -> Rows:
        """Give every line under its heading, what is urgent first."""
        yield from self._calls.not_here()
        yield from self._offers.all()
        yield from self._tell()
        yield from self._taxis()
        yield from self._calls.friendly()
        yield from self._things()
        yield from self._calls.reminders()
        yield from self._shelf()
        yield from self._left_over()

    def _tell(self) -> Rows:
        for each in self._view.rounds:
            if untold(each):
                yield self._round(each)
                yield from self._people(Matter.TELL, each, each.lines)

    def _taxis(self) -> Rows:
        if self._view.taxis:
            words = self.tr("booked, and not needed any more")
            yield Section(Matter.TAXI, self.tr("Taxis to cancel"), words)
        for each in self._view.taxis:
            title = self.tr("Cancel the taxi: {0}").format(taxi_off_words(each.facts))
            when = taxi_off_when(each.facts, self._today)
            said = f"{each.called}, {each.title}. {when}."
            yield ThingRow(Matter.TAXI, ("taxi", each.id), title, said, "car", each)

    def _shelf(self) -> Rows:
        for each in self._view.rounds:
            waiting = () if untold(each) else on_the_shelf(each)
            if waiting:
                was = f"{each.session.title}, {near(each.was.date, self._today)}"
                words = self.tr("from {0}: who would like another date?").format(was)
                yield Section(Matter.SHELF, self.tr("On the shelf"), words)
                yield from self._people(Matter.SHELF, each, waiting)

    def _things(self) -> Rows:
        for session in self._view.weather:
            yield from self._weather(session)
        if self._view.unmarked:
            words = self.tr("nobody has said who came")
            yield Section(Matter.UNMARKED, self.tr("Who came?"), words)
            yield from map(self._unmarked, self._view.unmarked)
        if self._view.ripe:
            yield Section(Matter.IDEAS, self.tr("Ideas"), self.tr("enough people to begin"))
            yield from map(self._idea, self._view.ripe)

    def _left_over(self) -> Rows:
        if self._view.to_buy:
            yield Section(Matter.TO_BUY, self.tr("To buy"), self.tr("until somebody has"))
            yield from map(self._to_buy, self._view.to_buy)
        if self._view.notes:
            words = self.tr("whom a note is about may ask to read it")
            yield Section(Matter.HANDOVER, self.tr("Notes to colleagues"), words)
            yield from map(self._handover, self._view.notes)

    def _round(self, each: Round) -> Section:
        told = self.tr("{0} of {1} told.").format(each.told, len(each.lines))
        who = self._others(each)
        told = self.tr("{0} {1} is on it").format(told, who) if who else told
        return Section(Matter.TELL, self.tr("People to tell"), self._news(each), told)

    def _others(self, each: Round) -> str:
        """Say who else is on it, by name; the desk is said at the left."""
        found = (line.on_it for line in each.lines if line.on_it)
        other = next((who for who in found if not is_at(who, self._view.here)), "")
        return other.partition(", ")[0]

    def _news(self, each: Round) -> str:
        on = near(each.was.date, self._today)
        then = f"{on}{',' if ' ' in on else ''} {clock(each.was.starts)}"
        said = {
            Kind.NOT_ON: self.tr("{0}, {1}, is not on."),
            Kind.ENDED: self.tr("{0}, {1}, has ended."),
            Kind.ON_AGAIN: self.tr("{0}, {1}, is on after all."),
            Kind.STARTED: self.tr("{0} begins {1}."),
        }.get(each.kind, self.tr("{0}, {1}, has moved."))
        return said.format(each.session.title, then)

    def _people(self, matter: Matter, each: Round, lines: tuple[ToTell, ...]) -> Iterator[CallRow]:
        for number, line in enumerate(lines, 1):
            shelf = matter is Matter.SHELF
            other = "" if is_at(line.on_it, self._view.here) else line.on_it
            yield CallRow(
                matter, line.id, str(number),
                Caller(line.person_id, line.name, line.called, line.phone, line.reach,
                       line.to_check),
                line.reach, "waiting" if shelf else CHIPS[line.outcome], self._status(line),
                None if shelf else ICONS.get(line.outcome), line.say, line, each, on_it=other,
            )  # fmt: skip

    def _status(self, line: ToTell) -> str:
        words = OUTCOME_WORDS[line.outcome]
        if line.outcome in (Outcome.TOLD, Outcome.TEXTED) and line.outcome_at:
            at = line.outcome_at.astimezone(self._now.tzinfo)
            if at.date() == self._today:
                return f"{words}, {clock(at.time())}"
        return words

    def _weather(self, session: SessionCard) -> Rows:
        title = self.tr("{0} today?").format(session.title)
        yield Section(Matter.WEATHER, title, self.tr("It depends on the weather."))
        where = ", ".join(filter(None, (hours(session.starts, session.ends), session.place)))
        key = ("weather", session.id)
        yield ThingRow(Matter.WEATHER, key, session.title, where, "sun", session)

    def _idea(self, idea: Ripe) -> ThingRow:
        said = self.tr("{0} people would come, {1} are enough.").format(idea.people, idea.smallest)
        return ThingRow(Matter.IDEAS, ("idea", idea.id), idea.title, said, "lightbulb", idea)

    def _unmarked(self, each: Unmarked) -> ThingRow:
        one, several = self.tr("1 person is not marked: {1}."), self.tr("{0} are not marked: {1}.")
        names = ", ".join(line.name for line in each.lines)
        said = (one if len(each.lines) == 1 else several).format(len(each.lines), names)
        title = f"{each.session.title}, {near(each.session.date, self._today)}"
        key = ("unmarked", each.session.id)
        return ThingRow(Matter.UNMARKED, key, title, said, "list-checks", each)

    def _to_buy(self, each: ToBuy) -> ThingRow:
        made = near(each.since.astimezone(self._now.tzinfo).date(), self._today)
        words = ", ".join(filter(None, (each.activity, made)))
        return ThingRow(Matter.TO_BUY, ("buy", each.id), each.what, words, "basket", each)

    def _handover(self, each: Note) -> ThingRow:
        until = day(each.until.astimezone(self._now.tzinfo).date(), self._today)
        words = self.tr("{0}, until {1}.").format(each.by, until)
        about = ", ".join(filter(None, (each.called, each.title)))
        said = f"{about}. {words}" if about else words
        text = " ".join(each.text.split())
        return ThingRow(Matter.HANDOVER, ("note", each.id), text, said, "note-pencil", each)
