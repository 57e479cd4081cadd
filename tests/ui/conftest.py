"""What tests of the window share: a calendar at the front desk, and a folder of drafts."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.data import secrets
from desktop.ui import look
from desktop.ui.calendar.screen import CalendarScreen
from desktop.ui.calendar.session_button import SessionButton
from desktop.ui.drafts import Drafts
from tests.makers import THURSDAY, ZONE, a_session

MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))
KEY = bytes(range(32))


class Desk:
    """A clock on the wall, and the calendar under it."""

    def __init__(self, qtbot, desk):
        self.qtbot, self.desk, self.now = qtbot, desk, MONDAY_MORNING
        self.screen = CalendarScreen(desk, lambda: self.now)
        self.walks = []
        self.screen.go_to.connect(lambda place, about: self.walks.append((place, about)))

    def show(self, width=1366, height=712):
        qtbot, screen = self.qtbot, self.screen
        qtbot.addWidget(screen)
        screen.resize(width, height)
        with qtbot.waitSignal(screen.painted):
            screen.show()
        screen.activateWindow()
        screen.setFocus()
        return self

    def press(self, *keys):
        for key in keys:
            if isinstance(key, str):
                self.qtbot.keyClicks(QApplication.focusWidget(), key)
            else:
                self.qtbot.keyClick(QApplication.focusWidget(), key)

    def turn(self, *keys):
        before = self.screen.bar.title.text()
        self.press(*keys)
        self.qtbot.waitUntil(lambda: self.screen.bar.title.text() != before)

    def chosen(self):
        session = self.screen.week.session()
        return session.title if session else None

    def titles(self):
        buttons = self.screen.week.grid.buttons()
        return sorted(b.session.title for b in buttons if isinstance(b, SessionButton))

    def button(self, title):
        buttons = self.screen.week.grid.buttons()
        return next(b for b in buttons if isinstance(b, SessionButton) and b.session.title == title)

    def click(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self, name):
        return self.screen.findChild(QDialog, name)


@pytest.fixture
def plain_look(qapp):
    """The plain look, before the test and after it."""
    look.apply(qapp, look.Look())
    yield
    look.apply(qapp, look.Look())


@pytest.fixture
def front(qtbot, open_desk):
    look.apply(QApplication.instance(), look.Look())
    return Desk(qtbot, open_desk())


@pytest.fixture
def dated(file_store):
    """Add sessions by name, day and hours."""

    def add(name, on=THURSDAY, starts=14, ends=16, **facts):
        hours = {"starts": time(starts), "ends": time(ends)}
        return a_session(file_store, name=name, on=on, **hours, **facts)

    return add


@pytest.fixture
def keyring(monkeypatch):
    ring = {"drafts": KEY}
    monkeypatch.setattr(secrets, "key_of", ring.get)
    monkeypatch.setattr(secrets, "new_key", lambda _name: None)
    return ring


@pytest.fixture
def opened(qtbot, tmp_path, keyring):
    """Open the program's window anew, as after a restart: the folder of drafts is the same."""
    made = []

    def open_one(database="practice"):
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        window.drafts = Drafts(tmp_path / "drafts", database, window)
        window.heard = []
        window.drafts.said.connect(lambda _kind, sentence: window.heard.append(sentence))
        made.append(window.drafts)
        return window

    yield open_one
    for each in made:
        each.close()
