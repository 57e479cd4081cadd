"""The People tab: a person is found, read, added and changed by keyboard; nothing typed is lost."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QWidget

from desktop.data import finding, people, signups, undo, waiting
from desktop.data.activities import session_card
from desktop.rules.people import Asked, PersonFacts, Phone
from desktop.ui import look as looks
from desktop.ui.finder.typed import person_typed
from desktop.ui.look import Look
from desktop.ui.people.dialog import PersonDialog
from desktop.ui.people.reading import ReadingDialog
from desktop.ui.people.screen import PeopleScreen
from tests.makers import TODAY, a_person, a_session

MEERA = PersonFacts(
    title="Mrs", first="Meera", last="Patel", born=date(1951, 3, 14),
    phones=(Phone("+447700900142", "mornings"),), nhs_number="9990123055",
    diet=Asked("listed", "Vegetarian", date(2026, 4, 29)), needs=(("large print", "20 point"),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


@pytest.fixture
def shown(qtbot):
    """Return a function that shows a window that has the keyboard."""

    def show(widget, wide=1440, high=844):
        qtbot.addWidget(widget)
        widget.resize(wide, high)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture
def screen(open_desk, clock, shown, qtbot):
    desk = open_desk()
    made = PeopleScreen(desk, clock)
    with qtbot.waitSignal(made.painted):
        shown(made)
    made.focus_finder()
    return made


@pytest.fixture
def dialog(open_desk, clock, shown):
    """Return a function that opens the dialog."""
    return lambda **how: shown(PersonDialog(open_desk(), clock, **how), 940, 820)


def an_added(store, facts=MEERA):
    return store.write(partial(people.add, facts=facts)).value.id


def the_page(store, person_id):
    return store.read(partial(people.page, person_id=person_id))


def found(store, text):
    return store.read(partial(finding.find, text=text, today=TODAY)).people


def focus():
    return QApplication.focusWidget()


def press(qtbot, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(focus(), key, modifier)


def write(qtbot, text):
    qtbot.keyClicks(focus(), text)


def go_to_box(qtbot, name):
    for _ in range(60):
        if focus().objectName() == name:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name}")


def box(dialog, name):
    return dialog.findChild(QLineEdit, name)


def shows(qtbot, screen, person_id):
    qtbot.waitUntil(lambda: screen._view.page is not None and screen._view.page.id == person_id)


# --- adding ---------------------------------------------------------------------------------


def test_a_person_is_added_by_keyboard_alone_and_is_found_afterwards(qtbot, screen, file_store):
    write(qtbot, "14/3/51 patel")
    qtbot.waitUntil(lambda: screen.finder.model.rowCount() > 0)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.dialog is not None and screen.dialog.isActiveWindow())
    dialog = screen.dialog

    assert box(dialog, "last").text() == "Patel"
    assert box(dialog, "born").text() == "14 March 1951"
    assert focus().objectName() == "first"
    write(qtbot, "Meera")
    go_to_box(qtbot, "nhs_number")
    write(qtbot, "9990123055")
    go_to_box(qtbot, "phone0")
    write(qtbot, "07700900142")
    go_to_box(qtbot, "need_large_print")
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    write(qtbot, "20 point")
    with qtbot.waitSignal(dialog.saved) as saved:
        press(qtbot, Qt.Key.Key_Return)

    shows(qtbot, screen, saved.args[0])
    assert screen.page.name.text() == "Meera Patel"
    assert [each.plain for each in found(file_store, "patel m")] == ["Meera Patel"]
    facts = the_page(file_store, saved.args[0]).facts
    assert facts.born == date(1951, 3, 14)
    assert facts.nhs_number == "9990123055"
    assert facts.phones == (Phone("+447700900142"),)
    assert facts.needs == (("large print", "20 point"),)


def test_only_a_name_is_needed(qtbot, dialog, file_store):
    one = dialog()
    go_to_box(qtbot, "last")
    write(qtbot, "Nowak")
    with qtbot.waitSignal(one.saved):
        press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [each.filed for each in found(file_store, "nowak")] == ["Nowak"]


def test_without_a_name_nothing_is_saved_and_it_says_so(qtbot, dialog, file_store):
    one = dialog()
    go_to_box(qtbot, "email")
    write(qtbot, "someone@example.org")
    press(qtbot, Qt.Key.Key_Return)
    assert "name" in one.messages.sentence()
    assert one.messages.sentence().startswith("Not saved.")
    assert focus().objectName() == "first"
    assert box(one, "email").text() == "someone@example.org"


def test_a_wrong_nhs_number_is_said_and_everything_typed_stays(qtbot, dialog, file_store):
    one = dialog(typed="meera patel")
    go_to_box(qtbot, "nhs_number")
    write(qtbot, "9990123056")
    field = one.form.inputs["nhs_number"].field
    assert field.sentence() == "", "nothing is said while it is being typed"
    press(qtbot, Qt.Key.Key_Return)

    assert "digit" in field.sentence()
    assert field.sentence() in one.messages.sentence()
    assert focus().objectName() == "nhs_number"
    assert box(one, "nhs_number").text() == "9990123056"
    assert box(one, "first").text() == "Meera"
    assert found(file_store, "patel") == ()

    press(qtbot, Qt.Key.Key_Backspace)
    write(qtbot, "5")
    assert field.sentence() == "", "it goes as soon as it is put right"


def test_somebody_elses_nhs_number_is_refused_and_leads_to_them(qtbot, dialog, file_store):
    other = a_person(file_store, nhs="9990123055")
    one = dialog(typed="usha patel")
    go_to_box(qtbot, "nhs_number")
    write(qtbot, "999 012 3055")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mrs Patel" in one.messages.sentence())
    assert box(one, "first").text() == "Usha"
    assert focus().objectName() == "nhs_number"

    press(qtbot, Qt.Key.Key_S, modifier=Qt.KeyboardModifier.AltModifier)
    assert one.question.isVisible(), "what was typed is not given up without asking"
    with qtbot.waitSignal(one.saved) as shown_instead:
        one.question.go.click()
    assert shown_instead.args == [other]


def test_a_date_and_a_number_say_how_they_are_understood_while_they_are_typed(qtbot, dialog):
    one = dialog()
    go_to_box(qtbot, "born")
    write(qtbot, "14/3/51")
    assert one.form.inputs["born"]._says.text() == "14 March 1951, 75 years"
    press(qtbot, Qt.Key.Key_Tab)
    assert box(one, "born").text() == "14 March 1951"
    go_to_box(qtbot, "nhs_number")
    write(qtbot, "9990123055")
    press(qtbot, Qt.Key.Key_Tab)
    assert box(one, "nhs_number").text() == "999 012 3055"


def test_somebody_of_the_same_name_and_birthday_is_pointed_out_but_not_refused(
    qtbot, dialog, file_store
):
    an_added(file_store)
    one = dialog(typed="meera patel")
    go_to_box(qtbot, "born")
    write(qtbot, "14.3.1951")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.waitUntil(one.notice.isVisible)
    assert one.notice.sentence() == "Meera Patel, born 14 March 1951, is here already."
    with qtbot.waitSignal(one.saved):
        press(qtbot, Qt.Key.Key_Return)
    assert len(found(file_store, "meera patel")) == 2


def test_the_page_shows_every_week_turns_and_cancellations_and_r_reads_the_dates_out(
    qtbot, screen, file_store
):
    meera = an_added(file_store)
    full = a_session(file_store, name="Singing", places=1)
    file_store.write(partial(signups.book, session_id=full, person_id=a_person(file_store, "Raj")))
    file_store.write(partial(waiting.wait, session_id=full, person_id=meera))
    walk = a_session(file_store, name="Walk", on=TODAY)
    booked = file_store.write(partial(signups.book, session_id=walk, person_id=meera)).value
    file_store.write(
        partial(signups.cancel, booking_id=booked.booking_id, cancelled_by="person", reason="Ill")
    )
    screen.show_person(meera)
    shows(qtbot, screen, meera)
    visits = screen.sides.visits
    said = [each.accessibleName() for each in (visits._waits.lines[0], visits.past[0])]
    assert said == [
        "Singing, Thursday 26 November, 2pm, 1st",
        "Walk: Ill, Monday 23 November, 2pm, Cancelled by Mrs Patel",
    ]
    qtbot.waitUntil(screen.page.area.hasFocus)
    qtbot.keyClicks(focus(), "r")
    qtbot.waitUntil(lambda: screen.findChild(ReadingDialog) is not None)
    assert screen.findChild(ReadingDialog).sentences == (
        "Mrs Patel, no date is booked yet.",
        "You are 1st in turn for Singing: Thursday 26 November, 2pm to 4pm.",
    )


def test_after_a_death_what_follows_is_listed_once_and_ends_in_one_step(qtbot, screen, file_store):
    meera = an_added(file_store)
    for weeks in range(9):
        session_id = a_session(file_store, on=TODAY + timedelta(days=3 + 7 * weeks))
        file_store.write(partial(signups.book, session_id=session_id, person_id=meera))
    screen.show_person(meera)
    shows(qtbot, screen, meera)
    screen.status.segments.chosen.emit("died")
    question = screen.status.question
    assert question.sentence() == (
        "Died: every call, card, list and reminder about Mrs Patel stops. This is still to come:"
    )
    assert question._list.text().count("Booked: Crafternoon") == 9
    words = [each.words() for each in (question.keep, question.go, question.more)]
    assert words == ["Keep Current", "Only mark as died", "Mark as died and end all of this"]
    question.more.click()
    said = "Mrs Patel: died. 9 bookings cancelled."
    qtbot.waitUntil(lambda: screen.messages.sentence() == said)
    qtbot.waitUntil(lambda: screen._view.page.coming == 0)


def test_the_sessions_they_led_are_left_without_a_leader_by_one_tick(qtbot, screen, file_store):
    meera = an_added(file_store)
    walk = a_session(file_store, name="Walk", on=TODAY + timedelta(days=3), leader=meera)
    screen.show_person(meera)
    shows(qtbot, screen, meera)
    screen.status.segments.chosen.emit("moved")
    question = screen.status.question
    qtbot.waitUntil(question.also.isVisible)
    assert "Leads: Walk" in question._list.text()
    question.also.setChecked(True)
    question.more.click()
    qtbot.waitUntil(lambda: screen.messages.sentence().startswith("Mrs Patel: moved away."))
    assert file_store.read(partial(session_card, session_id=walk)).leader == ""


def test_while_a_near_name_is_typed_the_other_record_stands_beside_it(qtbot, dialog, file_store):
    meera = an_added(file_store)
    one = dialog(typed="mira patel")
    go_to_box(qtbot, "born")
    write(qtbot, "14.3.1951")
    qtbot.waitUntil(one.beside.isVisible)
    (other,) = [each for each in one.beside.others if each.isVisible()]
    assert other.accessibleName() == "Meera Patel, born 14 March 1951, is here already."
    write(qtbot, "1")
    qtbot.waitUntil(lambda: not one.beside.isVisible())
    press(qtbot, Qt.Key.Key_Backspace)
    qtbot.waitUntil(one.beside.isVisible)
    with qtbot.waitSignal(one.saved) as shown_instead:
        one._take(one._meant)
    assert shown_instead.args == [meera]


def test_who_is_changed_is_not_like_themselves(qtbot, dialog, file_store):
    meera = an_added(file_store)
    an_added(file_store, replace(MEERA, nhs_number=""))
    one = dialog(page=the_page(file_store, meera))
    go_to_box(qtbot, "preferred")
    write(qtbot, "Mira")
    qtbot.waitUntil(one.beside.isVisible)
    shown = [each for each in one.beside.others if each.isVisible()]
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("section", "agreed"), [("emergency", "ring_agreed"), ("needs", "wall_agreed")]
)
def test_what_somebody_agrees_to_is_ticked_on_their_form(
    qtbot, dialog, file_store, section, agreed
):
    meera = an_added(file_store)
    form = dialog(page=the_page(file_store, meera))
    form.open_at(section)
    go_to_box(qtbot, agreed)
    press(qtbot, Qt.Key.Key_Space)
    with qtbot.waitSignal(form.saved):
        press(qtbot, Qt.Key.Key_Return)
    page = the_page(file_store, meera)
    assert getattr(page.facts, agreed) == TODAY
    again = dialog(page=page)
    assert getattr(again.form.facts(), agreed) == TODAY


def test_allergies_that_are_listed_must_say_which(qtbot, dialog):
    one = dialog(typed="patel")
    one.form.inputs["allergies"].pick.put("listed")
    one.on_save()
    assert one.form.inputs["allergies"].words.sentence() == "Write which, or choose None."
    assert focus().objectName() == "allergies"


@pytest.mark.parametrize(
    ("typed", "boxes"),
    [
        ("patel, meera", {"first": "Meera", "last": "Patel"}),
        ("meera patel", {"first": "Meera", "last": "Patel"}),
        ("mrs meera patel", {"title": "Mrs", "first": "Meera", "last": "Patel"}),
        ("Patel", {"last": "Patel"}),
        ("o'brien, SIOBHAN", {"first": "Siobhan", "last": "O'Brien"}),
        ("o'brien mcdonald-smith", {"first": "O'Brien", "last": "McDonald-Smith"}),
        ("patel 14/3/51", {"last": "Patel", "born": "14 March 1951"}),
        ("14 March 1951", {"born": "14 March 1951"}),
        ("9990123055", {"nhs_number": "999 012 3055"}),
        ("07700 900142", {"phone0": "07700 900142"}),
        ("patel 07700900142", {"last": "Patel", "phone0": "07700900142"}),
        ("محمد علي", {"first": "محمد", "last": "علي"}),
    ],
)
def test_what_was_typed_in_the_finder_goes_to_its_own_boxes(typed, boxes):
    assert dict(person_typed(typed, TODAY)) == boxes


# --- leaving ---------------------------------------------------------------------------------


def test_esc_with_nothing_typed_simply_leaves(qtbot, dialog):
    one = dialog(typed="patel, meera 14/3/51")
    with qtbot.waitSignal(one.rejected):
        press(qtbot, Qt.Key.Key_Escape)
    assert not one.isVisible()


def test_esc_after_typing_asks_and_keeps_by_itself(qtbot, dialog):
    one = dialog(typed="patel")
    write(qtbot, "Meera")
    press(qtbot, Qt.Key.Key_Escape)
    assert one.isVisible()
    assert focus() is one.question.keep
    press(qtbot, Qt.Key.Key_Return)
    assert one.isVisible()
    assert focus().objectName() == "first"
    assert box(one, "first").text() == "Meera"

    press(qtbot, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert not one.isVisible()


# --- changing --------------------------------------------------------------------------------


def test_a_change_is_saved_and_what_was_not_touched_stays(qtbot, dialog, file_store):
    person_id = an_added(file_store)
    one = dialog(page=the_page(file_store, person_id))
    assert not one.dirty()
    go_to_box(qtbot, "preferred")
    write(qtbot, "Mimi")
    with qtbot.waitSignal(one.saved):
        press(qtbot, Qt.Key.Key_Return)
    page = the_page(file_store, person_id)
    assert page.facts.preferred == "Mimi"
    assert page.facts.diet == MEERA.diet, "the day it was asked is still the old one"
    assert page.facts.phones == MEERA.phones


def test_the_second_of_two_desks_hears_of_the_first_and_loses_nothing(qtbot, dialog, file_store):
    person_id = an_added(file_store)
    page = the_page(file_store, person_id)
    one = dialog(page=page)
    go_to_box(qtbot, "preferred")
    write(qtbot, "Mimi")
    theirs = replace(page.facts, preferred="Meeru", email="meera@example.org")
    file_store.write(
        partial(people.change, person_id=person_id, version=page.version, facts=theirs)
    )

    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not one.shows_form())
    assert one.messages.sentence().startswith("Not changed.")
    assert one.theirs.whose("preferred") == "mine"
    assert one.theirs.whose("email") == "theirs", "what only they changed is theirs already"
    assert one.theirs._said.said("preferred", one.theirs._theirs) == "Meeru"
    assert the_page(file_store, person_id).facts.preferred == "Meeru", "nothing is lost of theirs"

    with qtbot.waitSignal(one.saved):
        press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    facts = the_page(file_store, person_id).facts
    assert (facts.preferred, facts.email) == ("Mimi", "meera@example.org")


def test_theirs_can_be_kept_instead(qtbot, dialog, file_store):
    person_id = an_added(file_store)
    page = the_page(file_store, person_id)
    one = dialog(page=page)
    one.form.inputs["preferred"].field.set_text("Mimi")
    theirs = replace(page.facts, preferred="Meeru")
    file_store.write(
        partial(people.change, person_id=person_id, version=page.version, facts=theirs)
    )
    one.on_save()
    qtbot.waitUntil(lambda: not one.shows_form())
    one.theirs.choose("preferred", "theirs")
    with qtbot.waitSignal(one.saved):
        one.on_save()
    assert the_page(file_store, person_id).facts.preferred == "Meeru"


# --- the page --------------------------------------------------------------------------------


def test_the_page_follows_the_bar_in_the_finder(qtbot, screen, file_store):
    first, second = an_added(file_store), a_person(file_store, "Usha")
    write(qtbot, "patel")
    shows(qtbot, screen, first)
    press(qtbot, Qt.Key.Key_Down)
    shows(qtbot, screen, second)
    assert focus() is screen.finder.box


def test_enter_takes_the_person_to_sign_ups(qtbot, screen, file_store):
    person_id = an_added(file_store)
    write(qtbot, "patel")
    shows(qtbot, screen, person_id)
    with qtbot.waitSignal(screen.go_to) as gone:
        press(qtbot, Qt.Key.Key_Return)
    assert gone.args == ["person", person_id]
    screen.show_person(person_id)
    qtbot.waitUntil(screen.page.area.hasFocus)
    with qtbot.waitSignal(screen.go_to) as gone:
        press(qtbot, Qt.Key.Key_Return)
    assert gone.args == ["person", person_id]


def test_the_page_shows_bookings_and_what_became_of_them(qtbot, screen, file_store):
    person_id, session_id = an_added(file_store), a_session(file_store)
    file_store.write(partial(signups.book, session_id=session_id, person_id=person_id))
    screen.show_person(person_id)
    shows(qtbot, screen, person_id)
    line = screen.sides.visits.coming[0]
    assert line.accessibleName() == "Crafternoon, Thursday 26 November, 2pm"
    with qtbot.waitSignal(screen.go_to) as gone:
        line.click()
    assert gone.args == ["session", session_id]


def test_e_changes_and_n_makes_somebody_new(qtbot, screen, file_store):
    person_id = an_added(file_store)
    screen.show_person(person_id)
    qtbot.waitUntil(screen.page.area.hasFocus)
    write(qtbot, "e")
    qtbot.waitUntil(lambda: screen.dialog is not None and screen.dialog.isActiveWindow())
    assert screen.dialog.windowTitle() == "Change Mrs Meera Patel"
    press(qtbot, Qt.Key.Key_Escape)
    screen.activateWindow()
    qtbot.waitUntil(screen.page.area.hasFocus)
    write(qtbot, "n")
    qtbot.waitUntil(lambda: screen.dialog.windowTitle() == "New person")


def test_in_hospital_asks_once_with_what_is_coming_up(qtbot, screen, file_store):
    person_id, session_id = an_added(file_store), a_session(file_store)
    file_store.write(partial(signups.book, session_id=session_id, person_id=person_id))
    screen.show_person(person_id)
    shows(qtbot, screen, person_id)
    status = screen.status
    status.segments.choose("hospital")
    assert "1 booking is coming up" in status.question.sentence()
    assert the_page(file_store, person_id).status == "current"

    status.until.set_text("3 dec")
    status.question.go.click()
    qtbot.waitUntil(lambda: the_page(file_store, person_id).status == "hospital")
    assert the_page(file_store, person_id).status_until == date(2026, 12, 3)
    qtbot.waitUntil(lambda: "hospital" in screen.messages.sentence())


def test_keeping_the_status_changes_nothing(qtbot, screen, file_store):
    person_id = an_added(file_store)
    screen.show_person(person_id)
    qtbot.waitUntil(screen.page.area.hasFocus)
    screen.status.segments.choose("died")
    press(qtbot, Qt.Key.Key_Escape)
    assert not screen.status.asking()
    assert screen.status.segments.choice() == "current"
    assert the_page(file_store, person_id).status == "current"


def test_a_change_at_another_desk_is_seen_on_the_page(qtbot, screen, file_store):
    person_id = an_added(file_store)
    screen.show_person(person_id)
    shows(qtbot, screen, person_id)
    page = the_page(file_store, person_id)
    facts = replace(page.facts, preferred="Mimi")
    file_store.write(partial(people.change, person_id=person_id, version=page.version, facts=facts))
    qtbot.waitUntil(lambda: "Mimi" in screen.page._born.text())


def test_whoever_is_found_before_the_first_view_is_there_is_shown(qtbot, screen, file_store):
    person_id = an_added(file_store)
    nobody_yet = screen._view
    screen.show_person(person_id)
    screen.paint(nobody_yet)  # asked for before anybody was chosen, answered after
    shows(qtbot, screen, person_id)
    assert screen.messages.sentence() == ""


def test_somebody_whose_adding_is_undone_is_no_longer_shown(qtbot, screen, file_store):
    added = file_store.write(partial(people.add, facts=MEERA))
    screen.show_person(added.value.id)
    shows(qtbot, screen, added.value.id)
    file_store.write(partial(undo.undo, key=added.key.hex), undoes=added.key)
    qtbot.waitUntil(lambda: not screen.page.shows_person())
    assert screen.messages.sentence() == "That person is no longer there."
    assert not screen.sides.take.isVisible()


# --- for everybody ---------------------------------------------------------------------------


def test_every_control_has_a_name(qtbot, screen, dialog, file_store):
    person_id = an_added(file_store)
    screen.show_person(person_id)
    shows(qtbot, screen, person_id)
    one = dialog(page=the_page(file_store, person_id))
    nameless = [each for root in (screen, one) for each in _controls(root) if not _name(each)]
    assert [(type(e).__name__, e.objectName(), e.accessibleName()) for e in nameless] == []


def _controls(root):
    kinds = (QAbstractButton, QLineEdit, QAbstractScrollArea)
    return [each for each in root.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()
            and each.focusPolicy() != Qt.FocusPolicy.NoFocus]  # fmt: skip


def _name(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", ["W" * 60, "محمد عبد الرحمن", "<b>Bold</b>"])
def test_a_long_or_foreign_name_breaks_neither_page_nor_dialog(
    qapp, qtbot, screen, dialog, file_store, scale, name
):
    looks.apply(qapp, Look(scale=scale))
    person_id = an_added(file_store, PersonFacts(title="Dr", first=name, last=name))
    screen.resize(1366, 712)
    screen.show_person(person_id)
    shows(qtbot, screen, person_id)
    screen.status.segments.choose("moved")
    page = screen.page.area
    qtbot.waitUntil(lambda: page.widget().width() == page.viewport().width() > 0)
    assert screen.width() == 1366
    one = dialog(page=the_page(file_store, person_id))
    form = one._form_area
    qtbot.waitUntil(lambda: form.widget().width() == form.viewport().width() > 0)
    assert one.width() == 940


def test_del_cancels_the_chosen_booking_with_who_and_why(qtbot, screen, file_store):
    meera = an_added(file_store)
    for each in (26, 27):
        session_id = a_session(file_store, on=TODAY.replace(day=each))
        file_store.write(partial(signups.book, session_id=session_id, person_id=meera))
    screen.show_person(meera)
    shows(qtbot, screen, meera)
    screen.sides.visits.coming[1].setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    dialog = screen.findChild(QWidget, "cancel_booking")
    qtbot.waitUntil(dialog.isActiveWindow)
    write(qtbot, "away")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Friday 27 November" in screen.messages.sentence())
    (off,) = file_store.read(partial(people.people_tab, person_id=meera)).life.cancelled
    assert (off.date.day, off.words, off.reason) == (27, "Cancelled by Mrs Patel", "away")


def test_v_shows_everything_we_hold_and_says_that_this_is_written_down(qtbot, screen, file_store):
    meera = an_added(file_store)
    screen.show_person(meera)
    shows(qtbot, screen, meera)
    qtbot.waitUntil(screen.page.area.hasFocus)
    press(qtbot, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "everything") is not None)
    dialog = screen.findChild(QWidget, "everything")
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.title.text() == "Everything we hold about Mrs Patel"
    assert dialog.opened.text().startswith("Opening this page is written down: tests, 9:30am.")


def test_z_pauses_what_somebody_comes_to_every_week(qtbot, screen, file_store):
    meera = an_added(file_store)
    screen.show_person(meera)
    shows(qtbot, screen, meera)
    qtbot.waitUntil(screen.page.area.hasFocus)
    press(qtbot, Qt.Key.Key_Z)
    assert screen.messages.sentence() == "Mrs Patel comes to nothing every week."
