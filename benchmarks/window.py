"""The real Sign-ups tab on a large practice: keystroke to painted list, Enter to painted booking.

Run as a process of its own: `python -m benchmarks.window URL` prints one line of JSON.
"""

import json
import os
import random
import statistics
import sys
import time
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from desktop.data.opening import open_store
from desktop.data.tables import person, session
from desktop.rules.names import fold
from desktop.ui import look
from desktop.ui.desk import Desk
from desktop.ui.look import Look

NAMES = 40
BOOKINGS = 30
TICK_MS = 5


class Painted(QObject):
    """Notes when a widget was last painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Gaps(QObject):
    """A timer every 5 ms; what comes later than that is time the window answered nobody."""

    def __init__(self):
        super().__init__()
        self.found, self._last = [], time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = time.perf_counter()
        self.found.append((now - self._last) * 1000)
        self._last = now


def main(url):
    app = QApplication([])
    look.apply(app, Look("light", 1.0))
    clock = partial(datetime.now, ZoneInfo("Europe/London"))
    desk = Desk(partial(open_store, url))
    opened = []
    desk.opened.connect(lambda: opened.append(True))
    desk.open()
    until(lambda: opened)
    from desktop.ui.signups.screen import SignupsScreen

    screen = SignupsScreen(desk, clock)
    screen.resize(1440, 844)
    screen.show()
    until(lambda: screen._view is not None)
    turn(200)
    gaps = Gaps()
    keys = [ms for name in chosen(url) for ms in typed(screen, name)]
    books = booked(screen, url)
    print(
        json.dumps(
            {
                "keys": spread(keys),
                "books": spread(books),
                "gaps": spread(gaps.found),
            }
        )
    )
    desk.close()


def typed(screen, name):
    """Type a name key by key; milliseconds from each key to its painted answer."""
    finder = screen.finder
    finder.box.clear()
    until(lambda: finder._answered == "")
    painted, spent = Painted(finder.list.viewport()), []
    for letter in name:
        started = time.perf_counter()
        QTest.keyClick(finder.box, letter)
        text = finder.box.text()
        until(lambda text=text: finder._answered == text)
        # Nobody found means nothing to paint; else the list is painted after its answer.
        until(lambda at=started: painted.at > at or not finder.list.isVisible())
        spent.append((max(painted.at, started) - started) * 1000)
        turn(20)
    return spent


def booked(screen, url):
    """Book people one after another; milliseconds from Enter to the painted register."""
    spent = []
    for session_id, people in roomy(url):
        screen.show_session(session_id)
        until(lambda at=session_id: screen._view and screen._view.register
              and screen._view.register.session.id == at)  # fmt: skip
        for person_id in people:
            screen.take_person(person_id)
            until(lambda who=person_id: offered(screen) == who)
            turn(30)
            before, painted = lines(screen), Painted(screen.register.viewport())
            started = time.perf_counter()
            screen.finder.accepted.emit(screen.finder.person())
            until(lambda n=before: lines(screen) > n)
            until(lambda at=started, seen=painted: seen.at > at)
            spent.append((painted.at - started) * 1000)
    return spent


def offered(screen):
    made = screen.foot.offer()
    return made and made.person.id


def lines(screen):
    return len(screen._view.register.lines)


def chosen(url):
    store = open_store(url)
    chance = random.Random(1)
    most = store.read(lambda db: db.value(select(func.count()).select_from(person)))
    ids = [chance.randint(1, most) for _ in range(NAMES)]
    rows = store.read(
        lambda db: db.all(select(person.c.first, person.c.last).where(person.c.id.in_(ids)))
    )
    store.close()
    return [" ".join((*fold(row.last), *fold(row.first[:1]))) for row in rows]


def roomy(url):
    """Find a session to come with room, and people to book."""
    store = open_store(url)
    now = datetime.now(ZoneInfo("UTC"))
    found = store.read(
        lambda db: db.first(
            select(session.c.id)
            .where(session.c.starts_utc > now, session.c.status == "planned")
            .order_by((session.c.places - session.c.booked).desc(), session.c.starts_utc)
        )
    )
    quiet = select(person.c.id).where(~person.c.comes, person.c.status == "current")
    people = store.read(lambda db: [row.id for row in db.all(quiet.limit(BOOKINGS))])
    _widen(store, found.id)
    store.close()
    return [(found.id, people)]


def _widen(store, session_id):
    store.write(lambda db: db.change(session, session_id, places=100))


def turn(milliseconds):
    """Let the window work; QTest's own waiting would stop the desk's threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(there, seconds=10):
    ends = time.perf_counter() + seconds
    while not there():
        turn(0)
        if time.perf_counter() > ends:
            raise TimeoutError("the window did not answer")


def spread(values):
    ranked = sorted(values)
    at = lambda share: ranked[min(len(ranked) - 1, int(len(ranked) * share))]  # noqa: E731
    return {"p50": statistics.median(ranked), "p95": at(0.95), "p99": at(0.99), "max": ranked[-1]}


if __name__ == "__main__":
    main(sys.argv[1])
