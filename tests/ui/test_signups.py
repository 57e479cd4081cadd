"""The Sign-ups tab with a real desk, store and file: finding, booking, marking, and refusing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

from desktop.data import registers, signups
from desktop.data.store import Store
from desktop.data.tables import booking, need, patient, step
from desktop.ui import look as looks
from desktop.ui.desk import Desk
from desktop.ui.look import Look
from desktop.ui.signups.model import PREVIEW, Column, RegisterModel
from desktop.ui.signups.rows import Kind, Preview
from desktop.ui.signups.screen import SignupsScreen
from desktop.ui.signups.session_model import SessionListModel
from desktop.ui.widgets.pane import PaneKeys
from tests.makers import THURSDAY, a_person, a_session, an_activity, days_from, people

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
Key = Qt.Key


@dataclass
class Room:
    """A screen with what a test does to it."""

    qtbot: object
    screen: SignupsScreen
    desk: Desk
    store: Store

    @property
    def box(self):
        return self.screen.finder.box

    @property
    def rows(self):
        model = self.screen.middle.model
        return [model.row(n) for n in range(model.rowCount())]

    def lines(self):
        return [(row.name, row.status) for row in self.rows if row.kind is Kind.LINE]

    def until(self, holds):
        self.qtbot.waitUntil(holds, timeout=3000)

    def find(self, text):
        self.screen.focus_finder()
        self.qtbot.keyClicks(self.box, text)
        self.until(lambda: self.screen.finder._answered == text)
        self.until(self.offer_is_for_the_choice)

    def offer_is_for_the_choice(self):
        made, person = self.screen.foot.offer(), self.screen.finder.person()
        return (made and made.person.id) == (person and person.id)

    def key(self, key):
        self.qtbot.keyClick(self.screen.window().focusWidget(), key)

    def register_row(self, person_id):
        self.screen.register.setFocus()
        self.screen.register.choose(person_id)
        return self.screen.register

    def says(self, sentence):
        self.until(lambda: self.screen.messages.sentence() == sentence)

    def book(self, session_id, person_id):
        step = partial(signups.book, session_id=session_id, person_id=person_id)
        return self.store.write(step).value.booking_id

    def steps(self):
        return self.store.read(lambda db: len(db.all(step.select())))

    def stored(self):
        return self.store.read(
            lambda db: [(row.person, row.status) for row in db.all(booking.select())]
        )


@pytest.fixture
def open_room(qtbot, open_desk, file_store, clock):
    clock.now = NOON

    def open_one(*, poll_ms=50):
        desk = open_desk(poll_ms=poll_ms)
        screen = SignupsScreen(desk, lambda: clock.now.astimezone(LONDON))
        qtbot.addWidget(screen)
        PaneKeys(screen, screen.panes, screen.bring)
        screen.resize(1366, 712)
        with qtbot.waitSignal(screen.painted):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return Room(qtbot, screen, desk, file_store)

    return open_one


def test_somebody_brought_before_the_first_session_is_read_can_be_booked(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store, "Meera")
    room = open_room()
    first_view, chosen = room.screen._view, room.screen._chosen
    chosen._session = chosen._view = None  # as it is before the first view
    room.screen.take_person(meera)
    room.until(lambda: chosen._card is not None)
    chosen.show_view(first_view)
    room.until(lambda: room.screen.foot.offer() is not None)
    assert room.screen.foot.main.accessibleName() == "Book Mrs Patel: Crafternoon, today 2pm"


def test_what_to_say_at_booking_stands_over_the_button(open_room, file_store):
    flour = {"say_when_booking": "Wear something you can get flour on."}
    a_session(file_store, activity_id=an_activity(file_store, "Bread", **flour))
    a_person(file_store, "Meera")
    room = open_room()
    room.find("patel")
    room.until(room.screen.foot.say.isVisible)
    assert room.screen.foot.say.sentence().endswith("Wear something you can get flour on.")


def test_a_name_an_arrow_and_enter_book_somebody(open_room, file_store):
    a_session(file_store)
    a_person(file_store, "Meera")
    nadia = a_person(file_store, "Nadia")
    room = open_room()
    room.find("patel")
    room.key(Key.Key_Down)
    room.until(room.offer_is_for_the_choice)
    assert room.screen.foot.main.accessibleName() == "Book Mrs Patel: Crafternoon, today 2pm"
    room.key(Key.Key_Return)
    room.says("Booked. Mrs Patel: Crafternoon, Thursday 26 November, 2pm to 4pm.")
    room.until(lambda: room.lines() == [("Nadia Patel", "Booked")])
    assert room.stored() == [(nadia, "booked")]
    assert room.box.hasFocus()
    assert room.box.selectedText() == "patel"


def test_the_row_stands_in_the_register_before_it_exists(open_room, file_store):
    session = a_session(file_store)
    ann, zoe = a_person(file_store, "Ann", "Bostock"), a_person(file_store, "Zoe", "Young")
    a_person(file_store)
    room = open_room()
    room.book(session, ann)
    room.book(session, zoe)
    room.find("patel")
    room.until(lambda: len(room.rows) == 3)
    assert [(row.number, row.name) for row in room.rows] == [
        ("1", "Ann Bostock"), ("2", "Meera Patel"), ("3", "Zoe Young")
    ]  # fmt: skip
    assert room.screen.middle.model.index(1, 0).data(PREVIEW)
    room.key(Key.Key_Escape)
    room.until(lambda: len(room.rows) == 2)


def test_enter_before_the_answer_books_whoever_the_text_finds(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    room.screen.focus_finder()
    room.qtbot.keyClicks(room.box, "patel")
    room.key(Key.Key_Return)
    room.until(lambda: room.stored() == [(meera, "booked")])


def test_enter_twice_books_once_and_says_no_the_second_time(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    room.find("patel")
    room.key(Key.Key_Return)
    room.key(Key.Key_Return)
    room.until(lambda: room.screen.foot.main.words() == "Mrs Patel is booked")
    assert not room.screen.foot.main.isEnabled()
    assert room.screen.messages.sentence().startswith("Booked.")
    room.key(Key.Key_Return)
    room.says("Not booked. Mrs Patel is already booked on Crafternoon.")
    assert room.stored() == [(meera, "booked")]


def test_the_last_place_gone_in_this_moment_is_said_and_nothing_else_happens(open_room, file_store):
    session = a_session(file_store, places=1)
    ann = a_person(file_store, "Ann", "Bostock")
    a_person(file_store)
    room = open_room(poll_ms=60_000)
    room.find("patel")
    room.book(session, ann)
    room.key(Key.Key_Return)
    room.says("Not booked. Crafternoon is full: 1 of 1.")
    room.until(lambda: room.screen.foot.main.words() == "Add to the waiting list, 1st")
    assert room.stored() == [(ann, "booked")]


def test_a_full_session_shows_the_next_with_room_by_key(open_room, file_store):
    activity = an_activity(file_store)
    full = a_session(file_store, activity_id=activity, places=1)
    later = a_session(file_store, activity_id=activity, on=days_from(THURSDAY, 14))
    ann = a_person(file_store, "Ann", "Bostock")
    meera = a_person(file_store)
    room = open_room()
    room.book(full, ann)
    room.find("patel")
    room.until(lambda: room.screen.foot.main.words() == "Add to the waiting list, 1st")
    assert room.screen.foot._why.text().endswith("The next with room is Thursday 10 December, 2pm.")
    room.qtbot.keyClick(room.box, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    room.until(lambda: room.screen.foot.main.second() == "Crafternoon, Thursday 10 December 2pm")
    room.key(Key.Key_Return)
    room.until(lambda: (meera, "booked") in room.stored())
    assert [line.person_id for line in _lines(file_store, later)] == [meera]


def test_the_way_on_of_an_overlap_leads_to_the_other_booking(open_room, file_store):
    a_session(file_store)
    lunch = a_session(file_store, name="Shared lunch", starts=time(13), ends=time(15))
    meera = a_person(file_store)
    room = open_room()
    room.book(lunch, meera)
    room.screen.sessions.list.setCurrentIndex(room.screen.sessions.model.index(2))
    room.until(lambda: room.screen.middle.heading.title.text() == "Crafternoon")
    room.find("patel")
    room.key(Key.Key_Return)
    room.says("Not booked. Mrs Patel is already at Shared lunch from 1pm to 3pm.")
    room.qtbot.keyClick(room.box, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    room.until(lambda: room.screen.middle.heading.title.text() == "Shared lunch")


def test_a_person_taken_from_elsewhere_is_booked_by_enter_even_at_once(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    room.screen.take_person(meera)
    room.key(Key.Key_Return)
    room.until(lambda: room.stored() == [(meera, "booked")])
    assert room.box.text() == "Meera Patel"


@pytest.mark.parametrize(
    ("key", "status"), [("a", "Arrived"), ("A", "Arrived"), ("x", "Did not come")]
)
def test_one_letter_alone_marks_the_row(open_room, file_store, key, status):
    session = a_session(file_store)
    jean = a_person(file_store, "Jean", "Tully")
    room = open_room()
    room.book(session, jean)
    room.until(lambda: len(room.rows) == 1)
    room.qtbot.keyClicks(room.register_row(jean), key)
    room.until(lambda: room.lines() == [("Jean Tully", status)])
    words = "has arrived" if status == "Arrived" else "did not come"
    assert room.screen.messages.sentence() == f"Jean Tully {words}. Marked at 12pm."
    room.qtbot.keyClicks(room.screen.register, "b")
    room.until(lambda: room.lines() == [("Jean Tully", "Booked")])


@pytest.mark.parametrize(
    ("before", "key", "said"),
    [("", "b", "Jean Tully is booked."), ("a", "a", "Jean Tully has arrived already."),
     ("x", "x", "Jean Tully is down as did not come already.")],
    ids=["booked", "arrived", "did not come"],
)  # fmt: skip
def test_a_letter_for_what_is_so_already_says_so_and_does_nothing(
    open_room, file_store, before, key, said
):
    session = a_session(file_store)
    jean = a_person(file_store, "Jean", "Tully")
    room = open_room()
    room.book(session, jean)
    room.until(lambda: len(room.rows) == 1)
    register = room.register_row(jean)
    if before:
        room.qtbot.keyClicks(register, before)
        room.until(lambda: room.lines() != [("Jean Tully", "Booked")])
    steps = room.steps()
    room.qtbot.keyClicks(register, key)
    room.says(said)
    assert room.steps() == steps


def test_two_letters_typed_quickly_go_to_the_finder_and_mark_nobody(open_room, file_store):
    session = a_session(file_store)
    jean = a_person(file_store, "Jean", "Tully")
    room = open_room()
    room.book(session, jean)
    room.until(lambda: len(room.rows) == 1)
    room.qtbot.keyClicks(room.register_row(jean), "ax")
    assert room.box.hasFocus()
    assert room.box.text() == "ax"
    room.until(lambda: room.screen.finder._answered == "ax")
    room.qtbot.wait(400)  # longer than a letter waits to be meant
    assert room.stored() == [(jean, "booked")]


def test_a_letter_and_an_arrow_mark_the_row_of_the_letter(open_room, file_store):
    session = a_session(file_store)
    ann, zoe = a_person(file_store, "Ann", "Bostock"), a_person(file_store, "Zoe", "Young")
    room = open_room()
    room.book(session, ann)
    room.book(session, zoe)
    room.until(lambda: len(room.rows) == 2)
    register = room.register_row(ann)
    room.qtbot.keyClicks(register, "a")
    room.qtbot.keyClick(register, Key.Key_Down)
    room.qtbot.keyClicks(register, "x")
    room.until(lambda: room.lines() == [("Ann Bostock", "Arrived"), ("Zoe Young", "Did not come")])


def test_a_letter_that_marks_nothing_begins_a_name(open_room, file_store):
    a_session(file_store)
    room = open_room()
    room.screen.register.show()
    room.qtbot.keyClicks(room.screen.register, "k")
    assert room.box.text() == "k"
    assert room.box.hasFocus()


def test_letters_in_the_finder_never_mark(open_room, file_store):
    session = a_session(file_store)
    ann = a_person(file_store, "Ann", "Bostock")
    room = open_room()
    room.book(session, ann)
    room.until(lambda: len(room.rows) == 1)
    room.find("a")
    room.qtbot.wait(400)  # longer than a letter waits to be meant
    assert room.stored() == [(ann, "booked")]


def test_cancelling_takes_a_reason_and_who(open_room, file_store):
    session = a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    room.book(session, meera)
    room.until(lambda: len(room.rows) == 1)
    room.qtbot.keyClick(room.register_row(meera), Key.Key_Delete)
    strip = room.screen.middle.cancel_strip
    assert strip.accessibleName() == "Cancel the booking of Mrs Patel: Crafternoon, today 2pm?"
    assert strip.reason.hasFocus()
    room.qtbot.keyClicks(strip.reason, "Has a cold")
    strip.by_whom.choose("practice")
    room.qtbot.keyClick(strip.reason, Key.Key_Return)
    room.says("Cancelled. Mrs Patel: Crafternoon, Thursday 26 November, 2pm to 4pm.")
    row = file_store.read(lambda db: db.one(booking.select()))
    assert (row.status, row.reason, row.cancelled_by) == ("cancelled", "Has a cold", "practice")
    assert not strip.isVisible()


def test_escape_keeps_the_booking(open_room, file_store):
    session = a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    room.book(session, meera)
    room.until(lambda: len(room.rows) == 1)
    room.qtbot.keyClick(room.register_row(meera), Key.Key_Delete)
    room.key(Key.Key_Escape)
    assert not room.screen.middle.cancel_strip.isVisible()
    assert room.screen.register.hasFocus()
    assert room.stored() == [(meera, "booked")]


def test_the_row_after_a_cancelled_one_is_the_current_one(open_room, file_store):
    session = a_session(file_store)
    ann, zoe = a_person(file_store, "Ann", "Bostock"), a_person(file_store, "Zoe", "Young")
    room = open_room()
    room.book(session, ann)
    room.book(session, zoe)
    room.until(lambda: len(room.rows) == 2)
    room.qtbot.keyClick(room.register_row(ann), Key.Key_Delete)
    room.key(Key.Key_Return)
    room.until(lambda: room.lines() == [("Zoe Young", "Booked")])
    assert room.screen.register.line().person_id == zoe


def test_a_walk_in_is_written_down_even_when_it_is_full(open_room, file_store):
    session = a_session(file_store, places=1)
    ann, sam = a_person(file_store, "Ann", "Bostock"), a_person(file_store, "Sam", "Oduya")
    room = open_room()
    room.book(session, ann)
    room.until(lambda: len(room.rows) == 1)
    room.qtbot.keyClicks(room.register_row(ann), "w")
    room.until(room.box.hasFocus)
    room.find("oduya")
    assert room.screen.foot.main.words() == "Walk in: Mrs Oduya"
    room.key(Key.Key_Return)
    room.says("Mrs Oduya is here, without a booking. Written down at 12pm.")
    room.until(lambda: [row.name for row in room.rows][1:] == ["Walked in today", "Sam Oduya"])
    assert room.rows[1].booked == "1 over the 1 places"
    assert room.stored() == [(ann, "booked"), (sam, "arrived")]
    assert room.screen.foot.main.words() != "Walk in: Mrs Oduya"


def test_nobody_walks_in_before_the_day(open_room, file_store):
    a_session(file_store, on=days_from(THURSDAY, 1))
    a_person(file_store)
    room = open_room()
    room.screen.register.walk_in_wanted.emit()
    room.says("Not added. Crafternoon is on Friday 27 November.")
    room.qtbot.keyClick(room.screen.register, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    room.until(room.box.hasFocus)
    assert room.screen.messages.sentence() == ""
    room.find("patel")
    assert room.screen.foot.main.words() == "Book Mrs Patel:"
    room.key(Key.Key_Return)
    room.says("Booked. Mrs Patel: Crafternoon, Friday 27 November, 2pm to 4pm.")


def test_a_session_that_is_over_leads_to_the_next_one_with_room(open_room, file_store):
    activity = an_activity(file_store)
    over = a_session(file_store, activity_id=activity, starts=time(9), ends=time(10))
    later = a_session(file_store, activity_id=activity, on=days_from(THURSDAY, 1))
    a_person(file_store)
    room = open_room()
    room.screen.show_session(over)
    room.find("patel")
    room.key(Key.Key_Return)
    room.says("Not booked. Crafternoon finished at 10am.")
    room.qtbot.keyClick(room.box, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    room.until(lambda: room.screen._session == later)


def test_who_is_in_hospital_leads_to_the_page_where_that_is_changed(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store, status="hospital")
    room = open_room()
    room.find("patel")
    room.key(Key.Key_Return)
    room.until(room.screen.messages.stays)
    with room.qtbot.waitSignal(room.screen.go_to) as gone:
        room.qtbot.keyClick(room.box, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert gone.args == ["person page", meera]


def test_leaving_the_finder_ends_the_walk_in(open_room, file_store):
    a_session(file_store)
    a_person(file_store)
    room = open_room()
    room.screen.register.walk_in_wanted.emit()
    room.key(Key.Key_Escape)
    room.find("patel")
    assert room.screen.foot.main.words() == "Book Mrs Patel:"


def test_a_session_of_any_date_can_be_shown_and_its_register_has_the_keyboard(
    open_room, file_store
):
    a_session(file_store)
    far = a_session(file_store, on=date(2027, 2, 4), name="Walking group")
    meera = a_person(file_store)
    room = open_room()
    room.book(far, meera)
    room.screen.show_session(far)
    room.until(room.screen.register.hasFocus)
    assert room.screen.middle.heading.title.text() == "Walking group"
    assert room.screen.sessions.first() == date(2027, 2, 1)
    assert room.screen.register.line().person_id == meera
    chosen = room.screen.sessions.list.currentIndex().row()
    assert room.screen.sessions.model.session_at(chosen).id == far


def test_an_empty_session_shown_leads_to_the_finder(open_room, file_store):
    a_session(file_store)
    empty = a_session(file_store, on=days_from(THURSDAY, 7))
    room = open_room()
    room.screen.show_session(empty)
    room.until(room.box.hasFocus)


def test_weeks_turn_by_page_keys_and_a_date_can_be_typed(open_room, file_store):
    a_session(file_store)
    room = open_room()
    sessions = room.screen.sessions
    room.qtbot.keyClick(sessions.list, Key.Key_PageDown)
    room.until(lambda: sessions.first() == date(2026, 12, 3))
    room.until(lambda: sessions.model.rowCount() == 0)
    room.qtbot.keyClicks(sessions.date_box, "26 nov")
    room.qtbot.keyClick(sessions.date_box, Key.Key_Return)
    room.until(lambda: sessions.model.rowCount() == 2)
    room.qtbot.keyClicks(sessions.date_box, "soonish")
    room.qtbot.keyClick(sessions.date_box, Key.Key_Return)
    assert room.screen.messages.sentence().startswith("That is not a day we know.")
    assert sessions.date_box.text() == "soonish"


def test_another_desks_booking_appears_and_row_and_keyboard_stay(open_room, file_store):
    session = a_session(file_store)
    ann, zoe = a_person(file_store, "Ann", "Bostock"), a_person(file_store, "Zoe", "Young")
    meera = a_person(file_store)
    room = open_room()
    room.book(session, ann)
    room.book(session, zoe)
    room.until(lambda: len(room.rows) == 2)
    room.register_row(zoe)
    room.book(session, meera)
    room.until(lambda: len(room.rows) == 3)
    assert room.screen.register.hasFocus()
    assert room.screen.register.line().person_id == zoe


def test_a_row_cancelled_elsewhere_never_turns_into_a_booking_button(open_room, file_store):
    session = a_session(file_store)
    ann = a_person(file_store, "Ann", "Bostock")
    room = open_room()
    booked = room.book(session, ann)
    room.until(lambda: len(room.rows) == 1)
    room.register_row(ann)
    room.screen.register.chosen.emit(room.screen.register.line())
    room.until(lambda: room.screen.foot.main.words() == "Ann Bostock has arrived")
    file_store.write(partial(signups.cancel, booking_id=booked))
    room.until(lambda: room.screen.foot.main.words() == "Mrs Bostock is not booked")
    assert not room.screen.foot.main.isEnabled()


def test_the_card_shows_what_matters_before_the_key_is_pressed(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store, nhs="9990123055", reach_by="phone", message_ok="no",
                     say_surgery=False, note="Brings her own thread")  # fmt: skip
    file_store.write(partial(_needs, person_id=meera))
    room = open_room()
    room.find("patel")
    said = [label.accessibleName() for label in room.screen.right.card.findChildren(object)
            if hasattr(label, "accessibleName")]  # fmt: skip
    for sentence in (
        "Getting here: Needs a ride home",
        "Needs: Large print.",
        "Food: Vegetarian",
        "Allergies: Nuts",
        "Reach by: Phone. Leave no message. Do not say it is the surgery.",
        "Note: Brings her own thread",
    ):
        assert sentence in said
    assert room.screen.right.card.name.text() == "Mrs Meera Patel"


def test_a_new_person_is_asked_for_by_what_was_typed(open_room, file_store):
    a_session(file_store)
    room = open_room()
    room.screen.focus_finder()
    with room.qtbot.waitSignal(room.screen.go_to) as asked:
        room.qtbot.keyClicks(room.box, "zoe young")
        room.key(Key.Key_Return)
    assert asked.args == ["new person", "zoe young"]


def test_f2_leads_to_the_page_of_who_is_chosen(open_room, file_store):
    a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    room.find("patel")
    with room.qtbot.waitSignal(room.screen.go_to) as asked:
        room.key(Key.Key_F2)
    assert asked.args == ["person page", meera]


def test_undo_is_offered_beside_what_was_done(open_room, file_store):
    a_session(file_store)
    a_person(file_store)
    room = open_room()
    room.find("patel")
    room.key(Key.Key_Return)
    room.until(lambda: room.screen.messages.sentence().startswith("Booked."))
    with room.qtbot.waitSignal(room.screen.go_to) as asked:
        room.screen.messages._action.click()
    assert asked.args == ["undo", None]


def test_escape_clears_then_goes_to_the_register_and_f_comes_back(open_room, file_store):
    session = a_session(file_store)
    ann = a_person(file_store, "Ann", "Bostock")
    room = open_room()
    room.book(session, ann)
    room.until(lambda: len(room.rows) == 1)
    room.find("bos")
    room.key(Key.Key_Escape)
    assert room.box.text() == ""
    room.key(Key.Key_Escape)
    assert room.screen.register.hasFocus()
    room.qtbot.keyClicks(room.screen.register, "f")
    room.until(room.box.hasFocus)


def test_what_was_refused_before_a_booking_does_not_come_back_after_it(open_room, file_store):
    session = a_session(file_store)
    meera = a_person(file_store)
    a_person(file_store, "Derek", "Hume", title="Mr", status="hospital")
    room = open_room()
    room.screen.messages._timer.setInterval(50)
    for text in ("hume", "patel"):
        room.find(text)
        room.key(Key.Key_Return)
    room.until(lambda: room.stored() == [(meera, "booked")])
    room.until(lambda: room.screen.messages.sentence() == "")
    assert session


def test_two_people_refused_are_said_one_after_the_other(open_room, file_store):
    a_session(file_store)
    a_person(file_store, status="hospital")
    a_person(file_store, "Derek", "Hume", title="Mr", status="hospital")
    room = open_room()
    for text in ("patel", "patel", "hume"):
        room.find(text)
        room.key(Key.Key_Return)
        room.until(room.screen.messages.stays)
    room.says("Not booked. Mr Hume is recorded as in hospital. Change that first.")
    assert room.screen.messages._more.text() == "and 1 more"
    room.key(Key.Key_Escape)
    assert room.screen.messages.sentence().startswith("Not booked. Mrs Patel")
    room.key(Key.Key_Escape)
    assert room.screen.messages.sentence() == ""


def test_escape_takes_a_refusal_away_before_it_clears_the_box(open_room, file_store):
    a_session(file_store)
    a_person(file_store, status="hospital")
    room = open_room()
    room.find("patel")
    room.key(Key.Key_Return)
    room.says("Not booked. Mrs Patel is recorded as in hospital. Change that first.")
    room.key(Key.Key_Escape)
    assert room.screen.messages.sentence() == ""
    assert room.box.text() == "patel"
    room.key(Key.Key_Escape)
    assert room.box.text() == ""


def test_a_cancelled_session_offers_no_place(open_room, file_store):
    off = a_session(file_store, status="cancelled", reason="Rain")
    a_person(file_store)
    room = open_room()
    room.screen.show_session(off)
    room.find("patel")
    assert room.screen.foot.main.words() == "This session is cancelled"
    room.key(Key.Key_Return)
    room.says("Not booked. Crafternoon on Thursday 26 November is cancelled.")
    assert [row.kind for row in room.rows] == []


def test_f6_goes_round_the_panes(open_room, file_store):
    session = a_session(file_store)
    room = open_room()
    room.book(session, a_person(file_store))
    room.until(lambda: len(room.rows) == 1)
    room.screen.focus_finder()
    for expected in (room.screen.sessions.list, room.screen.register, room.box):
        room.key(Key.Key_F6)
        assert expected.hasFocus()
    room.qtbot.keyClick(room.box, Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert room.screen.register.hasFocus()


def test_where_three_panes_have_no_room_f6_brings_the_hidden_one(open_room, file_store):
    session = a_session(file_store)
    room = open_room()
    room.book(session, a_person(file_store))
    room.screen.resize(800, 700)
    room.until(lambda: not room.screen.sessions.isVisible())
    assert room.screen.middle.heading.to_sessions.isVisible()
    room.screen.focus_finder()
    room.key(Key.Key_F6)
    assert room.screen.sessions.list.hasFocus()
    assert not room.box.isVisible()


def test_without_any_session_nothing_breaks_and_enter_says_so(open_room, file_store):
    a_person(file_store)
    room = open_room()
    room.screen.focus_finder()
    room.qtbot.keyClicks(room.box, "patel")
    room.key(Key.Key_Return)
    room.says("Choose a session first.")


def test_enter_just_after_another_session_is_chosen_books_on_that_one(open_room, file_store):
    a_session(file_store)
    lunch = a_session(file_store, name="Shared lunch", starts=time(17), ends=time(18))
    meera = a_person(file_store)
    room = open_room()
    room.find("patel")
    room.screen.sessions.list.setCurrentIndex(room.screen.sessions.model.index(2))
    room.key(Key.Key_Return)
    room.until(lambda: room.stored() == [(meera, "booked")])
    assert [line.person_id for line in _lines(file_store, lunch)] == [meera]


def test_an_enter_from_before_a_lost_connection_books_nobody_later(open_room, file_store):
    a_session(file_store)
    a_session(file_store, name="Shared lunch", starts=time(17), ends=time(18))
    a_person(file_store)
    room = open_room()
    room.find("patel")
    room.screen.sessions.list.setCurrentIndex(room.screen.sessions.model.index(2))
    room.key(Key.Key_Return)
    taken = []
    room.screen._chosen.taken.connect(taken.append)
    room.desk.reachable.emit(False, "The database does not answer.")
    room.until(lambda: room.screen.foot.main.second() == "Shared lunch, today 5pm")
    assert taken == []


def test_sixty_people_and_long_names_are_shown(open_room, file_store):
    session = a_session(file_store, places=61)
    room = open_room()
    for person_id in people(file_store, 59):
        room.book(session, person_id)
    room.book(session, a_person(file_store, "Maximiliana" * 5, "Featherstonehaugh" * 3))
    room.until(lambda: len(room.rows) == 60)
    assert not room.screen.grab().isNull()


def test_everything_that_takes_keys_or_clicks_has_a_name(open_room, file_store):
    session = a_session(file_store)
    room = open_room()
    room.book(session, a_person(file_store))
    room.until(lambda: len(room.rows) == 1)
    room.find("patel")
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    nameless = [
        widget
        for kind in kinds
        for widget in room.screen.findChildren(kind)
        if not widget.accessibleName() and widget.isVisible()
    ]
    assert nameless == []


def test_a_row_is_read_as_one_sentence(open_room, file_store):
    session = a_session(file_store)
    meera = a_person(file_store)
    room = open_room()
    file_store.write(partial(_needs, person_id=meera))
    room.book(session, meera)
    room.until(lambda: len(room.rows) == 1)
    index = room.screen.middle.model.index(0, Column.NAME)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "1, Meera Patel. Nuts, First visit, Large print, Ride, Vegetarian. Booked 12pm. Booked"
    )


def test_the_models_obey_qt(qtmodeltester, open_room, file_store):
    session = a_session(file_store)
    ann, sam = a_person(file_store, "Ann", "Bostock"), a_person(file_store, "Sam", "Oduya")
    file_store.write(partial(signups.book, session_id=session, person_id=ann))
    file_store.write(partial(signups.walk_in, session_id=session, person_id=sam))
    view = file_store.read(partial(registers.sign_ups, first=THURSDAY, days=7, today=THURSDAY))
    model = RegisterModel()
    model.show_register(view.register, Preview("Meera Patel", "patel meera", ()), NOON)
    assert model.rowCount() == 4
    qtmodeltester.check(model)
    sessions = SessionListModel()
    sessions.show_sessions(view.week.sessions, NOON)
    qtmodeltester.check(sessions)


def test_sections_and_the_row_to_come_cannot_be_marked(open_room, file_store):
    session = a_session(file_store)
    sam = a_person(file_store, "Sam", "Oduya")
    a_person(file_store)
    room = open_room()
    file_store.write(partial(signups.walk_in, session_id=session, person_id=sam))
    room.find("patel")
    room.until(lambda: len(room.rows) == 3)
    register = room.screen.register
    for number in (0, 1):
        index = room.screen.middle.model.index(number, Column.NAME)
        register.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        register.mark_wanted.connect(pytest.fail)
        room.screen.middle.key_buttons["A"].click()
        register.mark_wanted.disconnect(pytest.fail)


def _lines(store, session_id):
    return store.read(partial(registers.register, session_id=session_id)).lines


def _needs(db, *, person_id):
    if not db.first(patient.select().where(patient.c.id == person_id)):
        db.add(patient, id=person_id)
    facts = {"ride": "home", "diet_state": "listed", "diet": "Vegetarian",
             "allergies_state": "listed", "allergies": "Nuts"}  # fmt: skip
    db.change(patient, person_id, **facts)
    db.add(need, person=person_id, kind="large print")


def test_home_chooses_the_first_session_with_its_day_in_sight(open_room, file_store):
    several = [a_session(file_store, on=THURSDAY + timedelta(days=n)) for n in range(6)]
    room = open_room()
    sessions = room.screen.sessions.list
    room.until(lambda: sessions.model().rowCount() > len(several))
    sessions.setFocus()
    room.key(Key.Key_End)
    room.key(Key.Key_Home)
    assert sessions.currentIndex().row() == 1
    assert sessions.visualRect(sessions.model().index(0, 0)).top() >= 0


def test_one_row_of_results_has_no_empty_row_below(open_room, file_store):
    a_session(file_store)
    room = open_room()
    finder = room.screen.right.finder
    finder.start("zzyzx")
    room.until(lambda: finder.model.rowCount() == 1)
    room.until(lambda: finder.list.height() == finder.list.high())


def test_twice_the_text_leaves_the_finder_and_the_heading_whole(open_room, file_store, qapp):
    meera = a_person(file_store, first="Meera", last="Patel")
    a_session(file_store, name="Coffee, cake and a chat")
    looks.apply(qapp, Look(scale=2.0, compact=True))
    try:
        room = open_room()
        room.screen.resize(1366, 638)
        room.screen.take_person(meera)
        room.key(Key.Key_Return)
        room.until(lambda: [who for who, _ in room.stored()] == [meera])
        room.until(room.screen.messages.isVisible)
        right, heading = room.screen.right, room.screen.middle.heading
        room.until(
            lambda: right.finder._frame.geometry().top() > right.finder.box.geometry().bottom()
        )
        room.until(lambda: heading._when.height() >= heading._when.heightForWidth(
            heading._when.width()))  # fmt: skip
    finally:
        looks.apply(qapp, Look())
