from datetime import UTC, datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from desktop.data import (
    companions,
    moves,
    one_companion,
    places_to_offer,
    rebooking,
    registers,
    shelf,
    signups,
    telling,
    undo,
    waiting,
)
from desktop.data.tables import ask_first, booking, companion, patient
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from tests.data.test_signups import at_once
from tests.data.test_waiting import a_full_session, card, do, refused, take_back, wait
from tests.makers import THURSDAY, TODAY, a_person, a_session, people, places

JO = Brought("Jo Reid", "carer")
INTERPRETER = Brought("", "interpreter")
ON_THE_DAY = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


def brings(store, session_id, *brought, person_id=None):
    who = person_id or a_person(store)
    made = do(store, companions.book, session_id=session_id, person_id=who, brought=brought)
    return made.value.booking_id


def counts(store, session_id):
    shown = card(store, session_id)
    return shown.booked, shown.over, shown.came, shown.waiting


def register(store, session_id):
    found = store.read(lambda db: registers.register(db, session_id=session_id))
    return {line.called: [each.words for each in line.along] for line in found.lines}


def of(store, booking_id):
    rows = select(companion).where(companion.c.booking == booking_id).order_by(companion.c.id)
    return store.read(lambda db: db.all(rows))


def test_a_companion_takes_a_place_and_stands_under_who_brings_them(store):
    thursday = a_session(store)
    brings(store, thursday, JO)
    assert counts(store, thursday) == (2, 0, 0, 0)
    assert register(store, thursday) == {"Mrs Patel": ["Jo Reid, carer"]}


def test_an_interpreter_is_booked_and_confirmed_and_takes_no_place(store):
    thursday = a_session(store, places=1)
    booked = brings(store, thursday, INTERPRETER)
    assert counts(store, thursday)[0] == 1
    (row,) = of(store, booked)
    assert (row.takes_place, row.confirmed) == (False, False)
    do(store, one_companion.confirm, companion_id=row.id)
    assert of(store, booked)[0].confirmed


def test_a_companion_without_a_name_is_refused(store):
    thursday = a_session(store)
    said = refused(store, companions.book, session_id=thursday, person_id=a_person(store),
                   brought=[Brought(" ", "carer")])  # fmt: skip
    assert said.sentence == "Not booked. Give a name, so that the register says who comes."
    assert counts(store, thursday)[0] == 0


def test_two_who_come_together_do_not_get_one_place(store):
    thursday = a_session(store, places=1)
    said = refused(store, companions.book, session_id=thursday, person_id=a_person(store),
                   brought=[JO])  # fmt: skip
    assert said.sentence == "Not booked. Crafternoon has 1 place left, and they are 2."
    assert said.way_on.kind == "wait"
    assert counts(store, thursday)[0] == 0


def test_a_companion_who_does_not_fit_is_refused_and_the_booking_stands(store):
    thursday = a_session(store, places=1)
    booked = brings(store, thursday, INTERPRETER)
    said = refused(store, companions.add, booking_id=booked, brought=[JO])
    assert said.sentence == "Not added. Crafternoon is full: 1 of 1."
    assert counts(store, thursday)[0] == 1


def test_a_free_place_that_is_kept_for_who_waits_is_not_a_companions(store):
    thursday, (first, _second) = a_full_session(store, places=2)
    wait(store, thursday, a_person(store, "Ivy"))
    do(store, signups.cancel, booking_id=first)
    other = store.read(lambda db: db.value(select(booking.c.id).where(booking.c.id != first)))
    said = refused(store, companions.add, booking_id=other, brought=[JO])
    assert said.sentence == (
        "Not added. The free place in Crafternoon is kept for people who wait."
    )


def test_a_companion_of_somebody_who_is_here_is_written_down_even_when_full(store, clock):
    thursday = a_session(store, places=1)
    booked = brings(store, thursday, INTERPRETER)
    clock.now = ON_THE_DAY
    do(store, signups.mark, booking_id=booked, as_="arrived")
    do(store, companions.add, booking_id=booked, brought=[JO])
    assert counts(store, thursday) == (1, 1, 2, 0)


def test_who_comes_along_is_cancelled_with_the_booking_and_comes_back_with_it(store):
    thursday = a_session(store)
    booked = brings(store, thursday, JO, INTERPRETER)
    done = do(store, signups.cancel, booking_id=booked, reason="Unwell")
    assert counts(store, thursday)[0] == 0
    assert {row.status for row in of(store, booked)} == {"cancelled"}
    assert take_back(store, done.key).value.words == (
        "undid: cancelled Mrs Patel on Crafternoon, Thursday 26 November"
    )
    assert counts(store, thursday)[0] == 2
    assert register(store, thursday)["Mrs Patel"] == ["Jo Reid, carer", "Interpreter"]


def test_one_companion_is_cancelled_and_the_others_come(store):
    thursday = a_session(store)
    booked = brings(store, thursday, JO, Brought("Sam"))
    done = do(store, one_companion.cancel, companion_id=of(store, booked)[0].id)
    assert counts(store, thursday)[0] == 2
    assert register(store, thursday)["Mrs Patel"] == ["Sam"]
    said = take_back(store, done.key).value.words
    assert said.startswith("undid: cancelled who comes along with Mrs Patel to Crafternoon")


def test_a_companion_does_not_come_back_to_somebody_who_has_gone(store):
    thursday = a_session(store)
    booked = brings(store, thursday, JO)
    done = do(store, one_companion.cancel, companion_id=of(store, booked)[0].id)
    do(store, signups.cancel, booking_id=booked)
    said = refused(store, undo.undo, key=done.key.hex)
    assert said.sentence == "Not undone. Who they come with is not coming any more."


def test_a_companion_of_the_records_may_come_alone(store):
    thursday, ravi = a_session(store, places=3), a_person(store, "Ravi", title="Mr")
    booked = brings(store, thursday, Brought(kind="partner", person_id=ravi), JO)
    him = of(store, booked)[0].id
    do(store, one_companion.stay, companion_id=him, reason="Unwell")
    assert register(store, thursday) == {"Mr Patel": ["Jo Reid, carer"]}
    assert counts(store, thursday)[0] == 2


def test_a_companion_without_a_record_does_not_come_alone(store):
    booked = brings(store, a_session(store), JO)
    said = refused(store, one_companion.stay, companion_id=of(store, booked)[0].id)
    assert said.sentence == (
        "Not changed. Jo Reid is not in the records. Add them to People first."
    )


def test_they_move_together_and_keep_their_number(store):
    thursday = a_session(store)
    later = a_session(store, on=THURSDAY + timedelta(days=7), places=2)
    booked = brings(store, thursday, JO, INTERPRETER)
    done = do(store, rebooking.move_booking, booking_id=booked, session_id=later)
    assert (counts(store, thursday)[0], counts(store, later)[0]) == (0, 2)
    assert register(store, later) == {"Mrs Patel": ["Jo Reid, carer", "Interpreter"]}
    take_back(store, done.key)
    assert (counts(store, thursday)[0], counts(store, later)[0]) == (2, 0)
    assert register(store, thursday)["Mrs Patel"] == ["Jo Reid, carer", "Interpreter"]


def test_they_do_not_move_to_where_there_is_one_place_unless_one_goes_alone(store):
    thursday = a_session(store)
    later = a_session(store, on=THURSDAY + timedelta(days=7), places=1)
    booked = brings(store, thursday, JO)
    said = refused(store, rebooking.move_booking, booking_id=booked, session_id=later)
    assert said.sentence == "Not moved. Crafternoon has 1 place left, and they are 2."
    assert counts(store, thursday)[0] == 2
    do(store, rebooking.move_booking, booking_id=booked, session_id=later, alone=True)
    assert (counts(store, thursday)[0], counts(store, later)[0]) == (0, 1)


def test_a_party_waits_for_places_together(store):
    thursday, (first, second) = a_full_session(store, places=2)
    made = do(store, companions.wait, session_id=thursday, person_id=a_person(store), brought=[JO])
    assert counts(store, thursday) == (2, 0, 0, 2)
    do(store, signups.cancel, booking_id=first)
    assert offered(store) == [("Meera Patel", 2, None)]
    zoe = a_person(store, "Zoe")  # one place is no use to two, so nobody keeps it for them
    zoes = do(store, signups.book, session_id=thursday, person_id=zoe).value.booking_id
    for each in (second, zoes):
        do(store, signups.cancel, booking_id=each)
    (only,) = store.read(lambda db: places_to_offer.places_to_offer(db, now=db.now))
    assert only.say.startswith("There are 2 places in Crafternoon")
    rung = do(store, places_to_offer.ring, waiting_id=made.value.waiting_id).value
    do(store, places_to_offer.answer, hold_id=rung.hold_id, outcome="yes")
    assert counts(store, thursday) == (2, 0, 0, 0)
    assert register(store, thursday) == {"Mrs Patel": ["Jo Reid, carer"]}


def offered(store):
    found = store.read(lambda db: places_to_offer.places_to_offer(db, now=db.now))
    return [(line.name, line.party, each.next) for each in found for line in each.lines]


def test_a_companion_added_or_cancelled_while_waiting_counts(store):
    thursday, _booked = a_full_session(store)
    line = wait(store, thursday, a_person(store)).waiting_id
    do(store, companions.add_waiting, waiting_id=line, brought=[JO, INTERPRETER])
    assert counts(store, thursday)[3] == 2
    rows = select(companion.c.id).where(companion.c.waiting == line)
    jo = store.read(lambda db: db.all(rows))[0].id
    done = do(store, one_companion.cancel, companion_id=jo)
    assert counts(store, thursday)[3] == 1
    take_back(store, done.key)
    do(store, waiting.leave, waiting_id=line)
    assert counts(store, thursday)[3] == 0
    statuses = select(companion.c.status).where(companion.c.waiting == line)
    assert {row.status for row in store.read(lambda db: db.all(statuses))} == {"cancelled"}


def test_nobody_joins_who_waits_while_they_are_being_rung(store):
    thursday, (first,) = a_full_session(store)
    line = wait(store, thursday, a_person(store)).waiting_id
    do(store, signups.cancel, booking_id=first)
    do(store, places_to_offer.ring, waiting_id=line)
    said = refused(store, companions.add_waiting, waiting_id=line, brought=[JO])
    assert said.sentence == (
        "Not changed. Mrs Patel is being rung about a place. Wait for the answer."
    )


def test_marks_are_for_all_or_one_by_one(store, clock):
    thursday = a_session(store)
    booked = brings(store, thursday, JO, Brought("Sam"))
    jo = of(store, booked)[0].id
    clock.now = ON_THE_DAY
    do(store, one_companion.mark, companion_id=jo, as_="missed")
    do(store, signups.mark, booking_id=booked, as_="arrived")
    assert [row.status for row in of(store, booked)] == ["missed", "arrived"]
    assert counts(store, thursday) == (3, 0, 2, 0)
    do(store, one_companion.mark, companion_id=jo, as_="arrived")
    done = do(store, signups.mark, booking_id=booked, as_="booked")
    assert counts(store, thursday) == (3, 0, 0, 0)
    take_back(store, done.key)
    assert counts(store, thursday) == (3, 0, 3, 0)


def test_nobody_is_booked_where_they_come_along_already(store):
    thursday, ravi = a_session(store), a_person(store, "Ravi", title="Mr")
    brings(store, thursday, Brought(kind="partner", person_id=ravi))
    said = refused(store, signups.book, session_id=thursday, person_id=ravi)
    assert said.sentence == "Not booked. Mr Patel is already booked on Crafternoon."


def test_nobody_comes_along_who_is_elsewhere_then(store):
    ravi = a_person(store, "Ravi", title="Mr")
    lunch = a_session(store, name="Shared lunch", starts=time(13), ends=time(15))
    do(store, signups.book, session_id=lunch, person_id=ravi)
    said = refused(store, companions.book, session_id=a_session(store), person_id=a_person(store),
                   brought=[Brought(kind="partner", person_id=ravi)])  # fmt: skip
    assert said.sentence == "Not booked. Mr Patel is already at Shared lunch from 1pm to 3pm."


def test_a_companions_food_is_theirs_or_their_own_record(store):
    thursday, ravi = a_session(store), a_person(store, "Ravi", title="Mr")
    store.write(lambda db: db.add(patient, id=ravi, diet_state="listed", diet="Vegetarian"))
    brings(store, thursday, Brought(kind="partner", person_id=ravi), Brought("Jo", diet="No nuts"))
    (line,) = store.read(lambda db: registers.register(db, session_id=thursday)).lines
    eats = [need.words for each in line.along for need in each.needs]
    assert eats == ["Vegetarian", "No nuts"]


def test_a_change_that_takes_a_place_is_counted(store):
    thursday = a_session(store, places=1)
    booked = brings(store, thursday, Brought("Baby Jo", "child", takes_place=False))
    (row,) = of(store, booked)
    said = refused(store, one_companion.change, companion_id=row.id, version=row.version,
                   brought=Brought("Jo", "child"))  # fmt: skip
    assert said.sentence == "Not added. Crafternoon is full: 1 of 1."
    do(store, one_companion.change, companion_id=row.id, version=row.version,
       brought=Brought("Jo Patel", "child", takes_place=False))  # fmt: skip
    assert register(store, thursday) == {"Mrs Patel": ["Jo Patel, child"]}


def test_who_waits_with_somebody_walks_in_with_them(store, clock):
    thursday, _booked = a_full_session(store)
    mrs_patel = a_person(store)
    do(store, companions.wait, session_id=thursday, person_id=mrs_patel, brought=[JO])
    clock.now = ON_THE_DAY
    do(store, signups.walk_in, session_id=thursday, person_id=mrs_patel)
    assert counts(store, thursday) == (1, 2, 2, 0)


def test_they_go_to_another_date_together_when_a_session_is_called_off(store):
    thursday = a_session(store)
    later = a_session(store, on=THURSDAY + timedelta(days=7))
    brings(store, thursday, JO)
    do(store, moves.cancel, session_ids=(thursday,))
    (news,) = store.read(lambda db: telling.people_to_tell(db, today=TODAY))
    do(store, shelf.place_on, telling_id=news.lines[0].id, session_id=later)
    assert register(store, later) == {"Mrs Patel": ["Jo Reid, carer"]}
    assert (counts(store, thursday)[0], counts(store, later)[0]) == (0, 2)


def test_two_desks_cannot_both_take_the_last_two_places_for_two(open_store):
    store = open_store()
    thursday = a_session(store, places=3)
    first, second = people(store, 2)
    results = at_once(
        open_store,
        *(
            partial(companions.book, session_id=thursday, person_id=each, brought=[JO])
            for each in (first, second)
        ),
    )
    assert sum(isinstance(each, Refused) for each in results) == 1
    assert counts(store, thursday)[0] == 2


def test_a_companion_left_behind_by_an_older_desk_is_shown(store):
    thursday = a_session(store)
    booked = brings(store, thursday, JO)
    store.write(lambda db: db.change(booking, booked, status=Mark.CANCELLED.value))
    found = store.read(lambda db: registers.register(db, session_id=thursday))
    assert [each.words for each in found.left] == ["Jo Reid, carer"]


def test_places_never_go_below_those_who_come_along(store):
    thursday = a_session(store, places=3)
    brings(store, thursday, JO, Brought("Sam"))
    store.write(places(thursday, 1))
    assert card(store, thursday).places == 3


def test_a_colleague_is_asked_about_a_companion_too(store):
    thursday, ravi = a_session(store), a_person(store, "Ravi", title="Mr")
    store.write(lambda db: db.add(ask_first, person=ravi, ask="Sam Oduya", made_at=db.now))
    asks = {"session_id": thursday, "person_id": a_person(store),
            "brought": [Brought(kind="partner", person_id=ravi)]}  # fmt: skip
    said = refused(store, companions.book, **asks)
    assert (said.sentence, said.way_on.kind) == ("Not booked. Ask Sam Oduya first.", "asked")
    do(store, companions.book, **asks, asked=True)
    assert counts(store, thursday)[0] == 2


def test_both_are_offered_the_waiting_list_where_it_is_full(store):
    thursday, _booked = a_full_session(store)
    asks = {"session_id": thursday, "person_id": a_person(store), "brought": [JO]}
    way_on = refused(store, companions.book, **asks).way_on
    assert (way_on.kind, way_on.label) == ("wait", "Add both to the waiting list")
    do(store, companions.wait, **asks)
    assert counts(store, thursday) == (1, 0, 0, 2)


def test_one_may_move_alone_where_there_is_one_place(store):
    thursday = a_session(store)
    later = a_session(store, on=THURSDAY + timedelta(days=7), places=1)
    booked = brings(store, thursday, JO)
    way_on = refused(store, rebooking.move_booking, booking_id=booked, session_id=later).way_on
    assert (way_on.kind, way_on.label, way_on.id) == ("alone", "Move one alone", later)
    done = do(store, rebooking.move_alone, booking_id=booked, session_id=later)
    assert register(store, later) == {"Mrs Patel": []}
    assert take_back(store, done.key).value.words == (
        "undid: moved Mrs Patel to Crafternoon, Thursday 3 December without who comes along"
    )
    assert (counts(store, thursday)[0], counts(store, later)[0]) == (2, 0)


def test_a_cancelled_companion_is_left_alone(store):
    thursday, ravi = a_session(store), a_person(store, "Ravi", title="Mr")
    booked = brings(store, thursday, Brought(kind="partner", person_id=ravi))
    (row,) = of(store, booked)
    do(store, one_companion.cancel, companion_id=row.id)
    wrong = (
        (one_companion.stay, {}),
        (one_companion.change, {"version": 2, "brought": Brought("Ravi", takes_place=False)}),
        (one_companion.mark, {"as_": "booked"}),
        (one_companion.confirm, {}),
    )
    for step, more in wrong:
        said = refused(store, step, companion_id=row.id, **more)
        assert said.sentence == "Ravi Patel has cancelled. Add them again first."
    assert counts(store, thursday)[0] == 1
