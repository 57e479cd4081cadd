"""The Calendar tab: a week of sessions, and the chosen one beside it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import activities
from desktop.data.activities import SessionCard, Week
from desktop.data.changes import Topic
from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.ui.calendar.drawing import is_past
from desktop.ui.calendar.side_panel import SidePanel
from desktop.ui.calendar.week_bar import WeekBar
from desktop.ui.calendar.week_view import WeekView
from desktop.ui.calendar.words import in_full
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.screen import Screen
from desktop.ui.widgets.pane import Pane

LEAST_WEEK = 700  # a week narrower than this is not drawn beside the panel


class CalendarScreen(Screen):
    """Shows one week; opens registers, books, adds sessions.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.ACTIVITIES, Topic.SIGNUPS})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._first = _monday(clock().date())
        self._wanted: int | None = None
        self._shown: Week | None = None

        self.bar, self.messages = WeekBar(), MessageBar()
        self.week, self.panel = WeekView(), SidePanel()
        self.setFocusProxy(self.week)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._on_minute)
        self._wait_for_the_minute()

    def query(self) -> Callable[..., Any]:
        return partial(activities.week, first=self._first)

    def paint(self, view: Week) -> None:
        """Show a week, unless another one has been asked for since."""
        if view.first != self._first:
            return
        now = self._clock()
        self._shown = view
        self.bar.show_week(view)
        self.week.show_week(view, now, self._wanted)
        self._wanted = None

    def show_date(self, on: date) -> None:
        """Show the week of a day."""
        self._go_to_week(_monday(on))

    def show_session(self, session_id: int, on: date) -> None:
        """Show the week of a session and choose it."""
        self._wanted = session_id
        self._go_to_week(_monday(on))

    def panes(self) -> Sequence[Pane]:
        return (self, self.panel)

    def bring(self, pane: Pane) -> None:
        self._fit(panel=pane is self.panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _lay_out(self) -> None:
        self.week.setObjectName("week_view")
        self.panel.setObjectName("side_panel")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.week, 1)
        row.addWidget(self.panel)
        self.messages.setContentsMargins(16, 0, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.messages)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        bar, week, panel = self.bar, self.week, self.panel
        bar.week_wanted.connect(self._on_week_wanted)
        bar.today_wanted.connect(self._on_today)
        bar.new_wanted.connect(self.new_session)
        bar.details_wanted.connect(self._show_panel)
        week.week_wanted.connect(self._on_week_wanted)
        week.chosen.connect(self._on_chosen)
        week.opened.connect(partial(self.go_to.emit, "session"))
        week.more_wanted.connect(self._on_more)
        week.letter.connect(self._on_letter)
        week.new_wanted.connect(self.new_session)
        panel.register_wanted.connect(self._on_register)
        panel.booking_wanted.connect(self._on_book)
        panel.places_wanted.connect(self._on_places)
        panel.picked.connect(self._on_picked)
        panel.back_wanted.connect(self._show_week)

    def _go_to_week(self, first: date) -> None:
        self._first = first
        self.refresh()

    @Slot(int)
    def _on_week_wanted(self, weeks: int) -> None:
        self._go_to_week(self._first + timedelta(weeks=weeks))

    @Slot()
    def _on_today(self) -> None:
        self.week.forget()
        self._go_to_week(_monday(self._clock().date()))

    @Slot(object)
    def _on_chosen(self, session: SessionCard | None) -> None:
        self.panel.show_session(session, self._clock())
        self._fit()

    @Slot(object)
    def _on_more(self, sessions: Sequence[SessionCard]) -> None:
        self._fit(panel=True)
        self.panel.show_more(sessions, self._clock())

    @Slot(int)
    def _on_picked(self, session_id: int) -> None:
        self.week.choose(session_id)
        self.panel.register.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_letter(self, letter: str) -> None:
        does = {
            "t": self._on_today,
            "n": self.new_session,
            "b": self._on_book,
            "e": self._on_places,
        }
        if letter in does:
            does[letter]()

    @Slot()
    def _on_register(self) -> None:
        session = self.week.session()
        if session:
            self.go_to.emit("session", session.id)

    @Slot()
    def _on_book(self) -> None:
        session = self.week.session()
        if session is None:
            return
        no = _why_not(session, self._clock())
        if no:
            self.say_no(Refused(no))
        else:
            self.go_to.emit("book", session.id)

    @Slot()
    def new_session(self) -> None:
        """Ask for a new session, on the chosen day or today."""
        from desktop.ui.calendar.session_dialog import SessionDialog

        session, today = self.week.session(), self._clock().date()
        on = max(session.date if session else self._first, today)
        dialog = SessionDialog(self.desk, self._clock, on, self)
        dialog.made.connect(self._on_made)
        dialog.ask()

    @Slot()
    def _on_places(self) -> None:
        from desktop.ui.calendar.places_dialog import PlacesDialog

        session = self.week.session()
        if session:
            dialog = PlacesDialog(self.desk, session, self._clock().date(), self)
            dialog.changed.connect(self._on_places_changed)
            dialog.open()

    @Slot(int, object, str)
    def _on_made(self, session_id: int, on: date, words: str) -> None:
        self.show_session(session_id, on)
        self._say_done(self.tr("Added {0}.").format(words))
        self.week.setFocus()

    @Slot(object, int)
    def _on_places_changed(self, session: SessionCard, places: int) -> None:
        named = in_full(session, self._clock().date())
        self._say_done(self.tr("{0} has {1} places now.").format(named, places))

    def _say_done(self, sentence: str) -> None:
        undo = partial(self.go_to.emit, "undo", None)
        self.messages.say("good", sentence, self.tr("Undo"), "Ctrl+Z", undo)

    def _wait_for_the_minute(self) -> None:
        self._minute.start(1000 * (60 - self._clock().second))

    @Slot()
    def _on_minute(self) -> None:
        now = self._clock()
        if self._shown:
            self.week.show_now(now)
            self.panel.show_now(now)
        self._wait_for_the_minute()

    def _fit(self, *, panel: bool | None = None) -> None:
        """Show the panel beside the week, or in its place where there is no room for both."""
        look = current()
        wide = look.px(294 if self.width() < 1700 else 340)
        both = self.width() - wide >= look.px(LEAST_WEEK)
        shown = not self.week.isVisibleTo(self) if panel is None else panel
        self.week.setVisible(both or not shown)
        empty = self._shown is not None and not self._shown.sessions
        self.panel.setVisible(shown if not both else not empty)
        self.panel.show_alone(alone=not both)
        self.bar.details.setVisible(not (both or shown or empty))
        self.panel.setMinimumWidth(wide)
        self.panel.setMaximumWidth(wide if both else 16777215)

    @Slot()
    def _show_panel(self) -> None:
        self._fit(panel=True)
        self.panel.register.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_week(self) -> None:
        self._fit(panel=False)
        self.week.setFocus(Qt.FocusReason.OtherFocusReason)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _why_not(session: SessionCard, now: datetime) -> str:
    """Say why nobody can be booked, as the rules will say it; "" if somebody can."""
    on = day(session.date, now.date())
    if session.cancelled:
        return f"Not booked. {session.title} on {on} is cancelled."
    if is_past(session, now):
        return f"Not booked. {session.title} on {on} is over."
    return ""
