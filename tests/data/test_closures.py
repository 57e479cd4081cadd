"""The practice closes, or a place does: what stands there is called off or moved in one step."""

from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import closures, moves, signups, undo
from desktop.data.closures import Answer
from desktop.data.tables import closure, practice, session, telling
from desktop.rules.closures import Opening
from desktop.rules.planning import How
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session

FRIDAY = date(2026, 11, 27)


def rows(store, table):
    return store.read(lambda db: db.all(select(table).order_by(table.c.id)))


def close(store, *answers, **facts):
    facts = {"name": "Training", "first": THURSDAY, "last": FRIDAY} | facts
    return store.write(partial(closures.add, **facts, answers=answers))


def test_a_closure_lists_what_stands_there_with_who_is_booked(store):
    room = a_place(store, "Room")
    there = a_session(store, place=room)
    a_session(store, on=date(2026, 11, 28))
    store.write(partial(signups.book, session_id=there, person_id=a_person(store)))
    off = a_session(store, on=FRIDAY)
    store.write(partial(moves.cancel, session_ids=(off,)))
    (found,) = store.read(partial(closures.standing, first=THURSDAY, last=FRIDAY))
    assert (found.session_id, found.title, found.on, found.place, found.booked) == (
        there, "Crafternoon", THURSDAY, "Room", 1,
    )  # fmt: skip


def test_a_closure_of_some_hours_or_of_one_place_reaches_only_those(store):
    garden, room = a_place(store, "Garden"), a_place(store, "Room")
    early = a_session(store, starts=time(9), ends=time(10), place=garden)
    late = a_session(store, starts=time(14), ends=time(16), place=room)
    asked = partial(closures.standing, first=THURSDAY, last=THURSDAY)
    found = store.read(partial(asked, starts=time(13), ends=time(17)))
    assert [each.session_id for each in found] == [late]
    assert [each.session_id for each in store.read(partial(asked, place_id=garden))] == [early]


def test_nothing_is_closed_over_a_session_without_an_answer(store):
    a_session(store)
    with pytest.raises(Refused, match=r"^Not saved\. Crafternoon is on Thursday 26 November\."):
        close(store)
    assert rows(store, closure) == []


def test_each_session_is_called_off_moved_or_kept_in_one_step(store):
    annexe = a_place(store, "Annexe")
    off, moved, kept, elsewhere = (
        a_session(store, starts=time(n), ends=time(n + 1)) for n in (9, 10, 11, 12)
    )
    for each in (off, moved):
        store.write(partial(signups.book, session_id=each, person_id=a_person(store)))
    done = close(
        store, Answer(off, How.SKIP), Answer(moved, How.DATE, "2026-11-30"),
        Answer(kept, How.AS_IT_IS), Answer(elsewhere, How.DATE, "2026-12-01"),
    )  # fmt: skip
    assert done.value.to_tell == 2
    now = {each.id: (each.status, each.date) for each in rows(store, session)}
    assert now == {
        off: ("cancelled", THURSDAY), moved: ("planned", date(2026, 11, 30)),
        kept: ("planned", THURSDAY), elsewhere: ("planned", date(2026, 12, 1)),
    }  # fmt: skip
    assert rows(store, session)[0].reason == "Training"
    assert annexe
    store.write(partial(undo.undo, key=done.key.hex))
    assert {(each.status, each.date) for each in rows(store, session)} == {("planned", THURSDAY)}
    assert rows(store, telling) == rows(store, closure) == []


def test_a_session_does_not_move_from_one_closed_day_to_another(store):
    there = a_session(store)
    with pytest.raises(Refused, match=r"Not saved\. The practice is closed then: Training\."):
        close(store, Answer(there, How.DATE, "2026-11-27"))


def test_a_session_of_a_closed_place_moves_to_another(store):
    garden, room = a_place(store, "Garden"), a_place(store, "Room")
    there = a_session(store, place=garden)
    close(store, Answer(there, How.PLACE, str(room)), name="Repaving", place_id=garden)
    assert rows(store, session)[0].place == room


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "  "}, "Give it a name"),
        ({"last": date(2026, 11, 1)}, "last day is before the first"),
        ({"starts": time(9)}, "a start and an end"),
        ({"starts": time(9), "ends": time(8)}, "end must be after"),
        ({"last": date(9999, 1, 1)}, "too far away"),
        ({"name": "x" * 91}, "longer than 90"),
    ],
)
def test_a_closure_nobody_means_is_refused(store, wrong, words):
    with pytest.raises(Refused, match=words):
        close(store, **wrong)


def test_opening_hours_are_set_changed_and_taken_away(store):
    monday, tuesday = Opening(0, time(8), time(18)), Opening(1, time(8), time(18))
    for hours in ((monday, tuesday), (Opening(0, time(9), time(17)),), ()):
        store.write(partial(closures.set_hours, hours=hours))
        found = store.read(partial(closures.open_between, first=THURSDAY, last=FRIDAY))
        assert found.openings == hours
    with pytest.raises(Refused, match="once"):
        store.write(partial(closures.set_hours, hours=(monday, monday)))
    with pytest.raises(Refused, match="close after it opens"):
        store.write(partial(closures.set_hours, hours=(Opening(0, time(9), time(9)),)))


def test_terms_and_closures_come_and_go(store):
    term = {"name": "Spring", "first": date(2027, 1, 4), "last": date(2027, 3, 25)}
    added = store.write(partial(closures.add_term, **term)).value
    shut = close(store).value
    found = store.read(partial(closures.open_between, first=THURSDAY, last=FRIDAY))
    assert [each.name for each in found.terms] == ["Spring"]
    assert [(each.id, each.name) for each in found.closures] == [(shut.id, "Training")]
    store.write(partial(closures.remove, closure_id=shut.id))
    store.write(partial(closures.remove_term, term_id=added.id))
    assert store.read(partial(closures.open_between, first=THURSDAY, last=FRIDAY)).closures == ()


def test_bank_holidays_are_those_of_the_nation(store):
    asked = partial(closures.bank_holidays, first=date(2026, 11, 30), last=date(2026, 12, 25))
    assert [each.name for each in store.read(asked)] == ["Christmas Day"]
    store.write(lambda db: db.add(practice, name="Leith", nation="Scotland"))
    assert [each.name for each in store.read(asked)] == ["St Andrew’s Day", "Christmas Day"]


def test_whose_bank_holidays_count_is_set_with_the_hours(store):
    hours = (Opening(0, time(9), time(17)),)
    for nation in ("Scotland", "Wales"):
        store.write(partial(closures.set_hours, hours=hours, nation=nation))
        days = store.read(partial(closures.open_between, first=THURSDAY, last=THURSDAY))
        assert (days.nation, days.openings) == (nation, hours)
    with pytest.raises(Refused, match=r"^Choose England, Wales"):
        store.write(partial(closures.set_hours, hours=(), nation="France"))


def test_a_closure_moves_nothing_to_another_day_once_somebody_is_there(store):
    today = a_session(store, on=TODAY)
    made = store.write(partial(signups.book, session_id=today, person_id=a_person(store))).value
    store.write(partial(signups.mark, booking_id=made.booking_id, as_="arrived"))
    tomorrow = Answer(today, How.DATE, "2026-11-24")
    with pytest.raises(Refused, match="stays on that day"):
        close(store, tomorrow, first=TODAY, last=TODAY)
