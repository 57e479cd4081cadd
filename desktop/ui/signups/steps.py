"""What the desk does to bookings: each is done at once, said, and can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop.data import rebooking, signups, waiting
from desktop.data.activities import SessionCard
from desktop.data.registers import RegisterLine
from desktop.data.signups import Booked
from desktop.data.waiting import Waits
from desktop.rules.companions import Brought, names, together
from desktop.rules.days import clock
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.signups import Mark, Stand
from desktop.ui.desk import Desk
from desktop.ui.signups.words import in_full

if TYPE_CHECKING:
    from desktop.rules.rides import RideFacts

NOBODY_YET = 0
"""Whom a step is about who has no record until it is done."""
STANDS = {
    "arrived": Stand(Mark.ARRIVED),
    "late": Stand(Mark.ARRIVED, late=True),
    "missed": Stand(Mark.MISSED),
    "told us": Stand(Mark.MISSED, told_us=True),
    "booked": Stand(Mark.BOOKED),
}


def _nothing(_booked: Booked) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A booking and how it stands now."""

    person_id: int
    booking_id: int
    name: str
    stand: Stand


class Steps(QObject):
    """Hands steps over the counter, one at a time.

    Signals:
        said: good news (str, a sentence).
        told: what is so already, nothing was done (str, a sentence).
        refused: no, with the reason (Refused), and about whom (int person id).
        booked: a place was given or a walk-in written down (int person id).
        moved: a booking is elsewhere now (int person id).
    """

    said = Signal(str)
    told = Signal(str)
    refused = Signal(object, int)
    booked = Signal(int)
    moved = Signal(int)

    def __init__(self, desk: Desk, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._asked: tuple[int, int] | None = None
        self._alone: Callable[[], None] | None = None
        self._again: tuple[tuple[int, int], Callable[[], None]] | None = None
        self._marking: set[int] = set()  # what stands on the register is not so any more
        desk.failed.connect(self._on_failed)

    def book(
        self, session: SessionCard, person_id: int, called: str, brought: Sequence[Brought] = (),
        after: Callable[[Booked], str] = _nothing,
    ) -> None:  # fmt: skip
        """Give somebody a place, and who comes along theirs; `after` is done, and says, more."""
        whom = self.tr("{0} with {1}").format(called, names(brought)) if brought else called
        words = self.tr("Booked. {0}: {1}.").format(whom, in_full(session, self._today()))
        if brought:
            from desktop.data import companions

            self._add(companions.book, session.id, person_id, words, brought=brought)
        else:
            self._add(signups.book, session.id, person_id, partial(_and_after, words, after))

    def walk_in(self, session: SessionCard, person_id: int, called: str) -> None:
        """Write down somebody who is here without a booking."""
        words = self.tr("{0} is here, without a booking. Written down at {1}.")
        self._add(signups.walk_in, session.id, person_id, words.format(called, self._time()))

    def walk_in_new(self, session: SessionCard, typed: Mapping[str, str]) -> None:
        """Write down somebody new who is here: a name is enough."""
        from desktop.data import walking_in

        title, first, last = (typed.get(each, "") for each in ("title", "first", "last"))
        words = self.tr("{0} is here, without a booking. Written down at {1}.")
        called = " ".join(filter(None, (title, first, last)))
        if self._asked == (session.id, NOBODY_YET):
            return
        self._asked = (session.id, NOBODY_YET)
        then = partial(self._on_added, NOBODY_YET, words.format(called, self._time()))
        step = partial(walking_in.walk_in_new, session_id=session.id, title=title)
        self._desk.write(
            partial(step, first=first, last=last), then, owner=self,
            refused=partial(self._on_refused, NOBODY_YET), lost=self._on_lost,
        )  # fmt: skip

    def wait(self, session_id: int, person_id: int, note: str = "") -> None:
        """Put somebody on a waiting list; a `note` is said with it."""
        self._add(waiting.wait, session_id, person_id, partial(_words_of, note))

    def do(self, action: Callable[[Any], object], person_id: int, words: str) -> None:
        """Do something about somebody, and say these words when it is done."""
        self._again = None

        def then(answer: object) -> None:
            self._marking.clear()
            self.said.emit(_with_left(words, answer))

        self._desk.write(action, then, owner=self, refused=partial(self._on_refused, person_id))

    def mark(self, of: Marked, as_: str) -> None:
        """Mark a booking as one of STANDS says; what is so already is only said."""
        new = STANDS[as_]
        if of.stand == new and of.booking_id not in self._marking:
            self.told.emit(self._so_already(of, as_))
            return
        words = {
            "arrived": self.tr("{0} has arrived. Marked at {1}."),
            "late": self.tr("{0} came late. Marked at {1}."),
            "missed": self.tr("{0} did not come. Marked at {1}."),
            "told us": self.tr("{0} told us, and does not come. Marked at {1}."),
            "booked": self.tr("{0} is back to booked. Marked at {1}."),
        }
        self._marking.add(of.booking_id)
        step = partial(signups.mark, booking_id=of.booking_id, as_=new.mark.value)
        action = partial(step, told_us=new.told_us, late=new.late)
        self.do(action, of.person_id, words[as_].format(of.name, self._time()))

    def cancel(
        self, session: SessionCard, line: RegisterLine, *, reason: str, by_whom: str
    ) -> None:
        """Free the place of a booking."""
        when = in_full(session, self._today())
        step = partial(signups.cancel, booking_id=line.booking_id, reason=reason)
        words = self.tr("Cancelled. {0}: {1}.").format(_all_of(line), when)
        words = " ".join((words, *map(self._ring_off, _taxis(line))))
        self.do(partial(step, cancelled_by=by_whom), line.person_id, words)

    def move(
        self, line: RegisterLine, to: SessionCard, use_case: Callable[..., Booked] | None = None
    ) -> None:
        """Take a booking to another session."""
        if self._asked == (to.id, line.person_id):
            return
        self._asked = (to.id, line.person_id)
        does = use_case or rebooking.move_booking
        who = line.called if does.__name__ == "move_alone" else _all_of(line)
        words = self.tr("Moved. {0}: {1}.").format(who, in_full(to, self._today()))
        words = " ".join((words, *map(self._ring_off, _taxis(line))))
        self._alone = partial(self.move, line, to, rebooking.move_alone)
        self._again = self._asked, lambda: self.move(line, to, _after_asking(does))
        action = partial(does, booking_id=line.booking_id, session_id=to.id)

        def then(booked: Booked) -> None:
            self._asked = self._again = None
            self.moved.emit(line.person_id)
            self.said.emit(" ".join(filter(None, (words, booked.left))))

        refused = partial(self._on_refused, line.person_id)
        self._desk.write(action, then, owner=self, refused=refused, lost=self._on_lost)

    def take_way(self, way: WayOn, person_id: int) -> None:
        """Go on from a refusal: to the waiting list, or after a colleague has been asked."""
        again, self._again = self._again, None
        if way.kind == "wait":
            self.wait(way.id, person_id)
        elif way.kind == "alone" and self._alone:
            self._alone()
        elif again and again[0] == (way.id, way.person):
            again[1]()
        else:
            from desktop.data import after_asking

            asked = partial(after_asking.asked, session_id=way.id, person_id=way.person)
            self.do(
                asked, way.person, self.tr("Written down that you have asked. Do it once more.")
            )

    def mark_line(self, line: RegisterLine, as_: str) -> None:
        """Mark a line of the register."""
        stand = Stand(line.mark, told_us=line.told_us, late=line.late)
        self.mark(Marked(line.person_id, line.booking_id, line.name, stand), as_)

    def _ring_off(self, taxi: "RideFacts") -> str:
        said = self.tr("Cancel the taxi, too: {0}, reference {1}.")
        words = said if taxi.reference else self.tr("Cancel the taxi, too: {0}.")
        return words.format(taxi.firm, taxi.reference)

    def _so_already(self, of: Marked, as_: str) -> str:
        words = {
            "arrived": self.tr("{0} has arrived already."),
            "late": self.tr("{0} is down as late already."),
            "missed": self.tr("{0} is down as did not come already."),
            "told us": self.tr("{0} has told us already."),
        }
        return words.get(as_, self.tr("{0} is booked.")).format(of.name)

    def _add(
        self, use_case: Callable[..., Any], session_id: int, person_id: int,
        words: str | Callable[[Any], str], **more: Any,
    ) -> None:  # fmt: skip
        if self._asked == (session_id, person_id):
            return  # the same key pressed twice is one wish
        self._asked = (session_id, person_id)
        same = {"session_id": session_id, "person_id": person_id, "words": words, **more}
        self._again = self._asked, lambda: self._add(_after_asking(use_case), **same)
        action = partial(use_case, session_id=session_id, person_id=person_id, **more)
        then = partial(self._on_added, person_id, words)
        refused = partial(self._on_refused, person_id)
        self._desk.write(action, then, owner=self, refused=refused, lost=self._on_lost)

    def _on_added(self, person_id: int, words: str | Callable[[Any], str], answer: object) -> None:
        self._asked = self._again = None
        said = words if isinstance(words, str) else words(answer)
        self.said.emit(_with_left(said, answer))
        self.booked.emit(person_id)

    def _on_refused(self, person_id: int, no: Refused) -> None:
        self._asked = None
        self._marking.clear()
        self.refused.emit(no, person_id)

    def _on_lost(self, sentence: str) -> None:
        self._asked = None
        self._desk.not_confirmed.emit(sentence)

    @Slot(object)
    def _on_failed(self, _error: BaseException) -> None:
        self._asked = None

    def _today(self) -> date:
        return self._clock().date()

    def _time(self) -> str:
        return clock(self._clock().time())


def _all_of(line: RegisterLine) -> str:
    """Name somebody with who comes along, interpreters aside."""
    more = sum(not each.brought.is_interpreter for each in line.along)
    return together(line.called, more)


def _taxis(line: RegisterLine) -> list["RideFacts"]:
    return [each.facts for each in line.rides if each.facts.firm]


def _with_left(words: str, answer: object) -> str:
    """Add what did not come with a place that was given."""
    return " ".join(filter(None, (words, getattr(answer, "left", ""))))


def _words_of(note: str, waits: Waits) -> str:
    return " ".join(filter(None, (waits.words, note)))


def _and_after(words: str, after: Callable[[Booked], str], booked: Booked) -> str:
    return " ".join(filter(None, (words, after(booked))))


def _after_asking(use_case: Callable[..., Any]) -> Callable[..., Any]:
    """Give what does the same and writes down that a colleague was asked."""
    from desktop.data import after_asking

    does: Callable[..., Any] = getattr(after_asking, use_case.__name__)
    return does
