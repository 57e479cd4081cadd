"""The days at the left and the panel beside them, or one in place of the other."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.data.activities import SessionCard
from desktop.data.calendar import Agenda, Days
from desktop.ui.calendar.side_panel import SidePanel
from desktop.ui.calendar.spans import Span
from desktop.ui.calendar.view import View
from desktop.ui.calendar.week_view import WeekView
from desktop.ui.calendar.words import empty_words
from desktop.ui.look import current
from desktop.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from desktop.ui.calendar.agenda_view import AgendaView
    from desktop.ui.calendar.day_panel import DayPanel
    from desktop.ui.calendar.month_view import MonthView

LEAST_WEEK = 700  # days narrower than this are not drawn beside the panel


class Sides(QWidget):
    """Makes each view when it is first shown, and shows what was read in the right one.

    Signals: those of View, and
        day_chosen, date_wanted: a day (date).
        rest_wanted: more of the list (the key of its last session).
        register_wanted, booking_wanted, change_wanted, off_wanted, memo_wanted, week_wanted: what
            the buttons say.
        alone: whether the panel has no room beside the days and is not shown (bool).
    """

    chosen = Signal(object)
    opened = Signal(int)
    turned = Signal(int)
    letter = Signal(str)
    new_wanted = Signal()
    held = Signal(object)
    put_down = Signal(object)
    day_chosen = Signal(object)
    date_wanted = Signal(object)
    rest_wanted = Signal(object)
    register_wanted = Signal()
    booking_wanted = Signal()
    change_wanted = Signal()
    off_wanted = Signal()
    memo_wanted = Signal()
    week_wanted = Signal()
    alone = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views, self.panels = QStackedWidget(self), QStackedWidget(self)
        self.week, self.panel = WeekView(self.views), SidePanel(self.panels)
        self.month: MonthView | None = None
        self.day: DayPanel | None = None
        self.agenda: AgendaView | None = None
        self._empty = False
        self._now: datetime | None = None
        self.week.setObjectName("week_view")
        self.panel.setObjectName("side_panel")
        self.views.addWidget(self.week)
        self.panels.addWidget(self.panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.views, 1)
        row.addWidget(self.panels)
        self._connect_view(self.week)
        self._connect_panel()

    def view(self) -> View:
        """Return the view that is shown."""
        shown = self.views.currentWidget()
        return shown if isinstance(shown, View) else self.week

    def session(self) -> SessionCard | None:
        """Return the chosen session."""
        return self.view().session()

    def show_days(self, page: Days, span: Span, now: datetime, wanted: int | None) -> None:
        """Show days in their view."""
        self._now = now
        if span.kind == "month":
            month, panel = self._make_month()
            self._turn_to(month, panel, empty=False)
            month.show_days(page, span, now, wanted)
            from desktop.ui.calendar.day_panel import numbers_of

            panel.show_numbers(
                numbers_of([each for each in page.week.sessions if span.holds(each.date)], now)
            )
        else:
            self._turn_to(self.week, self.panel, empty=not page.week.sessions)
            self.week.show_days(page, span, now, wanted)

    def show_list(self, part: Agenda, span: Span, now: datetime, wanted: int | None) -> None:
        """Show the list from its beginning."""
        self._now = now
        agenda = self._make_agenda()
        self._turn_to(agenda, self.panel, empty=not part.sessions)
        agenda.show_list(part, span, now, wanted)

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        self._now = now
        view = self.view()
        if view is self.month or view is self.agenda or view is self.week:
            view.show_now(now)
        self.panel.show_now(now)

    def show_more(self, sessions: Sequence[SessionCard], now: datetime) -> None:
        """List sessions that have no room."""
        self.fit(panel=True)
        self.panel.show_more(sessions, now)

    def listed(self) -> int:
        """Return how many sessions the list has read."""
        return self.agenda.count() if self.agenda else 0

    def say_empty(self, span: Span, today: date, hidden: int) -> None:
        """Say why nothing is shown, should nothing be shown."""
        title, sentence = empty_words(span.kind, span.on, today, hidden)
        self.week.say_empty(title, sentence)
        if self.agenda:
            self.agenda.empty.say(title, sentence)

    def fit(self, *, panel: bool | None = None) -> None:
        """Show the panel beside the days, or in their place where there is no room for both."""
        look = current()
        wide = look.px(294 if self.width() < 1700 else 340)
        both = self.width() - wide >= look.px(LEAST_WEEK)
        shown = not self.views.isVisibleTo(self) if panel is None else panel
        self.views.setVisible(both or not shown)
        self.panels.setVisible(shown if not both else not self._empty)
        self.panel.show_alone(alone=not both)
        if self.day:
            self.day.show_alone(alone=not both)
        self.panels.setMinimumWidth(wide)
        self.panels.setMaximumWidth(wide if both else 16777215)
        self.alone.emit(not (both or shown or self._empty))

    def side(self) -> Pane:
        """Return the panel that belongs to the view."""
        return self.day if self.day and self.panels.currentWidget() is self.day else self.panel

    @Slot()
    def show_panel(self) -> None:
        """Put the keyboard into the panel."""
        self.fit(panel=True)
        self.side().take_focus()

    @Slot()
    def show_view(self) -> None:
        """Put the keyboard into the days."""
        self.fit(panel=False)
        self.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def _turn_to(self, view: View, panel: QWidget, *, empty: bool) -> None:
        held = self.view().has_keyboard()
        self._empty = empty
        self.views.setCurrentWidget(view)
        self.panels.setCurrentWidget(panel)
        if held:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def _make_month(self) -> "tuple[MonthView, DayPanel]":
        if self.month is None or self.day is None:
            from desktop.ui.calendar.day_panel import DayPanel
            from desktop.ui.calendar.month_view import MonthView

            self.month, self.day = MonthView(), DayPanel()
            self.day.setObjectName("day_panel")
            self.views.addWidget(self.month)
            self.panels.addWidget(self.day)
            self._connect_view(self.month)
            self.month.day_chosen.connect(self.day_chosen)
            self.month.date_wanted.connect(self.date_wanted)
            self.month.week_wanted.connect(self.week_wanted)
            self.day.picked.connect(self.month.choose)
            self.day.opened.connect(self.opened)
            self.day.register_wanted.connect(self.register_wanted)
            self.day.week_wanted.connect(self.week_wanted)
            self.day.memo_wanted.connect(self.memo_wanted)
            self.day.back_wanted.connect(self.show_view)
        return self.month, self.day

    def _make_agenda(self) -> "AgendaView":
        if self.agenda is None:
            from desktop.ui.calendar.agenda_view import AgendaView

            self.agenda = AgendaView()
            self.views.addWidget(self.agenda)
            self._connect_view(self.agenda)
            self.agenda.rest_wanted.connect(self.rest_wanted)
        return self.agenda

    def _connect_view(self, view: View) -> None:
        view.chosen.connect(self._on_chosen)
        view.opened.connect(self.opened)
        view.turned.connect(self.turned)
        view.letter.connect(self.letter)
        view.new_wanted.connect(self.new_wanted)
        view.more_wanted.connect(self._on_more)
        view.held.connect(self.held)
        view.put_down.connect(self.put_down)

    def _connect_panel(self) -> None:
        panel = self.panel
        panel.register_wanted.connect(self.register_wanted)
        panel.booking_wanted.connect(self.booking_wanted)
        panel.change_wanted.connect(self.change_wanted)
        panel.off_wanted.connect(self.off_wanted)
        panel.picked.connect(self._on_picked)
        panel.back_wanted.connect(self.show_view)
        self.week.names.picked.connect(self.date_wanted)

    @Slot(object)
    def _on_chosen(self, session: SessionCard | None) -> None:
        day = self.month.day() if self.month and self.view() is self.month else None
        if self._now and self.day and day:
            self.day.show_day(day, session, self._now)
        elif self._now:
            self.panel.show_session(session, self._now)
        self.fit()
        self.chosen.emit(session)

    @Slot(object)
    def _on_more(self, sessions: Sequence[SessionCard]) -> None:
        if self._now:
            self.show_more(sessions, self._now)

    @Slot(int)
    def _on_picked(self, session_id: int) -> None:
        self.week.choose(session_id)
        self.panel.register.setFocus(Qt.FocusReason.OtherFocusReason)
