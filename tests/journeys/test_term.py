"""A term's programme from an empty database in one sitting, by keyboard, and then changed."""

from datetime import date, time

import pytest
from sqlalchemy import func, select

from desktop.data.tables import (
    activity,
    booking,
    closure,
    opening_hours,
    place,
    series,
    session,
    telling,
    term,
)

PLACES = ("Waiting room", "Garden", "Kitchen", "Annexe")
TERMS = (
    ("Autumn", "7 September", "18 December"),
    ("Spring, first half", "4 January", "12 February"),
    ("Spring, second half", "22 February", "25 March"),
)
WEEKLY, EVERY_SECOND, FIRST_OF_MONTH = 0, 1, 5
"""How many steps down the list of rhythms."""
TERM_ONLY = True
PROGRAMME = (
    ("Crafternoon", "W", WEEKLY, "26 November", "2pm", TERM_ONLY),
    ("Coffee and chat", "K", WEEKLY, "30 November", "10am", False),
    ("Walking group", "G", WEEKLY, "27 November", "9:30am", False),
    ("Singing", "A", WEEKLY, "25 November", "2pm", False),
    ("Gentle movement", "A", WEEKLY, "25 November", "10am", False),
    ("Garden group", "G", EVERY_SECOND, "24 November", "10am", TERM_ONLY),
    ("Mending workshop", "A", EVERY_SECOND, "3 December", "11am", False),
    ("Story hour", "W", EVERY_SECOND, "30 November", "3:30pm", TERM_ONLY),
    ("Shared lunch", "K", FIRST_OF_MONTH, "1 December", "12pm", False),
    ("Help with forms", "A", FIRST_OF_MONTH, "1 December", "2pm", False),
)
MADE = {
    "Crafternoon": "Added 15 sessions. Every Thursday, 2pm to 3pm, until 25 March 2027.",
    "Garden group": "Added 7 sessions. Every other Tuesday, 10am to 11am, until 25 March 2027.",
    "Shared lunch": "Added 4 sessions. The first Tuesday of the month, 12pm to 1pm, until 25 "
    "March 2027.",
}
"""Thursdays of the Christmas holidays and of half-term have no Crafternoon."""


@pytest.fixture
def url(nothing):
    return nothing


@pytest.fixture
def sue(open_at, url):
    return open_at(url)


@pytest.fixture
def all_of(request):
    """Look into the database past the window."""

    def read(*columns, **how):
        store = request.getfixturevalue("store")
        rows = select(*columns)
        for name, value in how.items():
            rows = getattr(rows, name)(value)
        return store.read(lambda db: [tuple(row) for row in db.all(rows)])

    return read


def ask(sue, words, entry):
    """Find something to do with Ctrl+K and do it."""
    sue.keys("Ctrl+K")
    sue.type(words)
    sue.until(lambda: entry in sue.found())
    sue.keys(*["Down"] * sue.found().index(entry), "Return")


def write_hours(sue):
    ask(sue, "opening", "Opening hours and terms")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Monday")
    sue.until(lambda: sue.dialog()._known is not None)
    sue.type("9am to 6pm")
    for number, (name, first, last) in enumerate(TERMS, 1):
        sue.tab_to("New term")
        sue.type(name)
        sue.tab_to("First day of it")
        sue.type(first)
        sue.tab_to("Last day of it")
        sue.type(last)
        sue.keys("Return")
        sue.until(lambda number=number: len(sue.dialog().terms.texts()) == number)
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    sue.says("Saved the opening hours.")


def write_places(sue):
    """From the form of the first activity, which stays as it was begun."""
    sue.keys("Alt+5", "N")
    sue.until(lambda: sue.focus().accessibleName() == "Name")
    sue.tab_to("Places and rooms")
    sue.keys("Space")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "New place")
    for name in PLACES:
        sue.type(name)
        sue.keys("Return")
        sue.until(lambda: sue.focus().text() == "")
    sue.keys("Escape")
    sue.until(lambda: not sue.dialog())


def write_activity(sue, name, place_key):
    tab = sue.window.rooms.room("activities")
    sue.keys("Escape", "Escape")
    sue.until(tab.list.hasFocus)
    sue.keys("N")
    sue.until(lambda: sue.focus().accessibleName() == "Name" and not sue.focus().text())
    sue.type(name)
    sue.tab_to("Place")
    sue.type(place_key)
    sue.keys("Ctrl+S")
    sue.says(f"Saved {name}.")
    sue.until(lambda: tab.editor.name.text() == name)


def plan_series(sue, down, first, starts, term_only):
    """From the activity on show, over its series and dates; until the end of term."""
    sue.keys("Alt+D")
    sue.until(lambda: sue.focus().accessibleName() == "New series")
    sue.keys("N")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Repeats")
    sue.keys(*["Down"] * down)
    for box, typed in (("First date", first), ("How many times", "until 25 March"),
                       ("Starts", starts)):  # fmt: skip
        sue.tab_to(box)
        sue.type(typed)
    if term_only:
        sue.tab_to("Only on school-term dates")
        sue.keys("Space")
    sue.until(lambda: sue.dialog().right.title.text().endswith(" dates"))
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    sue.until(lambda: sue.said().startswith("Added "))


def close(sue, name, facts, standing):
    """Close on some days; what stands there is called off, all alike."""
    ask(sue, "close on", "Close on some days")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "What is it called?")
    sue.type(name)
    for box, typed in facts.items():
        sue.tab_to(box)
        sue.type(typed)
    sue.until(lambda: sue.dialog().right.title.text() == standing)
    sue.keys("F6", "Ctrl+1")
    sue.until(lambda: sue.dialog().right.view.dates.first_open() is None)
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    sue.says(f"Closed: {name}.")


def go_to(sue, day, title):
    """Stand on a session of a day in the calendar."""
    calendar = sue.window.rooms.room("calendar")
    sue.keys("Alt+1", "G")
    sue.type(day)
    sue.keys("Return")
    there = calendar.sides.session

    def on_that_day():
        return there() and f"{there().date.day} {there().date:%B}" == day

    sue.until(on_that_day)
    for _ in range(6):
        if there().title != title:
            sue.keys("Down")
    assert (there().title, on_that_day()) == (title, True)


def book_meera(sue):
    go_to(sue, "3 December", "Crafternoon")
    sue.keys("B")
    sue.until(sue.signups.isVisible)
    sue.keys("Ctrl+K")
    sue.type("Meera Patel")
    sue.keys("Return")
    sue.until(sue.dialog)
    sue.keys("Ctrl+Return")
    sue.offers("Book Meera Patel: Crafternoon, Thursday 3 December 2pm")
    sue.keys("Return")
    sue.says("Booked. Meera Patel: Crafternoon, Thursday 3 December, 2pm to 3pm.")


def test_a_terms_programme_is_entered_in_one_sitting_and_a_change_of_it_taken_back(sue, all_of):
    write_hours(sue)
    write_places(sue)
    said = {}
    for name, place_key, down, first, starts, term_only in PROGRAMME:
        write_activity(sue, name, place_key)
        plan_series(sue, down, first, starts, term_only)
        said[name] = sue.said()
    assert {name: said[name] for name in MADE} == MADE

    counted = [all_of(func.count(table.c.id))[0][0] for table in (place, activity, series, term)]
    assert counted == [4, 10, 10, 3]
    assert len(all_of(opening_hours.c.weekday)) == 5
    rhythms = {rule.partition(";BYDAY")[0] for (rule,) in all_of(series.c.rule)}
    assert rhythms == {"FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY"}

    close(sue, "Staff training", {"First day": "10 December", "From": "1pm", "Until": "5pm"},
          "1 session stands there")  # fmt: skip
    close(sue, "Christmas", {"First day": "24 December", "Last day": "1 January"},
          "3 sessions stand there")  # fmt: skip
    assert all_of(closure.c.name) == [("Staff training",), ("Christmas",)]

    book_meera(sue)
    go_to(sue, "17 December", "Crafternoon")
    sue.keys("Alt+Down", "Alt+Down", "Return")
    sue.until(lambda: sue.said().startswith("Moved"))

    crafternoon = all_of(activity.c.id, where=activity.c.name == "Crafternoon")[0][0]
    mine = session.c.activity == crafternoon
    columns = (session.c.date, session.c.starts, session.c.status, session.c.by_hand)
    before = sorted(all_of(*columns, where=mine))
    assert (date(2026, 12, 17), time(15), "planned", True) in before
    assert (date(2026, 12, 10), time(14), "cancelled", True) in before

    go_to(sue, "3 December", "Crafternoon")
    sue.keys("E")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Starts")
    sue.keys("Ctrl+A")
    sue.type("2:30pm")
    sue.until(lambda: sue.dialog().act.words() == "Change 1 date")
    sue.tab_to("Only this one. 1 person to tell")
    sue.keys("2")
    sue.until(lambda: sue.dialog().act.words() == "Change 12 dates")
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    sue.says("Changed 12 dates of Crafternoon. 1 person to tell.")
    after = sorted(all_of(*columns, where=mine))
    assert [row[1] for row in after] == [
        time(14), time(14, 30), time(14), time(15), *[time(14, 30)] * 11
    ]  # fmt: skip
    assert len(all_of(telling.c.id)) == 1

    sue.keys("Ctrl+Z")
    sue.until(lambda: sue.said().startswith("Undid: changed Crafternoon"))
    assert sorted(all_of(*columns, where=mine)) == before
    assert all_of(telling.c.id) == []
    assert all_of(booking.c.status) == [("booked",)]
