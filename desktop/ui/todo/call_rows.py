"""Calls after a visit or an absence, and reminders before one, as lines."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby

from PySide6.QtCore import QObject

from desktop.data.reached import Reached
from desktop.data.reminders import Reminder, Soon
from desktop.data.to_ring import ToRing
from desktop.data.todo import Todo
from desktop.rules.calls import Kind
from desktop.rules.days import clock, near
from desktop.rules.on_it import is_at
from desktop.rules.to_ring import Outcome
from desktop.ui.todo.lines import OF_CALL, Caller, CallRow, Line, Matter, Section

Rows = Iterator[Section | Line]
ICONS = {
    Outcome.MESSAGE: "voicemail",
    Outcome.NO_ANSWER: "phone-x",
    Outcome.WRONG_NUMBER: "warning",
    Outcome.SOMEONE_ELSE: "user",
    Outcome.RINGS_BACK: "phone",
    Outcome.TEXTED: "chat-text",
}


class CallRows(QObject):
    """Writes the lines of calls and reminders."""

    def __init__(self, view: Todo, now: datetime) -> None:
        super().__init__()
        self._view, self._now, self._today = view, now, now.date()

    def not_here(self) -> Rows:
        """Give those who are missing now: they come before everything else."""
        words = self.tr("they agreed to be rung the same day")
        yield from self._of(Kind.NOT_HERE, self.tr("Not here"), words)

    def friendly(self) -> Rows:
        """Give the calls after a visit or an absence."""
        asked = self.tr("asked for after a session")
        yield from self._of(Kind.NEEDS_A_CALL, self.tr("Needs a call"), asked)
        missed = self.tr("a friendly call")
        yield from self._of(Kind.MISSED_YOU, self.tr("Missed you"), missed)
        first = self.tr("how was it?")
        yield from self._of(Kind.FIRST_VISIT, self.tr("First visit"), first)

    def reminders(self) -> Rows:
        """Give who is booked tomorrow, session by session, those not reminded yet first."""
        found = self._view.reminders
        if not any(each.outcome is Outcome.OPEN for each in found):
            return
        done = sum(each.outcome is not Outcome.OPEN for each in found)
        told = self.tr("{0} of {1} reminded.").format(done, len(found))
        last = max(each.dates[-1].on for each in found)
        title = self.tr("Reminders for {0}").format(near(last, self._today))
        yield Section(Matter.REMIND, title, self._sessions(found), told)
        for number, each in enumerate(found, 1):
            yield self._reminder(number, each)

    def _sessions(self, found: Sequence[Reminder]) -> str:
        dates = sorted((each for one in found for each in one.dates), key=_when)
        titles = dict.fromkeys(f"{each.title} {clock(each.starts)}" for each in dates)
        return ", ".join(titles)

    def _of(self, kind: Kind, title: str, words: str) -> Rows:
        found = [each for each in self._view.calls if each.kind is kind]
        if found:
            yield Section(OF_CALL[kind], title, words)
        for number, each in enumerate(found, 1):
            yield self._call(number, each)

    def _call(self, number: int, each: ToRing) -> CallRow:
        other = "" if is_at(each.on_it, self._view.here) else each.on_it
        contact = self.tr("Emergency contact: {0}.").format(each.contact) if each.contact else ""
        return CallRow(
            OF_CALL[each.kind], ("ring", each.id), str(number), _caller(each.who),
            each.about or each.who.reach, _chip(each.outcome, each.tried), self._status(each),
            ICONS.get(each.outcome or each.tried), each.say, each,
            beside=" ".join(filter(None, (contact, each.about, each.who.reach))), on_it=other,
        )  # fmt: skip

    def _status(self, each: ToRing) -> str:
        open_now = each.outcome is Outcome.OPEN and each.tried is Outcome.OPEN
        return self.tr("To ring") if open_now else each.came

    def _reminder(self, number: int, each: Reminder) -> CallRow:
        waits = each.outcome is Outcome.OPEN and each.tried is Outcome.OPEN
        other = "" if is_at(each.on_it, self._view.here) else each.on_it
        speaks = self.tr("Speaks {0}.").format(each.language) if each.language else ""
        second = f"{self._booked(each)} {each.who.reach} {speaks}".strip()
        beside = " ".join(filter(None, (each.message.why_not_theirs, each.who.reach)))
        return CallRow(
            Matter.REMIND, ("remind", each.who.person_id), str(number), _caller(each.who),
            second,
            _chip(each.outcome, each.tried), self.tr("To remind") if waits else each.came,
            ICONS.get(each.outcome or each.tried), each.message.text, each, beside=beside,
            on_it=other,
        )  # fmt: skip

    def _booked(self, each: Reminder) -> str:
        """Say when somebody is booked: "Tomorrow, 10am: Walk, and 2pm: Crafternoon."."""
        days = []
        for on, those in groupby(each.dates, lambda date: date.on):
            there = self.tr(", and ").join(f"{clock(d.starts)}: {d.title}" for d in those)
            said = f"{near(on, self._today)}, {there}."
            days.append(f"{said[:1].upper()}{said[1:]}")
        return " ".join(days)


def _caller(who: Reached) -> Caller:
    return Caller(who.person_id, who.name, who.called, who.phone, who.reach, who.to_check)


def _chip(outcome: Outcome, tried: Outcome) -> str:
    if outcome is not Outcome.OPEN:
        return "arrived"
    return "booked" if tried is Outcome.OPEN else "waiting"


def _when(each: Soon) -> tuple[date, time]:
    return each.on, each.starts
