"""What is typed about activities and ideas outlasts the program, and is gone once it is saved."""

from datetime import time
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from desktop.data import ideas, offer_changes, offers
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts, Option
from desktop.rules.ideas import IdeaFacts
from desktop.ui.activities.drafts import NEW
from desktop.ui.activities.screen import ActivitiesScreen
from tests.makers import TODAY

LUNCH = ActivityFacts(name="Shared lunch", options=(Option("Ride home", 4),))


@pytest.fixture
def lunch(file_store):
    save = partial(offer_changes.save, facts=LUNCH, written=(Written("en", "Eat together."),))
    return file_store.write(save).value.id


@pytest.fixture
def in_room(qtbot, open_desk, clock):
    """Open the Activities tab of a window."""

    def open_one(window):
        made = ActivitiesScreen(open_desk(), clock)
        qtbot.addWidget(made)
        with qtbot.waitSignal(made.painted):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.keep_drafts(window.drafts)
        return made

    return open_one


def kept(tmp_path):
    return list((tmp_path / "drafts").glob("*.draft"))


def put(tab, name, value):
    tab.editor.inputs[name].put(value)


def saves(qtbot, tab, words):
    tab.save()
    qtbot.waitUntil(lambda: words in tab.messages.sentence())


def test_an_activity_half_written_is_back_after_the_program_ended(
    qtbot, opened, in_room, lunch, file_store, tmp_path
):
    window = opened()
    tab = in_room(window)
    qtbot.waitUntil(lambda: tab.editor.name.text() == "Shared lunch")
    put(tab, "bring", "An apron")
    put(tab, "closes", (1, time(12)))
    put(tab, "options", (("Ride home", "4"), ("Lunch", "12")))
    tab.editor.form.texts._box("ar").put("غداء", "اطبخ قليلا")
    qtbot.waitUntil(lambda: bool(kept(tmp_path)))
    qtbot.waitUntil(lambda: "on this PC" in tab.editor.foot._words.text())
    window.drafts.close()
    assert b"apron" not in kept(tmp_path)[0].read_bytes()

    theirs = partial(offer_changes.save, activity_id=lunch, version=1,
                     facts=ActivityFacts(name="Shared lunch", options=LUNCH.options, price="£1"))  # fmt: skip
    file_store.write(theirs)
    again = opened()
    back = in_room(again)
    qtbot.waitUntil(lambda: back.editor.typed()["bring"] == "An apron")
    assert again.heard == [
        "Not saved when the program ended: Shared lunch. Open it, and it is back."
    ]
    typed = back.editor.typed()
    assert typed["closes"] == (1, time(12))
    assert typed["options"] == (("Ride home", "4"), ("Lunch", "12"))
    assert (typed["price"], typed["text ar"]) == ("£1", "اطبخ قليلا")
    assert typed["title ar"] == "غداء"
    saves(qtbot, back, "Saved Shared lunch.")
    facts = file_store.read(
        partial(offers.activity_page, activity_id=lunch, today=TODAY)
    ).facts  # fmt: skip
    assert (facts.bring, facts.price, len(facts.options)) == ("An apron", "£1", 2)
    qtbot.waitUntil(lambda: not kept(tmp_path))


def test_a_new_activity_is_back_and_its_draft_can_be_forgotten(
    qtbot, opened, in_room, lunch, tmp_path
):
    window = opened()
    tab = in_room(window)
    tab.new_activity()
    qtbot.waitUntil(lambda: tab.editor.name.text() == "New activity")
    put(tab, "name", "Knit and natter")
    qtbot.waitUntil(lambda: bool(kept(tmp_path)))
    window.drafts.close()
    back = in_room(opened())
    qtbot.waitUntil(lambda: NEW in back._drafts)
    back.new_activity()
    qtbot.waitUntil(lambda: back.editor.typed()["name"] == "Knit and natter")
    back.editor.foot.forget.click()
    qtbot.waitUntil(lambda: not kept(tmp_path))


def test_an_idea_keeps_what_was_typed_about_it_beside_others_and_after_the_program(
    qtbot, opened, in_room, file_store, tmp_path
):
    for title in ("Chess", "Knit"):
        file_store.write(partial(ideas.add, facts=IdeaFacts(title)))
    window = opened()
    tab = in_room(window)
    tab.open_ideas()
    qtbot.waitUntil(lambda: tab.ideas.model.rowCount() == 2)
    first, second = (tab.ideas.model.idea(number).id for number in range(2))
    tab.ideas.choose(first)
    tab.ideas.form.about.put("Boards and tea")
    tab.ideas.form.start.starts.put("2pm")
    tab.ideas.choose(second)
    assert (tab.ideas.form.about.value(), tab.ideas.form.start.starts.value()) == ("", "")
    tab.ideas.new.setText("Singing")
    qtbot.waitUntil(lambda: len(kept(tmp_path)) == 2)
    window.drafts.close()

    back = in_room(opened())
    qtbot.waitUntil(lambda: back.ideas.new.text() == "Singing")
    back.open_ideas()
    qtbot.waitUntil(lambda: back.ideas.model.rowCount() == 2)
    back.ideas.choose(first)
    form = back.ideas.form
    assert (form.about.value(), form.start.starts.value()) == ("Boards and tea", "2pm")
    back.ideas.save()
    qtbot.waitUntil(lambda: not form.dirty())
    form.start.starts.put("")
    back.ideas.new.clear()
    qtbot.waitUntil(lambda: not kept(tmp_path))
    assert QApplication.activeModalWidget() is None
