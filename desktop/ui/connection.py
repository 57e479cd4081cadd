"""What the window says of its connection: saved or offline, and what was not confirmed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.rules.refusal import Refused
from desktop.ui.desk import LOOK, Desk
from desktop.ui.top_bar import Saved

if TYPE_CHECKING:
    from desktop.ui.messages import Banner

NOTED_AFTER_MS, CHECKED_AFTER_MS = 3_000, 20_000
LATE_S, LOOK_MS = 2.0, 250
"""So long nobody is told that the database does not answer; and how often that is looked at."""


class Connection(QObject):
    """Watches whether the database answers, and looks after it once the desk can work.

    Signals:
        said: something to be shown in the open room (str kind, str sentence).
        bannered: the banner has been made (Banner), to be laid out.
    """

    said = Signal(str, str)
    bannered = Signal(object)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], pc: str, saved: Saved, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self.clock, self._pc, self._saved = desk, clock, pc, saved
        self._why, self._silent, self._since = "", False, clock()
        self._unconfirmed: tuple[object, ...] = ()
        self.banner: Banner | None = None
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self._on_watch)
        desk.reachable.connect(self._on_reachable)
        desk.not_confirmed.connect(self._on_not_confirmed)

    def panes(self) -> list["Banner"]:
        """Return the banner, if there is one, for F6."""
        return [self.banner] if self.banner else []

    @Slot()
    def look_after(self) -> None:
        """Note this PC and look the file through, when nobody waits for the database any more."""
        self._watch.start()
        QTimer.singleShot(NOTED_AFTER_MS, self, self._note_pc)
        QTimer.singleShot(CHECKED_AFTER_MS, self, self._check_file)

    @Slot()
    def _note_pc(self) -> None:
        from desktop.data import opening

        step = partial(opening.note_pc, name=self._pc)
        self._desk.write(step, owner=self, refused=_nothing, lost=_nothing)

    @Slot()
    def _check_file(self) -> None:
        from desktop.data import opening

        self._desk.read(opening.check_file, _nothing, owner=self, refused=self._on_damaged)

    @Slot(object)
    def _on_damaged(self, refusal: Refused) -> None:
        self.said.emit("caution", refusal.sentence)

    @Slot(bool, str)
    def _on_reachable(self, reachable: bool, sentence: str) -> None:
        if reachable is bool(self._why):  # every answer says so; only news is news
            self._show(sentence, self._silent, self._unconfirmed)

    @Slot()
    def _on_watch(self) -> None:
        """Notice what has been asked and stays without an answer, before it is given up."""
        asked = monotonic() - LATE_S
        late = [each for each in self._desk.waiting() if each.asked < asked]
        steps = [each.step for each in late if each.step]
        steps += self._desk.unsure() if self._why else []
        silent = any(each.latest == LOOK for each in late)
        self._show(self._why, silent, tuple(each.wish for each in steps))

    def _show(self, why: str, silent: bool, unconfirmed: tuple[object, ...]) -> None:
        now, before = (why, silent, unconfirmed), (self._why, self._silent, self._unconfirmed)
        if now == before:
            return
        self._why, self._silent, self._unconfirmed = now
        if unconfirmed != before[2]:
            self._desk.unconfirmed.emit(unconfirmed)
        away = any(now)
        if away and not any(before):
            self._since = self.clock()
        self._saved.show_reachable(not away)
        if away:
            self._say()
        elif self.banner:
            self.banner.hide()

    def _say(self) -> None:
        gone, silent = self.tr("No connection since {0}."), self.tr("No answer since {0}.")
        first = (gone if self._why else silent).format(_said(self._since))
        rest = [self._why or self.tr("It is tried again by itself."), self._not_confirmed()]
        again = (self.tr("Try again"), "", self._desk.look_for_changes)
        self._the_banner().say(first, " ".join(filter(None, rest)), [again])

    def _not_confirmed(self) -> str:
        number = len(self._unconfirmed)
        one = self.tr("1 change is not confirmed yet.")
        several = self.tr("{0} changes are not confirmed yet.").format(number)
        return one if number == 1 else several if number else ""

    def _the_banner(self) -> "Banner":
        if self.banner is None:
            from desktop.ui.messages import Banner

            self.banner = Banner()
            self.bannered.emit(self.banner)
        return self.banner

    @Slot(str)
    def _on_not_confirmed(self, sentence: str) -> None:
        self.said.emit("refuse", sentence)


def _said(now: datetime) -> str:
    from desktop.rules.days import clock

    return clock(now.time())


def _nothing(_: Any) -> None:
    """Hear an answer that nobody waits for."""
