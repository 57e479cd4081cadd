"""Everything that is kept about somebody, read to them or shown."""

from functools import partial

from desktop.data import everything, handovers, merging_rows, signups, worries
from desktop.data.everything import KEPT, NOT_SHOWN
from tests.data.test_waiting import do
from tests.makers import THURSDAY, a_person, a_session


def test_every_table_that_names_somebody_is_read_out_or_left_out_on_purpose():
    named = {*merging_rows.MOVED}
    assert {each.column for each in KEPT} | {*NOT_SHOWN} == named


def test_all_that_is_kept_is_on_one_page_and_its_opening_too(store):
    mrs_patel = a_person(store)
    do(store, signups.book, session_id=a_session(store), person_id=mrs_patel)
    do(store, handovers.write, text="Likes the window.", person_id=mrs_patel)
    do(store, worries.pass_on, person_id=mrs_patel, to="Dan Reeve")
    do(store, everything.look_up, person_id=mrs_patel)
    found = store.read(partial(everything.everything, person_id=mrs_patel))
    said = {each.heading: each.lines for each in found.sections}
    assert THURSDAY.day == 26
    assert said["Bookings"] == ("Crafternoon, 26 November 2026. Booked",)
    assert said["Notes to colleagues"][0].startswith("Likes the window.")
    assert said["This page was opened"] == ("By tests, on 23 November 2026",)
    assert "Dan Reeve" not in str(found)
    assert (found.called, found.by) == ("Mrs Patel", "tests")
