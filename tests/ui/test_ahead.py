"""Dates are made ahead of time by themselves, and Undo leaves them alone."""

from datetime import UTC, date, datetime, time
from functools import partial

from PySide6.QtCore import QObject
from sqlalchemy import select

from desktop.data import series, upkeep
from desktop.data.tables import series as series_table
from desktop.rules.planning import SeriesPlan
from desktop.rules.series import weekly
from desktop.ui.ahead import Ahead
from tests.makers import an_activity

LATER = datetime(2027, 5, 24, 9, tzinfo=UTC)


def test_dates_are_made_ahead_by_themselves_and_undo_leaves_them_alone(
    open_desk, file_store, clock, qtbot
):
    plan = SeriesPlan(
        an_activity(file_store), weekly([3]).text, date(2026, 11, 26), time(14), time(16), 12
    )
    file_store.write(partial(series.make, plan=plan))
    desk, done, heard = open_desk(), [], []
    desk.done.connect(done.append)
    desk.changed.connect(heard.append)
    clock.now = LATER
    room = QObject()
    ahead = Ahead(desk, clock, room)
    with qtbot.waitSignal(desk.changed):
        ahead.look()
    made = file_store.read(lambda db: db.value(select(series_table.c.made_until)))
    assert made == date(2028, 11, 22)
    assert not file_store.read(partial(upkeep.due, today=LATER.date()))
    assert (len(heard), done) == (1, [])
