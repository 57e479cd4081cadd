"""From an idea to a group, by keyboard alone: gathered, begun, booked, and on People to tell."""

import pytest

from tests.makers import a_person


@pytest.fixture(params=["sqlite"])
def url(request):
    return request.getfixturevalue(f"{request.param}_url")


def test_an_idea_becomes_a_group_and_its_people_are_to_be_told(sue, store, mrs_patel, bookings):
    a_person(store, "John", "Whitlow", title="Mr")
    sue.keys("Alt+5", "I")
    tab = sue.window.rooms.room("activities")
    sue.until(lambda: sue.focus().objectName() == "new_idea")
    sue.type("Knit and natter")
    sue.keys("Return")
    sue.until(lambda: tab.ideas.form.title.value() == "Knit and natter")
    sue.tab_to("Smallest number")
    sue.type("2")
    sue.keys("Ctrl+S")
    sue.says("Saved Knit and natter.")

    sue.tab_to("Find a person")
    for number, name in enumerate(("patel", "whitlow"), 1):
        sue.type(name)
        sue.keys("Return")
        sue.until(lambda number=number: len(tab.ideas.form.people()) == number)
    assert tab.ideas.form._number.text() == "2 of 2 would come. Enough to begin."

    sue.tab_to("First date")
    sue.type("26 Nov")
    sue.tab_to("Starts")
    sue.type("2pm")
    sue.tab_to("Ends")
    sue.type("4pm")
    sue.tab_to("Start it")
    sue.keys("Space")
    sue.says("Knit and natter begins. 2 people are booked; see People to tell.")
    assert bookings() == [("John", "booked"), ("Meera", "booked")]

    sue.keys("Alt+7")
    told = sue.window.rooms.room("todo").list.model()
    sue.until(lambda: told.rowCount() >= 2)
    said = " ".join(str(told.index(n).data()) for n in range(told.rowCount()))
    assert "Meera Patel" in said
    assert "John Whitlow" in said
    sue.keys("Ctrl+Z")
    sue.until(lambda: bookings() == [])
