"""What Ctrl+K finds beside people: sessions by what they are, where, and who leads them."""

from functools import partial

import pytest

from desktop.data import anything
from desktop.data.tables import session
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, an_activity, days_from


def found(store, text, **how):
    find = partial(anything.coming_sessions, text=text, first=TODAY, **how)
    return [(each.title, each.date) for each in store.read(find)]


@pytest.fixture
def coming(store):
    """A craft afternoon, led by Zoë O'Brien in the sun lounge, and a choir elsewhere."""
    zoe = a_person(store, "Zoë", "O’Brien")
    lounge, hall = a_place(store, "Café Lumière"), a_place(store, "Church hall")
    craft, choir = an_activity(store, "Crafternoon"), an_activity(store, "Singing for lungs")
    a_session(store, activity_id=craft, place=lounge, leader=zoe)
    a_session(store, activity_id=choir, place=hall, on=days_from(THURSDAY, 1))
    a_session(store, activity_id=choir, place=hall, on=days_from(TODAY, -1))
    return store


CRAFT, CHOIR = ("Crafternoon", THURSDAY), ("Singing for lungs", days_from(THURSDAY, 1))


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("craft", [CRAFT]),
        ("CRAFTER", [CRAFT]),
        ("lungs", [CHOIR]),
        ("zoe", [CRAFT]),
        ("obrien", [CRAFT]),
        ("Ms O'Brien", [CRAFT]),
        ("lumiere", [CRAFT]),
        ("hall", [CHOIR]),
        ("hall singing", [CHOIR]),
        ("zoe hall", []),
        ("zo", [CRAFT]),
        ("zob", []),
        ("", []),
        ("-", []),
    ],
)
def test_a_session_is_found_by_its_name_its_place_and_its_leader(coming, text, sessions):
    assert found(coming, text) == sessions


def test_the_next_ones_come_first_and_a_cancelled_one_not_at_all(store):
    craft = an_activity(store, "Crafternoon")
    dates = [days_from(THURSDAY, 7 * week) for week in (2, 0, 1, 3)]
    ids = [a_session(store, activity_id=craft, on=on) for on in dates]
    store.write(lambda db: db.change(session, ids[1], status="cancelled"))
    assert found(store, "craft", most=2) == [("Crafternoon", dates[2]), ("Crafternoon", dates[0])]
