"""What the sample practice says of its activities, its ideas, and who waits for a place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.sample_people import Facts, moment, read
from desktop.data.sample_programme import Planned
from desktop.data.tables import (
    activity,
    activity_option,
    activity_text,
    booking,
    category,
    idea,
    idea_person,
    person,
    session,
    waiting,
)
from desktop.rules.languages import ENGLISH
from desktop.rules.waiting import APART

_WRITTEN, _CHECKED = timedelta(days=40), timedelta(days=33)


def add_more(db: Db, planned: Sequence[Planned], *, now: datetime) -> None:
    """Add categories, texts in several languages, options, ideas and a waiting list."""
    more = read("more")
    groups = {
        name: db.add(category, name=name, position=n) for n, name in enumerate(more["categories"])
    }
    for row in db.all(select(activity).order_by(activity.c.id)):
        facts = dict(more["activities"][row.name])
        _add_texts(db, row, more, facts, now.date())
        for n, (name, places) in enumerate(facts.pop("options", [])):
            db.add(activity_option, activity=row.id, name=name, places=places, position=n)
        db.change(activity, row.id, about="", category=groups[facts.pop("category")], **facts)
    people = db.all(
        select(person.c.id).where(person.c.status == "current").order_by(person.c.sort_key)
    )
    current = [row.id for row in people]
    for each in more["ideas"]:
        _add_idea(db, each, current, now)
    _add_waiting(db, more["waiting"], planned, current, now)
    alone = more["no_leader"]
    for each in planned:
        if (each.slot.activity["name"], each.off) == (alone["what"], alone["off"]):
            db.change(session, each.id, leader=None, by_hand=True)


def _add_texts(db: Db, row: Any, more: Facts, facts: Facts, today: date) -> None:
    drafts = facts.pop("draft", [])
    for code, text in {ENGLISH: row.about, **facts.pop("texts", {})}.items():
        checked = {"checked_by": more["checked_by"], "checked_on": today - _CHECKED}
        db.add(
            activity_text, activity=row.id, language=code, text=text,
            written_by=more["written_by"], written_on=today - _WRITTEN,
            **({} if code in drafts else checked),
        )  # fmt: skip


def _add_idea(db: Db, facts: Facts, current: Sequence[int], now: datetime) -> None:
    made = moment(now.date() - timedelta(days=9), now.time())
    number = facts["people"]
    idea_id = db.add(
        idea, title=facts["title"], about=facts["about"], smallest=facts["smallest"],
        suggested_by=current[number], made_at=made,
    )  # fmt: skip
    for each in current[number : 2 * number]:
        db.add(idea_person, idea=idea_id, person=each)


def _add_waiting(
    db: Db, wanted: Facts, planned: Sequence[Planned], current: Sequence[int], now: datetime
) -> None:
    """Let some wait for each coming date of an activity that is full."""
    for each in planned:
        row = db.one(select(session).where(session.c.id == each.id))
        begun = datetime.combine(row.date, row.starts) <= now
        if each.slot.activity["name"] != wanted["what"] or begun or row.booked < row.places:
            continue
        on_day = select(booking.c.person).join(session).where(session.c.date == row.date)
        busy = {there.person for there in db.all(on_day)}
        free = [who for who in current if who not in busy][: wanted["people"]]
        since = moment(now.date() - timedelta(days=1), now.time())
        for n, who in enumerate(free, 1):
            db.add(waiting, session=row.id, person=who, position=n * APART, since=since)
        db.count(session, row.id, waiting=len(free))
