"""The first run: three ways to start, and the dialog that finds the surgery's database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from desktop import settings
from desktop.app import Program
from desktop.data import opening, secrets
from desktop.settings import Settings
from desktop.ui import look
from desktop.ui.connect import Connect
from desktop.ui.look import Look

HERE = Path(__file__).parents[2]


@pytest.fixture
def home(monkeypatch, tmp_path):
    folder = tmp_path / "home"
    monkeypatch.setenv("CRAFTERNOON_HOME", str(folder))
    return folder


@pytest.fixture
def program(qapp, qtbot, home, clock):
    bugs = []
    made = Program(qapp, settings.load()[0], clock=clock, person="Sue Barrow")
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
def welcome(program, qtbot):
    program.start()
    program.welcome.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is program.welcome)
    return program.welcome


@pytest.fixture
def connect(qtbot, qapp):
    dialog = Connect()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.server.set_text("127.0.0.1")
    dialog.user.set_text("desk")
    return dialog


def press(key):
    QTest.keySequence(QApplication.focusWidget(), QKeySequence(key))


def first_picture(program, qtbot):
    seen = []
    program.window.shown.connect(lambda: seen.append(True))
    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    return program.window


def test_the_first_run_asks_how_to_start(welcome, program):
    assert program.window is None
    assert [choice.accessibleName() for choice in welcome.choices] == [
        "Try it with sample data",
        "Start empty",
        "Connect to your surgery’s database",
    ]
    assert welcome.choices[0].hasFocus()


def test_a_screen_reader_meets_a_window(welcome):
    assert QAccessible.queryAccessibleInterface(welcome).role() == QAccessible.Role.Window


def test_key_1_opens_a_private_copy_of_the_sample(welcome, program, qtbot, home):
    press("1")
    qtbot.waitUntil(lambda: program.window is not None)
    window = first_picture(program, qtbot)
    assert window.windowTitle() == "Crafternoon (sample)"
    assert (home / "sample.db").exists()
    assert not (home / "crafternoon.db").exists()
    assert settings.load()[0].sample
    assert program.welcome is None


def test_key_2_starts_an_empty_practice_that_opens_again_next_time(welcome, program, qtbot, home):
    press("2")
    qtbot.waitUntil(lambda: program.window is not None)
    first_picture(program, qtbot)
    assert (home / "crafternoon.db").exists()
    kept = settings.load()[0]
    assert (kept.database, kept.sample) == (f"sqlite:///{home / 'crafternoon.db'}", False)


def test_what_was_chosen_is_not_asked_again(welcome, program, qtbot, clock, qapp):
    press("2")
    qtbot.waitUntil(lambda: program.window is not None)
    first_picture(program, qtbot).close()
    program.settings = settings.load()[0]
    program.start()
    assert program.welcome is None
    first_picture(program, qtbot)


def test_arrows_move_between_the_ways(welcome):
    press("Down")
    assert welcome.choices[1].hasFocus()
    press("Down")
    press("Down")
    assert welcome.choices[2].hasFocus()
    press("Up")
    assert welcome.choices[1].hasFocus()


def test_text_size_and_theme_can_be_changed_before_anything_else(welcome):
    welcome._size.click()
    assert look.current().scale == 1.15
    assert welcome._size.words() == "Text size: 115%"
    welcome._colours.click()
    welcome._colours.click()
    assert look.current().theme == "dark"
    assert welcome._colours.words() == "Dark"
    assert settings.load()[0] == Settings(theme="dark", scale=1.15)


def test_every_control_of_the_first_run_has_a_name(welcome, connect):
    for window in (welcome, connect):
        controls = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
        assert not [c for c in controls if not (c.accessibleName() or c.text())]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_can_be_reached_in_a_small_window(welcome, program, scale, qtbot):
    program._on_scale(scale)
    welcome.resize(1024, 600)
    for choice in (*welcome.choices, welcome._size, welcome._colours):
        qtbot.waitUntil(lambda choice=choice: not choice.visibleRegion().isEmpty())
        assert choice.hasFocus()
        press("Tab")


def test_the_sample_is_made_once_and_kept(home, clock):
    url = settings.sample_database()
    for _ in range(2):
        store = opening.open_sample(url, clock=clock)
        store.close()
    assert [each.name for each in home.iterdir() if each.suffix == ".db"] == ["sample.db"]


def test_a_sample_that_has_run_out_is_set_aside_and_made_anew(home, clock):
    from datetime import timedelta

    url = settings.sample_database()
    opening.open_sample(url, clock=clock).close()
    clock.now += timedelta(weeks=20)
    store = opening.open_sample(url, clock=clock)
    last = store.read(opening._last_day)
    store.close()
    assert last > clock.now.date() + timedelta(weeks=10)
    assert sorted(each.name for each in home.glob("*.db"))[0].startswith("sample until 20")


def test_the_connection_is_tried_before_it_is_taken(connect, qtbot):
    connect.port.set_text("1")
    taken = []
    connect.connected.connect(taken.append)
    connect._connect.click()
    qtbot.waitUntil(lambda: "Postgres does not answer" in connect.notice.sentence(), timeout=20_000)
    assert connect.isVisible()
    assert taken == []


@pytest.mark.parametrize(
    ("box", "text", "sentence"),
    [
        ("server", " ", "Which server is it?"),
        ("port", "five", "A port is a number, mostly 5432."),
        ("port", "99999", "A port is a number, mostly 5432."),
        ("user", "", "Which user name is it?"),
        ("database", "", "What is it called?"),
    ],
)
def test_what_is_missing_is_said_under_its_box(connect, box, text, sentence):
    field = getattr(connect, box)
    field.set_text(text)
    connect._test.click()
    assert field.sentence() == sentence
    assert not connect.notice.isVisible()


def test_an_address_is_put_together_from_its_parts(connect):
    connect.user.set_text("desk")
    connect.password.set_text("p@ss:word/")
    connect.server.set_text("::1")
    url = connect.url()
    assert url == "postgresql://desk:p%40ss%3Aword%2F@[::1]:5432/crafternoon?sslmode=require"
    assert secrets.split(url)[1] == "p@ss:word/"


def test_a_database_that_answers_is_connected_and_its_password_not_remembered(
    program, qtbot, postgres_url, monkeypatch
):
    kept = {}
    monkeypatch.setattr(
        secrets, "keep", lambda url, password: bool(kept.update({url: password})) or True
    )
    bare, _ = secrets.split(postgres_url)
    url = secrets.joined(bare, "secret")
    program._on_chosen(url, sample=False)
    first_picture(program, qtbot)
    assert settings.load()[0].database == bare
    qtbot.waitUntil(lambda: kept == {bare: "secret"})


def test_looking_at_a_database_changes_nothing_there(empty_postgres_url):
    assert opening.look_at(empty_postgres_url) == "The database answers."
    from sqlalchemy import inspect

    from desktop.data.engine import make_engine

    engine = make_engine(empty_postgres_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_words_on_the_command_line_skip_the_question(tmp_path):
    script = """
import sys
from PySide6.QtCore import QTimer
from desktop import app
opened = app.Program.open_window
def watched(program, *words, **more):
    window = opened(program, *words, **more)
    window.shown.connect(lambda: (print(window.windowTitle()), window.close()))
    return window
app.Program.open_window = watched
QTimer.singleShot(60_000, lambda: sys.exit(3))
sys.exit(app.main(sys.argv[1:]))
"""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRAFTERNOON_HOME": str(tmp_path)}
    words = [sys.executable, "-c", script, "--database", f"sqlite:///{tmp_path}/a.db"]
    done = subprocess.run(
        words, check=False, cwd=HERE, env=surroundings, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "Crafternoon\n"), done.stderr
    assert not settings.load()[0].database.endswith("a.db")
