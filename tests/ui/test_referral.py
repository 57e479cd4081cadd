"""A place kept for referrals, from Sign-ups by keyboard: Alt+S, who referred, Enter; else to wait."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.data import asking
from desktop.data.tables import activity, person, referral
from tests.makers import a_person, a_session, an_activity
from tests.ui.test_signups import open_room  # noqa: F401 -- a fixture


@pytest.fixture
def room(open_room, file_store):  # noqa: F811
    singing = an_activity(file_store, "Singing", kept=12)
    a_session(file_store, activity_id=singing)
    a_person(file_store)
    return open_room()


def test_a_referral_is_booked_on_a_kept_place_once_it_is_said_who_referred(room, file_store):
    room.find("patel")
    room.screen.take_way_on()
    room.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    room.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: dialog.by.sentence().startswith("Not booked. Say who referred them"))
    room.qtbot.keyClicks(dialog.by.box, "Dr Shah")
    room.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])
    assert room.screen.messages.sentence().startswith("Booked. Mrs Patel: Singing")
    assert file_store.read(lambda db: db.one(referral.select())).by == "Dr Shah"


def test_where_all_that_is_free_is_kept_enter_adds_to_the_waiting_list_and_says_so(
    room, file_store
):
    room.find("patel")
    foot = room.screen.foot
    assert foot.main.words() == "Add to the waiting list, 1st"
    assert foot.say.sentence() == "12 places are kept for referrals."
    assert foot._way_on.isVisible()
    assert foot._way_on.words() == "It is a referral"
    room.key(Qt.Key.Key_Return)
    room.says("Mrs Patel is 1st on the waiting list for Singing, Thursday 26 November.")


def test_who_was_referred_already_is_booked_by_enter(room, file_store):
    who, its = (file_store.read(lambda db, t=t: db.one(t.select())).id for t in (person, activity))
    file_store.write(lambda db: db.add(referral, activity=its, person=who, made_at=db.now))
    room.find("patel")
    assert room.screen.foot.main.words() == "Book Mrs Patel:"
    room.key(Qt.Key.Key_Return)
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])


def test_of_a_referral_a_colleague_is_asked_first_too(room, file_store):
    meera = file_store.read(lambda db: db.one(person.select())).id
    file_store.write(partial(asking.add, ask="Sam Oduya", person_id=meera))
    room.find("patel")
    room.screen.take_way_on()
    room.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    room.qtbot.keyClicks(dialog.by.box, "Dr Shah")
    room.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: dialog.by.sentence() == "Not booked. Ask Sam Oduya first.")
    assert dialog.book.words() == "Asked, go on"
    room.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])
