"""Dates that were left out are seen in Activities and brought back, also where something clashes."""

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from desktop.data import series, upkeep
from desktop.data.tables import session
from desktop.rules.planning import How, SeriesPlan, Settled
from desktop.rules.series import weekly
from desktop.ui.series.left_out_dialog import LeftOutDialog
from tests.makers import THURSDAY, a_place, a_session, an_activity

SECOND, THIRD = date(2026, 12, 3), date(2026, 12, 10)


@pytest.fixture
def dialog(qtbot, open_desk, clock, file_store):
    annexe = a_place(file_store, "Annexe")
    plan = SeriesPlan(an_activity(file_store, "Singing"), weekly([3]).text, THURSDAY, time(14),
                      time(16), 12, count=5, place_id=annexe)  # fmt: skip
    skips = tuple(Settled(each, How.SKIP, "") for each in (SECOND, THIRD))
    made = file_store.write(partial(series.make, plan=plan, settled=skips)).value
    a_session(file_store, name="Choir", on=THIRD, place=annexe)
    page = file_store.read(partial(upkeep.series_page, series_id=made.id))
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    opened = LeftOutDialog(open_desk(), clock, page, window)
    opened.under = window  # kept alive as long
    opened.open()
    qtbot.waitUntil(opened.isActiveWindow)
    return opened


def dates(store):
    rows = select(session.c.date).where(session.c.series.is_not(None)).order_by(session.c.date)
    return [row.date for row in store.read(lambda db: db.all(rows))]


def test_a_date_that_was_left_out_is_brought_back_by_one_key(dialog, file_store, qtbot):
    assert [row.back.accessibleName() for row in dialog.rows] == [
        "Bring back Thursday 3 December", "Bring back Thursday 10 December",
    ]  # fmt: skip
    assert QApplication.focusWidget() is dialog.rows[0].back
    with qtbot.waitSignal(dialog.brought_back) as said:
        qtbot.keyClick(dialog.rows[0].back, Qt.Key.Key_Space)
    assert said.args == ["Singing is on again, Thursday 3 December."]
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    assert SECOND in dates(file_store)


def test_a_date_whose_room_is_taken_comes_back_for_a_reason(dialog, file_store, qtbot):
    qtbot.keyClick(dialog.rows[1].back, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.reason.isVisible)
    assert dialog.notice.sentence() == "Not saved. Annexe has Choir, 2pm to 4pm."
    dialog.go()
    assert dialog.reason.sentence() == "Say why it may be there all the same."
    qtbot.keyClicks(dialog.reason.box, "They sing outside")
    with qtbot.waitSignal(dialog.brought_back):
        dialog.go()
    assert THIRD in dates(file_store)
