"""How a session is drawn in the week: a line budget that its height and width allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath

from desktop.data.activities import SessionCard
from desktop.rules.days import clock, hours_short
from desktop.rules.sessions import places_words
from desktop.ui.calendar.words import full_words, translate
from desktop.ui.look import Patch, current
from desktop.ui.paint import DASH, chip, chip_size, filled, ratio, rounded, tile, words
from desktop.ui.pixmaps import patch_brush

STRIP = 8
ROOMY = 420  # as wide as in a day of its own


@dataclass(frozen=True, slots=True)
class Shown:
    """A session and the state it is drawn in."""

    session: SessionCard
    past: bool = False
    chosen: bool = False
    hover: bool = False

    @property
    def unstaffed(self) -> bool:
        """Whether it is to come and nobody leads it."""
        return not (self.past or self.session.cancelled or self.session.leader)


@dataclass(frozen=True, slots=True)
class End:
    """What is said about places at the foot: plain words, or a chip of a kind."""

    text: str
    kind: str = ""
    icon: str = ""

    def width(self) -> float:
        """Return how wide it is drawn."""
        if self.kind:
            return chip_size(self.text, self.kind, self.icon).width()
        return _advance("card", self.text)


def is_past(session: SessionCard, now: datetime) -> bool:
    """Whether a session is over."""
    return session.ends_utc <= now


def draw_session(painter: QPainter, rect: QRectF, shown: Shown) -> None:
    """Draw a whole card."""
    look, session = current(), shown.session
    patch = look.patch(session.patch, session.code)
    _draw_ground(painter, rect, shown, patch)
    inner = 3 if shown.chosen else 0
    left = 2 if session.cancelled else STRIP + inner
    close = rect.width() < look.px(84)
    box = rect.adjusted(left + (4 if close else 7), 5, -3 if close else -5, -4)
    if rect.width() < look.px(120):
        _draw_narrow(painter, box, shown, patch)
    elif rect.width() > look.px(ROOMY):
        _draw_roomy(painter, box, shown, patch)
    else:
        _draw_wide(painter, box, shown, patch)


def wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break words into at most so many lines; the last holds whatever is left."""
    metrics, lines = QFontMetricsF(font), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or len(lines) == most or metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def ends_of(shown: Shown) -> Sequence[End]:
    """Say how a session stands, the fullest way first."""
    session = shown.session
    if session.cancelled:
        off = translate("calendar", "Cancelled")
        return [End(off, "off", "x"), End(off, "off"), End(translate("calendar", "Off"), "off")]
    counted = places_words(session.booked, session.places, session.over, waiting=session.waiting)
    if shown.past and session.came:
        came = translate("calendar", "{0} came").format(session.came)
        return [End(came, "plain", "check"), End(came, "plain")]
    if session.booked >= session.places and not shown.past:
        return [End(said, "full") for said in full_words(session)]
    return [End(counted), End(f"{session.booked}/{session.places}")]


def _draw_ground(painter: QPainter, rect: QRectF, shown: Shown, patch: Patch) -> None:
    look, radius = current(), current().radius("card")
    if shown.session.cancelled:
        edge = look.color("primary") if shown.chosen else look.color("line2")
        width, dash = (3, None) if shown.chosen else (1.5, DASH)
        rounded(painter, rect, radius, fill=look.color("card"), edge=edge, width=width, dash=dash)
        return
    fill = look.color("card") if shown.past else QColor(patch.tint)
    edge = look.color("primary") if shown.chosen else _ink(0.55 if shown.hover else 0.22)
    rounded(painter, rect, radius, fill=fill)
    inner = 3 if shown.chosen else 0
    cloth = QRectF(rect.left() + inner, rect.top() + inner, STRIP + 1, rect.height() - 2 * inner)
    _draw_strip(painter, cloth, radius - inner, patch)
    rounded(painter, rect, radius, edge=edge, width=inner or 1)


def _draw_strip(painter: QPainter, rect: QRectF, radius: float, patch: Patch) -> None:
    """Draw the cloth at the left, round where the card is round; a clip would leave a nib."""
    path, across = QPainterPath(rect.topRight()), 2 * radius
    path.arcTo(QRectF(rect.left(), rect.top(), across, across), 90, 90)
    path.arcTo(QRectF(rect.left(), rect.bottom() - across, across, across), 180, 90)
    path.lineTo(rect.bottomRight())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrushOrigin(rect.topLeft())
    painter.fillPath(path, patch_brush(patch, ratio(painter)))
    painter.restore()
    filled(painter, QRectF(rect.right() - 1, rect.top(), 1, rect.height()), _ink(0.3))


def _draw_wide(painter: QPainter, box: QRectF, shown: Shown, patch: Patch) -> None:
    look, session = current(), shown.session
    side, small, card = look.px(20), look.line("small"), look.line("card")
    end = _fitting(ends_of(shown), box.width())
    _draw_tile(painter, box, patch)
    beside = box.adjusted(side + look.px(6), 0, 0, 0)
    if box.height() < side + 2 + small:
        beside = _end_at_right(painter, beside, side, shown)
        _draw_title(painter, beside, [session.title], shown, side)
        return
    spare, close = box.height() - side - 2 - small - look.px(20), look.px(3)
    font = look.font("card")
    lines = wrapped(session.title, font, beside.width(), 2 if spare >= card - close else 1)
    _draw_title(painter, beside, lines, shown, side)
    top = box.top() + side + (len(lines) - 1) * card + 2
    line = QRectF(box.left(), top, box.width(), small)
    left = spare - (len(lines) - 1) * card
    rows = max(0, int(left // small)) if left >= -close else -1
    facts = [fact for fact in (session.place, session.leader) if fact]
    if rows < 0:
        line = _end_at_right(painter, line, small, shown)
    else:
        _draw_end(painter, box, end, shown)
    rest = _draw_hours(painter, line, shown)
    if rows == 0 and facts and rest.width() > look.px(48):
        words(painter, rest, facts[0], look.font("small"), look.color("ink2"))
    _draw_facts(painter, line, facts, rows)


def _draw_roomy(painter: QPainter, box: QRectF, shown: Shown, patch: Patch) -> None:
    """Draw everything on two lines, how it stands at the right."""
    look, session = current(), shown.session
    side, small = look.px(20), look.line("small")
    _draw_tile(painter, box, patch)
    beside = QRectF(box.left() + side + look.px(6), box.top(), 0, side)
    beside.setRight(box.right() - look.px(4))
    end = ends_of(shown)[0]
    place = QRectF(beside.right() - end.width(), beside.top(), end.width(), side)
    _draw_end_in(painter, place, end)
    beside.setRight(place.left() - look.px(8))
    _draw_title(painter, beside, [session.title], shown, side)
    line = QRectF(box.left(), box.top() + side + 2, box.width(), small)
    rest = _draw_hours(painter, line, shown).adjusted(look.px(6), 0, 0, 0)
    facts = ", ".join(filter(None, (session.place, session.leader)))
    words(painter, rest, facts, look.font("small"), look.color("ink2"))
    after = rest.adjusted(_advance("small", facts) + look.px(8), 0, 0, 0)
    _draw_unstaffed(painter, after, shown)


def _draw_narrow(painter: QPainter, box: QRectF, shown: Shown, patch: Patch) -> None:
    look, session = current(), shown.session
    side, small, card = look.px(20), look.line("small"), look.line("card")
    _draw_tile(painter, box, patch)
    gap = look.px(3 if box.width() < look.px(60) else 6)
    beside = QRectF(box.left() + side + gap, box.top(), 0, side)
    beside.setRight(box.right())
    if box.height() < side + card:
        _draw_title(painter, beside, [session.title], shown, side)
        return
    starts = _struck(look.font("small_strong"), shown)
    words(painter, beside, clock(session.starts), starts, _title_ink(shown))
    room = box.height() - side - 2
    end_fits = room >= card + look.px(20)
    most = max(1, int((room - (look.px(20) if end_fits else 0)) // card))
    lines = wrapped(session.title, look.font("card"), box.width(), most)[:3]
    top = box.adjusted(0, side + 2, 0, 0)
    _draw_title(painter, top, lines, shown, card)
    if end_fits:
        _draw_end(painter, box, _fitting(ends_of(shown), box.width()), shown)
        spare = room - len(lines) * card - look.px(20)
        line = QRectF(box.left(), top.top() + len(lines) * card - small, box.width(), small)
        facts = [fact for fact in (session.place, session.leader) if fact]
        _draw_facts(painter, line, facts, int(spare // small), join=False)


def _draw_tile(painter: QPainter, box: QRectF, patch: Patch) -> None:
    side = current().px(20)
    tile(painter, QRectF(box.left(), box.top(), side, side), patch)


def _draw_title(
    painter: QPainter, box: QRectF, lines: Sequence[str], shown: Shown, first: float
) -> None:
    """Write the title, its first line `first` high and the others below it."""
    look = current()
    font, ink, top, high = _struck(look.font("card"), shown), _title_ink(shown), box.top(), first
    for line in lines:
        words(painter, QRectF(box.left(), top, box.width(), high), line, font, ink)
        top, high = top + high, look.line("card")


def _draw_hours(painter: QPainter, line: QRectF, shown: Shown) -> QRectF:
    """Write the hours and return what is left of the line."""
    look, session = current(), shown.session
    text = hours_short(session.starts, session.ends)
    ink = look.color("ink2" if session.cancelled else "ink")
    words(painter, line, text, _struck(look.font("small_strong"), shown), ink)
    return line.adjusted(_advance("small_strong", text) + look.px(4), 0, 0, 0)


def _draw_facts(
    painter: QPainter, above: QRectF, facts: Sequence[str], rows: int, *, join: bool = True
) -> None:
    """Write place and leader on lines of their own, or on one where there is only one."""
    look, line = current(), above
    if rows == 1 and join:
        facts = [", ".join(facts)]
    for fact in facts[: max(rows, 0)]:
        line = line.translated(0, look.line("small"))
        words(painter, line, fact, look.font("small"), look.color("ink2"))


def _draw_end(painter: QPainter, box: QRectF, end: End, shown: Shown) -> None:
    line = box.adjusted(0, box.height() - current().px(20), 0, 0)
    _draw_end_in(painter, line, end)
    line.setLeft(line.left() + end.width() + current().px(6))
    _draw_unstaffed(painter, line, shown)


def _draw_unstaffed(painter: QPainter, line: QRectF, shown: Shown) -> None:
    if shown.unstaffed:
        from desktop.ui.calendar.unstaffed_drawing import draw_unstaffed  # seldom needed

        draw_unstaffed(painter, line)


def _end_at_right(painter: QPainter, line: QRectF, high: float, shown: Shown) -> QRectF:
    """Draw the count at the end of a line, if half of it stays; return what is left."""
    end, gap = ends_of(shown)[-1], current().px(6)
    if end.width() > line.width() / 2:
        return line
    place = QRectF(line.right() - end.width(), line.top(), end.width(), high)
    _draw_end_in(painter, place, end)
    side = current().px(14) if shown.unstaffed else 0
    _draw_unstaffed(painter, QRectF(place.left() - gap - side, line.top(), side, high), shown)
    return line.adjusted(0, 0, -end.width() - gap - side, 0)


def _draw_end_in(painter: QPainter, line: QRectF, end: End) -> None:
    look = current()
    if end.kind:
        size = chip_size(end.text, end.kind, end.icon)
        top = line.center().y() - size.height() / 2
        place = QRectF(line.left(), round(top), min(size.width(), line.width()), size.height())
        chip(painter, place, end.text, end.kind, end.icon)
    else:
        words(painter, line, end.text, look.font("card"), look.color("ink"))


def _fitting(ends: Sequence[End], width: float) -> End:
    return next((end for end in ends if end.width() <= width), ends[-1])


def _struck(font: QFont, shown: Shown) -> QFont:
    font.setStrikeOut(shown.session.cancelled)
    return font


def _title_ink(shown: Shown) -> QColor:
    return current().color("ink2" if shown.session.cancelled or shown.past else "ink")


def _advance(role: str, text: str) -> float:
    return QFontMetricsF(current().font(role)).horizontalAdvance(text)


def _ink(share: float) -> QColor:
    colour = current().color("ink")
    colour.setAlphaF(share)
    return colour
