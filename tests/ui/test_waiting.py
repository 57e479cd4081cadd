"""Waiting lists at the Sign-ups tab: who waits, in what order, and who is being rung."""

from datetime import time, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from desktop.data import activities, places_to_offer, registers, signups, waiting
from desktop.ui.calendar.drawing import Shown, ends_of
from desktop.ui.calendar.words import after_words, aloud
from desktop.ui.signups.model import RegisterModel
from desktop.ui.signups.rows import Joins, Kind, Preview
from tests.data.test_waiting import a_full_session, do, wait, waits
from tests.makers import THURSDAY, a_person, a_session
from tests.ui.test_signups import LONDON, NOON, open_room

__all__ = ["open_room"]
IN_LONDON = NOON.astimezone(LONDON)


@pytest.fixture
def shown(file_store, clock):
    """Show the register of a session in a model; the rows come back as (number, name, status)."""
    clock.now = NOON
    model = RegisterModel()

    def rows(session_id, preview=None):
        read = partial(registers.register, session_id=session_id)
        model.show_register(file_store.read(read), preview, IN_LONDON)
        made = [model.row(number) for number in range(model.rowCount())]
        return [(row.number, row.name, row.status or row.booked) for row in made]

    rows.model = model
    return rows


def test_who_waits_stands_under_the_register_in_order(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    waits(file_store, thursday, "Nora", "Ivy")
    assert shown(thursday)[1:] == [
        ("", "Waiting list", "first come, first offered"),
        ("1st", "Nora Patel", "Waiting"),
        ("2nd", "Ivy Patel", "Waiting"),
    ]


def test_who_would_wait_stands_last_on_the_list(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    waits(file_store, thursday, "Nora")
    joining = Preview("Meera Patel", "patel meera", (), Joins.WAITING)
    assert shown(thursday, joining)[-1] == ("2nd", "Meera Patel", "Will wait")
    assert shown.model.rows_of(Kind.PREVIEW) == [3]


def test_why_somebody_has_another_place_is_seen_by_everybody(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    _nora, ivy = waits(file_store, thursday, "Nora", "Ivy")
    do(file_store, waiting.put, waiting_id=ivy, place=1, reason="Her sister comes too")
    assert shown(thursday)[1][2] == "first come, first offered, but for the places changed"
    assert shown.model.row(2).needs_words() == "Place changed: Her sister comes too"


def test_who_is_being_rung_and_by_whom_is_seen_on_every_desk(shown, file_store):
    thursday, (first,) = a_full_session(file_store)
    (nora,) = waits(file_store, thursday, "Nora")
    do(file_store, signups.cancel, booking_id=first)
    do(file_store, places_to_offer.ring, waiting_id=nora)
    assert ("1st", "Nora Patel", "Held to 12:15pm") in shown(thursday)
    assert shown.model.row(1).needs_words() == "tests is ringing, desk 1"


def test_somebody_who_waits_is_read_aloud_with_their_place(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    wait(file_store, thursday, a_person(file_store, "Nora", "Pell"))
    shown(thursday)
    assert shown.model._read_aloud(shown.model.row(2)) == (
        "1st, Nora Pell. Waiting since 12pm. Waiting"
    )


def test_a_register_with_a_waiting_list_obeys_qt(qtmodeltester, shown, file_store):
    thursday, _booked = a_full_session(file_store)
    waits(file_store, thursday, "Nora")
    shown(thursday, Preview("Meera Patel", "patel meera", (), Joins.WAITING))
    qtmodeltester.check(shown.model)


ENTER, ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier


def says_on_the_button(room, words):
    room.until(lambda: room.screen.foot.main.words() == words)


def waiting_names(store, session_id):
    found = store.read(partial(waiting.waiting_list, session_id=session_id))
    return [line.name for line in found]


def bars(room):
    return [(row.number, row.name, row.status) for row in room.rows if row.kind is not Kind.SECTION]


@pytest.fixture
def full(file_store, clock):
    """A full session of one place, with two who wait."""
    clock.now = NOON
    thursday, (first,) = a_full_session(file_store)
    nora = a_person(file_store, "Nora", "Pell", title="Ms")
    omar = a_person(file_store, "Omar", "Said", title="Mr")
    for each in (nora, omar):
        wait(file_store, thursday, each)
    return SimpleNamespace(id=thursday, booking=first, nora=nora, omar=omar)


def freed(store, full):
    do(store, signups.cancel, booking_id=full.booking)


def test_full_is_the_same_enter_on_a_button_that_says_so(open_room, file_store, full):
    a_person(file_store, "Derek", "Whitlow", title="Mr", number="+447700900164")
    room = open_room()
    room.find("whitlow")
    says_on_the_button(room, "Add to the waiting list, 3rd")
    foot = room.screen.foot
    assert foot.main.second() == "Mr Whitlow: Crafternoon, today 2pm"
    assert foot.main._kind == "wait"
    assert foot.say.sentence() == (
        "Crafternoon on Thursday 26 November is full: 1 of 1. 2 people are waiting."
    )
    assert foot._why.text() == (
        "Places are offered in order. The number of Mr Whitlow: 07700 900164."
    )
    room.until(lambda: bars(room)[-1] == ("3rd", "Derek Whitlow", "Will wait"))
    room.key(ENTER)
    room.says("Mr Whitlow is 3rd on the waiting list for Crafternoon, Thursday 26 November.")
    assert waiting_names(file_store, full.id) == ["Nora Pell", "Omar Said", "Derek Whitlow"]
    says_on_the_button(room, "Mr Whitlow is 3rd on the waiting list")
    assert room.box.hasFocus()


def test_a_place_that_goes_as_enter_is_pressed_adds_nobody_to_the_list(
    open_room, file_store, clock
):
    clock.now = NOON
    thursday = a_session(file_store, places=1)
    ann = a_person(file_store, "Ann", "Bostock")
    a_person(file_store)
    room = open_room()
    room.find("patel")
    room.book(thursday, ann)
    says_on_the_button(room, "Add to the waiting list, 1st")
    room.key(ENTER)
    room.says("Not added. Crafternoon has become full. Enter adds Mrs Patel to the waiting list.")
    assert waiting_names(file_store, thursday) == []
    room.key(ENTER)
    room.until(lambda: waiting_names(file_store, thursday) == ["Meera Patel"])


def test_free_places_that_are_kept_are_not_booked_but_waited_for(open_room, file_store, full):
    freed(file_store, full)
    a_person(file_store)
    room = open_room()
    room.find("patel")
    says_on_the_button(room, "Add to the waiting list, 3rd")
    assert room.screen.foot.say.sentence() == (
        "The free place in Crafternoon on Thursday 26 November is kept for people who wait."
    )
    heading = room.screen.middle.heading
    assert (heading.left.text(), heading._taken.text()) == (
        "1 place to offer", "0 booked of 1, 2 waiting"
    )  # fmt: skip


def test_who_is_first_and_rings_is_booked_from_the_list_by_enter(open_room, file_store, full):
    freed(file_store, full)
    room = open_room()
    room.find("pell")
    says_on_the_button(room, "Book Ms Pell:")
    room.key(ENTER)
    room.until(lambda: (full.nora, "booked") in room.stored())
    assert waiting_names(file_store, full.id) == ["Omar Said"]


def test_m_gives_another_place_on_the_list_with_a_reason(open_room, file_store, full):
    room = open_room()
    room.qtbot.keyClick(room.register_row(full.omar), Qt.Key.Key_M)
    strip = room.screen.middle.wait_strip
    room.until(strip.isVisible)
    assert strip.title.text() == "Change the place of Mr Said on the waiting list, now 2nd of 2?"
    room.key(ENTER)
    assert strip.reason.hasFocus()
    room.key(ENTER)
    assert strip.isVisible()  # why has to be said
    room.qtbot.keyClicks(strip.reason, "His wife has a place")
    room.key(ENTER)
    room.says("Mr Said is 1st on the waiting list now.")
    assert waiting_names(file_store, full.id) == ["Omar Said", "Nora Pell"]
    assert room.screen.register.hasFocus()


def test_del_takes_somebody_off_the_list_and_esc_keeps_them(open_room, file_store, full):
    room = open_room()
    strip = room.screen.middle.wait_strip
    for key in (Qt.Key.Key_Escape, ENTER):
        room.qtbot.keyClick(room.register_row(full.nora), Qt.Key.Key_Delete)
        room.until(strip.isVisible)
        room.key(key)
        room.until(strip.isHidden)
        names = ["Omar Said"] if key == ENTER else ["Nora Pell", "Omar Said"]
        room.until(partial(lambda names: waiting_names(file_store, full.id) == names, names))
    room.says("Ms Pell is off the waiting list.")


def test_who_waits_cannot_be_marked(open_room, full):
    room = open_room()
    room.qtbot.keyClick(room.register_row(full.nora), Qt.Key.Key_A)
    room.says("Ms Pell is waiting, not booked. W writes down who is here.")


def test_o_goes_to_where_the_place_is_offered_or_says_there_is_none(open_room, file_store, full):
    room = open_room()
    walks = []
    room.screen.go_to.connect(lambda place, about: walks.append((place, about)))
    room.qtbot.keyClick(room.register_row(full.nora), Qt.Key.Key_O)
    room.says("There is no place to offer. Crafternoon is full.")
    freed(file_store, full)
    room.until(lambda: room.screen.middle.heading.left.text() == "1 place to offer")
    room.qtbot.keyClick(room.register_row(full.nora), Qt.Key.Key_O)
    room.until(lambda: walks == [("offer", full.id)])


def test_when_she_rings_back_one_key_says_yes(open_room, file_store, full):
    freed(file_store, full)
    (line,) = (
        each.waiting_id
        for each in file_store.read(partial(waiting.waiting_list, session_id=full.id))
        if each.person_id == full.nora
    )
    rung = do(file_store, places_to_offer.ring, waiting_id=line).value
    do(file_store, places_to_offer.answer, hold_id=rung.hold_id, outcome="message")
    a_session(file_store, name="Walking group", on=THURSDAY, starts=time(12, 30), ends=time(13))
    room = open_room()
    room.find("pell")
    room.until(room.screen.foot.ringing.isVisible)
    assert room.screen.foot.ringing.sentences() == [
        "Ringing about: a place in Crafternoon on Thursday 26 November. "
        "Left a message. It is still free."
    ]
    room.qtbot.keyClick(room.box, Qt.Key.Key_Y, ALT)
    room.says("Booked. Ms Pell has the place.")
    assert (full.nora, "booked") in room.stored()
    room.until(room.screen.foot.ringing.isHidden)


def test_a_refusal_for_those_who_wait_leads_to_the_waiting_list_by_key(open_room, file_store, full):
    freed(file_store, full)
    meera = a_person(file_store)
    room = open_room()
    room.find("patel")
    room.until(room.offer_is_for_the_choice)
    card = room.screen.foot.offer().session
    room.screen._steps.book(card, meera, "Mrs Patel")
    room.says("Not booked. The free place in Crafternoon is kept for people who wait.")
    room.qtbot.keyClick(room.box, Qt.Key.Key_S, ALT)
    room.says("Mrs Patel is 3rd on the waiting list for Crafternoon, Thursday 26 November.")


def test_the_list_of_sessions_says_how_many_wait(open_room, full):
    room = open_room()
    row = room.screen.sessions.model._rows[1]
    assert (row.words, row.more) == ("Full", "+2 waiting")
    assert room.screen.sessions.model._read_aloud(row).endswith("1 of 1 booked, 2 waiting")


def test_nobody_is_shown_as_being_rung_for_longer_than_their_place_is_held(
    open_room, file_store, full, clock
):
    freed(file_store, full)
    first = file_store.read(partial(waiting.waiting_list, session_id=full.id))[0]
    do(file_store, places_to_offer.ring, waiting_id=first.waiting_id)
    clock.now = NOON + timedelta(minutes=15, milliseconds=-20)
    room = open_room()
    room.until(lambda: ("1st", "Nora Pell", "Held to 12:15pm") in bars(room))
    clock.now = NOON + timedelta(minutes=15, seconds=1)
    room.until(lambda: ("1st", "Nora Pell", "Waiting") in bars(room))


def test_the_calendar_says_everywhere_how_many_wait(file_store, full):
    card = file_store.read(partial(activities.session_card, session_id=full.id))
    ends = [end.text for end in ends_of(Shown(card))]
    assert ends == ["Full 1/1 +2 waiting", "Full +2 waiting", "Full"]
    assert "1 of 1 booked, 2 waiting" in aloud(card, IN_LONDON)
    assert after_words(card, IN_LONDON) == "Full. 2 people are waiting."


def test_on_the_register_the_button_for_who_waits_offers_the_place_by_o(
    open_room, file_store, full
):
    room = open_room()
    room.screen.register.setFocus()
    room.key(Qt.Key.Key_Down)
    says_on_the_button(room, "Ms Pell is 1st on the waiting list")
    foot = room.screen.foot
    assert not foot.main.isEnabled()
    assert (foot._second.words(), foot._cancel.words()) == ("Change place", "Take off the list")
    freed(file_store, full)
    says_on_the_button(room, "Offer Ms Pell the place")
    with room.qtbot.waitSignal(room.screen.go_to) as walked:
        foot.main.click()
    assert walked.args == ["offer", full.id]


def test_nobody_behind_a_place_that_is_held_can_have_it(open_room, file_store, full):
    freed(file_store, full)
    first = file_store.read(partial(waiting.waiting_list, session_id=full.id))[0]
    do(file_store, places_to_offer.ring, waiting_id=first.waiting_id)
    room = open_room()
    room.find("said")
    says_on_the_button(room, "Mr Said is 2nd on the waiting list")
    room.key(ENTER)
    room.says("Mr Said is 2nd on the waiting list. Places are offered in order.")
    room.find("pell")
    says_on_the_button(room, "Book Ms Pell:")


def test_ctrl_enter_waits_and_books_the_first_that_suits(open_room, file_store, full):
    walk = a_session(file_store, name="Walking group", on=THURSDAY + timedelta(days=1))
    meera = a_person(file_store)
    room = open_room()
    room.find("patel")
    room.until(room.screen.right.both_key.isVisible)
    room.qtbot.keyClick(room.box, ENTER, Qt.KeyboardModifier.ControlModifier)
    room.until(lambda: (meera, "booked") in room.stored())
    assert waiting_names(file_store, full.id) == ["Nora Pell", "Omar Said", "Meera Patel"]
    register = file_store.read(partial(registers.register, session_id=walk))
    assert [line.person_id for line in register.lines] == [meera]


def test_a_move_to_kept_places_leads_to_the_waiting_list_and_keeps_the_booking(
    open_room, file_store, full
):
    freed(file_store, full)
    meera = a_person(file_store)
    lunch = a_session(file_store, name="Lunch", starts=time(12, 30), ends=time(13, 30))
    room = open_room()
    room.book(lunch, meera)
    room.screen.show_session(lunch)
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])
    line = room.screen.middle.model.line(0)
    room.screen._steps.move(
        line, file_store.read(partial(activities.session_card, session_id=full.id))
    )
    room.says("Not moved. The free place in Crafternoon is kept for people who wait.")
    room.qtbot.keyClick(room.screen.register, Qt.Key.Key_S, ALT)
    room.says("Mrs Patel is 3rd on the waiting list for Crafternoon, Thursday 26 November.")
    assert (meera, "booked") in room.stored()


def test_finding_who_waits_shows_their_row(open_room, full):
    room = open_room()
    room.find("said")
    room.until(lambda: room.screen.register.line() is not None)
    assert room.screen.register.line().person_id == full.omar


def test_where_somebody_will_stand_is_in_sight_when_the_finder_is_reached_again(
    open_room, file_store, clock
):
    clock.now = NOON
    a_full_session(file_store, places=30)
    a_person(file_store)
    room = open_room()
    room.find("patel")
    says_on_the_button(room, "Add to the waiting list, 1st")
    view, model = room.screen.register, room.screen.middle.model
    room.until(lambda: model.rows_of(Kind.PREVIEW) != [])

    def in_sight():
        index = model.index(model.rows_of(Kind.PREVIEW)[0], 1)
        return view.viewport().rect().contains(view.visualRect(index))

    room.until(in_sight)
    view.verticalScrollBar().setValue(0)
    assert not in_sight()
    room.screen.sessions.list.setFocus()
    room.screen.focus_finder()
    room.until(in_sight)
