"""What the window says of its connection: saved or offline, and what was not confirmed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.top_bar import Saved

if TYPE_CHECKING:
    from desktop.ui.messages import Banner

NOTED_AFTER_MS, CHECKED_AFTER_MS = 3_000, 20_000


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
        self._offline = False
        self.banner: Banner | None = None
        desk.reachable.connect(self._on_reachable)
        desk.not_confirmed.connect(self._on_not_confirmed)

    def panes(self) -> list["Banner"]:
        """Return the banner, if there is one, for F6."""
        return [self.banner] if self.banner else []

    @Slot()
    def look_after(self) -> None:
        """Note this PC and look the file through, when nobody waits for the database any more."""
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
        if reachable is not self._offline:
            return  # every answer says so; only news is news
        self._offline = not reachable
        self._saved.show_reachable(reachable)
        if reachable:
            self._the_banner().hide()
        else:
            since = self.tr("No connection since {0}.").format(_said(self.clock()))
            again = (self.tr("Try again"), "", self._desk.look_for_changes)
            self._the_banner().say(since, sentence, [again])

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
