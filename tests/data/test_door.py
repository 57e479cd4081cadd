"""At the door: marks, calls that follow from them, who is in the building, who is not marked."""

from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import (
    activities,
    building,
    first_visits,
    marking,
    people,
    same_day,
    signups,
    undo,
    unmarked,
    visits,
    walking_in,
    wrap_ups,
)
from desktop.data import to_ring as ringing
from desktop.data.tables import booking, need, regular, to_ring
from desktop.rules.refusal import Refused
from tests.data.test_signups import at_once
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity
from tests.makers import people as some_people

WEEK = timedelta(days=7)
AT_START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def do(store, action, **values):
    return store.write(partial(action, **values))


def book(store, session_id, person_id):
    return do(store, signups.book, session_id=session_id, person_id=person_id).value.booking_id


def mark(store, booking_id, as_, **how):
    return do(store, signups.mark, booking_id=booking_id, as_=as_, **how)


def take_back(store, written):
    return store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)


def stands(store, booking_id):
    row = store.read(lambda db: db.one(select(booking).where(booking.c.id == booking_id)))
    return row.status, row.told_us, row.late


def calls(store, kind=None):
    rows = store.read(lambda db: db.all(select(to_ring).order_by(to_ring.c.id)))
    return [(row.kind, row.booking, row.outcome) for row in rows if kind in (None, row.kind)]


def open_calls(store, kind):
    return [booking_id for _kind, booking_id, outcome in calls(store, kind) if outcome == ""]


def came(store, session_id):
    return store.read(partial(activities.session_card, session_id=session_id)).came


@pytest.fixture
def today(store):
    """Make a session of today, 2pm to 4pm."""
    return a_session(store, on=TODAY)


def old_hand(store, session_id, name="Meera"):
    """Book somebody who has been before."""
    person_id = a_person(store, name)
    do(store, first_visits.not_the_first, booking_id=book(store, session_id, person_id))
    return person_id


def a_regular(store, *weeks):
    """Book somebody who comes every week on Thursdays so many weeks ago; the bookings come back."""
    craft, mrs_patel = an_activity(store), a_person(store)
    days = [THURSDAY - WEEK * each for each in weeks]
    store.write(
        lambda db: db.add(
            regular, activity=craft, person=mrs_patel, since=min(days), made_at=db.now
        )
    )  # fmt: skip
    sessions = [a_session(store, activity_id=craft, on=day) for day in days]
    return [
        store.write(
            lambda db, session_id=each: db.add(
                booking, session=session_id, person=mrs_patel, booked_at=db.now
            )
        ).value
        for each in sessions
    ]


@pytest.fixture
def three_weeks(store):
    made = a_regular(store, 3, 2, 1)
    store.write(lambda db: [
        db.count(activities.session, row.session, booked=1)
        for row in db.all(select(booking.c.session).where(booking.c.id.in_(made)))
    ])  # fmt: skip
    return made


def test_who_told_us_and_who_did_not_are_kept_apart(store, today):
    mrs_patel = book(store, today, a_person(store))
    mark(store, mrs_patel, "missed", told_us=True)
    assert stands(store, mrs_patel) == ("missed", True, False)
    row = store.read(lambda db: db.value(select(booking.c.person)))
    (visit,) = store.read(lambda db: visits.visits_of(db, row)).coming
    assert (visit.told_us, visit.late) == (True, False)
    mark(store, mrs_patel, "missed")
    assert stands(store, mrs_patel) == ("missed", False, False)
    mark(store, mrs_patel, "booked")
    assert stands(store, mrs_patel) == ("booked", False, False)


def test_who_comes_late_has_come(store, today):
    mrs_patel = book(store, today, a_person(store))
    mark(store, mrs_patel, "arrived")
    mark(store, mrs_patel, "arrived", late=True)
    assert (stands(store, mrs_patel), came(store, today)) == (("arrived", False, True), 1)


def test_marks_are_made_before_the_start(store, today, clock):
    clock.now = AT_START - timedelta(hours=5)
    early = book(store, today, a_person(store))
    mark(store, early, "missed", told_us=True)
    assert stands(store, early)[0] == "missed"


def test_everybody_is_marked_in_one_step_but_who_is_marked(store, today):
    bookings = [book(store, today, each) for each in some_people(store, 4)]
    mark(store, bookings[0], "missed", told_us=True)
    written = do(store, marking.mark_all, session_id=today)
    assert (written.value.number, came(store, today)) == (3, 3)
    assert stands(store, bookings[0]) == ("missed", True, False)
    assert take_back(store, written).value.words.startswith("undid: marked everybody on Crafter")
    assert [stands(store, each)[0] for each in bookings] == ["missed", *["booked"] * 3]
    assert came(store, today) == 0


def test_nobody_left_to_mark_is_said(store, today):
    with pytest.raises(Refused, match="Everybody on Crafternoon has a mark already"):
        do(store, marking.mark_all, session_id=today)


def test_nobody_is_marked_all_at_once_before_the_day(store):
    thursday = a_session(store)
    book(store, thursday, a_person(store))
    with pytest.raises(Refused, match="Mark arrivals that day"):
        do(store, marking.mark_all, session_id=thursday)


def test_two_desks_marking_everybody_mark_each_once(open_store):
    store = open_store()
    session_id = a_session(store, on=TODAY)
    for each in some_people(store, 5):
        book(store, session_id, each)
    step = partial(marking.mark_all, session_id=session_id)
    at_once(open_store, step, step)
    assert came(store, session_id) == 5


def test_the_first_booking_is_a_first_visit_and_the_next_is_not(store, today):
    mrs_patel = a_person(store)
    first = book(store, today, mrs_patel)
    second = book(store, a_session(store), mrs_patel)
    assert store.read(partial(first_visits.of_booking, booking_id=first)).meets_name == ""
    assert store.read(partial(first_visits.of_booking, booking_id=second)) is None


def test_a_booking_undone_was_no_first_visit(store, today):
    mrs_patel = a_person(store)
    written = do(store, signups.book, session_id=today, person_id=mrs_patel)
    take_back(store, written)
    again = book(store, today, mrs_patel)
    assert store.read(partial(first_visits.of_booking, booking_id=again)) is not None


def test_who_comes_for_the_first_time_is_asked_next_day_how_it_was(store, today):
    mrs_patel = book(store, today, a_person(store))
    do(store, first_visits.welcome, booking_id=mrs_patel, meets_name="Sue")
    assert calls(store) == []
    mark(store, mrs_patel, "arrived")
    assert open_calls(store, "first visit") == [mrs_patel]
    due = store.read(lambda db: db.value(select(to_ring.c.due)))
    assert due == datetime(2026, 11, 24, 9, tzinfo=UTC)
    mark(store, mrs_patel, "missed")
    assert calls(store, "first visit") == [("first visit", mrs_patel, "withdrawn")]
    mark(store, mrs_patel, "arrived")
    assert open_calls(store, "first visit") == [mrs_patel]


def test_who_meets_somebody_goes_with_them_to_another_date(store):
    from desktop.data import rebooking

    thursday, later = a_session(store), a_session(store, on=THURSDAY + WEEK)
    booked = book(store, thursday, a_person(store))
    do(store, first_visits.welcome, booking_id=booked, meets_name="Sue")
    moved = do(store, rebooking.move_booking, booking_id=booked, session_id=later).value
    found = store.read(partial(first_visits.of_booking, booking_id=moved.booking_id))
    assert found.meets_name == "Sue"


def test_who_has_been_before_is_not_rung(store, today):
    mrs_patel = book(store, today, a_person(store))
    mark(store, mrs_patel, "arrived")
    written = do(store, first_visits.not_the_first, booking_id=mrs_patel)
    assert open_calls(store, "first visit") == []
    take_back(store, written)
    assert open_calls(store, "first visit") == [mrs_patel]


def test_a_regular_who_misses_twice_is_rung_once(store, three_weeks):
    for each in three_weeks:
        mark(store, each, "missed")
    assert calls(store) == [("missed you", three_weeks[1], "")]


def test_the_order_of_marking_does_not_matter(store, three_weeks):
    for each in reversed(three_weeks):
        mark(store, each, "missed")
    assert open_calls(store, "missed you") == [three_weeks[1]]


def test_who_came_in_between_or_told_us_is_not_missed(store, three_weeks):
    first, second, third = three_weeks
    mark(store, first, "missed")
    mark(store, second, "missed", told_us=True)
    mark(store, third, "missed")
    assert calls(store) == []


def test_a_mark_changed_back_withdraws_the_call(store, three_weeks):
    first, second, _third = three_weeks
    mark(store, first, "missed")
    mark(store, second, "missed")
    mark(store, first, "arrived")
    assert calls(store) == [("missed you", second, "withdrawn")]


def test_a_visit_marked_late_withdraws_the_call_its_absence_had_made(store, three_weeks):
    first, second, third = three_weeks
    mark(store, first, "missed")
    mark(store, third, "missed")
    assert open_calls(store, "missed you") == [third]
    mark(store, second, "arrived")
    assert open_calls(store, "missed you") == []


def test_a_call_that_was_made_stays_when_the_mark_is_changed_back(store, three_weeks):
    first, second, _third = three_weeks
    mark(store, first, "missed")
    mark(store, second, "missed")
    store.write(lambda db: db.change(to_ring, 1, outcome="came round"))
    mark(store, second, "arrived")
    assert calls(store) == [("missed you", second, "came round")]


def test_undo_of_the_second_absence_takes_the_call_back(store, three_weeks):
    first, second, _third = three_weeks
    mark(store, first, "missed")
    written = mark(store, second, "missed")
    undone = take_back(store, written)
    assert calls(store) == []
    take_back(store, undone)
    assert open_calls(store, "missed you") == [second]


def test_undo_is_refused_once_somebody_has_rung(store, three_weeks):
    first, second, _third = three_weeks
    mark(store, first, "missed")
    written = mark(store, second, "missed")
    store.write(lambda db: db.change(to_ring, 1, outcome="no answer"))
    with pytest.raises(Refused, match="Somebody has rung them since"):
        take_back(store, written)


def test_two_desks_marking_two_absences_of_one_person_make_one_call(open_store):
    store = open_store()
    made = a_regular(store, 2, 1)
    steps = [partial(signups.mark, booking_id=each, as_="missed") for each in made]
    at_once(open_store, *steps)
    assert len(calls(store, "missed you")) == 1


def test_an_absence_marked_weeks_later_rings_nobody(store):
    made = a_regular(store, 6, 5)
    for each in made:
        mark(store, each, "missed")
    assert calls(store) == []


def agreed(store, person_id):
    do(store, same_day.agree, person_id=person_id)
    return person_id


def raise_calls(store):
    return do(store, same_day.raise_calls, today=TODAY).value.number


def due(store, clock):
    return store.read(partial(same_day.due, today=TODAY, now=clock.now))


def test_who_agreed_is_rung_twenty_minutes_after_the_start(store, today, clock):
    mrs_patel = book(store, today, agreed(store, old_hand(store, a_session(store))))
    book(store, today, a_person(store, "Did", "Notagree"))
    clock.now = AT_START + timedelta(minutes=19)
    assert (due(store, clock), raise_calls(store)) == (False, 0)
    clock.now = AT_START + timedelta(minutes=20)
    assert due(store, clock)
    assert raise_calls(store) == 1
    assert (due(store, clock), raise_calls(store)) == (False, 0)
    assert open_calls(store, "not here") == [mrs_patel]


def test_a_desk_that_was_off_still_says_who_is_not_here(store, today, clock):
    mrs_patel = book(store, today, agreed(store, a_person(store)))
    clock.now = AT_START + timedelta(hours=4)
    mark(store, mrs_patel, "missed")
    raise_calls(store)
    assert open_calls(store, "not here") == [mrs_patel]


@pytest.mark.parametrize("how", [{"as_": "arrived"}, {"as_": "missed", "told_us": True}])
def test_who_arrives_after_all_or_told_us_need_not_be_rung(store, today, clock, how):
    mrs_patel = book(store, today, agreed(store, old_hand(store, a_session(store))))
    clock.now = AT_START + timedelta(minutes=25)
    raise_calls(store)
    mark(store, mrs_patel, **how)
    assert calls(store, "not here") == [("not here", mrs_patel, "withdrawn")]
    assert raise_calls(store) == 0
    mark(store, mrs_patel, "booked")
    assert raise_calls(store) == 1
    assert open_calls(store, "not here") == [mrs_patel]


def came_after_all(store, booking_id, kind="not here"):
    """Ring somebody, hear that they came, and write it down."""
    find = select(to_ring.c.id).where(to_ring.c.booking == booking_id, to_ring.c.kind == kind)
    ring_id = store.read(lambda db: db.value(find))
    return do(store, ringing.answer, ring_id=ring_id, outcome="came")


@pytest.fixture
def not_here(store, today, clock):
    mrs_patel = book(store, today, agreed(store, old_hand(store, a_session(store))))
    clock.now = AT_START + timedelta(minutes=25)
    raise_calls(store)
    return mrs_patel


def test_who_came_after_all_is_marked_by_the_same_key_and_undo_takes_both_back(
    store, today, not_here
):
    done = came_after_all(store, not_here)
    assert (stands(store, not_here)[0], came(store, today)) == ("arrived", 1)
    assert calls(store, "not here") == [("not here", not_here, "came")]
    take_back(store, done)
    assert (stands(store, not_here)[0], came(store, today)) == ("booked", 0)
    assert open_calls(store, "not here") == [not_here]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"as_": "missed", "told_us": True}, "Did not come, told us"),
        ({"as_": "arrived", "late": True}, "Came late"),
    ],
)
def test_the_register_is_not_written_over_when_it_says_something_else(store, not_here, how, said):
    mark(store, not_here, **how)
    stood = stands(store, not_here)
    with pytest.raises(Refused, match=f"The register says “{said}” meanwhile"):
        came_after_all(store, not_here)
    assert stands(store, not_here) == stood


def test_who_was_missed_but_had_come_is_marked_so_and_rung_no_more(store, three_weeks):
    for each in three_weeks:
        mark(store, each, "missed")
    came_after_all(store, three_weeks[1], "missed you")
    assert stands(store, three_weeks[1])[0] == "arrived"
    assert open_calls(store, "missed you") == []


def test_a_cancelled_booking_is_not_rung_about(store, today, clock):
    mrs_patel = book(store, today, agreed(store, a_person(store)))
    clock.now = AT_START + timedelta(minutes=25)
    raise_calls(store)
    do(store, signups.cancel, booking_id=mrs_patel)
    assert open_calls(store, "not here") == []


def test_two_desks_that_both_look_make_one_call(open_store, clock):
    store = open_store()
    session_id = a_session(store, on=TODAY)
    book(store, session_id, agreed(store, a_person(store)))
    clock.now = AT_START + timedelta(minutes=30)
    step = partial(same_day.raise_calls, today=TODAY)
    at_once(open_store, step, step)
    assert len(calls(store, "not here")) == 1


def test_who_is_not_marked_after_the_end_is_listed(store, today, clock):
    ann, bob = (book(store, today, each) for each in some_people(store, 2))
    mark(store, ann, "arrived")
    read = partial(unmarked.unmarked, today=TODAY, now=AT_START)
    assert store.read(read) == ()
    read = partial(unmarked.unmarked, today=TODAY, now=AT_START + timedelta(hours=2))
    (found,) = store.read(read)
    assert (found.session.id, [line.booking_id for line in found.lines]) == (today, [bob])
    mark(store, bob, "missed")
    assert store.read(read) == ()


def inside(store, now):
    return store.read(partial(building.in_the_building, today=TODAY, now=now))


def test_the_fire_list_has_everybody_who_came_and_has_not_gone(store, today):
    mrs_patel = a_person(store)
    store.write(lambda db: db.add(need, person=mrs_patel, kind="wheelchair"))
    here, gone = book(store, today, mrs_patel), book(store, today, a_person(store, "Bob"))
    book(store, today, a_person(store, "Cleo"))
    for each in (here, gone):
        mark(store, each, "arrived")
    do(store, marking.left, booking_id=gone)
    do(store, wrap_ups.head_count, session_id=today, by=2)
    found = inside(store, AT_START)
    (room,) = found.rooms
    assert [(each.name, each.think_of) for each in room.people] == [("Meera Patel", "Wheelchair")]
    assert (room.nameless, found.heads()) == (2, 3)
    assert inside(store, AT_START + timedelta(hours=2, minutes=29)).heads() == 3
    assert inside(store, AT_START + timedelta(hours=2, minutes=30)).rooms == ()


def test_who_never_came_cannot_go_home(store, today):
    mrs_patel = book(store, today, a_person(store))
    with pytest.raises(Refused, match="Mrs Patel is not marked as here"):
        do(store, marking.left, booking_id=mrs_patel)


def test_heads_without_a_name_are_counted_by_both_desks(open_store):
    store = open_store()
    session_id = a_session(store, on=TODAY)
    step = partial(wrap_ups.head_count, session_id=session_id, by=1)
    at_once(open_store, step, step)
    assert store.read(partial(wrap_ups.wrap_up, session_id=session_id)).nameless == 2


def test_a_name_is_enough_to_walk_in_even_when_it_is_full(store):
    full = a_session(store, on=TODAY, places=1)
    book(store, full, a_person(store))
    written = do(store, walking_in.walk_in_new, session_id=full, first="Joan")
    assert came(store, full) == 1
    assert open_calls(store, "first visit") == [written.value.booking_id]
    take_back(store, written)
    assert came(store, full) == 0
    assert store.read(people.how_many) == 1


def test_nobody_without_a_name_walks_in(store):
    full = a_session(store, on=TODAY, starts=time(9), ends=time(10))
    with pytest.raises(Refused, match="Give at least a first or a last name"):
        do(store, walking_in.walk_in_new, session_id=full, first=" ")
