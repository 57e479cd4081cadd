"""The month itself: painted as a whole, with one button that stands where the keyboard is."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from desktop.data.activities import SessionCard
from desktop.ui.calendar.carried import Carried
from desktop.ui.calendar.held_drawing import draw_held
from desktop.ui.calendar.here import Here
from desktop.ui.calendar.month_drawing import DayShown, draw_day
from desktop.ui.calendar.month_frame import DAYS, Measures, MonthFrame, Spot, make_month
from desktop.ui.calendar.month_pens import RADIUS, Pens
from desktop.ui.calendar.words import aloud
from desktop.ui.look import current
from desktop.ui.paint import rounded
from desktop.ui.widgets.tip import tip


class MonthGrid(QAbstractScrollArea):
    """Draws a month. A week is drawn once and then only copied, until it looks different.

    Signals:
        picked: a session was clicked (int session_id).
        opened: a session was clicked twice (int session_id).
        day_picked: a day was clicked, or its "+3 more" (date).
        framed: the days have other edges now.
        dragged: a session is held over another day with the mouse (Carried).
        dropped: it is let go there.
    """

    picked = Signal(int)
    opened = Signal(int)
    day_picked = Signal(object)
    framed = Signal()
    dragged = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._days: Sequence[DayShown] = ()
        self._now: datetime | None = None
        self._pens: Pens | None = None
        self._drawn: dict[int, QPixmap] = {}
        self._at: tuple[date, int | None] | None = None
        self._hover: Spot | None = None
        self._held: Carried | None = None
        self._pressed: tuple[QPoint, SessionCard] | None = None
        self.frame: MonthFrame | None = None
        self.here, self._other = Here(self.viewport()), Here(self.viewport())

    def show_days(self, days: Sequence[DayShown], now: datetime) -> None:
        """Show whole weeks, day after day."""
        if days == self._days and now.replace(second=0) == self._now:
            return
        self._days, self._now = days, now.replace(second=0)
        self._arrange()

    def show_chosen(self, on: date, session: SessionCard | None, words: str, *, held: bool) -> None:
        """Stand on a session, or on the head of a day; `held` takes the keyboard there."""
        self._at = (on, session.id if session else None)
        if held:
            self.here, self._other = self._other, self.here
        self.here.setAccessibleName(words)
        self._stand()
        self._other.hide()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._pens = None
            self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._stand()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame = QPainter(self.viewport()), self.frame
        if frame is None:
            painter.fillRect(event.rect(), current().color("card"))
            return
        top = self.verticalScrollBar().value()
        for row in range(frame.weeks):
            at = row * frame.week - top
            if at < event.rect().bottom() + 1 and at + frame.week > event.rect().top():
                painter.drawPixmap(0, at, self._week(row, frame))
        below = frame.height() - top
        painter.fillRect(
            QRect(0, below, self.width(), self.viewport().height() - below),
            current().color("pane"),
        )
        self._draw_marks(painter, frame)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            session = self._session_at(event.pos())
            words = aloud(session, self._now) if session and self._now else ""
            QToolTip.showText(event.globalPos(), tip(words), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._show_hover(None)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        on, session = self._day_at(at), self._session_at(at)
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif session:
            self._pressed = (at, session)
            self.picked.emit(session.id)
        elif on:
            self.day_picked.emit(on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        session = self._session_at(event.position().toPoint())
        if session and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(session.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(at, *self._pressed)
            return
        found = self._spot_at(at)
        self._show_hover(found[1] if found and found[1].session else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._pressed = self._pressed is not None and self._held is not None, None
        super().mouseReleaseEvent(event)
        if dragging:
            self.dropped.emit()

    def show_carried(self, carried: Carried | None) -> None:
        """Draw over which day a session is held, or nothing any more."""
        self._held = carried
        if carried is None:
            self._pressed = None
        self.viewport().update()

    def show_at(self, on: date, session_id: int | None) -> None:
        """Scroll so that a session, or a day's head, can be seen."""
        box, bar = self.box_of(on, session_id), self.verticalScrollBar()
        if box.top() < 0:
            bar.setValue(bar.value() + box.top() - 4)
        elif box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + box.bottom() - self.viewport().height() + 4)

    def box_of(self, on: date, session_id: int | None) -> QRect:
        """Return where a session is now, or "+3 more" for it, or the head of its day."""
        frame = self.frame
        place = frame.place(on) if frame else None
        if frame is None or place is None:
            return QRect()
        row, column = place
        top = row * frame.week - self.verticalScrollBar().value()
        spots = frame.spots(column, self._shown(row, column).sessions) if session_id else []
        own = [each for each in spots if each.session and each.session.id == session_id]
        for spot in own or [each for each in spots if each.more]:
            return QRect(spot.left, top + spot.top, spot.width, frame.measures.line)
        left, right = frame.edges[column], frame.edges[column + 1]
        return QRect(left + 3, top + 2, right - left - 5, frame.measures.head - 3)

    def _arrange(self) -> None:
        if not self._days:
            return
        weeks, area = len(self._days) // DAYS, self.viewport().size()
        self.frame = make_month(self._days[0].on, weeks, area.width(), area.height(), *_measures())
        self._drawn.clear()
        self._hover = None
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.frame.height() - area.height()))
        bar.setPageStep(area.height())
        bar.setSingleStep(self.frame.measures.step)
        self._stand()
        self.framed.emit()
        self.viewport().update()

    def _stand(self) -> None:
        if self._at:
            self.here.setGeometry(self.box_of(*self._at))
            self.here.show()

    def _week(self, row: int, frame: MonthFrame) -> QPixmap:
        dpr = self.viewport().devicePixelRatioF()
        if self._pens is None or self._pens.dpr != dpr or self._pens.look != current():
            self._pens, self._drawn = Pens(current(), dpr), {}
        found = self._drawn.get(row)
        if found is None:
            found = self._drawn[row] = self._draw_week(row, frame, self._pens)
        return found

    def _draw_week(self, row: int, frame: MonthFrame, pens: Pens) -> QPixmap:
        pixmap = QPixmap(round(frame.edges[-1] * pens.dpr), round(frame.week * pens.dpr))
        pixmap.setDevicePixelRatio(pens.dpr)
        painter = QPainter(pixmap)
        for column in range(DAYS):
            if self._now:
                draw_day(painter, frame, column, self._shown(row, column), self._now, pens)
        painter.end()
        return pixmap

    def _draw_marks(self, painter: QPainter, frame: MonthFrame) -> None:
        look = current()
        if self._at and frame.place(self._at[0]):
            box = QRectF(self.box_of(*self._at))
            rounded(painter, box, RADIUS, edge=look.color("primary"), width=2.5)
        if self._hover and self._hover.session:
            session = self._hover.session
            if self._at is None or session.id != self._at[1]:
                box = QRectF(self.box_of(session.date, session.id))
                rounded(painter, box, RADIUS, edge=look.color("ink2"), width=1)

        held = self._held
        place = frame.place(held.on) if held else None
        if held and place:
            box = QRectF(self.box_of(held.on, None))
            box.setHeight(frame.measures.line)
            draw_held(painter, box, held)

    def _drag(self, at: QPoint, pressed: QPoint, session: SessionCard) -> None:
        far = (at - pressed).manhattanLength() >= QApplication.startDragDistance()
        on = self._day_at(at)
        if on and (far or self._held):
            self.dragged.emit(Carried(session, on, session.starts))

    def _shown(self, row: int, column: int) -> DayShown:
        return self._days[DAYS * row + column]

    def _day_at(self, at: QPoint) -> date | None:
        y = at.y() + self.verticalScrollBar().value()
        return self.frame.day_at(at.x(), y) if self.frame else None

    def _spot_at(self, at: QPoint) -> tuple[date, Spot] | None:
        on, frame = self._day_at(at), self.frame
        place = frame.place(on) if frame and on else None
        if frame is None or on is None or place is None:
            return None
        row, column = place
        y = at.y() + self.verticalScrollBar().value() - row * frame.week
        for spot in frame.spots(column, self._shown(row, column).sessions):
            inside = 0 <= at.x() - spot.left < spot.width
            if inside and 0 <= y - spot.top < frame.measures.step:
                return on, spot
        return None

    def _session_at(self, at: QPoint) -> SessionCard | None:
        found = self._spot_at(at)
        return found[1].session if found else None

    def _show_hover(self, spot: Spot | None) -> None:
        if spot != self._hover:
            self._hover = spot
            self.viewport().update()


def _measures() -> tuple[Measures, Measures]:
    """Return how a month is drawn with room, and how where that gives a day one more line."""
    look = current()
    weekend = look.px(122)
    roomy = Measures(look.px(24), look.px(24) + 2, look.px(30), weekend)
    return roomy, Measures(look.px(23), look.px(23) + 1, look.px(22), weekend)
