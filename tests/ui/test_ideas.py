"""Ideas in the Activities tab: written down, gathered, and made a group by keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.data import ideas, offers, telling
from desktop.rules.ideas import IdeaFacts
from desktop.ui import look as looks
from desktop.ui.activities.ideas_model import IdeasModel
from desktop.ui.activities.screen import ActivitiesScreen
from desktop.ui.look import Look
from tests.makers import TODAY, a_person


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


@pytest.fixture
def tab(open_desk, clock, qtbot):
    made = ActivitiesScreen(open_desk(), clock)
    qtbot.addWidget(made)
    made.resize(1366, 712)
    with qtbot.waitSignal(made.painted):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def focus():
    return QApplication.focusWidget()


def write(qtbot, box, text):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def waiting(store):
    return store.read(ideas.ideas)


def an_idea(qtbot, tab, title="Knit and natter"):
    qtbot.keyClick(focus(), Qt.Key.Key_I)
    qtbot.waitUntil(lambda: focus() is tab.ideas.new)
    qtbot.keyClicks(focus(), title)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.ideas.form.title.value() == title)


def gather(qtbot, tab, last, number):
    finder = tab.ideas.form.finder
    finder.take_focus()
    qtbot.keyClicks(finder.box, last)
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(tab.ideas.form.people()) == number)


def test_the_ideas_are_an_honest_model(qtmodeltester):
    model = IdeasModel()
    who = tuple(ideas.Interested(n, f"Person {n}") for n in range(2))
    model.show_ideas([ideas.IdeaPage(1, IdeaFacts("Knit", "", 2), "", who, TODAY, 1)])
    qtmodeltester.check(model)
    read = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(read) == "Knit, 2 of 2 would come, Enough people"


def test_an_idea_is_written_down_with_its_key_and_kept(qtbot, tab, file_store):
    an_idea(qtbot, tab)
    assert [each.facts.title for each in waiting(file_store)] == ["Knit and natter"]
    qtbot.waitUntil(lambda: tab.sides.left.ideas.words() == "1 idea is waiting")
    write(qtbot, tab.ideas.form.smallest.box, "two")
    qtbot.keyClick(focus(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert tab.messages.sentence() == "This is not a number. Write it in figures."
    write(qtbot, tab.ideas.form.smallest.box, "2")
    qtbot.keyClick(focus(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: waiting(file_store)[0].facts.smallest == 2)


def test_esc_leads_back_to_the_activities(qtbot, tab):
    an_idea(qtbot, tab)
    assert tab.sides.shows_ideas()
    for _ in range(2):  # first the message that it is kept
        qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert not tab.sides.shows_ideas()
    assert focus() is tab.list


def test_an_idea_gathers_people_and_becomes_a_group_by_keyboard(qtbot, tab, file_store):
    a_person(file_store)
    a_person(file_store, "John", "Whitlow", title="Mr")
    an_idea(qtbot, tab)
    gather(qtbot, tab, "patel", 1)
    gather(qtbot, tab, "whitlow", 2)
    assert [each.name for each in waiting(file_store)[0].people] == ["Meera Patel", "John Whitlow"]

    form = tab.ideas.form.start
    write(qtbot, form.first.box, "26 Nov")
    write(qtbot, form.starts.box, "2pm")
    write(qtbot, form.ends.box, "4pm")
    write(qtbot, form.count.box, "3")
    assert form._said.text() == "Every Thursday, 2pm to 4pm, 3 times."
    form.start.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.editor.name.text() == "Knit and natter")
    assert not tab.sides.shows_ideas()
    assert tab.messages.sentence() == (
        "Knit and natter begins. 2 people are booked; see People to tell."
    )
    page = store_page(file_store, tab._id)
    assert (page.rhythm, page.dates_to_come) == ("Thursdays 2pm", 3)
    assert len(file_store.read(partial(telling.people_to_tell, today=TODAY))[0].lines) == 2


def store_page(store, activity_id):
    return store.read(partial(offers.activity_page, activity_id=activity_id, today=TODAY))


def test_what_cannot_be_read_is_said_and_nothing_begins(qtbot, tab, file_store):
    an_idea(qtbot, tab)
    form = tab.ideas.form.start
    form.start.click()
    assert tab.messages.sentence() == form.first.sentence() != ""
    assert focus() is form.first.box
    write(qtbot, form.first.box, "26 Nov")
    write(qtbot, form.starts.box, "4pm")
    write(qtbot, form.ends.box, "2pm")
    form.start.click()
    qtbot.waitUntil(lambda: "end must be after" in tab.messages.sentence())
    assert len(waiting(file_store)) == 1
    assert store_list(file_store) == ()


def store_list(store):
    return store.read(partial(offers.offered, today=TODAY))


def test_somebody_is_taken_off_the_list_again(qtbot, tab, file_store):
    a_person(file_store)
    an_idea(qtbot, tab)
    gather(qtbot, tab, "patel", 1)
    tab.ideas.form.people()[0].click()
    qtbot.waitUntil(lambda: waiting(file_store)[0].people == ())


def test_the_to_do_tab_leads_to_one_idea(qtbot, tab, file_store):
    first = file_store.write(partial(ideas.add, facts=IdeaFacts("Chess"))).value.id
    second = file_store.write(partial(ideas.add, facts=IdeaFacts("Knit"))).value.id
    tab.show_idea(second)
    qtbot.waitUntil(lambda: tab.ideas.form.title.value() == "Knit")
    tab.show_idea(first)
    qtbot.waitUntil(lambda: tab.ideas.form.title.value() == "Chess")
