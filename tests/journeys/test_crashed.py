"""The program is killed while somebody types: what was typed is back when it is opened again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.data import secrets

KEY = bytes(range(32))
KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from desktop.data import secrets
secrets.key_of = {"drafts": bytes(range(32))}.get
from desktop.app import Program, make_application
from desktop.settings import Settings

app = make_application()
program = Program(app, Settings(theme="light", window=(0, 0, 1366, 768)), person="Sue Barrow")
window = program.open_window(sys.argv[1])
kept = Path(os.environ["CRAFTERNOON_HOME"], "drafts")

def look():
    dialog = app.activeModalWidget()
    if any(kept.glob("*.draft")):
        os.kill(os.getpid(), signal.SIGKILL)
    elif dialog is None:
        window.go("new person", "Nadia Rahman")
    elif dialog.form.text("phone0") == "":
        box = dialog.findChild(QLineEdit, "phone0")
        box.setFocus()
        QTest.keyClicks(box, "07700 900161")

looks = QTimer(interval=20)
looks.timeout.connect(look)
window.shown.connect(looks.start)
QTimer.singleShot(30000, app.quit)
app.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
def test_a_form_is_back_after_the_program_was_killed(sqlite_url, open_at, home, monkeypatch):
    monkeypatch.setattr(secrets, "key_of", {"drafts": KEY}.get)
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, sqlite_url], cwd=root, check=False, capture_output=True,
        timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not any(b"900161" in each.read_bytes() for each in home.rglob("*") if each.is_file())
    sue = open_at(sqlite_url)
    sue.says("Not saved when the program ended: New person. Open it, and it is back.")
    sue.keys("Ctrl+K")
    sue.type("Nadia Rahman")
    sue.keys("Return")
    sue.until(sue.dialog)
    sue.until(lambda: sue.dialog().form.text("phone0") == "07700 900161")
