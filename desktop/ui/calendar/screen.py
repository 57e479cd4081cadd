"""The Calendar tab: days of sessions in one of five views, and the chosen one beside them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data import calendar
from desktop.data.activities import SessionCard, Week
from desktop.data.calendar import Agenda, Days, Marks, Only
from desktop.data.changes import Topic
from desktop.rules.days import read_day
from desktop.rules.refusal import Refused
from desktop.ui.calendar.bar import CalendarBar
from desktop.ui.calendar.sides import Sides
from desktop.ui.calendar.spans import Span
from desktop.ui.calendar.steps import Steps
from desktop.ui.calendar.words import KIND_KEYS
from desktop.ui.desk import Desk
from desktop.ui.messages import MessageBar
from desktop.ui.screen import Screen
from desktop.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from desktop.data.narrowing import Narrowings
    from desktop.ui.calendar.narrow_bar import NarrowBar

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
MARKS_MS = 400  # after the first picture: bank holidays bring a library with them


class CalendarScreen(Screen):
    """Shows days; opens registers, books, adds sessions.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.ACTIVITIES, Topic.SIGNUPS, Topic.PRACTICE})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.now = clock
        self._span = Span("week", clock().date())
        self._day = self._span.on
        self.marks, self._only = Marks(), Only()
        self._offered: Narrowings | None = None
        self.chips: NarrowBar | None = None
        self._wanted: int | None = None
        self._shown: Week | None = None
        self._with_marks = False

        # Born where they belong, they are dressed once: Qt dresses anew what is moved into another.
        self.bar, self.messages, self.sides = CalendarBar(self), MessageBar(self), Sides(self)
        self.week, self.panel = self.sides.week, self.sides.panel
        self.steps = Steps(self)
        self.setFocusProxy(self.week)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._on_minute)
        self._wait_for_the_minute()

    def query(self) -> Callable[..., Any]:
        first, only = self._span.first, self._only
        if self._span.kind == "list":
            most = max(calendar.PAGE, self.sides.listed())
            return partial(calendar.agenda, first=first, only=only, most=most)
        return partial(
            calendar.days, first=first, count=self._span.days, only=only,
            with_marks=self._with_marks,
        )  # fmt: skip

    def paint(self, view: Days | Agenda) -> None:
        """Show what was read, unless something else has been asked for since."""
        now, span = self.now(), self._span
        if isinstance(view, Agenda):
            if span.kind != "list" or view.first != span.first:
                return
            if view.more and self.sides.listed() > len(view.sessions):
                self.refresh()  # more of the list has been read since this was asked
                return
            sessions = view.sessions
            self._show_head(sessions, view.hidden, view.marks)
            self.sides.show_list(view, span, now, self._wanted)
        else:
            if (view.week.first, view.week.days) != (span.first, span.days):
                return
            self._shown, sessions = view.week, view.week.sessions
            self._show_head(sessions, view.hidden, view.marks)
            self.sides.show_days(view, span, now, self._wanted)
        self._wanted = None
        self.setFocusProxy(self.sides.view())
        if not self._with_marks:
            QTimer.singleShot(MARKS_MS, self, self._read_marks)

    def show_date(self, on: date) -> None:
        """Turn the view to a day."""
        self._turn_to(Span(self._span.kind, on))

    def show_session(self, session_id: int, on: date) -> None:
        """Turn the view to a session and choose it."""
        self._wanted = session_id
        self.show_date(on)

    def show_kind(self, kind: str) -> None:
        """Show the same day in another view."""
        session = self.sides.session()
        self._wanted = session.id if session else None
        self._turn_to(Span(kind, self._day))

    def day(self) -> date:
        """Return the day that is chosen."""
        return self._day

    def kind(self) -> str:
        """Return which view is shown."""
        return self._span.kind

    def narrow_to(self, only: Only) -> None:
        """Show some of the sessions only."""
        self._only = only
        if self.chips is None and only:
            self._make_chips()
        if self.chips:
            self.chips.show_only(only, self._offered)
        self.refresh()

    def panes(self) -> Sequence[Pane]:
        return (self, self.sides.side())

    def bring(self, pane: Pane) -> None:
        self.sides.fit(panel=pane is self.sides.side())

    def new_session(self) -> None:
        """Ask for a new session."""
        self.steps.new_session()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        narrowed = event.key() == Qt.Key.Key_Escape and self._only
        if narrowed and not self.messages.sentence():
            self.narrow_to(Only())
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.messages.setContentsMargins(16, 0, 16, 10)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.messages)
        self._column.addWidget(self.sides, 1)

    def _connect(self) -> None:
        bar, sides, steps = self.bar, self.sides, self.steps
        for source in (bar, sides):
            source.turned.connect(self._on_turned)
            source.new_wanted.connect(steps.new_session)
        bar.today_wanted.connect(self._on_today)
        bar.series_wanted.connect(steps.new_series)
        bar.details_wanted.connect(sides.show_panel)
        bar.kind_chosen.connect(self.show_kind)
        bar.day_typed.connect(self._on_day_typed)
        bar.narrow_wanted.connect(self._on_narrow)
        bar.left.connect(self._on_left)
        sides.alone.connect(lambda alone: bar.show_details(shown=alone))
        sides.chosen.connect(self._on_chosen)
        sides.day_chosen.connect(self._on_day)
        sides.date_wanted.connect(self._on_date)
        sides.opened.connect(partial(self.go_to.emit, "session"))
        sides.letter.connect(self._on_letter)
        sides.rest_wanted.connect(self._on_rest)
        sides.register_wanted.connect(steps.open_register)
        sides.booking_wanted.connect(steps.book)
        sides.change_wanted.connect(steps.change)
        sides.off_wanted.connect(steps.call_off_or_bring_back)
        sides.memo_wanted.connect(steps.write_memo)
        sides.week_wanted.connect(partial(self.show_kind, "week"))
        sides.held.connect(steps.show_held)
        sides.put_down.connect(steps.move)
        self.add_key("Ctrl+G", bar.ask_for_day)

    def _turn_to(self, span: Span) -> None:
        if EARLIEST <= span.on < LATEST:
            self._span, self._day = span, span.on
            self.refresh()

    def _show_head(self, sessions: Sequence[SessionCard], hidden: int, marks: Marks) -> None:
        span, self.marks = self._span, marks
        inside = [each for each in sessions if span.holds(each.date)]
        counted = [] if span.kind == "list" else inside
        self.bar.show_days(span.words(self.now().date()), span.short(), span.kind, counted)
        if self.chips:
            endless = span.kind == "list" and bool(sessions)
            self.chips.show_hidden(None if endless else hidden)
        self.sides.say_empty(span, self.now().date(), hidden)

    def _make_chips(self) -> None:
        from desktop.ui.calendar.narrow_bar import NarrowBar

        self.chips = NarrowBar()
        self.chips.narrowed.connect(self.narrow_to)
        self._column.insertWidget(1, self.chips)

    @Slot()
    def _read_marks(self) -> None:
        self._with_marks = True
        self.refresh()

    @Slot(int)
    def _on_turned(self, pages: int) -> None:
        self._turn_to(self._span.turned(pages))

    @Slot()
    def _on_today(self) -> None:
        self.sides.view().forget()
        self.show_date(self.now().date())

    @Slot(object)
    def _on_date(self, on: date) -> None:
        """Go to a day: within the month it stays a month, else the day itself."""
        self._turn_to(Span("month" if self._span.kind == "month" else "day", on))

    @Slot(str)
    def _on_day_typed(self, text: str) -> None:
        try:
            on = read_day(text, self.now().date())
            if not EARLIEST <= on < LATEST:
                raise Refused("That day is too far away. Check the year.")
        except Refused as no:
            self.bar.go_to.refuse(no.sentence)
            self.say_no(no)
            return
        self.messages.clear()
        self.bar.leave_box()
        self.sides.view().forget()
        self.show_date(on)
        self.sides.show_view()

    @Slot(str)
    def _on_left(self, refused: str) -> None:
        self.messages.withdraw(refused)
        self.sides.show_view()

    @Slot()
    def _on_narrow(self) -> None:
        from desktop.data.narrowing import narrowings

        self.desk.read(narrowings, self._show_narrowings, owner=self)

    def _show_narrowings(self, offered: "Narrowings") -> None:
        from desktop.ui.calendar.menus import narrow_menu

        self._offered = offered
        menu = narrow_menu(self, offered, self._only, self.narrow_to)
        menu.popup(self.bar.narrow.mapToGlobal(self.bar.narrow.rect().bottomLeft()))

    @Slot(object)
    def _on_rest(self, last: tuple[date, time, int]) -> None:
        if self.sides.agenda:
            rest = partial(calendar.agenda, first=self._span.first, only=self._only, last=last)
            self.desk.read(rest, self.sides.agenda.show_rest, owner=self, latest="rest")

    @Slot(object)
    def _on_chosen(self, session: SessionCard | None) -> None:
        if session:
            self._on_day(session.date)

    @Slot(object)
    def _on_day(self, on: date) -> None:
        self._day = on
        if self._span.kind in ("work", "week", "month") and self._span.holds(on):
            self._span = Span(self._span.kind, on)

    @Slot(str)
    def _on_letter(self, letter: str) -> None:
        does: dict[str, Callable[[], object]] = {
            "t": self._on_today,
            "g": self.bar.ask_for_day,
            "f": self._on_narrow,
        } | self.steps.by_key()
        if letter in KIND_KEYS:
            self.show_kind(KIND_KEYS[letter])
        elif letter in does:
            does[letter]()

    def _wait_for_the_minute(self) -> None:
        self._minute.start(1000 * (60 - self.now().second))

    @Slot()
    def _on_minute(self) -> None:
        if self._shown:
            self.sides.show_now(self.now())
        self._wait_for_the_minute()
