from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import activities, coming, moves, shelf, signups, telling, undo, waiting
from desktop.data.tables import booking, person
from desktop.data.tables import waiting as lines
from desktop.rules.refusal import Refused
from desktop.rules.sessions import places_words
from tests.data.test_signups import at_once
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, people

ON_THE_DAY = datetime(2026, 11, 26, 15, tzinfo=UTC)


def do(store, action, **values):
    return store.write(partial(action, **values))


def refused(store, action, **values):
    with pytest.raises(Refused) as said:
        do(store, action, **values)
    return said.value


def take_back(store, key):
    return store.write(partial(undo.undo, key=key.hex), undoes=key)


def a_full_session(store, places=1, **facts):
    """Make a session with every place taken; its id and the bookings come back."""
    session_id = a_session(store, places=places, **facts)
    booked = [do(store, signups.book, session_id=session_id, person_id=each).value.booking_id
              for each in people(store, places)]  # fmt: skip
    return session_id, booked


def wait(store, session_id, person_id):
    return do(store, waiting.wait, session_id=session_id, person_id=person_id).value


def waits(store, session_id, *names):
    return [wait(store, session_id, a_person(store, name)).waiting_id for name in names]


def order(store, session_id):
    found = store.read(partial(waiting.waiting_list, session_id=session_id))
    return [line.called for line in found]


def card(store, session_id):
    return store.read(partial(activities.session_card, session_id=session_id))


def test_who_waits_is_told_where_they_stand(store):
    thursday, _booked = a_full_session(store)
    assert wait(store, thursday, a_person(store)).place == 1
    second = wait(store, thursday, a_person(store, "Anna", "Okafor", title="Dr"))
    assert second.words == (
        "Dr Okafor is 2nd on the waiting list for Crafternoon, Thursday 26 November."
    )
    shown = card(store, thursday)
    assert (shown.booked, shown.waiting) == (1, 2)
    assert places_words(shown.booked, shown.places, waiting=shown.waiting) == "1/1 +2 waiting"


def test_nobody_waits_where_there_is_room(store):
    thursday = a_session(store, places=2)
    said = refused(store, waiting.wait, session_id=thursday, person_id=a_person(store))
    assert said.sentence == "Not added. There is room: Crafternoon has 2 places left."
    assert (said.way_on.kind, said.way_on.id) == ("book", thursday)


def test_nobody_waits_twice_or_where_they_are_booked(store):
    thursday, _booked = a_full_session(store)
    mrs_patel = a_person(store)
    wait(store, thursday, mrs_patel)
    said = refused(store, waiting.wait, session_id=thursday, person_id=mrs_patel)
    assert said.sentence == (
        "Not added. Mrs Patel is 1st on the waiting list for Crafternoon already."
    )
    booked = store.read(lambda db: db.value(select(booking.c.person)))
    said = refused(store, waiting.wait, session_id=thursday, person_id=booked)
    assert said.sentence.endswith("is already booked on Crafternoon.")


def test_nobody_waits_for_what_they_could_not_come_to(store):
    thursday, _booked = a_full_session(store)
    mrs_patel = a_person(store)
    lunch = a_session(store, name="Shared lunch", starts=time(13), ends=time(14, 30))
    do(store, signups.book, session_id=lunch, person_id=mrs_patel)
    said = refused(store, waiting.wait, session_id=thursday, person_id=mrs_patel)
    assert said.sentence == ("Not added. Mrs Patel is already at Shared lunch from 1pm to 2:30pm.")
    assert said.way_on.id == lunch


@pytest.mark.parametrize(
    ("status", "why"),
    [("died", "recorded as having died"), ("moved", "recorded as moved away"),
     ("do_not_contact", "not to be contacted, so nobody could ring")],
)  # fmt: skip
def test_nobody_waits_who_could_not_be_rung(store, status, why):
    thursday, _booked = a_full_session(store)
    said = refused(store, waiting.wait, session_id=thursday,
                   person_id=a_person(store, status=status))  # fmt: skip
    assert said.sentence.startswith("Not added. Mrs Patel is ")
    assert why in said.sentence


def test_nobody_waits_for_what_is_over_or_not_on(store, clock):
    thursday, _booked = a_full_session(store)
    clock.now = ON_THE_DAY + timedelta(hours=2)
    said = refused(store, waiting.wait, session_id=thursday, person_id=a_person(store))
    assert said.sentence == "Not added. Crafternoon finished at 4pm."


def test_a_freed_place_is_kept_for_who_waits(store):
    thursday, (first, *_) = a_full_session(store, places=2)
    waits(store, thursday, "Ivy")
    do(store, signups.cancel, booking_id=first)
    said = refused(store, signups.book, session_id=thursday, person_id=a_person(store, "Zoe"))
    assert said.sentence == (
        "Not booked. The free place in Crafternoon is kept for people who wait."
    )
    assert (said.way_on.kind, said.way_on.id) == ("wait", thursday)


def test_more_free_places_than_people_who_wait_are_for_everybody(store):
    thursday, booked = a_full_session(store, places=2)
    waits(store, thursday, "Ivy")
    for each in booked:
        do(store, signups.cancel, booking_id=each)
    do(store, signups.book, session_id=thursday, person_id=a_person(store, "Zoe"))
    refused(store, signups.book, session_id=thursday, person_id=a_person(store, "Abe"))


def test_who_is_first_is_booked_from_the_list_and_who_is_second_waits_for_them(store):
    thursday, (first,) = a_full_session(store)
    ivy, bill = a_person(store, "Ivy"), a_person(store, "Bill", "Shah", title="Mr")
    for each in (ivy, bill):
        wait(store, thursday, each)
    do(store, signups.cancel, booking_id=first)
    said = refused(store, signups.book, session_id=thursday, person_id=bill)
    assert said.sentence == (
        "Not booked. The free place in Crafternoon is kept for people before Mr Shah."
    )
    do(store, signups.book, session_id=thursday, person_id=ivy)
    assert order(store, thursday) == ["Mr Shah"]
    assert card(store, thursday).waiting == 1


def test_no_place_is_kept_for_somebody_who_has_died(store):
    thursday, (first,) = a_full_session(store)
    ivy = a_person(store, "Ivy")
    wait(store, thursday, ivy)
    store.write(lambda db: db.change(person, ivy, status="died"))
    do(store, signups.cancel, booking_id=first)
    assert do(store, signups.book, session_id=thursday, person_id=a_person(store, "Zoe"))


def test_who_walks_in_waits_no_more(store, clock):
    thursday, _booked = a_full_session(store)
    ivy = a_person(store, "Ivy")
    wait(store, thursday, ivy)
    clock.now = ON_THE_DAY
    do(store, signups.walk_in, session_id=thursday, person_id=ivy)
    shown = card(store, thursday)
    assert (shown.booked, shown.over, shown.waiting) == (1, 1, 0)


def test_who_leaves_the_list_is_kept_with_the_reason(store):
    thursday, _booked = a_full_session(store)
    ivy, bill = waits(store, thursday, "Ivy", "Bill")
    do(store, waiting.leave, waiting_id=ivy, reason="Going away")
    assert card(store, thursday).waiting == 1
    kept = store.read(lambda db: db.one(select(lines).where(lines.c.id == ivy)))
    assert (kept.status, kept.reason, kept.ended_by) == ("left", "Going away", "tests")
    assert bill
    said = refused(store, waiting.leave, waiting_id=ivy)
    assert said.sentence == "Mrs Patel has left the waiting list."


def named(store, session_id):
    found = store.read(partial(waiting.waiting_list, session_id=session_id))
    return [line.name.split()[0] for line in found]


def test_the_order_is_changed_only_with_a_reason_that_all_can_see(store):
    thursday, _booked = a_full_session(store)
    *_, dora = waits(store, thursday, "Ann", "Bob", "Cy", "Dora")
    said = refused(store, waiting.put, waiting_id=dora, place=1, reason=" ")
    assert said.sentence == "Not moved. Say why, so that everybody can see it was fair."
    do(store, waiting.put, waiting_id=dora, place=2, reason="Comes with Ann")
    assert named(store, thursday) == ["Ann", "Dora", "Bob", "Cy"]
    shown = store.read(partial(waiting.waiting_list, session_id=thursday))
    assert shown[1].order_reason == "Comes with Ann"
    said = refused(store, waiting.put, waiting_id=dora, place=5, reason="Why not")
    assert said.sentence == "Not moved. Give a place from 1st to 4th."


def test_the_order_can_be_changed_as_often_as_they_like(store):
    thursday, _booked = a_full_session(store)
    ids = waits(store, thursday, "Ann", "Bob", "Cy")
    for n in range(30):
        do(store, waiting.put, waiting_id=ids[n % 3], place=2, reason="Again")
        expected = named(store, thursday)
        assert expected[1] == ["Ann", "Bob", "Cy"][n % 3]
        assert sorted(expected) == ["Ann", "Bob", "Cy"]


def test_people_who_wait_keep_their_turn_when_a_session_moves_and_are_told(store):
    thursday, _booked = a_full_session(store)
    waits(store, thursday, "Ivy", "Bill")
    moved = do(store, moves.move, session_id=thursday, version=1, starts=time(10)).value
    assert moved.to_tell == 3
    assert named(store, thursday) == ["Ivy", "Bill"]
    (only,) = store.read(partial(telling.people_to_tell, today=TODAY))
    said = {line.name.split()[0]: line.say for line in only.lines}
    assert said["Ivy"] == (
        "Crafternoon on Thursday 26 November is now 10am to 12pm. "
        "Would you still like to wait for a place?"
    )
    assert said["Person"].endswith("Does that suit you?")


def test_who_waited_for_a_session_that_is_not_on_is_offered_another_date(store):
    craft = an_activity(store)
    thursday, _booked = a_full_session(store, activity_id=craft)
    later = a_session(store, activity_id=craft, on=THURSDAY + timedelta(days=7))
    ivy, bill = waits(store, thursday, "Ivy", "Bill")
    assert do(store, moves.cancel, session_ids=(thursday,)).value.to_tell == 3
    (only,) = store.read(partial(telling.people_to_tell, today=TODAY))
    of = {line.name.split()[0]: line.id for line in only.lines}
    do(store, shelf.place_on, telling_id=of["Ivy"], session_id=later)
    do(store, shelf.say_no, telling_id=of["Bill"])
    assert (card(store, thursday).waiting, card(store, later).booked) == (0, 1)
    ended = store.read(lambda db: db.all(select(lines.c.id, lines.c.reason).order_by(lines.c.id)))
    assert [tuple(each) for each in ended] == [
        (ivy, "Has another place instead."), (bill, "The session was not on."),
    ]  # fmt: skip


def test_a_session_that_is_on_after_all_still_has_its_waiting_list(store):
    thursday, _booked = a_full_session(store)
    waits(store, thursday, "Ivy", "Bill")
    do(store, moves.cancel, session_ids=(thursday,))
    do(store, moves.bring_back, session_id=thursday)
    assert named(store, thursday) == ["Ivy", "Bill"]
    assert card(store, thursday).waiting == 2


def test_undo_and_redo_of_waiting_count_to_and_fro(store):
    thursday, _booked = a_full_session(store)
    ivy = a_person(store, "Ivy")
    waited = do(store, waiting.wait, session_id=thursday, person_id=ivy)
    undone = take_back(store, waited.key)
    assert undone.value.words.startswith("undid: put Mrs Patel on the waiting list of Crafternoon")
    assert (card(store, thursday).waiting, undone.value.session_id) == (0, thursday)
    take_back(store, undone.key)
    assert (card(store, thursday).waiting, named(store, thursday)) == (1, ["Ivy"])


def test_leaving_is_not_undone_when_they_wait_again(store):
    thursday, _booked = a_full_session(store)
    ivy = a_person(store, "Ivy")
    first = wait(store, thursday, ivy)
    left = do(store, waiting.leave, waiting_id=first.waiting_id)
    wait(store, thursday, ivy)
    with pytest.raises(Refused, match="They are waiting again since"):
        take_back(store, left.key)


def test_a_cancellation_is_not_undone_for_somebody_who_waits_by_now(store):
    thursday, (first,) = a_full_session(store)
    ann = store.read(lambda db: db.value(select(booking.c.person)))
    waits(store, thursday, "Ivy")
    cancelled = do(store, signups.cancel, booking_id=first)
    wait(store, thursday, ann)
    with pytest.raises(Refused, match="They are on the waiting list by now"):
        take_back(store, cancelled.key)


def test_a_booking_from_the_list_is_undone_to_the_same_turn(store):
    thursday, (first,) = a_full_session(store)
    ivy = a_person(store, "Ivy")
    wait(store, thursday, ivy)
    waits(store, thursday, "Bill")
    do(store, signups.cancel, booking_id=first)
    booked = do(store, signups.book, session_id=thursday, person_id=ivy)
    take_back(store, booked.key)
    assert named(store, thursday) == ["Ivy", "Bill"]
    assert (card(store, thursday).booked, card(store, thursday).waiting) == (0, 2)


def test_a_session_is_never_deleted_while_people_wait(store):
    thursday = a_session(store, places=1)
    booked = do(store, signups.book, session_id=thursday, person_id=a_person(store))
    waits(store, thursday, "Ivy")
    take_back(store, booked.key)
    assert store.read(lambda db: coming.used_sessions(db, [thursday])) == {thursday}


def test_two_desks_put_somebody_on_a_list_once(open_store):
    store = open_store()
    thursday, _booked = a_full_session(store)
    ivy = a_person(store, "Ivy")
    ask = partial(waiting.wait, session_id=thursday, person_id=ivy)
    outcomes = at_once(open_store, ask, ask)
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    assert card(store, thursday).waiting == 1


def test_two_desks_never_give_two_people_one_turn(open_store):
    store = open_store()
    thursday, _booked = a_full_session(store)
    everybody = people(store, 8)
    at_once(open_store, *(partial(waiting.wait, session_id=thursday, person_id=each)
                          for each in everybody))  # fmt: skip
    positions = store.read(lambda db: [row[0] for row in db.all(select(lines.c.position))])
    assert len(set(positions)) == card(store, thursday).waiting == 8


def test_five_hundred_people_may_wait(file_store):
    thursday, _booked = a_full_session(file_store)
    ids = people(file_store, 500)
    for each in ids:
        wait(file_store, thursday, each)
    found = file_store.read(partial(waiting.waiting_list, session_id=thursday))
    assert [line.person_id for line in found] == ids
    theirs = file_store.read(partial(waiting.waiting_for, person_id=ids[-1]))
    assert [each.place for each in theirs] == [500]
