"""The middle pane: heading, message bar, register, and the strip of its keys."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.data.registers import Register, RegisterLine
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.signups.cancel_strip import CancelStrip
from desktop.ui.signups.heading import Heading
from desktop.ui.signups.kinds import Kind
from desktop.ui.signups.model import RegisterModel
from desktop.ui.signups.register import SESSION, RegisterView
from desktop.ui.signups.rows import Preview
from desktop.ui.signups.strip import Strip
from desktop.ui.signups.wait_strip import WaitStrip
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.key_strip import KeyButton, KeyStrip
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.patch_tile import PatchBand

SHORT, SHORT_TO_ASK, LOW = 420, 500, 780
A_MOMENT_MS = 50


class RegisterPane(Pane):
    """One session's register.

    Signals:
        undo_wanted: the last step is to be undone.
        sessions_wanted: the list of sessions is out of sight and wanted.
    """

    undo_wanted = Signal()
    sessions_wanted = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._shown: Register | None = None
        self._lapses = QTimer(self, singleShot=True)
        self._lapses.timeout.connect(self._rebuild)
        self._preview: Preview | None = None
        self._preview_on: int | None = None
        self._unconfirmed: tuple[object, ...] = ()

        self._band = PatchBand()
        self.heading = Heading()
        self.messages = MessageBar()
        self.messages.setObjectName("messages")
        self.model = RegisterModel(self)
        self.view = RegisterView(self.model)
        self._find = PlainButton(self.tr("Find a person"), icon="user-plus", key="F", kind="main")
        self._nobody = Empty("", "", self._find)
        self._nothing = Empty(
            self.tr("No sessions on these days"),
            self.tr("Make one in the Calendar, or choose another date."),
        )
        self.cancel_strip, self.wait_strip = CancelStrip(), WaitStrip()
        self._strips: tuple[Strip, ...] = (self.cancel_strip, self.wait_strip)
        self.keys = KeyStrip(self.tr("Keys for the register"))
        self.key_buttons = self._add_keys()
        self._lay_out()

    def show_register(self, register: Register | None) -> None:
        """Show a register; the current row, if it is still there, and scrolling stay."""
        if self._shown and register and self._shown.session.id != register.session.id:
            self.close_strips()
        self._shown = register
        self._band.show_patch(register.session.patch if register else "")
        self.heading.setVisible(register is not None)
        if register:
            self.heading.show_register(register, self._clock())
            self.key_buttons["P"].setVisible(bool(register.options))
            self._say_nobody(register.session)
            self._wait_for_lapse(register)
        self._rebuild()

    def close_strips(self) -> None:
        """Ask nothing any more: what was asked about is not on show."""
        for strip in self._strips:
            strip.hide()

    def keep_all(self) -> bool:
        """Leave as it is what is being asked about; False if nothing is."""
        open_one = next((strip for strip in self._strips if strip.isVisible()), None)
        if open_one:
            open_one.keep()
        return open_one is not None

    def shown(self) -> Register | None:
        """Return the register on show."""
        return self._shown

    def show_preview(self, preview: Preview | None) -> None:
        """Show where somebody will stand."""
        shown = self._shown.session.id if self._shown else None
        if (preview, shown) != (self._preview, self._preview_on):
            self._preview, self._preview_on = preview, shown
            self._rebuild()
            self.bring_preview()

    @Slot(object)
    def show_unconfirmed(self, wishes: tuple[object, ...]) -> None:
        """Say of the lines these wishes are about that they are not confirmed."""
        self._unconfirmed = wishes
        self._rebuild()

    @Slot()
    def bring_preview(self) -> None:
        """Scroll to where somebody will stand."""
        for number in self.model.rows_of(Kind.PREVIEW):
            self.view.scrollTo(self.model.index(number, 0))

    @Slot(bool)
    def show_sessions_button(self, shown: bool) -> None:
        """Offer the way to the list of sessions when it has no room."""
        self.heading.to_sessions.setVisible(shown)

    def line_of(self, booking_id: int) -> RegisterLine | None:
        """Return the line of a booking, or None."""
        lines = self._shown.lines if self._shown else ()
        return next((line for line in lines if line.booking_id == booking_id), None)

    @Slot(bool)
    def _make_room(self, asking: bool) -> None:
        """While a question is open its keys are the ones that count, and it must be whole."""
        short = asking and self.height() < current().px(SHORT_TO_ASK)
        # The words of the heading come before more than one row, a question before any.
        self._pages.setMinimumHeight(1 if short else current().px(66))
        self.keys.setVisible(not asking)
        self.heading.be_brief(short)
        self.messages.step_aside(short)

    @Slot(object)
    def ask_cancel(self, line: RegisterLine) -> None:
        """Ask why a booking is cancelled."""
        if self._shown:
            self.cancel_strip.ask(self._shown.session, line, self._clock().date())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = current()
        lines = 1 if self.height() < look.px(SHORT) else 2 if self.height() < look.px(LOW) else 3
        self.keys.keep_to_lines(lines)
        self._make_room(any(strip.isVisible() for strip in self._strips))

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("card"))

    def _say_nobody(self, session: SessionCard) -> None:
        over = session.ends_utc <= self._clock()
        self._find.setVisible(not session.cancelled and not over)
        if session.cancelled:
            self._nobody.say(self.tr("Nobody is booked"), self.tr("This session is cancelled."))
        elif over:
            self._nobody.say(self.tr("Nobody came"), self.tr("This session is over."))
        else:
            first = self.tr("Find a person to book the first place.")
            self._nobody.say(self.tr("Nobody is booked yet"), first)

    def _wait_for_lapse(self, register: Register) -> None:
        """See to it that nobody is shown as being rung for longer than their place is held."""
        until = min((each.held.until for each in register.waiting if each.held), default=None)
        if until is None:
            self._lapses.stop()
        else:
            left = until - self._clock()
            self._lapses.start(max(0, round(left.total_seconds() * 1000)) + A_MOMENT_MS)

    def _rebuild(self) -> None:
        with self.view.kept():
            now, unconfirmed = self._clock(), self._unconfirmed
            self.model.show_register(self._shown, self._preview, now, unconfirmed)
        page = self.view if self.model.rowCount() else self._nobody
        self._pages.setCurrentWidget(page if self._shown else self._nothing)

    def _add_keys(self) -> dict[str, KeyButton]:
        words = {
            "A": self.tr("Arrived"), "X": self.tr("Did not come"), "B": self.tr("Back to booked"),
            "W": self.tr("Walk-in"), "M": self.tr("Move"), "O": self.tr("Offer place"),
            "Del": self.tr("Cancel"), "U": self.tr("Wrap up"), "V": self.tr("Every week"),
            "T": self.tr("Told us"), "L": self.tr("Late"), "H": self.tr("Head count"),
            "G": self.tr("Brings somebody"), "I": self.tr("Ride"), "P": self.tr("Options"),
        }  # fmt: skip
        buttons = {key: self.keys.add(key, text) for key, text in words.items()}
        buttons["Ctrl+Z"] = self.keys.add("Ctrl+Z", self.tr("Undo"), right=True)
        buttons["Menu"] = self.keys.add("Menu", self.tr("More"), right=True)
        for key in ("A", "X", "T", "L", "B", "M", "V", "G", "I", "P", "Del"):
            buttons[key].clicked.connect(partial(self._act, key.casefold()))
        for key in ("H", "U"):
            wish = SESSION[key.casefold()]
            buttons[key].clicked.connect(partial(self.view.session_wanted.emit, wish))
        buttons["Menu"].clicked.connect(self._on_menu)
        buttons["W"].clicked.connect(self.view.walk_in_wanted)
        buttons["O"].clicked.connect(self.view.offer_wanted)
        buttons["Ctrl+Z"].clicked.connect(self.undo_wanted)
        return buttons

    def _act(self, key: str) -> None:
        self.view.act(key, self.view.line())

    @Slot()
    def _on_menu(self) -> None:
        button = self.key_buttons["Menu"]
        self.view.menu_wanted.emit(button.mapToGlobal(button.rect().topLeft()))

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.view, self._nobody, self._nothing):
            self._pages.addWidget(page)
        self.messages.setContentsMargins(20, 0, 20, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addWidget(self.heading)
        column.addWidget(self.messages)
        column.addWidget(self._pages, 1)
        for strip in self._strips:
            column.addWidget(strip)
            strip.shown.connect(self._make_room)
        column.addWidget(self.keys)
        self._find.clicked.connect(lambda: self.view.find_wanted.emit(""))
        self.setFocusProxy(self.view)
        self.heading.to_sessions.clicked.connect(self.sessions_wanted)
