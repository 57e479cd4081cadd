"""When the program is wrong: reports without names, one calm sentence, and a way on."""

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.settings import Settings
from desktop.ui import crash, look
from desktop.ui.look import Look
from desktop.ui.sorry import Sorry

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def wrong(name="Mrs Meera Patel"):
    born = f"{name} was born 14 March 1951"
    raise ValueError(born)


def caught(action=wrong):
    try:
        action()
    except ValueError as error:
        return error
    raise AssertionError("nothing went wrong")


def test_a_report_says_where_and_names_nobody():
    said = crash.report(caught(), now=NOW)
    assert "builtins.ValueError\n" in said
    assert "test_crash.py:" in said
    assert " wrong\n" in said
    assert "Patel" not in said
    assert "1951" not in said


def test_a_report_goes_back_to_the_first_cause_and_names_nobody_there():
    def again():
        try:
            wrong()
        except ValueError as first:
            raise ValueError("Mr Derek Hume") from first

    said = crash.report(caught(again), now=NOW)
    assert said.count("builtins.ValueError") == 2
    assert "Hume" not in said
    assert "Patel" not in said


def test_what_can_only_speak_of_the_program_is_told():
    with pytest.raises(AttributeError) as wrong_name:
        crash.no_such_name  # noqa: B018
    assert "has no attribute 'no_such_name'" in crash.report(wrong_name.value, now=NOW)


def test_no_folder_above_the_program_is_told():
    said = crash.report(caught(), now=NOW)
    where = [line for line in said.splitlines() if ".py:" in line]
    assert where
    assert not [line for line in where if line.strip().startswith("/")]


def test_only_the_newest_reports_are_kept(tmp_path):
    for minute in range(crash.KEEP + 5):
        crash.write_report(caught(), tmp_path, now=NOW.replace(minute=minute))
    names = sorted(each.name for each in tmp_path.iterdir())
    assert len(names) == crash.KEEP
    assert names[-1] == "report 2026-11-23 093400.txt" or names[-1].startswith("report 2026-11-23")


def test_an_error_on_another_thread_is_heard(monkeypatch):
    import sys

    heard = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    crash.catch(heard.append)
    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
    assert [type(each) for each in heard] == [ValueError]


@pytest.fixture
def program(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("CRAFTERNOON_HOME", str(tmp_path))
    made = Program(qapp, Settings(theme="light"), person="Sue Barrow")
    yield made
    if made._sorry:
        made._sorry.close()
    qapp.styleHints().colorSchemeChanged.disconnect(made._on_system_theme)
    look.apply(qapp, Look())


def test_a_bug_is_reported_and_the_desk_carries_on(program, qtbot, tmp_path):
    program.tell_of_bug(caught())
    qtbot.waitUntil(lambda: program._sorry is not None)
    reports = list((tmp_path / "reports").iterdir())
    assert len(reports) == 1
    assert "Patel" not in reports[0].read_text()
    words = [each.text() for each in program._sorry.findChildren(object) if hasattr(each, "text")]
    assert any("Nothing that was saved is lost." in each for each in words)
    program._sorry._on.click()
    assert not program._sorry.isVisible()


def test_many_bugs_are_one_sentence_and_many_reports(program, qtbot):
    for _ in range(3):
        program.tell_of_bug(caught())
    qtbot.waitUntil(lambda: program._sorry is not None)
    assert (
        len([w for w in QApplication.topLevelWidgets() if isinstance(w, Sorry) and w.isVisible()])
        == 1
    )


def test_a_report_that_cannot_be_written_is_no_second_bug(program, qtbot, tmp_path):
    (tmp_path / "reports").write_text("in the way")
    program.tell_of_bug(caught())
    qtbot.waitUntil(lambda: program._sorry is not None)
    assert not program._sorry._folder.isVisible()
