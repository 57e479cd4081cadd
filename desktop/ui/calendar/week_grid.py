"""The week itself: hours, days and the line of now, with a button for each session."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.data.activities import SessionCard, Week
from desktop.data.calendar import Marks
from desktop.rules.days import clock
from desktop.ui.calendar.bands import draw_bands, draw_shut
from desktop.ui.calendar.frame import Frame, Placed, make_frame, place_day, sessions_on
from desktop.ui.calendar.overlays import Ghost, NowLine
from desktop.ui.calendar.session_button import CrowdButton, SessionButton, WeekButton
from desktop.ui.look import current
from desktop.ui.paint import CENTRE, RIGHT, filled, rounded, words

if TYPE_CHECKING:
    from desktop.ui.calendar.carried import Carried

B = TypeVar("B", bound=WeekButton)
GUTTER, TOP, NARROWEST, FEW = 52, 12, 58, 6


class WeekGrid(QWidget):
    """Draws a week. Buttons of one week serve the next one.

    Signals:
        picked: a session was clicked (int session_id).
        opened: a session was clicked twice (int session_id).
        more_wanted: sessions without room are to be listed (tuple of SessionCard).
        framed: the days have other edges now.
        dragged: a session is held elsewhere with the mouse (Carried).
        dropped: it is let go there.
    """

    picked = Signal(int)
    opened = Signal(int)
    more_wanted = Signal(object)
    framed = Signal()
    dragged = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week")
        self._week: Week | None = None
        self._marks = Marks()
        self._now: datetime | None = None
        self._chosen: int | None = None
        self._room = 0
        self.frame: Frame | None = None
        self._ground: tuple[Frame, datetime] | None = None
        self._cards: list[SessionButton] = []
        self._crowds: list[CrowdButton] = []
        self._line = NowLine(self)
        self._ghost: Ghost | None = None

    def show_week(self, week: Week, marks: Marks, now: datetime, chosen: int | None) -> None:
        """Show a week as it stands, with one of its sessions chosen."""
        if marks != self._marks:
            self._marks, self._ground = marks, None
        self._week, self._now, self._chosen = week, now, chosen
        self._arrange()

    def show_now(self, now: datetime) -> None:
        """Move the line of now, and let what is over go pale."""
        self._now = now
        self._arrange()

    def show_chosen(self, session_id: int | None) -> None:
        """Choose another session of the same week."""
        self._chosen = session_id
        for button in self.buttons():
            button.show_chosen(chosen=self._holds(button, session_id))

    def show_carried(self, carried: "Carried | None") -> None:
        """Draw where a session is held, stitched, or nothing any more."""
        if carried and self._ghost is None:
            self._ghost = Ghost(self)
        column = self.frame.column(carried.on) if carried and self.frame else None
        if self._ghost and carried and self.frame and column is not None:
            self._ghost.hold(place_day(self.frame, column, [carried.shown()], 1)[0], carried)
        elif self._ghost:
            self._ghost.hide()
        if carried is None:
            for card in self._cards:
                card.let_go()

    def fit(self, room: int) -> None:
        """Use as much height as there is before scrolling."""
        self._room = room
        self._arrange()

    def buttons(self) -> Iterator[WeekButton]:
        """Give every button that stands for something now."""
        shown = chain(self._cards, self._crowds)
        return (button for button in shown if not button.isHidden())

    def button_of(self, session_id: int | None) -> WeekButton | None:
        """Find the button of a session, or of the crowd it is in."""
        return next((each for each in self.buttons() if self._holds(each, session_id)), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._ground = None
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        frame, painter = self.frame, QPainter(self)
        filled(painter, event.rect(), current().color("card"))
        if frame and self._now:
            _draw_days(painter, frame, self._now.date(), self.height())
            draw_shut(painter, frame, self._marks, self.height())
            if self._marks.bands:
                draw_bands(painter, frame, self._marks, self.height())
            _draw_hours(painter, frame, self.width())
            self._draw_now(painter, frame)

    def _arrange(self) -> None:
        if self._week is None or self._now is None:
            return
        look, left = current(), current().px(GUTTER)
        frame = make_frame(
            self._week,
            self._now.date(),
            left=left,
            width=self.width() - left,
            hour=look.size("hour"),
            room=self._room,
            top=look.px(TOP),
        )
        self.setMinimumHeight(frame.height())
        narrow = look.px(NARROWEST)
        placed = [
            each
            for column, on in enumerate(frame.days)
            for each in place_day(frame, column, sessions_on(self._week, on), narrow)
        ]
        self._place(placed, self._now)
        self.show_chosen(self._chosen)
        self._place_line(frame, self._now)
        ground = (frame, self._now.replace(second=0, microsecond=0))
        if ground != self._ground:  # else only the buttons that changed are drawn
            self._ground, self.frame = ground, frame
            self.framed.emit()
            self.update()

    def _place(self, placed: list[Placed], now: datetime) -> None:
        alone = [each for each in placed if len(each.sessions) == 1]
        crowds = [each for each in placed if len(each.sessions) > 1]
        cards = _filled(self._cards, alone, self._make_card)
        if sum(card.show_session(each.sessions[0], now) for card, each in cards) > FEW:
            self.update()  # the whole at once is drawn sooner than many pieces of it
        for crowd, each in _filled(self._crowds, crowds, self._make_crowd):
            crowd.show_sessions(each.sessions, now)

    def _make_card(self) -> SessionButton:
        card = SessionButton(self)
        card.clicked.connect(self._on_card)
        card.opened.connect(self._on_card_opened)
        card.dragged.connect(self._on_dragged)
        card.dropped.connect(self.dropped)
        return card

    def _make_crowd(self) -> CrowdButton:
        crowd = CrowdButton(self)
        crowd.clicked.connect(self._on_crowd)
        return crowd

    @Slot()
    def _on_card(self) -> None:
        card = self.sender()
        if isinstance(card, SessionButton):
            self.picked.emit(card.session.id)

    @Slot()
    def _on_card_opened(self) -> None:
        card = self.sender()
        if isinstance(card, SessionButton):
            self.opened.emit(card.session.id)

    @Slot(object, object)
    def _on_dragged(self, session: SessionCard, moved: QPoint) -> None:
        """Hold a session as far from its place as the mouse has gone, by quarters of an hour."""
        from desktop.ui.calendar.carried import QUARTER, lift, minutes_of

        frame, card = self.frame, self.button_of(session.id)
        if frame is None or card is None:
            return
        middle = card.geometry().center().x() + moved.x()
        column = next((n for n in range(len(frame.days)) if middle < frame.edges[n + 1]), -1)
        quarters = round(moved.y() * 60 / frame.hour / QUARTER)
        minutes = minutes_of(session.starts) + quarters * QUARTER
        self.dragged.emit(lift(session).held_at(frame.days[column], minutes))

    @Slot()
    def _on_crowd(self) -> None:
        crowd = self.sender()
        if isinstance(crowd, CrowdButton):
            self.more_wanted.emit(crowd.sessions)

    def _holds(self, button: WeekButton, session_id: int | None) -> bool:
        if isinstance(button, SessionButton):
            return button.session.id == session_id
        held = button.sessions if isinstance(button, CrowdButton) else ()
        return any(session.id == session_id for session in held)

    def _place_line(self, frame: Frame, now: datetime) -> None:
        today, at = frame.column(now.date()), _y_of_now(frame, now)
        self._line.setVisible(today is not None and at is not None)
        if today is not None and at is not None:
            left = frame.edges[today]
            self._line.setGeometry(left, at - 1, frame.edges[today + 1] - left, 3)
            self._line.raise_()

    def _draw_now(self, painter: QPainter, frame: Frame) -> None:
        at = _y_of_now(frame, self._now) if self._now else None
        if self._line.isHidden() or at is None or self._now is None:
            return
        look, high = current(), current().px(20)
        place = QRectF(2, at - high / 2, look.px(GUTTER) - 4, high)
        # The hour below would show at its edges as half letters.
        filled(painter, place.adjusted(-2, -3, 1, 3), look.color("card"))
        rounded(painter, place, look.radius("tag"), fill=look.color("now"))
        said = clock(self._now.time())
        words(painter, place, said, look.font("key"), look.color("card"), CENTRE)


def _filled(pool: list[B], placed: list[Placed], make: Callable[[], B]) -> list[tuple[B, Placed]]:
    """Put as many buttons as are needed where they belong; hide the others."""
    while len(pool) < len(placed):
        pool.append(make())
    for spare in pool[len(placed) :]:
        spare.hide()
    for button, each in zip(pool, placed, strict=False):
        box = each.box
        button.setGeometry(box.left, box.top, box.width, box.height)
        button.show()
    return list(zip(pool, placed, strict=False))


def _y_of_now(frame: Frame, now: datetime) -> int | None:
    return frame.y(now.time()) if frame.first <= now.hour < frame.last else None


def _draw_days(painter: QPainter, frame: Frame, today: date, height: int) -> None:
    look = current()
    for n, on in enumerate(frame.days):
        left, right = frame.edges[n], frame.edges[n + 1]
        column = QRectF(left, 0, right - left, height)
        if on == today:
            tint = look.color("primaryT")
            tint.setAlphaF(0.34)
            filled(painter, column, tint)
        elif on.weekday() > 4:
            filled(painter, column, look.color("pane"))
        filled(painter, QRectF(left, 0, 1, height), look.color("line"))


def _draw_hours(painter: QPainter, frame: Frame, width: int) -> None:
    look = current()
    line, left = look.color("line"), frame.edges[0]
    dots = QPen(line, 1, Qt.PenStyle.DotLine)
    for hour in range(frame.first, frame.last + 1):
        at = frame.top + round((hour - frame.first) * frame.hour)
        filled(painter, QRectF(left, at, width - left, 1), line)
        if hour < frame.last:
            half = at + round(frame.hour / 2)
            painter.setPen(dots)
            painter.drawLine(left, half, width, half)
        high = look.line("tag")
        place = QRectF(0, at - high / 2, look.px(45), high)
        said = f"{hour % 12 or 12}{'am' if hour % 24 < 12 else 'pm'}"
        words(painter, place, said, look.font("tag"), look.color("ink3"), RIGHT)
