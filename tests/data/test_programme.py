"""What a calendar file may show: nothing private, no surname, and each session's own story."""

from datetime import date, time, timedelta
from functools import partial

import pytest

from desktop.data.programme import programme
from desktop.data.tables import activity_text, category, release, session
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, an_activity


def read(store, **which):
    return store.read(partial(programme, **{"first": TODAY} | which))


def titles(store, **which):
    return [each.title for each in read(store, **which).entries]


def test_an_entry_says_what_a_visitor_may_know_and_no_surname(store):
    sam = a_person(store, "Samuel", "Okafor", preferred="Sam")
    kind = store.write(lambda db: db.add(category, name="Making")).value
    craft = an_activity(store, about="Knitting", price="£1", bring="Scissors", category=kind)
    a_session(
        store, activity_id=craft, leader=sam, place=a_place(store), note="Mrs Patel needs a lift",
        reason="Sam is ill", status="cancelled", sequence=2,
    )  # fmt: skip
    (entry,) = read(store).entries
    assert (entry.leader, entry.place, entry.category) == ("Sam", "Waiting room", "Making")
    assert (entry.cancelled, entry.sequence) == (True, 2)
    assert not [word for word in ("Okafor", "Patel", "ill") if word in repr(entry)]


def test_private_sessions_and_activities_are_never_in_it(store):
    a_session(store, name="Crafternoon")
    a_session(store, name="Safe at home", private=True)
    quiet = an_activity(store, "Young carers", private=True)
    a_session(store, activity_id=quiet, private=False)
    assert titles(store) == ["Crafternoon"]
    with pytest.raises(Refused, match="Young carers is private"):
        titles(store, activity_name="Young carers")


def test_one_activity_one_leader_and_a_span_of_days(store):
    sam, ann = a_person(store, "Sam", "Okafor"), a_person(store, "Ann", "Lee")
    a_session(store, name="Crafternoon", leader=sam)
    a_session(store, name="Garden group", leader=ann, on=THURSDAY + timedelta(days=7))
    a_session(store, name="Long ago", on=TODAY - timedelta(days=1))
    assert titles(store) == ["Crafternoon", "Garden group"]
    assert titles(store, activity_name=" garden GROUP ") == ["Garden group"]
    assert titles(store, leader_name="sam") == ["Crafternoon"]
    assert titles(store, leader_name="Ann Lee") == ["Garden group"]
    assert titles(store, until=THURSDAY) == ["Crafternoon"]
    assert titles(store, first=date(2026, 1, 1), until=TODAY) == ["Long ago"]


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ({"activity_name": "Judo"}, "There is no activity called Judo"),
        ({"leader_name": "Zoe"}, "Nobody of that name leads a session"),
        ({"leader_name": "Sam"}, "More than one leader has that name"),
        ({"until": date(2026, 1, 1)}, "The last day is before the first"),
    ],
)
def test_a_name_nobody_has_gets_a_sentence(store, which, sentence):
    for last in ("Okafor", "Lee"):
        a_session(store, leader=a_person(store, "Sam", last))
    with pytest.raises(Refused, match=sentence):
        read(store, **which)


def test_a_move_shows_in_when_it_was_changed_and_a_booking_does_not(store, clock):
    moved = a_session(store)
    made = read(store).entries[0].changed
    assert made == clock.now
    clock.now += timedelta(hours=1)
    store.write(lambda db: db.count(session, moved, booked=1))
    assert read(store).entries[0].changed == made
    clock.now += timedelta(hours=1)
    store.write(lambda db: db.change(session, moved, starts=time(15)))
    assert read(store).entries[0].changed == clock.now


def test_these_records_have_a_name_of_their_own(store):
    name = read(store).uid
    assert len(name) == 32
    assert store.read(lambda db: db.all(release.select()))[0].uid == name


def test_only_a_text_that_was_checked_goes_outside(store):
    craft = an_activity(store)
    a_session(store, activity_id=craft)
    text = {"activity": craft, "language": "en", "text": "Bring wool."}
    draft = store.write(lambda db: db.add(activity_text, **text)).value
    assert read(store).entries[0].about == ""
    store.write(lambda db: db.change(activity_text, draft, checked_on=TODAY))
    assert read(store).entries[0].about == "Bring wool."
