"""An activity is written by keyboard alone, then planned, and found from anywhere."""

import pytest


@pytest.fixture(params=["sqlite"])
def url(request):
    return request.getfixturevalue(f"{request.param}_url")


def test_an_activity_is_written_planned_and_found_by_keyboard_alone(sue):
    sue.keys("Ctrl+K")
    sue.type("new activity")
    sue.until(lambda: "New activity" in sue.found())
    sue.keys("Return")
    sue.until(lambda: sue.focus().accessibleName() == "Name")
    sue.type("Knit and natter")
    sue.tab_to("Length")
    sue.keys("Ctrl+A")
    sue.type("1 hour 30")
    sue.tab_to("What people read in English")
    sue.type("Bring wool or use ours.")
    sue.keys("F6")
    sue.tab_to("Step-free")
    sue.keys("Space", "Ctrl+S")
    sue.says("Saved Knit and natter.")

    tab = sue.window.rooms.room("activities")
    sue.until(lambda: tab.editor.name.text() == "Knit and natter")
    tab.editor.form.texts.take_focus()
    sue.keys("Ctrl+R")
    sue.says("Checked. Your name and today’s date are kept with it.")

    sue.keys("Alt+1", "N")
    sue.until(sue.dialog)
    sue.until(lambda: sue.focus().accessibleName() == "Activity")
    sue.until(lambda: sue.focus().completer().model().rowCount())
    sue.type("Knit and natter")
    sue.tab_to("Starts")
    sue.type("2pm")
    sue.keys("Return")
    sue.until(lambda: not sue.dialog())
    sue.until(lambda: sue.said().startswith("Added"))
    assert sue.said() == "Added Knit and natter, Monday 23 November, 2pm to 3:30pm."

    sue.find_anything("knit", "Knit and natter")
    sue.keys("Escape")
    sue.keys("Alt+5")
    sue.until(lambda: tab.editor._second.text() == "1 date to come.")
