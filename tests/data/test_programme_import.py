"""Bringing in a programme: foretold, then done once; what exists is met, what clashes is said."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from functools import partial
from threading import Event

import pytest
from sqlalchemy import func, select

from desktop.data import activities, signups, undo
from desktop.data.programme_import import ProgrammeCounts, bring_in, import_programme
from desktop.data.programme_lines import MovedDate, ProgrammeLine, ProgrammePlan, Wishes
from desktop.data.programme_trial import ProgrammeJob, TriedOut, take_in, try_out
from desktop.data.tables import (
    activity,
    activity_text,
    category,
    closure,
    journal_value,
    place,
    series,
    session,
    skipped,
    step,
)
from desktop.rules.refusal import Refused
from desktop.rules.series import Rule, weekly
from tests.makers import a_person, a_place, a_session, an_activity

TUESDAYS = weekly((1,))
FIRST, LAST = date(2026, 11, 24), date(2026, 12, 15)
ALL = (activity, category, place, series, session, skipped, activity_text)


def a_plan(title="Crafternoon", **other):
    facts = {
        "first": FIRST, "last": LAST, "starts": time(14), "ends": time(16), "rule": TUESDAYS,
    }  # fmt: skip
    return ProgrammePlan(title, **facts | other)


def a_line(plan, number=2, **other):
    return ProgrammeLine(number, (plan.title,), plan, **other)


def bring(store, *plans, dry_run=False, **wishes):
    lines = [a_line(plan, number) for number, plan in enumerate(plans, 2)]
    return import_programme(store, lines, wishes=Wishes(**wishes), dry_run=dry_run)


def everything(store):
    return [store.read(partial(_rows, table=table)) for table in (*ALL, step, journal_value)]


def _rows(db, *, table):
    return [tuple(row) for row in db.all(select(table))]


def dates(store):
    rows = store.read(lambda db: db.all(select(session).order_by(session.c.date)))
    return [(row.date, row.starts) for row in rows]


def test_a_line_becomes_an_activity_a_place_a_category_and_a_series(store):
    done = bring(store, a_plan(place="Room 4", category="Making", about="Knitting.", places=8))
    (line,) = done.lines
    assert (line.kind, line.dates, line.new_activity) == ("series", 4, True)
    assert line.sentence == "Every Tuesday, 2pm to 4pm, until 15 December: 4 dates."
    row = store.read(lambda db: db.one(select(activity)))
    assert (row.name, row.places, row.minutes, row.patch) == ("Crafternoon", 8, 120, "craft")
    week = store.read(partial(activities.week, first=FIRST))
    assert [(each.title, each.place, each.places) for each in week.sessions] == [
        ("Crafternoon", "Room 4", 8)
    ]
    text = store.read(lambda db: db.one(select(activity_text)))
    assert (text.text, text.checked_on) == ("Knitting.", None)


def test_two_lines_of_one_name_are_one_activity_with_two_series(store):
    done = bring(store, a_plan(), a_plan("CRAFTERNOON ", rule=weekly((3,))))
    assert (done.counts.activities, done.counts.series, done.counts.dates) == (1, 2, 7)


def test_what_would_be_done_is_said_and_nothing_is_changed(store):
    an_activity(store)
    before = everything(store)
    plans = a_plan(), a_plan("Yoga", place="Hall"), a_plan("Talk", rule=None, last=None)
    foretold = bring(store, *plans, dry_run=True)
    assert everything(store) == before
    assert bring(store, *plans) == foretold
    assert foretold.counts == ProgrammeCounts(
        read=3,
        series=2,
        sessions=1,
        closed=0,
        known=0,
        proposed=0,
        rejected=0,
        dates=9,
        activities=2,
    )


def test_bringing_in_the_same_file_again_does_nothing(store):
    plans = a_plan(), a_plan("Talk", rule=None, last=None)
    bring(store, *plans)
    before = dates(store)
    again = bring(store, *plans)
    assert (again.counts.known, again.counts.dates) == (2, 0)
    assert dates(store) == before


def test_a_doubtful_line_waits_for_a_yes(store):
    line = a_line(
        a_plan(), proposed="Every Tuesday, 2pm to 4pm", unsure=("“12ish” is only roughly 12pm.",)
    )
    waiting = import_programme(store, [line], wishes=Wishes())
    assert (waiting.counts.proposed, waiting.counts.series) == (1, 0)
    assert waiting.lines[0].sentence.startswith("Proposed: Every Tuesday, 2pm to 4pm. “12ish”")
    assert waiting.rejected[0].unsure == line.unsure
    assert import_programme(store, [line], wishes=Wishes(accept=True)).counts.series == 1


def test_a_line_that_clashes_is_left_out_as_a_whole_and_says_with_what(store):
    room = a_place(store, "Room 4")
    a_session(store, name="Yoga", on=date(2026, 12, 1), starts=time(15), ends=time(17), place=room)
    done = bring(store, a_plan(place="room 4"), a_plan("Walk", place="Room 4", rule=weekly((4,))))
    assert [each.kind for each in done.lines] == ["rejected", "series"]
    assert done.lines[0].sentence.startswith("Tuesday 1 December: ")
    assert "Yoga" in done.lines[0].sentence
    assert store.read(lambda db: db.all(select(activity.c.name).order_by(activity.c.id)))[-1:] == [
        ("Walk",)
    ]


def test_dates_that_clash_may_be_left_out_and_can_be_brought_back(store):
    room = a_place(store, "Room 4")
    a_session(store, name="Yoga", on=date(2026, 12, 1), place=room)
    done = bring(store, a_plan(place="Room 4"), skip_clashes=True)
    assert (done.counts.dates, done.lines[0].clashes) == (3, 1)
    assert "1 left out because of a clash" in done.lines[0].sentence
    rows = store.read(lambda db: db.all(select(skipped)))
    assert [row.date for row in rows] == [date(2026, 12, 1)]


def test_lines_of_the_file_clash_with_each_other_too(store):
    done = bring(store, a_plan(place="Room 4"), a_plan("Yoga", place="Room 4"))
    assert [each.kind for each in done.lines] == ["series", "rejected"]


def test_dates_left_out_and_moved_by_hand_stay_so(store):
    moved = MovedDate(date(2026, 12, 1), date(2026, 12, 2), time(15), time(16, 30))
    bring(store, a_plan(skips=(date(2026, 12, 8),), moved=(moved,)))
    assert dates(store) == [
        (FIRST, time(14)), (date(2026, 12, 2), time(15)), (LAST, time(14)),
    ]  # fmt: skip
    by_hand = select(session).where(session.c.by_hand)
    row = store.read(lambda db: db.one(by_hand))
    assert (row.original_date, row.ends) == (moved.original, time(16, 30))
    assert [row.date for row in store.read(lambda db: db.all(select(skipped)))] == [
        date(2026, 12, 8)
    ]


def test_a_date_left_out_far_ahead_is_remembered(store):
    far = date(2029, 11, 27)
    bring(store, a_plan(last=None, skips=(far,)))
    assert far in [row.date for row in store.read(lambda db: db.all(select(skipped)))]


def test_dates_beside_the_rule_are_sessions_of_their_own(store):
    done = bring(store, a_plan(extra=(date(2026, 12, 3),)))
    assert done.counts.dates == 5
    once = a_plan("Talk", rule=None, last=None, extra=(date(2026, 12, 4),))
    assert bring(store, once).counts.dates == 2


def test_a_leader_who_is_known_leads_and_cannot_be_in_two_things(store):
    sam = a_person(store, "Sam", "Okafor")
    an_activity(store, "Walk", leader=sam)
    done = bring(store, a_plan(leader="sam okafor"), a_plan("Yoga", leader="Sam Okafor"))
    assert [each.kind for each in done.lines] == ["series", "rejected"]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (a_plan(starts=time(16), ends=time(14)), "The end must be after the start."),
        (a_plan(place="x" * 91, category="Making"), "longer than 90 letters"),
        (a_plan(category="x" * 91, place="Hall"), "longer than 90 letters"),
        (a_plan(places=9999, place="Hall"), "Places must be a number from 1 to 500."),
        (a_plan("x" * 91, place="Hall", category="Making"), "longer than 90 letters"),
        (a_plan(rule=Rule("MONTHLY", 1, ((5, 1),)), last=date(2026, 11, 25)), "no such date"),
        (a_plan(rule=None, last=None, first=date(2027, 3, 28), starts=time(1, 15), ends=time(3)),
         "the clocks go forward"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_says_why_and_leaves_nothing_behind(store, plan, sentence):
    before = [store.read(partial(_rows, table=table)) for table in ALL]
    done = bring(store, plan)
    assert (done.counts.rejected, sentence in done.lines[0].sentence) == (1, True)
    assert [store.read(partial(_rows, table=table)) for table in ALL] == before


def test_a_retry_with_the_same_key_is_not_done_again(store):
    lines = (a_line(a_plan()),)
    what = {"lines": lines, "wishes": Wishes(), "done": [], "rejected": []}
    first = store.write(partial(bring_in, **what))
    again = store.write(partial(bring_in, **what), key=first.key)
    assert (again.again, again.value) == (True, first.value)
    assert store.read(lambda db: db.value(select(func.count()).select_from(series))) == 1


TRAINING = a_plan(
    "Training", rule=None, first=date(2026, 12, 1), last=date(2026, 12, 2), starts=time(0),
    ends=time(23, 59), closed=True,
)  # fmt: skip


def test_all_day_events_close_the_practice_only_if_that_is_asked_for(store):
    assert bring(store, TRAINING).lines[0].sentence.startswith("It lasts all day")
    done = bring(store, a_plan(), TRAINING, closures=True)
    assert [each.kind for each in done.lines] == ["series", "closed"]
    assert done.lines[1].sentence == "Closed, Tuesday 1 December to Wednesday 2 December."
    assert "1 on closed days left out" in done.lines[0].sentence
    assert [on for on, _ in dates(store)] == [FIRST, date(2026, 12, 8), LAST]
    assert bring(store, TRAINING, closures=True).counts.known == 1


def test_the_practice_is_not_closed_over_what_is_on(store):
    a_session(store, name="Talk", on=date(2026, 12, 2))
    done = bring(store, TRAINING, closures=True)
    assert done.lines[0].sentence.startswith("Not closed. Talk is on Wednesday 2 December.")
    assert store.read(partial(_rows, table=closure)) == []


def test_a_date_beside_the_rule_that_clashes_leaves_nothing_half_done(store):
    room = a_place(store, "Room 4")
    a_session(store, name="Yoga", on=date(2026, 12, 3), place=room)
    plan = a_plan(place="Room 4", extra=(date(2026, 12, 3), date(2026, 12, 4)))
    assert bring(store, plan).counts.rejected == 1
    assert store.read(partial(_rows, table=series)) == []
    assert bring(store, plan, skip_clashes=True).counts.dates == 5


def test_two_desks_that_bring_in_the_same_file_at_once_make_it_once(open_store):
    first, second = (open_store(f"desk {n}") for n in range(2))
    lines = [a_line(a_plan()), a_line(a_plan("Talk", rule=None, last=None), 3)]
    has_read, second_is_done = Event(), Event()

    def as_one_desk(db):
        counts = bring_in(db, lines=lines, wishes=Wishes(), done=[], rejected=[])
        has_read.set()
        second_is_done.wait(0.5)  # it cannot be: it waits for this desk
        return counts

    def as_the_other(db):
        counts = bring_in(db, lines=lines, wishes=Wishes(), done=[], rejected=[])
        second_is_done.set()
        return counts

    with ThreadPoolExecutor(2) as desks:
        one = desks.submit(first.write, as_one_desk)
        assert has_read.wait(10)
        other = desks.submit(second.write, as_the_other)
        assert (one.result().value.known, other.result().value.known) == (0, 2)
    assert len(first.read(partial(_rows, table=activity))) == 2


def test_one_undo_takes_a_whole_programme_back(store):
    bring(store, a_plan(place="Room 4", category="Making", about="Knitting."), a_plan("Singing",
          starts=time(10), ends=time(11)))  # fmt: skip
    key = store.read(lambda db: db.one(select(step).where(step.c.use_case.like("programme%")))).id
    done = store.write(partial(undo.undo, key=key.hex), undoes=key).value
    assert done.words == "undid: brought in a programme"
    assert [rows for rows in everything(store)[: len(ALL)] if rows] == []
    again = store.read(lambda db: db.one(select(step.c.id).where(step.c.undoes == key))).id
    store.write(partial(undo.undo, key=again.hex), undoes=again)
    assert len(dates(store)) == 8


def test_a_programme_somebody_is_booked_in_is_not_taken_back(store):
    bring(store, a_plan())
    first = store.read(lambda db: db.value(select(session.c.id)))
    store.write(partial(signups.book, session_id=first, person_id=a_person(store)))
    key = store.read(lambda db: db.one(select(step).where(step.c.use_case.like("programme%")))).id
    with pytest.raises(Refused, match="used since"):
        store.write(partial(undo.undo, key=key.hex), undoes=key)
    assert len(dates(store)) == 4


def test_trying_a_programme_out_leaves_nothing_and_says_what_taking_it_in_does(store):
    job = ProgrammeJob((a_line(a_plan()),), Wishes())
    before = everything(store)
    with pytest.raises(TriedOut) as tried:
        store.write(partial(try_out, job=job))
    assert everything(store) == before
    taken = store.write(partial(take_in, job=job)).value
    assert taken == tried.value.found.counts
    assert len(dates(store)) == taken.dates
