"""Comes every week, away and back, and asking first, by keyboard in the real window."""

from datetime import date, time, timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.data import asking, places_to_offer, regulars, series, signups, waiting
from desktop.data.tables import ask_first, booking, regular, sealed_reason, session
from desktop.rules.planning import SeriesPlan
from desktop.rules.refusal import Refused
from tests.makers import TODAY, a_person, an_activity
from tests.test_settings import ring  # noqa: F401 -- a fixture

WEEK = timedelta(weeks=1)

# What the databases do differently is proved without a window, in tests/data.
pytestmark = [
    pytest.mark.usefixtures("crafternoon"),
    pytest.mark.parametrize("url", ["sqlite"], indirect=True),
]


@pytest.fixture
def mondays(store):
    """Tea every Monday, four times, from next week on; the ids of its sessions."""
    tea = an_activity(store, "Tea", places=12)
    plan = SeriesPlan(
        activity_id=tea, rule="FREQ=WEEKLY;BYDAY=MO", first=TODAY + WEEK, last=TODAY + 4 * WEEK,
        starts=time(10), ends=time(11), place_id=None, leader_id=None, places=12,
        skips_closed=False,
    )  # fmt: skip
    store.write(partial(series.make, plan=plan))
    its = select(session.c.id).where(session.c.activity == tea).order_by(session.c.date)
    return [row.id for row in store.read(lambda db: db.all(its))]


def booked_on(store):
    live = (
        select(session.c.date)
        .select_from(booking.join(session, session.c.id == booking.c.session))
        .where(booking.c.status == "booked")
        .order_by(session.c.date)
    )
    return [row.date for row in store.read(lambda db: db.all(live))]


def at_the_register(sue, session_id):
    sue.window.go("session", session_id)
    sue.until(lambda: sue.signups.middle.shown() is not None
              and sue.signups.middle.shown().session.id == session_id)  # fmt: skip


def find_her(sue):
    sue.keys("Ctrl+F")
    sue.type("patel")
    sue.until(lambda: sue.signups._chosen.person() is not None and sue.signups.foot.offer())


def a_dialog(sue, name):
    sue.until(lambda: sue.dialog() is not None and sue.dialog().objectName() == name)
    return sue.dialog()


def test_she_comes_every_week_is_away_for_two_weeks_and_ctrl_z_takes_it_back(
    store, mrs_patel, mondays, sue
):
    at_the_register(sue, mondays[0])
    find_her(sue)
    sue.keys("Ctrl+E")
    dialog = a_dialog(sue, "every_week")
    assert dialog.act.words() == "Comes every week"
    sue.keys("Return")
    sue.says("Mrs Patel comes every week. Booked on 4 dates.")
    assert len(booked_on(store)) == 4

    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.keys("V")
    dialog = a_dialog(sue, "every_week")
    dialog.first.set_text("7 December")
    sue.type("21 December")
    assert dialog.until.text() == "21 December"
    dialog.reason.set_text("Visits her sister")
    sue.keys("Return")
    sue.says("Mrs Patel is away until 21 December. 2 dates are free.")
    assert booked_on(store) == [date(2026, 11, 30), date(2026, 12, 21)]
    sue.keys("Ctrl+Z")
    sue.says("Undid: wrote down that Mrs Patel is away.")
    assert len(booked_on(store)) == 4
    sue.until(lambda: "Every week" in card_words(sue))


def test_her_carer_comes_along_every_week_until_somebody_else_does(store, mrs_patel, mondays, sue):
    at_the_register(sue, mondays[0])
    find_her(sue)
    sue.keys("Ctrl+E")
    dialog = a_dialog(sue, "every_week")
    sue.tab_to("Somebody else comes along")
    sue.keys("Space")
    other = a_dialog(sue, "other")
    sue.until(lambda: sue.focus() is other.form.name.box)
    other.form.kind.setCurrentIndex(2)
    sue.type("Jo Reid")
    sue.keys("Return")
    sue.until(dialog.along.brought)
    dialog.act.setFocus()
    sue.keys("Return")
    sue.says("Mrs Patel comes every week with Jo Reid, carer. Booked on 4 dates.")
    assert taken(store, mondays) == [2, 2, 2, 2]

    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.keys("V")
    dialog = a_dialog(sue, "every_week")
    dialog.choice.choose("along")
    dialog.choice.chosen.emit("along")
    sue.until(dialog.along.isVisible)
    sue.tab_to("Jo Reid, carer")
    sue.keys("Space")
    dialog.act.setFocus()
    sue.keys("Return")
    sue.says("Mrs Patel comes every week alone.")
    assert taken(store, mondays) == [1, 1, 1, 1]
    sue.keys("Ctrl+Z")
    sue.says("Undid: changed who comes along with Mrs Patel every week.")
    assert taken(store, mondays) == [2, 2, 2, 2]


def taken(store, ids):
    its = select(session.c.booked).where(session.c.id.in_(ids)).order_by(session.c.date)
    return [row.booked for row in store.read(lambda db: db.all(its))]


def card_words(sue):
    from desktop.ui.widgets.label import Label

    return [each.text() for each in sue.signups.right.card.findChildren(Label)]


def test_sue_is_told_whom_to_ask_and_goes_on_when_she_has(store, mrs_patel, mondays, sue):
    store.write(partial(asking.add, ask="Sam Oduya", person_id=mrs_patel))
    at_the_register(sue, mondays[0])
    find_her(sue)
    sue.until(lambda: "Ask Sam Oduya first." in card_words(sue))
    sue.keys("Return")
    sue.says("Not booked. Ask Sam Oduya first.")
    assert booked_on(store) == []
    sue.keys("Alt+S")
    sue.says("Booked. Mrs Patel: Tea, Monday 30 November, 10am to 11am.")
    assert len(booked_on(store)) == 1


def test_in_the_to_do_room_a_colleague_is_asked_before_a_place_is_offered(
    store, mrs_patel, mondays, sue
):
    ann = a_person(store, "Ann", "Hill")
    booked = store.write(partial(signups.book, session_id=mondays[0], person_id=ann)).value
    store.write(lambda db: db.change(session, mondays[0], places=1))
    store.write(partial(waiting.wait, session_id=mondays[0], person_id=mrs_patel))
    store.write(partial(asking.add, ask="Sam Oduya", person_id=mrs_patel))
    store.write(partial(signups.cancel, booking_id=booked.booking_id))
    (line,) = store.read(partial(waiting.waiting_list, session_id=mondays[0]))
    with pytest.raises(Refused) as no:
        store.write(partial(places_to_offer.ring, waiting_id=line.waiting_id))
    sue.keys("Alt+7")
    todo = sue.window.rooms.room("todo")
    sue.until(todo.isVisible)
    todo.say_no(no.value)
    sue.keys("Alt+S")
    sue.says("Written down that you have asked. Do it once more.")
    store.write(partial(places_to_offer.ring, waiting_id=line.waiting_id))


def test_whom_to_ask_is_written_down_with_a_reason_nobody_at_the_desk_reads(
    store, mrs_patel, sue, ring  # noqa: F811
):  # fmt: skip
    sue.window.go("person page", mrs_patel)
    sue.until(lambda: sue.focus().objectName() == "page")
    sue.keys("A")
    dialog = a_dialog(sue, "ask_first")
    sue.type("Sam Oduya")
    dialog.reason.set_text("Only he knows.")
    sue.keys("Return")
    sue.says("Written down: ask Sam Oduya first.")
    (row,) = store.read(lambda db: db.all(select(ask_first)))
    assert (row.ask, row.person) == ("Sam Oduya", mrs_patel)
    (kept,) = store.read(lambda db: db.all(select(sealed_reason)))
    assert "knows" not in kept.sealed
    sue.window.go("ask first", mrs_patel)
    dialog = a_dialog(sue, "ask_first")
    sue.tab_to("Open why: Ask Sam Oduya first.")
    sue.keys("Space")
    sue.until(lambda: dialog.notice.sentence() == "Only he knows.")
    sue.tab_to("End it: Ask Sam Oduya first.")
    sue.keys("Space")
    sue.says("Ended: Ask Sam Oduya first.")


def test_two_people_may_be_kept_apart(store, mrs_patel, sue):
    hume = a_person(store, "Derek", "Hume", title="Mr")
    sue.window.go("ask first", mrs_patel)
    dialog = a_dialog(sue, "ask_first")
    sue.type("Sam Oduya")
    sue.tab_to("Only with one other person")
    sue.keys("Space")
    sue.type("hume")
    sue.until(lambda: dialog.finder.person() is not None)
    sue.keys("Return")
    sue.until(lambda: dialog.together.words() == "Only with Hume, Derek (Mr)")
    sue.keys("Return")
    sue.says("Written down: ask Sam Oduya first.")
    row = store.read(lambda db: db.one(select(ask_first)))
    assert (row.person, row.other) == (mrs_patel, hume)


def test_everybody_in_an_activity_may_be_one_to_ask_about(store, mrs_patel, mondays, sue):
    sue.window.go("ask first", mrs_patel)
    dialog = a_dialog(sue, "ask_first")
    sue.type("Sam Oduya")
    dialog.whose.choose("all")
    dialog.whose.chosen.emit("all")
    dialog.about.setCurrentIndex(dialog.about.findText("Tea"))
    dialog.who.box.setFocus()
    sue.keys("Return")
    sue.says("Written down: ask Sam Oduya first.")
    row = store.read(lambda db: db.one(select(ask_first)))
    assert (row.person, row.activity is not None) == (None, True)
    at_the_register(sue, mondays[0])
    find_her(sue)
    sue.keys("Return")
    sue.says("Not booked. Ask Sam Oduya first.")


def test_what_she_comes_to_every_week_is_changed_from_her_page(store, mrs_patel, mondays, sue):
    store.write(partial(regulars.begin, session_id=mondays[0], person_id=mrs_patel))
    sue.window.go("person page", mrs_patel)
    people = sue.window.rooms.room("people")
    line = people.sides.visits._weekly.lines[0]
    sue.until(lambda: line.isVisible() and people.isVisible())
    sue.until(lambda: sue.focus().objectName() == "page")
    line.setFocus()
    sue.keys("Space")
    dialog = a_dialog(sue, "every_week")
    dialog.choice.choose("end")
    sue.keys("Return")
    sue.says("Mrs Patel comes no more every week. 4 dates are free.")
    assert booked_on(store) == []


def test_members_are_counted_apart_from_seats(store, mrs_patel, mondays, sue):
    at_the_register(sue, mondays[0])
    find_her(sue)
    sue.keys("Ctrl+E")
    a_dialog(sue, "every_week")
    sue.keys("Return")
    sue.says("Mrs Patel comes every week. Booked on 4 dates.")
    row = store.read(lambda db: db.one(select(regular)))
    sue.window.go("members", row.activity)
    dialog = a_dialog(sue, "members")
    assert dialog._what.text() == "Tea. 1 member, 12 seats."
    dialog.most.set_text("20")
    dialog.act.setFocus()
    sue.keys("Return")
    sue.says("Tea may have 20 members now.")
    assert QApplication.activeModalWidget() is None
