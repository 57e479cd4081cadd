"""What may come of a line, key by key: its words, what follows from it, and its symbol."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from desktop.data.activities import SessionCard
from desktop.data.handovers import Note
from desktop.data.offer_lines import OfferLine
from desktop.data.places_to_offer import PlacesToOffer
from desktop.data.reminders import Reminder
from desktop.data.taxis import ToCancel
from desktop.data.telling import ToTell
from desktop.data.to_buy import ToBuy
from desktop.data.to_ring import ToRing
from desktop.data.unmarked import Unmarked
from desktop.rules.calls import Kind
from desktop.rules.days import clock
from desktop.rules.places_to_offer import Outcome as Offered
from desktop.rules.places_to_offer import asked_lately
from desktop.rules.telling import Outcome as Told
from desktop.rules.to_ring import OUTCOMES
from desktop.rules.to_ring import Outcome as Came
from desktop.ui.todo.lines import CallRow, ThingRow

RING = "ring"
"""To hold a place and ring somebody who is not the next."""
ONLY = " only "
"""Between an outcome and the booking it is about, where somebody has several."""


@dataclass(frozen=True, slots=True)
class Way:
    """One key: what it says, what comes of it, its symbol, and the outcome it stands for."""

    text: str
    second: str
    icon: str
    outcome: str


class Ways(QObject):
    """Says what can be done about a line; `here` is this PC."""

    def of(self, row: CallRow | ThingRow, here: str) -> tuple[Way, ...]:
        """Give the ways on, the most likely first."""
        if isinstance(row, ThingRow):
            return self._thing(row)
        if isinstance(row.line, ToTell):
            return self._told(row.who.called)
        if isinstance(row.line, OfferLine) and isinstance(row.of, PlacesToOffer):
            return self._offer(row.line, row.of, here)
        if isinstance(row.line, ToRing):
            return self._called(row.line.kind, row.who.called) if not row.line.outcome else ()
        if isinstance(row.line, Reminder) and not row.line.outcome:
            return self._reminded(row.line, row.who.called)
        return ()

    def _reminded(self, line: Reminder, called: str) -> tuple[Way, ...]:
        """Give the ways on; of several dates somebody may give up one alone."""
        ways = self._called(Kind.REMINDER, called)
        if len(line.dates) == 1:
            return ways
        both, all_ = self.tr("Cancels both bookings"), self.tr("Cancels all their bookings")
        words = both if len(line.dates) == 2 else all_
        one = self.tr("Cancels this one, the line stays")
        return (
            *(replace(way, second=words) if way.outcome == Came.CANNOT else way for way in ways),
            *(Way(self.tr("Cannot come to {0}").format(f"{each.title}, {clock(each.starts)}"), one,
                  "prohibit", f"{Came.CANNOT}{ONLY}{each.booking_id}") for each in line.dates),
        )  # fmt: skip

    def question(self, row: CallRow, here: str) -> str:
        """Ask what happened, or say why there is nothing to answer."""
        line = row.line
        if isinstance(line, OfferLine) and isinstance(row.of, PlacesToOffer):
            return self._asked(line, row.of, row.on_it, here)
        if isinstance(line, ToRing | Reminder) and line.outcome:
            return f"{line.came}."
        return self.tr("What happened?")

    def _asked(self, line: OfferLine, of: PlacesToOffer, on_it: str, here: str) -> str:
        if on_it:
            return self.tr("{0} is ringing about this place now.").format(on_it)
        if line.cannot:
            return line.cannot
        if not line.held and of.free < line.party:
            return self.tr("Every free place is being offered at the moment.")
        if self._is_next(line, of, here):
            return self.tr("What happened?")
        if asked_lately(line.asked, of.now):
            return self.tr("{0} was rung before. Has {0} rung back?").format(line.called)
        return self.tr("Others are before {0}.").format(line.called)

    def _offer(self, line: OfferLine, of: PlacesToOffer, here: str) -> tuple[Way, ...]:
        if line.cannot or (line.held and line.held.pc != here):
            return ()
        if not line.held and of.free < line.party:
            return ()
        if not self._is_next(line, of, here):
            words = self.tr("Holds the place for this desk")
            return (Way(self.tr("Ring {0}").format(line.called), words, "phone", RING),)
        return self._offered(line, of)

    def _is_next(self, line: OfferLine, of: PlacesToOffer, here: str) -> bool:
        held_here = line.held is not None and line.held.pc == here
        return held_here or (of.next is not None and of.next.waiting_id == line.waiting_id)

    def _offered(self, line: OfferLine, of: PlacesToOffer) -> tuple[Way, ...]:
        who, after = line.called, self._after(line, of)
        goes_on = self.tr("Stays in turn. {0}").format(after).strip()
        yes = self.tr("Books {0} and closes the line").format(who)
        no = self.tr("Off the list. {0}").format(after).strip()
        back = self.tr("Finding them shows “Ringing about: a place”")
        return (
            Way(self.tr("Yes, please"), yes, "check-circle", Offered.YES),
            Way(self.tr("No, thank you"), no, "prohibit", Offered.NO),
            Way(self.tr("No answer"), goes_on, "phone-x", Offered.NO_ANSWER),
            Way(self.tr("Left a message"), goes_on, "voicemail", Offered.MESSAGE),
            Way(self.tr("Will ring back"), back, "phone", Offered.RINGS_BACK),
            Way(self.tr("Someone else answered"), self.tr("Nothing was said about why"), "user",
                Offered.SOMEONE_ELSE),
            Way(self.tr("Wrong number"), self.tr("Marks the number for checking"), "warning",
                Offered.WRONG_NUMBER),
        )  # fmt: skip

    def _after(self, line: OfferLine, of: PlacesToOffer) -> str:
        others = (each for each in of.lines if each.waiting_id != line.waiting_id)
        fit = [each for each in others if not each.cannot and not each.held]
        first = next((each for each in fit if not asked_lately(each.asked, of.now)), None)
        return self.tr("{0} is next to ring.").format(first.called) if first else ""

    def _told(self, called: str) -> tuple[Way, ...]:
        knows = self.tr("{0} knows. Closes the line.").format(called)
        stays, again = self.tr("Stays open until they know"), self.tr("Stays open, to ring again")
        return (
            Way(self.tr("Told"), knows, "check-circle", Told.TOLD),
            Way(self.tr("Left a message"), stays, "voicemail", Told.MESSAGE),
            Way(self.tr("No answer"), again, "phone-x", Told.NO_ANSWER),
            Way(self.tr("Wrong number"), self.tr("Marks it for checking"), "warning",
                Told.WRONG_NUMBER),
            Way(self.tr("Texted"), self.tr("From the practice's own telephone"), "chat-text",
                Told.TEXTED),
            Way(self.tr("Letter by hand"), self.tr("Written and handed on"), "envelope-simple",
                Told.LETTER),
            Way(self.tr("Will tell at next visit"), self.tr("Stays open"), "door-open",
                Told.NEXT_VISIT),
        )  # fmt: skip

    def _called(self, kind: Kind, called: str) -> tuple[Way, ...]:
        words = self._came_words(kind)
        return tuple(
            Way(text, second.format(called), icon, outcome.value)
            for outcome in OUTCOMES[kind]
            for text, second, icon in (words[outcome],)
        )

    def _came_words(self, kind: Kind) -> dict[Came, tuple[str, str, str]]:
        again, closes = self.tr("Stays open, to ring again"), self.tr("Closes the line")
        remind = kind is Kind.REMINDER
        spoke = self.tr("Reminded") if remind else self.tr("All is well")
        stays = closes if remind else self.tr("Stays open until you speak")
        passed, link = self.tr("Written down with the time"), self.tr("Closes the line here")
        return {
            Came.SPOKE: (spoke, self.tr("{0} knows. Closes the line.") if remind else closes,
                         "check-circle"),
            Came.COMES: (self.tr("Coming again"), closes, "check-circle"),
            Came.STOPS: (self.tr("Not coming again"), self.tr("Asked kindly, nothing more"), "x"),
            Came.CAME: (self.tr("Came after all"), self.tr("Marks them as here on the register"),
                        "door-open"),
            Came.CONTACT: (self.tr("Spoke to the emergency contact"), closes, "users"),
            Came.PASSED_ON: (self.tr("Passed to the duty doctor"), passed, "arrow-right"),
            Came.LINK_WORKER: (self.tr("Needs the link worker"), link, "hand-heart"),
            Came.TEXTED: (self.tr("Message sent"), self.tr("From the practice's own telephone"),
                          "chat-text"),
            Came.CANNOT: (self.tr("Cannot come"), self.tr("Cancels the booking, frees the place"),
                          "prohibit"),
            Came.NO_ANSWER: (self.tr("No answer"), again, "phone-x"),
            Came.MESSAGE: (self.tr("Left a message"), stays, "voicemail"),
            Came.RINGS_BACK: (self.tr("Will ring back"), again, "phone"),
            Came.SOMEONE_ELSE: (self.tr("Someone else answered"),
                                self.tr("Nothing was said about why"), "user"),
            Came.WRONG_NUMBER: (self.tr("Wrong number"), self.tr("Marks it for checking"),
                                "warning"),
        }  # fmt: skip

    def _thing(self, row: ThingRow) -> tuple[Way, ...]:
        if isinstance(row.about, SessionCard):
            return (
                Way(self.tr("On"), self.tr("Nothing changes"), "sun", "on"),
                Way(self.tr("Off"), self.tr("Puts everybody on People to tell"), "prohibit", "off"),
            )
        if isinstance(row.about, ToBuy):
            closes = self.tr("Takes it off the list")
            return (Way(self.tr("Bought"), closes, "check-circle", "bought"),)
        if isinstance(row.about, Note):
            words = self.tr("Everybody who should has read it")
            return (Way(self.tr("Put it away"), words, "check-circle", "put away"),)
        if isinstance(row.about, ToCancel):
            kept = self.tr("It comes all the same, somebody pays for it")
            return (
                Way(self.tr("Cancelled"), self.tr("The firm knows. Closes the line."),
                    "check-circle", "cancelled"),
                Way(self.tr("Keep the taxi"), kept, "car", "kept"),
            )  # fmt: skip
        if isinstance(row.about, Unmarked):
            words = self.tr("To mark who came, and who did not")
            return (Way(self.tr("Open the register"), words, "list-checks", "open"),)
        return (Way(self.tr("Open the idea"), "", "lightbulb", "open"),)
