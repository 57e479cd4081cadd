"""The register of 60 people: read, and painted after that, from one session to the next.

Run as a process of its own: `python -m benchmarks.register URL` prints one line of JSON.
"""

import json
import os
import sys
import time
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.window import spread, turn, until
from desktop.data import signups
from desktop.data.opening import open_store
from desktop.ui import look
from desktop.ui.desk import Desk
from desktop.ui.look import Look
from tests.makers import a_session, an_activity, people

PEOPLE, ROUNDS = 60, 40
ZONE = ZoneInfo("Europe/London")


def main(url):
    app = QApplication([])
    look.apply(app, Look("light", 1.0))
    store = open_store(url)
    ids = full_sessions(store)
    desk = Desk(partial(open_store, url))
    opened = []
    desk.opened.connect(lambda: opened.append(True))
    desk.open()
    until(lambda: opened)
    from desktop.ui.signups.screen import SignupsScreen

    screen = SignupsScreen(desk, partial(datetime.now, ZONE))
    screen.resize(1366, 712)
    screen.show()
    reads, paints = [], []
    for n in range(ROUNDS):
        read, paint = shown(screen, store, ids[n % 2])
        reads.append(read)
        paints.append(paint)
    store.close()
    desk.close()
    print(json.dumps({"read": spread(reads[2:]), "paint": spread(paints[2:])}))


def full_sessions(store):
    """Make two sessions with everybody of 60 booked on both, a year ahead."""
    everybody, craft = people(store, PEOPLE), an_activity(store, f"Bench {datetime.now(ZONE)}")
    first = datetime.now(ZONE).date() + timedelta(days=365)
    ids = [
        a_session(store, activity_id=craft, on=first + timedelta(days=n), places=PEOPLE)
        for n in range(2)
    ]
    for session_id in ids:
        for person_id in everybody:
            store.write(partial(signups.book, session_id=session_id, person_id=person_id))
    return ids


def shown(screen, store, session_id):
    """Show one register; milliseconds for reading it, and until all of it is painted."""
    screen.show_session(session_id)
    until(lambda: screen._view and screen._view.register
          and screen._view.register.session.id == session_id)  # fmt: skip
    turn(20)
    started = time.perf_counter()
    view = store.read(screen.query())
    read = (time.perf_counter() - started) * 1000
    assert len(view.register.lines) == PEOPLE
    screen.register.model().beginResetModel()  # as if it were another: nothing is kept
    screen.register.model().endResetModel()
    started = time.perf_counter()
    screen.paint(view)
    screen.register.viewport().repaint()
    for _ in range(3):  # laid out, painted, and what that asks for
        QApplication.processEvents()
    return read, (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main(sys.argv[1])
