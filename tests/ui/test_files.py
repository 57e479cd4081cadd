"""Files for others: a calendar file and a starter pack, out of the window and into the next."""

from datetime import time
from functools import partial

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from sqlalchemy import select

from desktop.data import series, undo
from desktop.data.tables import activity, session
from desktop.rules.planning import SeriesPlan
from desktop.rules.series import weekly
from desktop.ui.files import Files
from tests.makers import THURSDAY, a_session, an_activity

pytestmark = pytest.mark.usefixtures("plain_look")


@pytest.fixture
def files(open_desk, clock, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Files(open_desk(), clock, window)
    made.window = window
    made.words = []
    made.said.connect(lambda kind, sentence: made.words.append((kind, sentence)))
    return made


def choose(files, path):
    dialog = files.window.findChild(QFileDialog, "file")
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_the_programme_becomes_a_calendar_file(files, file_store, tmp_path, qtbot):
    a_session(file_store)
    files.save_calendar()
    choose(files, tmp_path / "programme.ics")
    qtbot.waitUntil(lambda: bool(files.words))
    assert files.words == [("good", "Written: 1 session, without any names of patients.")]
    assert b"SUMMARY:Crafternoon" in (tmp_path / "programme.ics").read_bytes()


def test_a_place_where_no_file_can_go_is_said(files, tmp_path, qtbot):
    files.save_calendar()
    choose(files, tmp_path)
    qtbot.waitUntil(lambda: bool(files.words))
    assert files.words[0][0] == "refuse"
    assert "is a folder" in files.words[0][1]


def test_a_starter_pack_goes_out_and_comes_in_again_elsewhere(files, file_store, tmp_path, qtbot):
    plan = SeriesPlan(an_activity(file_store, "Chess"), weekly([3]).text, THURSDAY, time(14),
                      time(16), 12, count=4)  # fmt: skip
    file_store.write(partial(series.make, plan=plan))
    files.save_pack()
    choose(files, tmp_path / "pack.json")
    qtbot.waitUntil(lambda: len(files.words) == 1)
    chess = file_store.read(lambda db: db.value(select(activity.c.id)))
    file_store.write(lambda db: db.change(activity, chess, name="Old chess"))
    files.open_pack()
    with qtbot.waitSignal(files._desk.done) as done:
        choose(files, tmp_path / "pack.json")
    qtbot.waitUntil(lambda: len(files.words) == 2)
    assert files.words[1][1].startswith("Added 1 activity, dates: ")
    assert names(file_store) == ["Chess", "Old chess"]
    written = done.args[0]
    file_store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)
    assert names(file_store) == ["Old chess"]
    assert len(file_store.read(lambda db: db.all(select(session.c.id)))) == 4


def test_a_file_that_is_no_pack_is_refused_in_a_sentence(files, tmp_path, qtbot):
    (tmp_path / "pack.json").write_text("Dear Mrs Patel")
    files.open_pack()
    choose(files, tmp_path / "pack.json")
    assert [kind for kind, _sentence in files.words] == ["refuse"]


def names(store):
    rows = select(activity.c.name).order_by(activity.c.name)
    return [row.name for row in store.read(lambda db: db.all(rows))]
