"""Every view of the calendar: reading its days, painting them, and scrolling a full month.

Run as a process of its own: `python -m benchmarks.month URL` prints one line of JSON.
"""

import json
import os
import statistics
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.filled import TODAY
from benchmarks.window import turn, until
from desktop.data import calendar
from desktop.data.activities import Week
from desktop.data.calendar import Days
from desktop.data.opening import open_store
from desktop.ui import look
from desktop.ui.calendar.spans import KINDS, Span
from desktop.ui.desk import Desk
from desktop.ui.look import Look

ROUNDS = 24
MANY = 500
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo("Europe/London"))


def main(url):
    app = QApplication([])
    look.apply(app, Look("light", 1.0))
    desk = Desk(partial(open_store, url))
    opened = []
    desk.opened.connect(lambda: opened.append(True))
    desk.open()
    until(lambda: opened)
    from desktop.ui.calendar.screen import CalendarScreen

    screen = CalendarScreen(desk, lambda: NOON)
    screen.resize(1366, 712)
    screen.show()
    until(lambda: screen._shown is not None)
    turn(1500)  # bank holidays have brought their library
    store = open_store(url)
    views = {kind: viewed(screen, store, kind) for kind in KINDS}
    frames = scrolled(screen, store)
    store.close()
    desk.close()
    print(json.dumps({"views": views, "scroll": spread(frames)}))


def viewed(screen, store, kind):
    """Read and paint one view again and again, a page further each time."""
    span, reads, paints = Span(kind, TODAY), [], []
    for _ in range(ROUNDS):
        ask = query(span)
        started = time.perf_counter()
        page = store.read(ask)
        reads.append((time.perf_counter() - started) * 1000)
        paints.append(painted(screen, span, page))
        span = span.turned(1)
    return {"read": spread(reads[2:]), "paint": spread(paints[2:])}


def query(span):
    if span.kind == "list":
        return partial(calendar.agenda, first=span.first)
    return partial(calendar.days, first=span.first, count=span.days)


def painted(screen, span, page):
    """Show a page that has been read; milliseconds until all of it is painted."""
    screen._span = span
    started = time.perf_counter()
    screen.paint(page)
    for _ in range(3):  # laid out, painted, and what that asks for
        QApplication.processEvents()
    return (time.perf_counter() - started) * 1000


def scrolled(screen, store):
    """Scroll through a month of 500 sessions that has more weeks than room; ms for each frame."""
    span = Span("month", TODAY.replace(month=8))
    page = store.read(query(span))
    screen.resize(1366, 420)
    painted(screen, span, Days(Week(page.week.first, page.week.days, many(page.week)), 0))
    bar, frames = screen.sides.month.grid.verticalScrollBar(), []
    assert bar.maximum() > 0
    for way in (1, -1) * 4:
        screen.sides.month.grid._drawn.clear()  # the first frame that shows a week draws it
        for step in range(0, bar.maximum(), 12):
            started = time.perf_counter()
            bar.setValue(step if way > 0 else bar.maximum() - step)
            screen.sides.month.grid.viewport().repaint()
            QApplication.processEvents()
            frames.append((time.perf_counter() - started) * 1000)
    return frames


def many(week):
    """Make 500 sessions of those there are, the same number on every day."""
    cards = [
        replace(week.sessions[n % len(week.sessions)], id=n + 1,
                date=week.first + timedelta(days=n * week.days // MANY))
        for n in range(MANY)
    ]  # fmt: skip
    return tuple(sorted(cards, key=lambda each: (each.date, each.starts, each.id)))


def spread(values):
    ranked = sorted(values)
    at = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    return {"p50": statistics.median(ranked), "p95": at, "max": ranked[-1]}


if __name__ == "__main__":
    main(sys.argv[1])
