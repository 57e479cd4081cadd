"""How the days of a month are drawn: a head, and a line for each session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.data.activities import SessionCard
from desktop.rules.days import clock, day_of_month
from desktop.ui.calendar.bands import hatch
from desktop.ui.calendar.drawing import is_past
from desktop.ui.calendar.month_frame import MonthFrame, Spot
from desktop.ui.calendar.month_pens import Pen, Pens, State, is_wide, put
from desktop.ui.calendar.words import translate
from desktop.ui.paint import draw_icon, rounded

FULL, CAME = "full", "came"


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of the month, and what there is to say about it."""

    on: date
    sessions: Sequence[SessionCard] = ()
    name: str = ""  # a closure or a bank holiday
    short: str = ""
    memo: str = ""
    closed: bool = False
    shut: bool = False  # a weekday without opening hours
    today: bool = False
    outside: bool = False  # of the month before or after


def state_of(session: SessionCard, now: datetime) -> State:
    """Say how a session stands."""
    if session.cancelled:
        return State.OFF
    return State.PAST if is_past(session, now) else State.COMING


def draw_day(
    painter: QPainter, frame: MonthFrame, column: int, day: DayShown, now: datetime, pens: Pens
) -> None:
    """Draw a day in its column, the week's top at 0."""
    left, right = frame.edges[column], frame.edges[column + 1]
    box = QRectF(left, 0, right - left, frame.week)
    _draw_ground(painter, box, day, pens)
    _draw_head(painter, box, frame.measures.head, day, pens)
    for spot in frame.spots(column, day.sessions):
        if spot.session is None:
            draw_more(painter, spot, frame.measures.line, pens)
        else:
            draw_line(painter, spot, frame.measures.line, state_of(spot.session, now), pens)


def draw_line(painter: QPainter, spot: Spot, high: int, state: State, pens: Pens) -> None:
    """Draw one session's line."""
    session, look = spot.session, pens.look
    if session is None:
        return
    ground = pens.ground(session, spot.width, high, state)
    painter.drawPixmap(QPointF(spot.left, spot.top), ground)
    right = float(spot.left + spot.width - look.px(6))
    right -= _draw_end(painter, right, spot.top, high, session, state, pens) + look.px(4)
    ink = pens.colour("ink" if state is State.COMING else "ink2")
    left = float(spot.left + pens.tile_left())
    pen = pens.struck if state is State.OFF else pens.name
    name, said = session.short or session.title, month_clock(session.starts)
    if is_wide(spot.width, look):
        left += look.px(18 + 4)
        after = left + pens.time.width(said) + look.px(4)
        # A name nobody can read is worth less than the hour, which the panel says, too.
        if right - after >= min(pen.width(name), look.px(46)):
            put(painter, pens.time, ink, QPointF(left, pens.time.baseline(spot.top, high)), said)
            left = after
    name = elided(pen, name, right - left)
    put(painter, pen, ink, QPointF(left, pen.baseline(spot.top, high)), name)


def draw_more(painter: QPainter, spot: Spot, high: int, pens: Pens) -> None:
    """Write "+3 more" where sessions have no line of their own."""
    said = translate("calendar", "+{0} more").format(spot.more)
    at = QPointF(spot.left + pens.look.px(5), pens.time.baseline(spot.top, high))
    put(painter, pens.time, pens.colour("primary"), at, said)


def month_clock(at: time) -> str:
    """Say a time for a narrow line: "10am", "9:30"."""
    return clock(at)[:-2] if at.minute else clock(at)


def elided(pen: Pen, text: str, room: float) -> str:
    """Shorten a text to its room, as seldom as can be."""
    return text if pen.width(text) <= room else pen.metrics.elidedText(
        text, Qt.TextElideMode.ElideRight, max(0.0, room)
    )  # fmt: skip


def end_of(session: SessionCard, state: State) -> tuple[str, str]:
    """Say what stands at the end of a line, and of which kind it is."""
    if state is State.OFF:
        return translate("calendar", "Off"), ""
    if state is State.PAST and session.came:
        return str(session.came), CAME
    over = f" +{session.over}" if session.over else ""
    if state is State.COMING and session.booked >= session.places:
        return translate("calendar", "Full") + over, FULL
    return f"{session.booked}/{session.places}", ""


def _draw_end(
    painter: QPainter, right: float, top: float, high: int, session: SessionCard, state: State,
    pens: Pens,
) -> float:  # fmt: skip
    """Write the end of a line up to its right edge; return how wide that is."""
    said, kind = end_of(session, state)
    waits = _draw_waiting(painter, right, top, high, session, pens) if state is State.COMING else 0
    right -= waits
    look, wide = pens.look, pens.end.width(said)
    ink = pens.colour("ink" if state is State.COMING else "ink2")
    at = QPointF(right - wide, pens.end.baseline(top, high))
    if kind == FULL:
        pad, tall = look.px(4), look.px(17)
        box = QRectF(right - wide - 2 * pad, top + (high - tall) / 2, wide + 2 * pad, tall)
        rounded(painter, box, 4, fill=pens.colour("ink"))
        at -= QPointF(pad, 0)
        ink, wide = pens.colour("card"), wide + 2 * pad
    put(painter, pens.end, ink, at, said)
    sign = ("check", "bold", "ink2") if kind == CAME else None
    if state is State.COMING and not session.leader:
        sign = ("warning", "fill", "caution")
    if sign:
        name, style, colour = sign
        side = look.px(13)
        corner = QPointF(right - wide - side - look.px(3), top + (high - side) / 2)
        draw_icon(painter, corner, name, style, pens.colour(colour), side)
        wide += side + look.px(3)
    return wide + waits


def _draw_waiting(
    painter: QPainter, right: float, top: float, high: int, session: SessionCard, pens: Pens
) -> float:
    """Draw how many wait, as an hourglass and a number; return how wide that is."""
    if not session.waiting:
        return 0
    look, said, side = pens.look, str(session.waiting), pens.look.px(13)
    wide, ink = pens.end.width(said), pens.colour("info")
    put(painter, pens.end, ink, QPointF(right - wide, pens.end.baseline(top, high)), said)
    corner = QPointF(right - wide - side - look.px(1), top + (high - side) / 2)
    draw_icon(painter, corner, "hourglass", "bold", ink, side)
    return wide + side + look.px(5)


def _draw_ground(painter: QPainter, box: QRectF, day: DayShown, pens: Pens) -> None:
    name = "window" if day.outside else "pane" if day.shut or day.on.weekday() > 4 else "card"
    painter.fillRect(box, pens.colour(name))
    if day.closed:
        hatch(painter, box, pens.look, pens.dpr)
    elif day.today:
        tint = QColor(pens.colour("primaryT"))
        tint.setAlphaF(0.4)
        painter.fillRect(box, tint)
    line = pens.colour("line")
    painter.fillRect(QRectF(box.left(), 0, 1, box.height()), line)
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), line)


def _draw_head(painter: QPainter, box: QRectF, head: int, day: DayShown, pens: Pens) -> None:
    look, pen = pens.look, pens.number
    high = min(head - 1, look.px(22))
    top = box.top() + (head - high + 1) // 2
    said = day_of_month(day.on)
    left, wide = box.left() + look.px(8), pen.width(said)
    ink = pens.colour("ink2")
    if day.today:
        square = QRectF(left - look.px(1), top, max(wide + look.px(12), high), high)
        rounded(painter, square, look.radius("card"), fill=pens.colour("primary"))
        left, ink = square.center().x() - wide / 2, pens.colour("onprimary")
    put(painter, pen, ink, QPointF(left, pen.baseline(top, high)), said)
    left += wide + look.px(14 if day.today else 8)
    _draw_news(painter, QRectF(left, top, box.right() - left - look.px(4), high), day, pens)


def _draw_news(painter: QPainter, line: QRectF, day: DayShown, pens: Pens) -> None:
    """Write beside the number what the day is called, and its memo."""
    look, left = pens.look, line.left()
    if day.name:
        side = look.px(13)
        corner = QPointF(left, line.center().y() - side / 2)
        draw_icon(painter, corner, "flag-banner", "fill", pens.colour("info"), side)
        left += side + look.px(4)
        fits = pens.time.width(day.name) <= line.right() - left
        said = day.name if fits else day.short or day.name
        left = _write(painter, pens.time, pens.colour("info"), left, line, said)
    elif day.today:
        today = translate("calendar", "Today")
        left = _write(painter, pens.time, pens.colour("primary"), left, line, today)
    if day.memo:
        _write(painter, pens.name, pens.colour("ink2"), left, line, day.memo)


def _write(painter: QPainter, pen: Pen, ink: QColor, left: float, line: QRectF, text: str) -> float:
    shown = elided(pen, text, line.right() - left)
    if len(shown) < 3:
        return left
    put(painter, pen, ink, QPointF(left, pen.baseline(line.top(), line.height())), shown)
    return left + pen.width(shown) + 8
