"""Tab stays in the pane where the keyboard is; F6 goes to the next one, and to the top bar."""

import pytest

from desktop.ui.widgets.pane import pane_of

TOP_BAR = ["Calendar", "Find anything", "Sue Barrow at desk 1, menu"]


@pytest.fixture
def tabs_through(sue):
    """Press a key until the keyboard is where it was, and say what it came past."""

    def walk(key="Tab"):
        sue.sit_down()
        first, passed = sue.focus(), [sue.focus().accessibleName()]
        for _ in range(60):
            sue.keys(key)
            if sue.focus() is first:
                return passed
            passed.append(sue.focus().accessibleName())
        pytest.fail(f"{key} never came round, only past {passed}.")

    return walk


@pytest.fixture
def panes_through(sue):
    """Press a key once for each pane, and say on what it puts the keyboard there."""

    def walk(key="F6"):
        sue.sit_down()
        first, reached = pane_of(sue.focus()), []
        for _ in range(9):
            sue.keys(key)
            reached.append(sue.focus().accessibleName())
            if pane_of(sue.focus()) is first:
                return reached
        pytest.fail(f"{key} never came round, only past {reached}.")

    return walk


def test_in_sign_ups_f6_goes_from_the_finder_round_the_panes_and_the_top_bar(
    sue_with_a_booking, panes_through
):
    sue_with_a_booking.keys("Ctrl+F")
    round_it = ["Sign-ups", "Sessions", "Register", "Find a person"]
    assert panes_through() == round_it
    assert panes_through("Shift+F6") == [*reversed(round_it[:-1]), round_it[-1]]


def test_tab_in_the_finder_never_leaves_it_for_the_register(sue_with_a_booking, tabs_through):
    sue_with_a_booking.keys("Ctrl+F")
    passed = tabs_through()
    assert passed[0] == "Find a person"
    assert {"Details", "Has arrived", "Cancel booking"} < set(passed)
    assert not {"Register", "Sessions", "Calendar"} & set(passed)


def test_shift_and_tab_goes_the_same_round_backwards(crafternoon, sue, tabs_through):
    sue.keys("Alt+1")
    there = tabs_through()
    back = tabs_through("Shift+Tab")
    assert back == [there[0], *reversed(there[1:])]


def test_tab_in_the_list_of_sessions_passes_its_own_controls_only(crafternoon, sue, tabs_through):
    sue.keys("Alt+2", "F6", "F6")
    assert sue.focus().accessibleName() == "Sessions"
    passed = tabs_through()
    assert passed[0] == "Sessions"
    assert "Any date: show the week from this day on" in passed
    assert "Find a person" not in passed


def test_in_the_calendar_f6_goes_to_the_chosen_session_and_the_top_bar(
    crafternoon, sue, panes_through, tabs_through
):
    sue.keys("Alt+1")
    sue.until(sue.window.rooms.room("calendar").week.session)
    chosen = "Crafternoon, Monday 23 November, 2pm to 4pm, 0 of 12 booked, nobody leads it"
    assert panes_through() == ["Open the register", "Calendar", chosen]
    bar = ["Week before", "Today", "Week after", "Go to a day", "Show only some sessions", "Week"]
    assert tabs_through() == [chosen, *bar, "New series", "New session"]
    sue.keys("F6")
    assert tabs_through() == ["Open the register", "Book someone", "Change it", "Cancel it"]


def test_in_people_f6_passes_the_page_and_what_somebody_comes_to(
    mrs_patel, sue, panes_through, tabs_through
):
    sue.keys("Alt+4")
    sue.type("patel")
    sue.until(sue.window.rooms.room("people").sides.middle.shows_person)
    assert panes_through() == ["Page of Mrs Meera Patel", "Take Mrs Patel to Sign-ups",
                               "People", "Find a person"]  # fmt: skip
    assert tabs_through() == ["Find a person", "New person"]


def test_a_pane_without_anything_to_press_is_passed_over(sue, panes_through):
    sue.keys("Alt+2")
    sue.until(lambda: not sue.signups.register.isVisible())
    reached = panes_through()
    assert "Register" not in reached
    assert reached[-1] == "Find a person"


def test_tab_stays_in_the_top_bar_until_f6_leaves_it(sue, tabs_through):
    sue.keys("Alt+1", "Shift+F6")
    assert sue.focus().accessibleName() == "Calendar"
    assert tabs_through() == TOP_BAR
    sue.keys("F6")
    assert pane_of(sue.focus()) is sue.window.rooms.room("calendar")
