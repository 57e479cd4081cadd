"""What a session leaves behind: how it went, what to buy, notes to colleagues, calls."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import calls, handovers, signups, to_buy, undo, worries, wrap_ups
from desktop.data.tables import passed_on
from desktop.rules.refusal import Refused
from tests.makers import TODAY, a_person, a_session, an_activity


def do(store, action, **values):
    return store.write(partial(action, **values))


def wrapped(store, session_id):
    return store.read(partial(wrap_ups.wrap_up, session_id=session_id))


def shopping(store):
    return [(each.what, each.bought_by) for each in store.read(to_buy.to_buy)]


def notes(store, **about):
    return [each.text for each in store.read(partial(handovers.notes, **about))]


@pytest.fixture
def today(store):
    return a_session(store, on=TODAY)


def test_a_session_is_wrapped_up_with_every_box_empty(store, today):
    do(store, wrap_ups.save, session_id=today)
    found = wrapped(store, today)
    assert (found.ran_out_of, found.lovely, found.done_by) == ("", "", "tests")


def test_a_wrap_up_says_how_many_came_and_asks_who_is_not_marked(store, today):
    ann, bob = (
        do(store, signups.book, session_id=today, person_id=a_person(store, name)).value.booking_id
        for name in ("Ann", "Bob")
    )
    do(store, signups.walk_in, session_id=today, person_id=a_person(store, "Cleo"))
    do(store, signups.mark, booking_id=ann, as_="arrived")
    found = wrapped(store, today)
    assert (found.booked_came, found.walked_in) == (1, 1)
    assert [line.booking_id for line in found.unmarked] == [bob]


def test_what_another_desk_wrote_meanwhile_is_not_lost(store, today):
    do(store, wrap_ups.save, session_id=today, lovely="They sang.", was="")
    with pytest.raises(Refused, match="tests wrote meanwhile: “They sang"):
        do(store, wrap_ups.save, session_id=today, lovely="", was="")
    assert wrapped(store, today).lovely == "They sang."


def test_a_note_is_written_with_the_wrap_up_and_goes_with_it(store, today):
    jean = a_person(store, "Jean", "Hall")
    written = do(store, wrap_ups.save, session_id=today, note="Jean sits apart.", about=jean)
    assert notes(store) == ["Jean sits apart."]
    store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)
    assert (notes(store), wrapped(store, today).done_at) == ([], None)


def test_what_ran_out_stays_to_buy_until_somebody_ticks_it(store, today, clock):
    do(store, to_buy.add, what="Lavender", session_id=today)
    do(store, to_buy.add, what="lavender ", session_id=a_session(store))
    clock.now += timedelta(days=60)
    (line,) = store.read(to_buy.to_buy)
    assert (line.what, line.activity) == ("Lavender", "Crafternoon")
    written = do(store, to_buy.tick, to_buy_id=line.id)
    assert shopping(store) == [("Lavender", "tests")]
    store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)
    assert shopping(store) == [("Lavender", "")]
    do(store, to_buy.tick, to_buy_id=line.id)
    do(store, to_buy.tick, to_buy_id=line.id)
    clock.now += timedelta(days=2)
    assert shopping(store) == []


def test_a_note_lapses_after_seven_days(store, today, clock):
    jean = a_person(store, "Jean", "Hall")
    do(store, handovers.write, text="Sits by the window.", person_id=jean, session_id=today)
    clock.now += timedelta(days=6, hours=23)
    (note,) = store.read(handovers.notes)
    assert (note.text, note.may_read.partition(" may")[0]) == ("Sits by the window.", "Mrs Hall")
    clock.now += timedelta(hours=1)
    assert notes(store) == []


def test_a_note_is_read_with_its_activity_and_no_other(store, today):
    do(store, handovers.write, text="Bring the big table.", session_id=today)
    do(store, handovers.write, text="The boiler is off.")
    lunch = a_session(store, activity_id=an_activity(store, "Shared lunch"))
    assert notes(store, session_id=today) == ["The boiler is off.", "Bring the big table."]
    assert notes(store, session_id=lunch) == ["The boiler is off."]


def test_a_note_everybody_has_read_goes_at_once(store):
    made = do(store, handovers.write, text="Fetch the key.").value
    written = do(store, handovers.done, handover_id=made.id)
    assert notes(store) == []
    store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)
    assert notes(store) == ["Fetch the key."]


def test_who_needs_a_call_is_written_down_with_why(store, today):
    omar = a_person(store, "Omar", "Said")
    do(store, calls.needs_a_call, person_id=omar, about="ring tomorrow", session_id=today)
    (call,) = wrapped(store, today).calls
    assert (call.name, call.about) == ("Omar Said", "ring tomorrow")


def test_a_worry_keeps_only_whom_was_told_and_when(store):
    do(store, worries.write_instructions, says="Speak to Dan today.", lead="Dan Reeve")
    found = store.read(worries.instructions)
    assert (found.says, found.lead) == ("Speak to Dan today.", "Dan Reeve")
    do(store, worries.pass_on, person_id=a_person(store), to=found.lead)
    (row,) = store.read(lambda db: db.all(select(passed_on)))
    kept = {"id", "person", "to", "at", "by"}
    assert (set(row._mapping), row.to, row.by) == (kept, "Dan Reeve", "tests")
