"""The import dialog with 100,000 lines: how long the window answers nobody meanwhile.

Run as a process of its own: `python -m benchmarks.importing_window` prints one line of JSON.
"""

import json
import os
import time
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import importing
from benchmarks.window import Gaps, spread, turn, until
from desktop.data.opening import open_store
from desktop.ui import look
from desktop.ui.desk import Desk
from desktop.ui.look import Look
from desktop.ui.people.import_dialog import ImportDialog

LONGEST = 600


def wait(there):
    """Wait as a window does that nobody touches: a loop that only asks would hold the worker up."""
    ends = time.perf_counter() + LONGEST
    while not there():
        turn(50)
        if time.perf_counter() > ends:
            raise TimeoutError("the import never ended")


def main():
    app = QApplication([])
    look.apply(app, Look("light", 1.0))
    url, _other = importing.empty_pair()
    desk = Desk(partial(open_store, url))
    opened = []
    desk.opened.connect(lambda: opened.append(True))
    desk.open()
    until(lambda: opened)
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    clock = partial(datetime.now, ZoneInfo("Europe/London"))
    dialog = ImportDialog(desk, clock, importing.made(), window)
    told = []
    dialog.told.connect(lambda kind, sentence: told.append((kind, sentence)))
    turn(200)
    gaps, started = Gaps(), time.perf_counter()
    dialog.ask()
    wait(lambda: dialog._found)
    seen = time.perf_counter() - started
    dialog._on_act()
    wait(lambda: told)
    stored = time.perf_counter() - started - seen
    print(json.dumps({"seen": seen, "stored": stored, "gaps": spread(gaps.found)}))
    desk.close()


if __name__ == "__main__":
    main()
