"""The window: shell first, rooms by their keys, ways between them, undo in words, no connection."""

import os
import subprocess
import sys
from datetime import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit
from sqlalchemy import select

from desktop import settings
from desktop.app import Program
from desktop.data import engine, signups
from desktop.data.tables import booking, pc
from desktop.settings import Settings
from desktop.ui import connection, look
from desktop.ui.look import Look
from desktop.ui.palette_model import Kind
from desktop.ui.printing import viewing
from tests.makers import THURSDAY, TODAY, a_person, a_session

HERE = Path(__file__).parents[2]


@pytest.fixture
def home(monkeypatch, tmp_path):
    folder = tmp_path / "home"
    monkeypatch.setenv("CRAFTERNOON_HOME", str(folder))
    monkeypatch.delenv("CRAFTERNOON_DATABASE", raising=False)
    return folder


@pytest.fixture
def program(qapp, qtbot, home, clock):
    bugs = []
    made = Program(
        qapp, Settings(theme="light", pc_name="desk 1"), clock=clock, person="Sue Barrow"
    )
    made._bug.disconnect()
    made._bug.connect(bugs.append)
    yield made
    assert bugs == []
    for window in (made.window, made.welcome):
        if window:
            window.close()
            window.deleteLater()
    qapp.styleHints().colorSchemeChanged.disconnect(made._on_system_theme)
    look.apply(qapp, Look())


@pytest.fixture
def open_window(program, qtbot):
    """Open a database in the window and wait for its first picture."""

    def open_one(url):
        window = program.open_window(url)
        with qtbot.waitSignal(window.shown, timeout=20_000):
            pass
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return window

    return open_one


@pytest.fixture
def window(open_window, sqlite_url):
    return open_window(sqlite_url)


def press(window, *keys):
    for key in keys:
        QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(key))


def type_in(window, text):
    QTest.keyClicks(QApplication.focusWidget() or window, text)


def shell(program, url, qtbot):
    """Show the window, its database still shut: `window._desk.open()` opens it."""
    window = program.open_window(url)
    window.shell_painted.disconnect(window._desk.open)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def shut_sentence(window, qtbot):
    page = []
    qtbot.waitUntil(
        lambda: bool(page.append(window.findChild(object, "shut")) or page[-1]), timeout=20_000
    )
    return page[-1].notice.sentence()


def found_for(window, text):
    return lambda: bool(window._palette) and window._palette._answered == text


def said(window):
    return window.rooms.open_room().messages.sentence()


# Opening


def test_an_empty_practice_opens_with_the_week(program, qtbot, tmp_path):
    window = program.open_window(f"sqlite:///{tmp_path / 'new' / 'practice.db'}")
    with qtbot.waitSignal(window.shown, timeout=20_000):
        pass
    assert window.windowTitle() == "Crafternoon"
    assert window.rooms.open_room().objectName() == "calendar"


def test_a_screen_reader_meets_a_window(window):
    met = QAccessible.queryAccessibleInterface(window)
    assert met.role() == QAccessible.Role.Window
    assert met.text(QAccessible.Text.Name) == "Crafternoon"


def test_the_shell_takes_keys_before_the_database_is_even_imported(tmp_path):
    script = """
import sys
from desktop.app import Program, make_application
from desktop.settings import Settings
app = make_application()
program = Program(app, Settings(theme="light"))
window = program.open_window("sqlite:///" + sys.argv[1])
window.shell_painted.disconnect()
window.shell_painted.connect(app.quit)
app.exec()
print(sorted({name.split(".")[0] for name in sys.modules} & {"sqlalchemy", "alembic", "keyring", "platform"}))
"""
    words = [sys.executable, "-c", script, str(tmp_path / "practice.db")]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRAFTERNOON_HOME": str(tmp_path)}
    done = subprocess.run(
        words, cwd=HERE, env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


NEEDED_LATER = {
    "desktop.data.coming",
    "desktop.data.marks",
    "desktop.data.narrowing",
    "desktop.data.series_change",
    "desktop.data.signups",
    "desktop.data.tables",
    "desktop.data.telling",
    "desktop.data.todo",
    "desktop.data.undo",
    "desktop.rules.clashes",
    "desktop.rules.people",
    "desktop.rules.planning",
    "desktop.rules.signups",
    "desktop.ui.calendar.agenda_view",
    "desktop.ui.calendar.carried",
    "desktop.ui.calendar.menus",
    "desktop.ui.calendar.month_view",
    "desktop.ui.calendar.narrow_bar",
    "desktop.ui.due",
    "desktop.ui.palette",
    "calendar",
    "holidays",
    "locale",
}
FIRST_WEEK = """
import sys
from datetime import UTC, datetime
from PySide6.QtCore import QEvent, QObject, QTimer
from desktop.app import Program, make_application
from desktop.settings import Settings
from desktop.ui import window as window_module
from desktop.ui.calendar import screen
window_module.COUNT_MS *= 20  # a slow machine has not painted when half a second is over
screen.MARKS_MS *= 20
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window.rooms.open_room().week.grid:
            app.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        print(*sys.modules)
        app.quit()
    def listen(self):
        app.installEventFilter(self)
app, watch = make_application(), Watch()
clock = lambda: datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
program = Program(app, Settings(theme="light"), clock=clock)
window = program.open_window("sqlite:///" + sys.argv[1])
window.shown.connect(watch.listen)
app.exec()
"""


def test_the_first_week_is_painted_before_anything_it_does_not_need_is_imported(
    file_store, sqlite_url, tmp_path
):
    a_session(file_store)
    file = sqlite_url.removeprefix("sqlite:///")
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRAFTERNOON_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_WEEK, file], cwd=HERE, env=surroundings, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert "desktop.ui.calendar.week_grid" in loaded
    assert loaded & NEEDED_LATER == set()


def test_a_tab_asked_for_too_early_opens_as_soon_as_it_can(program, qtbot, sqlite_url):
    window = shell(program, sqlite_url, qtbot)
    press(window, "Alt+2")
    window._desk.open()
    with qtbot.waitSignal(window.shown, timeout=20_000):
        pass
    assert window.rooms.open_room().objectName() == "signups"


def test_what_is_typed_into_the_find_box_too_early_is_found_as_soon_as_it_can(
    program, qtbot, sqlite_url, file_store
):
    a_person(file_store)
    window = shell(program, sqlite_url, qtbot)
    press(window, "Ctrl+K")
    type_in(window, "patel")
    window._desk.open()
    qtbot.waitUntil(found_for(window, "patel"), timeout=20_000)
    assert window._palette.model.entry(1).words == "Patel, Meera (Mrs)"


def test_what_is_half_typed_as_the_rooms_come_is_not_wiped_by_the_next_letter(
    program, qtbot, sqlite_url, file_store
):
    a_person(file_store)
    window = shell(program, sqlite_url, qtbot)
    press(window, "Ctrl+K")
    type_in(window, "pat")
    window._desk.open()
    qtbot.waitUntil(found_for(window, "pat"), timeout=20_000)
    type_in(window, "el")
    assert window.bar.find_box.text() == "patel"


def test_this_pc_is_noted_once_nobody_waits(
    open_window, sqlite_url, file_store, qtbot, monkeypatch
):
    monkeypatch.setattr(connection, "NOTED_AFTER_MS", 0)
    window = open_window(sqlite_url)
    names = partial(file_store.read, lambda db: [row.name for row in db.all(select(pc))])
    qtbot.waitUntil(lambda: names() == ["desk 1"])
    press(window, "Ctrl+Z")
    assert said(window) == "There is nothing to undo."


# What cannot be opened


def test_a_file_that_is_no_database_is_said_to_be_none(program, qtbot, tmp_path):
    (tmp_path / "letter.db").write_text("Dear Mrs Patel, thank you for coming. " * 40)
    window = program.open_window(f"sqlite:///{tmp_path / 'letter.db'}")
    assert "not a Crafternoon database" in shut_sentence(window, qtbot)


def test_a_folder_that_cannot_be_made_is_named(program, qtbot, tmp_path):
    (tmp_path / "taken").write_text("")
    window = program.open_window(f"sqlite:///{tmp_path / 'taken' / 'in' / 'practice.db'}")
    sentence = shut_sentence(window, qtbot)
    assert "cannot be made" in sentence
    assert "taken" in sentence


def test_a_database_locked_by_another_program_can_be_tried_again(
    program, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(engine, "_SQLITE_WAIT_MS", 50)
    file = tmp_path / "practice.db"
    # The same SQLite as the program's: two of them in one process do not see each other's locks.
    other = engine.sqlite_driver().connect(str(file), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    window = program.open_window(f"sqlite:///{file}")
    assert "Another program is using the records" in shut_sentence(window, qtbot)
    other.execute("ROLLBACK")
    other.close()
    with qtbot.waitSignal(window.shown, timeout=20_000):
        window.findChild(object, "shut")._again.click()


def test_a_server_that_is_not_there_is_explained(program, qtbot):
    window = program.open_window("postgresql://desk@127.0.0.1:1/practice")
    assert "does not answer at this address" in shut_sentence(window, qtbot)


def test_an_address_of_nothing_is_explained(program, qtbot):
    window = program.open_window("nonsense")
    assert "not the address of a database" in shut_sentence(window, qtbot)


def test_another_database_is_one_button_away(program, qtbot, tmp_path, sqlite_url):
    window = program.open_window("nonsense")
    shut_sentence(window, qtbot)
    window.findChild(object, "shut")._other.click()
    assert program.welcome.isVisible()


# Rooms


def test_tabs_have_their_keys(window):
    for key, room in (("Alt+2", "signups"), ("Alt+4", "people"), ("Alt+1", "calendar")):
        press(window, key)
        assert window.rooms.open_room().objectName() == room
        assert window.bar.tabs[room].isChecked()


def test_a_tab_gives_the_keyboard_back_where_it_was(window):
    press(window, "Alt+2")
    finder = QApplication.focusWidget()
    assert isinstance(finder, QLineEdit)
    press(window, "Alt+1", "Alt+2")
    assert QApplication.focusWidget() is finder


def test_every_control_of_the_shell_has_a_name(window):
    controls = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    assert not [c for c in controls if c.isVisible() and not (c.accessibleName() or c.text())]


def test_a_low_window_is_compact_by_itself(window, qapp):
    window.resize(1366, 768)
    assert look.current().compact
    window.resize(1440, 900)
    assert not look.current().compact


def test_the_bar_does_without_what_has_no_room(window):
    window.resize(1440, 900)
    assert window.bar._brand.isVisible()
    window.resize(800, 600)
    assert not window.bar._brand.isVisible()
    assert all(tab.isVisible() for tab in window.bar.tabs.values())
    assert window.bar.person.geometry().right() < window.bar.width()


def test_keys_change_the_text_size_and_this_pc_remembers(window, program):
    press(window, "Ctrl++")
    assert look.current().scale == 1.15
    assert settings.load()[0].scale == 1.15
    press(window, "Ctrl+-", "Ctrl+-")
    assert look.current().scale == 1.0


def test_a_theme_is_remembered(window):
    window._on_theme("dark")
    assert look.current().theme == "dark"
    assert settings.load()[0].theme == "dark"


def test_f1_shows_the_keys_of_the_open_room(window, qtbot):
    press(window, "Alt+2", "F1")
    page = QApplication.activeModalWidget()
    words = {each.text() for each in page.findChildren(object) if hasattr(each, "text")}
    assert {"Sign-ups", "Everywhere", "Arrived"} <= words
    press(page, "Esc")


# Undo


@pytest.fixture
def booked(window, file_store, qtbot):
    """Book Mrs Patel at this desk; the key of the step is the window's to undo."""
    session_id = a_session(file_store, on=TODAY, starts=time(14), ends=time(16))
    person_id = a_person(file_store)
    action = partial(signups.book, session_id=session_id, person_id=person_id)
    with qtbot.waitSignal(window._desk.done):
        window._desk.write(action, owner=window)
    return session_id


def bookings(store):
    return store.read(lambda db: [row.status for row in db.all(select(booking))])


def test_undo_says_in_words_what_it_undid(window, booked, file_store, qtbot):
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: said(window).startswith("Undid"))
    assert said(window) == "Undid: booked Mrs Patel on Crafternoon, today."
    assert bookings(file_store) == []


@pytest.mark.parametrize("key", ["Ctrl+Shift+Z", "Ctrl+Y"])
def test_redo_does_it_again(window, booked, file_store, qtbot, key):
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: said(window).startswith("Undid"))
    press(window, key)
    qtbot.waitUntil(lambda: said(window).startswith("Did again"))
    assert said(window) == "Did again: booked Mrs Patel on Crafternoon, today."
    assert bookings(file_store) == ["booked"]


def test_what_was_done_again_can_be_undone_again(window, booked, file_store, qtbot):
    for key, word in (("Ctrl+Z", "Undid"), ("Ctrl+Y", "Did again"), ("Ctrl+Z", "Undid")):
        press(window, key)
        qtbot.waitUntil(lambda word=word: said(window).startswith(word))
    assert said(window) == "Undid: booked Mrs Patel on Crafternoon, today."
    assert bookings(file_store) == []


def test_a_new_step_forgets_what_could_be_done_again(window, booked, file_store, qtbot):
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: said(window).startswith("Undid"))
    person_id = a_person(file_store, "Derek", "Hume", title="Mr")
    action = partial(signups.book, session_id=booked, person_id=person_id)
    with qtbot.waitSignal(window._desk.done):
        window._desk.write(action, owner=window)
    press(window, "Ctrl+Y")
    assert said(window) == "There is nothing to do again."


def test_in_a_box_that_has_changed_undo_takes_back_the_typing(window, booked, file_store, qtbot):
    press(window, "Alt+2")
    type_in(window, "hume")
    press(window, "Ctrl+Z")
    assert QApplication.focusWidget().text() == ""
    assert bookings(file_store) == ["booked"]
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: said(window).startswith("Undid"))
    assert bookings(file_store) == []


def test_a_step_that_was_not_confirmed_is_said_so_and_stays_to_be_undone(window, booked, qtbot):
    store = window._desk._store
    store.write, kept = _unreachable, store.write
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: said(window).startswith("Not confirmed"))
    store.write = kept
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: said(window).startswith("Undid"))


def _unreachable(*_, **__):
    from desktop.data.changes import Unreachable

    raise Unreachable("The server did not answer in time.")


# Ctrl+K


def test_ctrl_k_takes_a_person_to_signups(window, file_store, qtbot):
    a_session(file_store, on=TODAY)
    a_person(file_store)
    press(window, "Ctrl+K")
    type_in(window, "patel m")
    qtbot.waitUntil(found_for(window, "patel m"))
    press(window, "Return")
    finder = window.rooms.room("signups").finder
    assert window.rooms.open_room().objectName() == "signups"
    qtbot.waitUntil(lambda: finder.person() is not None)
    assert finder.box.hasFocus()
    assert finder.box.text() == "Meera Patel"
    assert not window._palette.isVisible()
    assert window.bar.find_box.text() == ""


def test_enter_is_held_until_the_rows_belong_to_what_was_typed(window, file_store, qtbot):
    a_person(file_store)
    a_person(file_store, "Pat", "Ames", title="Ms")
    press(window, "Ctrl+K")
    type_in(window, "pat")
    qtbot.waitUntil(found_for(window, "pat"))
    type_in(window, "el")
    press(window, "Return")  # the rows are still those of "pat"
    finder = window.rooms.room("signups").finder
    qtbot.waitUntil(lambda: finder.person() is not None)
    assert finder.person().plain == "Meera Patel"


def test_ctrl_k_opens_the_register_of_a_session(window, file_store, qtbot):
    session_id = a_session(file_store, on=THURSDAY, name="Garden group")
    press(window, "Ctrl+K")
    type_in(window, "garden")
    qtbot.waitUntil(found_for(window, "garden"))
    entry = window._palette.model.entry(window._palette.list.currentIndex().row())
    assert entry.kind is Kind.SESSION
    assert entry.second == "Thursday 26 November, 2pm to 4pm. 12 places left."
    press(window, "Return")
    signups_room = window.rooms.room("signups")
    qtbot.waitUntil(lambda: signups_room._view is not None and signups_room._session == session_id)


def test_f2_shows_their_page(window, file_store, qtbot):
    a_person(file_store)
    press(window, "Ctrl+K")
    type_in(window, "patel")
    qtbot.waitUntil(found_for(window, "patel"))
    press(window, "F2")
    assert window.rooms.open_room().objectName() == "people"


def test_somebody_not_found_is_made_from_what_was_typed(window, qtbot):
    press(window, "Ctrl+K")
    type_in(window, "Nadia Rahman")
    qtbot.waitUntil(found_for(window, "Nadia Rahman"))
    press(window, "Return")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert {"Nadia", "Rahman"} <= {box.text() for box in dialog.findChildren(QLineEdit)}
    dialog.form.put(dialog._was)
    dialog.close()


def test_commands_are_found_by_their_words(window, qtbot):
    press(window, "Ctrl+K")
    type_in(window, "text lar")
    qtbot.waitUntil(found_for(window, "text lar"))
    press(window, "Return")
    assert look.current().scale == 1.15


def test_a_day_is_somewhere_to_go(window, qtbot):
    press(window, "Ctrl+K")
    type_in(window, "3 dec")
    qtbot.waitUntil(found_for(window, "3 dec"))
    words = [window._palette.model.entry(n).words for n in range(window._palette.model.rowCount())]
    assert "Go to Thursday 3 December" in words


def test_esc_closes_and_gives_the_keyboard_back(window, qtbot):
    press(window, "Alt+2")
    finder = QApplication.focusWidget()
    press(window, "Ctrl+K")
    assert window._palette.isVisible()
    press(window, "Esc")
    assert not window._palette.isVisible()
    assert QApplication.focusWidget() is finder


def test_nothing_is_chosen_before_anything_is_typed(window):
    press(window, "Ctrl+K", "Return")
    assert window._palette.isVisible()
    assert window.rooms.open_room().objectName() == "calendar"


# Connection


def test_no_connection_is_said_once_and_goes_by_itself(window, qtbot):
    store = window._desk._store
    store.read, kept = _unreachable, store.read
    window._desk.look_for_changes()
    qtbot.waitUntil(lambda: window.bar.saved.accessibleName() == "Offline")
    assert window.connection.banner.isVisible()
    assert window.connection.banner.accessibleName().startswith("No connection since 9:30am.")
    store.read = kept
    qtbot.waitUntil(lambda: not window.connection.banner.isVisible())
    assert window.bar.saved.accessibleName() == "Saved"


def test_closing_finishes_what_was_asked_for(window, file_store, qtbot):
    session_id, person_id = a_session(file_store, on=TODAY), a_person(file_store)
    action = partial(signups.book, session_id=session_id, person_id=person_id)
    window._desk.write(action, owner=window)
    window.close()
    assert bookings(file_store) == ["booked"]


def test_what_was_opened_to_be_looked_at_is_deleted_at_the_start_and_when_closing(
    home, open_window, sqlite_url, qtbot
):
    left_over = viewing.lay(home, b"%PDF with names in it")
    window = open_window(sqlite_url)
    qtbot.waitUntil(lambda: not left_over.exists())
    opened = viewing.lay(home, b"%PDF with names in it")
    window.close()
    assert not opened.exists()


def test_the_place_of_the_window_is_remembered(window, program):
    window.setGeometry(40, 50, 1200, 850)
    window.close()
    assert settings.load()[0].window == (40, 50, 1200, 850)


def test_a_damaged_file_is_noticed_after_the_start(open_window, sqlite_url, qtbot, monkeypatch):
    from desktop.data import opening
    from desktop.rules.refusal import Refused

    def damaged(_db):
        raise Refused("The database file is damaged.")

    monkeypatch.setattr(opening, "check_file", damaged)
    monkeypatch.setattr(connection, "CHECKED_AFTER_MS", 0)
    window = open_window(sqlite_url)
    qtbot.waitUntil(lambda: "damaged" in said(window))


def test_keys_reach_the_window_while_the_bar_has_the_keyboard(window):
    window.bar.tabs["calendar"].setFocus(Qt.FocusReason.TabFocusReason)
    press(window, "F6")
    assert window.rooms.isAncestorOf(QApplication.focusWidget())


def test_after_a_dialog_of_ctrl_k_the_keyboard_is_back_in_the_room(window, qtbot):
    press(window, "Ctrl+K")
    type_in(window, "new series")
    qtbot.waitUntil(found_for(window, "new series"))
    press(window, "Return")
    qtbot.waitUntil(lambda: window.findChild(QDialog, "new_series") is not None)
    dialog = window.findChild(QDialog, "new_series")
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.bar.find_box.hasFocus()
    assert not window._palette.isVisible()
