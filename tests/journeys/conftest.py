"""Receptionists with nothing but a keyboard, each at a window of their own on one practice."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListView
from sqlalchemy import select

from desktop.app import Program
from desktop.data.tables import booking, person
from desktop.settings import Settings
from desktop.ui import look
from desktop.ui.look import Look
from desktop.ui.palette_model import Kind as Found
from desktop.ui.signups.rows import Kind
from tests.makers import TODAY, a_person, a_session

SMALL = (0, 0, 1366, 768)
PATIENCE_MS = 10_000
POLL_MS = 100  # ten times as often as at a real desk, so that the tests wait less


class Receptionist:
    """Presses keys where the keyboard is, looks at the window, and never touches a mouse."""

    def __init__(self, qtbot, program, window):
        self._qtbot, self._program, self.window = qtbot, program, window
        self.pressed = []

    def sit_down(self):
        """Turn to this desk's window, or to the dialog that stands over it."""
        front = self.dialog() or self.window
        if QApplication.activeWindow() is not front:
            front.activateWindow()
            self.until(lambda: QApplication.activeWindow() is front)

    def keys(self, *keys):
        """Press keys as Qt writes them: "Ctrl+K", "Return", "A"."""
        for each in keys:
            self.sit_down()
            self.pressed.append(each)
            QTest.keySequence(self.focus(), QKeySequence(each))

    def type(self, text):
        for letter in text:
            self.sit_down()
            QTest.keyClicks(self.focus(), letter)
        self.pressed.append(text)

    def tab_to(self, name):
        """Go on with Tab until the keyboard is where a screen reader says this name."""
        self.sit_down()
        passed = []
        while self.focus().accessibleName() != name:
            passed.append(self.focus().accessibleName())
            assert len(passed) < 60, f"Tab never came to {name}, only to {passed}."
            QTest.keyClick(self.focus(), Qt.Key.Key_Tab)

    def go_down_to(self, name):
        """Walk down the register until this name is under the bar."""
        for _ in range(self.signups.middle.model.rowCount()):
            line = self.signups.register.line()
            if line and line.name == name:
                return
            self.keys("Down")
        pytest.fail(f"{name} is not on the register.")

    def leave_finder(self):
        """Esc: the message, then the text, then back to the register, once there is one."""
        self.until(self.lines)
        for _ in range(4):
            if not self.signups.register.hasFocus():
                self.keys("Escape")
        assert self.signups.register.hasFocus()

    def find_anything(self, text, first):
        """Type into Ctrl+K, and wait until this is the first line found for all of it."""
        self.keys("Ctrl+K")
        self.type(text)
        self.until(lambda: self.found()[:1] == [first])

    def until(self, holds):
        self._qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE_MS)

    def says(self, sentence):
        def said():
            assert self.said() == sentence

        self._qtbot.waitUntil(said, timeout=PATIENCE_MS)

    def offers(self, words):
        button = self.signups.foot.main
        self.until(lambda: words in (button.words(), button.accessibleName()))

    def waits_for_nothing(self, latest):
        """Whether every question of this name has been answered, or could not be."""
        desk, room = self.window._desk, self.window.rooms.open_room()
        asked = {ticket.latest for ticket in desk._waiting.values()}
        return latest not in asked and not room._soon.isActive()

    def focus(self):
        return QApplication.focusWidget() or self.window

    def dialog(self):
        """The dialog over this window, if there is one."""
        shown = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        return shown[-1] if shown else None

    def said(self):
        return self.window.rooms.open_room().messages.sentence()

    def found(self):
        """What the list under Ctrl+K says, once it belongs to what was typed."""
        found = self.window.findChild(QListView, "anything_found")
        if found is None or not found.isVisible():
            return []
        rows = [self.window._palette.model.entry(n) for n in range(found.model().rowCount())]
        settled = self.window._palette.is_settled()
        return [row.words for row in rows if settled and row.kind is not Found.HEADING]

    @property
    def signups(self):
        return self.window.rooms.room("signups")

    def lines(self):
        """The names and marks on the register."""
        model = self.signups.middle.model
        rows = [model.row(n) for n in range(model.rowCount())]
        return [(row.name, row.status) for row in rows if row.kind is Kind.LINE]

    def go_home(self):
        self.window.close()
        self.window.deleteLater()
        self._program._app.styleHints().colorSchemeChanged.disconnect(
            self._program._on_system_theme
        )


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    folder = tmp_path / "home"
    monkeypatch.setenv("CRAFTERNOON_HOME", str(folder))
    monkeypatch.delenv("CRAFTERNOON_DATABASE", raising=False)
    return folder


@pytest.fixture(params=["sqlite", "postgres"])
def nothing(request, tmp_path):
    """The address of a database that has no table yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'practice.db'}"
    return request.getfixturevalue("empty_postgres_url")


@pytest.fixture
def open_at(qapp, qtbot, clock):
    """Sit somebody down at a PC of their own: a new program opens a database there."""
    seated, bugs = [], []

    def open_one(address, pc="desk 1"):
        settings = Settings(theme="light", pc_name=pc, window=SMALL)
        program = Program(qapp, settings, clock=clock, person="Sue Barrow")
        program._bug.disconnect()
        program._bug.connect(bugs.append)
        window = program.open_window(address)
        window._desk._poll.setInterval(POLL_MS)
        with qtbot.waitSignal(window.shown, timeout=20_000):
            pass
        seated.append(Receptionist(qtbot, program, window))
        return seated[-1]

    yield open_one
    for each in seated:
        each.go_home()
    look.apply(qapp, Look())
    for bug in bugs:
        raise bug


@pytest.fixture
def sue(open_at, url):
    """A receptionist at the practice's only desk."""
    return open_at(url)


@pytest.fixture
def crafternoon(store):
    """A crafternoon this afternoon; it is half past nine."""
    return a_session(store, on=TODAY, starts=time(14), ends=time(16))


@pytest.fixture
def mrs_patel(store):
    return a_person(store, number="+447700900160")


@pytest.fixture
def sue_with_a_booking(crafternoon, mrs_patel, sue):
    """Mrs Patel was booked a moment ago, and the keyboard is in the finder still."""
    sue.find_anything("patel m", "Patel, Meera (Mrs)")
    sue.keys("Return", "Return")
    sue.says("Booked. Mrs Patel: Crafternoon, Monday 23 November, 2pm to 4pm.")
    sue.until(lambda: sue.lines() == [("Meera Patel", "Booked")])
    return sue


@pytest.fixture
def bookings(store):
    """Look into the database past every window: who is booked, and how that stands."""

    def look():
        rows = select(person.c.first, booking.c.status).join_from(booking, person)
        return sorted(tuple(row) for row in store.read(lambda db: db.all(rows)))

    return look
