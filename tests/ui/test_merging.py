"""The merge dialog: the other record is found, both stand side by side, one comes of them."""

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.data import finding, people, signups
from desktop.rules.people import PersonFacts, Phone
from desktop.ui import look
from desktop.ui.people.screen import PeopleScreen
from tests.makers import TODAY, a_session

MEERA = PersonFacts(title="Mrs", first="Meera", last="Patel", born=date(1951, 3, 14),
                    phones=(Phone("07700900142"),), nhs_number="9990123055")  # fmt: skip
MIRA = PersonFacts(first="Mira", last="Patel", born=date(1951, 3, 14), email="mira@example.org")


@pytest.fixture
def screen(qtbot, open_desk, clock):
    look.apply(QApplication.instance(), look.Look())
    screen = PeopleScreen(open_desk(), clock)
    qtbot.addWidget(screen)
    screen.resize(1366, 712)
    with qtbot.waitSignal(screen.painted):
        screen.show()
    screen.activateWindow()
    return screen


def an_added(store, facts):
    return store.write(partial(people.add, facts=facts)).value.id


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def side_by_side(qtbot, screen, kept, other_name):
    """Open the page, press M, find the other record and press Enter."""
    screen.show_person(kept)
    qtbot.waitUntil(lambda: screen._view is not None and screen._view.page is not None)
    qtbot.waitUntil(screen.page.area.hasFocus)
    qtbot.keyClicks(QApplication.focusWidget(), "m")
    qtbot.waitUntil(lambda: screen.merging is not None and screen.merging.finder.box.hasFocus())
    qtbot.keyClicks(QApplication.focusWidget(), other_name)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.merging.compares)
    return screen.merging


def merge(qtbot, dialog):
    with qtbot.waitSignal(dialog.merged) as said:
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    return said.args


def test_two_records_become_one_by_keyboard_alone(qtbot, screen, file_store):
    meera, mira = an_added(file_store, MEERA), an_added(file_store, MIRA)
    dialog = side_by_side(qtbot, screen, meera, "mira patel")
    assert dialog.table.choices() == {"title": "kept", "first": "kept", "phones": "kept",
                                      "email": "other", "nhs_number": "kept"}  # fmt: skip
    assert dialog._same.text() == "The same in both: last name, date of birth."
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Right)
    assert dialog.table.choices()["first"] == "other"
    assert merge(qtbot, dialog) == [meera, "Two records of Mrs Meera Patel are one."]

    qtbot.waitUntil(lambda: screen.messages.sentence() == "Two records of Mrs Meera Patel are one.")
    facts = file_store.read(partial(people.page, person_id=mira)).facts
    assert (facts.first, facts.email, facts.title) == ("Mira", "mira@example.org", "Mrs")
    found = file_store.read(partial(finding.find, text="meera", today=TODAY)).people
    assert [each.id for each in found] == [meera]


def test_who_is_perhaps_the_same_is_offered_before_anything_is_typed(qtbot, screen, file_store):
    meera, _mira = an_added(file_store, MEERA), an_added(file_store, MIRA)
    screen.show_person(meera)
    qtbot.waitUntil(lambda: screen._view is not None and screen._view.page is not None)
    screen.merge()
    qtbot.waitUntil(screen.merging.beside.isVisible)
    (other,) = [each for each in screen.merging.beside.others if each.isVisible()]
    qtbot.mouseClick(other._show, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.merging.compares)
    qtbot.keyClick(screen.merging, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.merging._seen.kept.id != meera)


def test_one_of_two_bookings_at_the_same_time_is_kept(qtbot, screen, file_store):
    meera, mira = an_added(file_store, MEERA), an_added(file_store, MIRA)
    sessions = a_session(file_store), a_session(
        file_store, name="Singing", starts=time(15), ends=time(17)
    )  # fmt: skip
    booked = [
        file_store.write(partial(signups.book, session_id=s, person_id=p)).value.booking_id
        for s, p in zip(sessions, (meera, mira), strict=True)
    ]
    dialog = side_by_side(qtbot, screen, meera, "mira patel")
    assert dialog.table.cancels() == (booked[1],)
    press(qtbot, Qt.Key.Key_Right)
    assert dialog.table.cancels() == (booked[0],)
    merge(qtbot, dialog)


def test_two_nhs_numbers_cannot_be_merged_and_it_says_why(qtbot, screen, file_store):
    meera = an_added(file_store, MEERA)
    an_added(file_store, PersonFacts(first="Mira", last="Patel", nhs_number="9990123063"))
    dialog = side_by_side(qtbot, screen, meera, "mira patel")
    assert dialog.notice.sentence().startswith("Not merged. They have two NHS numbers.")
    assert not dialog.act.isVisible()


def test_what_another_desk_changed_meanwhile_is_shown_before_anything_is_merged(
    qtbot, screen, file_store
):
    meera, mira = an_added(file_store, MEERA), an_added(file_store, MIRA)
    dialog = side_by_side(qtbot, screen, meera, "mira patel")
    page = file_store.read(partial(people.page, person_id=mira))
    step = partial(people.set_status, person_id=mira, version=page.version, status="moved")
    file_store.write(step)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "status" in dialog.table.choices())
    assert dialog.notice.sentence().startswith("Not changed.")
    assert dialog.table.choices()["status"] == "other"
    merge(qtbot, dialog)
