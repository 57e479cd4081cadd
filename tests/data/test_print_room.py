"""What the Print tab has in hand."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from desktop.data import print_room, signups, texts
from desktop.data.texts import Written
from desktop.data.wall import waits
from tests.makers import a_person, a_place, a_session, an_activity

MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def in_hand(store, **what):
    return store.read(partial(print_room.in_hand, **({"first": MONDAY, "now": MORNING} | what)))


def test_the_session_in_hand_is_the_next_one_that_is_on(store):
    a_session(store, on=MONDAY, starts=time(8), ends=time(9), name="Over")
    a_session(store, on=MONDAY, starts=time(10), ends=time(11), name="Off", status="cancelled")
    a_session(store, on=MONDAY, starts=time(14), ends=time(16), name="Next")
    assert in_hand(store).session.title == "Next"


def test_a_week_that_is_over_has_its_first_session_in_hand_and_an_empty_one_none(store):
    a_session(store, on=MONDAY, name="Walk")
    over = MORNING + timedelta(days=14)
    assert in_hand(store, now=over).session.title == "Walk"
    empty = in_hand(store, first=MONDAY + timedelta(days=7))
    assert (empty.sessions, empty.session) == ((), None)


def test_a_session_of_another_week_is_in_hand_when_it_was_chosen(store):
    a_session(store, on=MONDAY, name="This week")
    later = a_session(store, on=MONDAY + timedelta(days=9), name="Later")
    seen = in_hand(store, session_id=later)
    assert (seen.session.title, [each.title for each in seen.sessions]) == (
        "Later", ["This week", "Later"],
    )  # fmt: skip


def test_with_a_person_their_next_booking_is_in_hand(store):
    ann = a_person(store)
    later = a_session(store, on=MONDAY + timedelta(days=8))
    sooner = a_session(store, on=MONDAY + timedelta(days=1))
    for each in (later, sooner):
        booked = store.write(partial(signups.book, session_id=each, person_id=ann)).value
    assert in_hand(store, person_id=ann).booking_id == booked.booking_id
    assert in_hand(store, person_id=a_person(store, "Bea")).booking_id is None


def test_texts_nobody_has_checked_are_counted_but_not_those_of_what_is_private(store):
    craft, quiet = an_activity(store), an_activity(store, "Quiet hour", private=True)
    for each in (craft, quiet):
        a_session(store, on=MONDAY, activity_id=each)
        for code in ("ar", "en"):
            store.write(partial(texts.write, activity_id=each, written=Written(code, "Words.")))
    assert in_hand(store).unchecked == (("ar", 1),)
    assert in_hand(store, first=MONDAY + timedelta(days=7)).unchecked == ()
    assert waits("ar", 1) == "Arabic waits for 1 text to be checked."
    assert waits("pl", 2) == "Polish waits for 2 texts to be checked."


def test_a_timetable_can_be_of_one_place(store):
    a_place(store)
    assert [each.name for each in in_hand(store).places] == ["Waiting room"]
