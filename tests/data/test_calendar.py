"""What the calendar reads: days, the list, what is closed, memos; and two desks at one memo."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from functools import partial
from threading import Barrier

import pytest

from desktop.data import calendar, narrowing, undo
from desktop.data.calendar import Only
from desktop.data.changes import Written
from desktop.data.tables import category, closure, practice
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, an_activity

MONDAY = TODAY
BOILER = "Boiler off. Use Room 2."


def write_memo(store, text=BOILER, on=THURSDAY, version=None):
    return store.write(
        partial(calendar.write_memo, on=on, text=text, version=version, today=TODAY)
    )  # fmt: skip


def days(store, first=MONDAY, count=7, **how):
    return store.read(partial(calendar.days, first=first, count=count, **how))


def memo_of(store, on=THURSDAY):
    return days(store).marks.memo(on)


def titles(found):
    return [each.title for each in found.sessions]


def test_a_memo_is_written_changed_and_emptied(store):
    write_memo(store)
    seen = memo_of(store)
    assert (seen.text, seen.version) == (BOILER, 1)
    write_memo(store, "Boiler mended.", version=seen.version)
    assert memo_of(store).text == "Boiler mended."
    write_memo(store, "", version=2)
    assert memo_of(store) is None
    write_memo(store, "Off again.")
    assert memo_of(store).text == "Off again."


def test_a_memo_is_not_written_over_one_that_was_not_seen(store):
    write_memo(store)
    with pytest.raises(
        Refused, match=r"Somebody wrote “Boiler off\. Use Room 2\.” for Thursday 26"
    ):
        write_memo(store, "Fire alarm test at 11am.")
    write_memo(store, "Boiler mended.", version=1)
    with pytest.raises(Refused):
        write_memo(store, "Fire alarm test at 11am.", version=1)
    assert memo_of(store).text == "Boiler mended."


def test_of_two_desks_that_begin_a_memo_at_once_one_is_told(open_store):
    desks = [open_store("desk 1"), open_store("desk 2")]
    for n in range(4):
        on, together = THURSDAY + timedelta(days=n), Barrier(2)
        with ThreadPoolExecutor(2) as both:
            said = list(both.map(partial(_begin, on=on, together=together), desks))
        assert {type(each) for each in said} == {Refused, Written}
        assert memo_of(desks[0], on).version == 1


def _begin(store, on, together):
    together.wait()
    try:
        return write_memo(store, on=on)
    except Refused as no:
        return no


def test_a_memo_can_be_taken_back(store):
    written = write_memo(store)
    done = store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)
    assert done.value.words == "undid: wrote a day memo"
    assert memo_of(store) is None


def test_a_memo_is_short(store):
    with pytest.raises(Refused, match="A memo has at most 200 letters"):
        write_memo(store, "x" * 201)


def test_a_closure_marks_each_of_its_days(store):
    where = a_place(store, "Room 2")
    with_days = {"first": THURSDAY, "last": THURSDAY + timedelta(days=20)}
    store.write(lambda db: db.add(closure, name="Training", **with_days))
    hours = {"starts": time(13), "ends": time(17)}
    store.write(
        lambda db: db.add(closure, name="Painting", first=MONDAY, last=MONDAY, place=where, **hours)
    )
    marks = days(store).marks
    assert [band.on.day for band in marks.bands if band.name == "Training"] == [26, 27, 28, 29]
    assert marks.closed(THURSDAY)
    assert not marks.closed(MONDAY)  # one room, for an afternoon
    assert [band.place for band in marks.of(MONDAY)] == ["Room 2"]


def test_bank_holidays_are_those_of_the_practices_nation(store):
    boxing_week = partial(days, store, first=date(2026, 11, 30), count=1)
    assert not boxing_week().marks.bands
    store.write(lambda db: db.add(practice, name="Elm Tree Surgery", nation="Scotland"))
    assert [band.name for band in boxing_week().marks.bands] == ["St Andrew’s Day"]


def test_the_first_picture_need_not_wait_for_bank_holidays(store):
    christmas = partial(days, store, first=date(2026, 12, 25), count=1)
    assert christmas().marks.closed(date(2026, 12, 25))
    assert not christmas(with_marks=False).marks.bands


def test_days_are_narrowed_and_what_is_hidden_is_counted(store):
    crafts = store.write(lambda db: db.add(category, name="Crafts", position=0)).value
    sewing = an_activity(store, "Sewing", category=crafts)
    hall, leader = a_place(store, "Hall"), a_person(store, "Bea", "Okafor")
    a_session(store, activity_id=sewing, place=hall)
    a_session(store, name="Choir", leader=leader, places=2, booked=2)
    a_session(store, name="Walk", status="cancelled")
    only = {
        Only(activity_id=sewing): ["Sewing"],
        Only(category_id=crafts): ["Sewing"],
        Only(place_id=hall): ["Sewing"],
        Only(leader_id=leader): ["Choir"],
        Only(with_room=True): ["Sewing"],
        Only(leader_id=leader, with_room=True): [],
        Only(): ["Sewing", "Choir", "Walk"],
    }
    for wish, wanted in only.items():
        found = days(store, only=wish)
        assert sorted(titles(found.week)) == sorted(wanted)
        assert found.hidden == 3 - len(wanted)


def test_the_list_goes_on_where_it_stopped(store):
    for n in range(5):
        for hour in (10, 14):
            a_session(store, name=f"{n} at {hour}", on=THURSDAY + timedelta(days=n),
                      starts=time(hour), ends=time(hour + 1))  # fmt: skip
    first = store.read(partial(calendar.agenda, first=MONDAY, most=3))
    last = first.sessions[-1]
    key = (last.date, last.starts, last.id)
    rest = store.read(partial(calendar.agenda, first=MONDAY, last=key))
    assert titles(first) == ["0 at 10", "0 at 14", "1 at 10"]
    assert first.more
    assert titles(rest) == ["1 at 14", "2 at 10", "2 at 14", "3 at 10", "3 at 14",
                            "4 at 10", "4 at 14"]  # fmt: skip
    assert not rest.more


def test_the_list_says_what_is_hidden_when_nothing_is_left(store):
    a_session(store, places=1, booked=1)
    nothing = store.read(partial(calendar.agenda, first=MONDAY, only=Only(with_room=True)))
    assert (nothing.sessions, nothing.hidden) == ((), 1)


def test_everything_the_calendar_can_be_narrowed_to_is_offered_by_name(store):
    leader = a_person(store, "Bea", "Okafor")
    an_activity(store, "Sewing", leader=leader)
    a_place(store, "Hall")
    offered = store.read(narrowing.narrowings)
    assert [each.name for each in offered.activities] == ["Sewing"]
    assert [each.name for each in offered.places] == ["Hall"]
    assert [each.name for each in offered.leaders] == ["Bea Okafor"]
