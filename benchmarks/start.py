"""Starting the program against an empty PySide6 main window: time to the shell and to the week.

Every run is a process of its own, all kinds take turns, and the clock starts in the parent before
the child is asked for. `python -m benchmarks.start [URL]` prints the medians and their ratios.
"""

import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOALS = {"shell": 1.3, "week": 4.0, "memory": 2.2}

# "Painted" is a turn of the event loop after a paint event, for both: there a key would be heard.
BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.painted)
    def painted(self):
        print('bare', time.time(), open('/proc/self/status').read().split('VmHWM:')[1].split()[0])
        app.quit()
app = QApplication([])
window = Bare()
window.resize(1440, 900)
window.show()
app.exec()
"""

# The road of a user, from the first import on; only the window's own signals are listened to, and
# `shell_painted` means for the window what is measured of the bare one.
PROGRAM = """
import gc, time
from desktop.__main__ import main
gc.disable()  # as that does before it imports the program
from desktop.app import Program
connect = Program._connect
def connect_and_listen(program, window):
    connect(program, window)
    window.shell_painted.connect(lambda: print('shell', time.time(), flush=True))
    window.shown.connect(lambda: wait_for_the_week(window))
def wait_for_the_week(window):
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication
    app, room = QApplication.instance(), window.rooms.open_room().findChildren(QObject)
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and watched in room:
                app.removeEventFilter(self)
                QTimer.singleShot(0, self.painted)
            return False
        def painted(self):
            peak = open('/proc/self/status').read().split('VmHWM:')[1].split()[0]
            print('week', time.time(), peak, flush=True)
            window.close()
    window.watch = Watch(window)
    app.installEventFilter(window.watch)
Program._connect = connect_and_listen
main([])
"""


def measure(url_or_sample, runs=5):
    """Return medians (seconds, MB) of the bare window, the shell and the week, and their ratios.

    `url_or_sample` is a database's address, or "sample".
    """
    compileall.compile_dir(ROOT / "desktop", quiet=1)
    with tempfile.TemporaryDirectory() as home:
        sample = url_or_sample == "sample"
        chosen = {"sample": True} if sample else {"database": url_or_sample}
        Path(home, "settings.json").write_text(json.dumps(chosen))
        took = [_one_run(home) for _ in range(runs + 1)][1:]  # the first one warms the disk
    found = {name: statistics.median(each[name] for each in took) for name in took[0]}
    return found | {
        "shell ratio": found["shell"] / found["bare"],
        "week ratio": found["week"] / found["bare"],
        "memory ratio": found["week MB"] / found["bare MB"],
    }


def _one_run(home):
    return _child(BARE, home) | _child(PROGRAM, home)


def _child(script, home):
    """Run one process and return seconds from before its start to each thing it says."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRAFTERNOON_HOME": home}
    for name in ("PYTHONDONTWRITEBYTECODE", "CRAFTERNOON_DATABASE"):
        env.pop(name, None)
    started = time.time()
    child = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    found = {}
    for what, moment, *peak in map(str.split, child.stdout.splitlines()):
        found[what] = float(moment) - started
        if peak:
            found[f"{what} MB"] = int(peak[0]) / 1024
    return found


def main(url):
    found = measure(url)
    print(f"{'':<24}{'bare':>8}{'ours':>8}{'ratio':>8}{'goal':>8}")
    for what, ours, bare, ratio in (
        ("painted shell, s", "shell", "bare", "shell"),
        ("painted week, s", "week", "bare", "week"),
        ("memory after it, MB", "week MB", "bare MB", "memory"),
    ):
        got, goal = found[f"{ratio} ratio"], GOALS[ratio]
        print(f"{what:<24}{found[bare]:8.3f}{found[ours]:8.3f}{got:8.2f}{goal:8.1f}")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        from benchmarks import filled

        main(filled.on_sqlite())
    else:
        main(sys.argv[1])
