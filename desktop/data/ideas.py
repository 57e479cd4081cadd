"""From an idea to a group: who suggested it, who would come, and the first dates with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data import offer_changes, series, signups
from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.journal_text import as_text
from desktop.data.kept import kept_id
from desktop.data.tables import idea, idea_person, news, person, session, telling
from desktop.data.texts import Written
from desktop.rules import ideas as rules
from desktop.rules.activities import ActivityFacts
from desktop.rules.ideas import IdeaFacts
from desktop.rules.languages import ENGLISH
from desktop.rules.names import Name, called, plain
from desktop.rules.planning import SeriesPlan, Settled
from desktop.rules.refusal import Refused
from desktop.rules.telling import Kind, Known

OPEN = ("gathering", "ready")


@dataclass(frozen=True, slots=True)
class Interested:
    """Somebody who would come."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """One idea that waits, with everybody who would come."""

    id: int
    facts: IdeaFacts
    suggested_by: str
    people: tuple[Interested, ...]
    made_on: date
    version: int


@dataclass(frozen=True, slots=True)
class Started:
    """What an idea has become. `left_out` says in sentences who could not be booked, and why."""

    activity_id: int
    series_id: int
    booked: int
    left_out: str


def ideas(db: Db) -> tuple[IdeaPage, ...]:
    """Read the ideas that wait, the oldest first."""
    rows = db.all(select(idea).where(idea.c.status.in_(OPEN)).order_by(idea.c.id))
    joined = select(idea_person.c.idea, person).join_from(idea_person, person)
    theirs = idea_person.c.idea.in_([row.id for row in rows])
    people = defaultdict(list)
    for each in db.all(joined.where(theirs).order_by(idea_person.c.id)) if rows else ():
        people[each.idea].append(Interested(each.id, plain(_name(each))))
    return tuple(_page(db, row, tuple(people[row.id])) for row in rows)


def add(db: Db, *, facts: IdeaFacts) -> Made:
    """Keep an idea."""
    return Made(db.add(idea, **asdict(rules.check_idea(facts)), made_at=db.now))


def change(db: Db, *, idea_id: int, version: int, facts: IdeaFacts) -> None:
    """Change an idea; Refused if somebody else changed it meanwhile."""
    db.change(idea, idea_id, version=version, **asdict(rules.check_idea(facts)))


def gather(db: Db, *, idea_id: int, person_id: int) -> None:
    """Note that somebody would come; Refused if that is noted already."""
    _waiting(db, idea_id)
    person_id = kept_id(db, person_id)
    if _interest(db, idea_id, person_id):
        who = db.one(select(person).where(person.c.id == person_id))
        raise Refused(f"{called(_name(who))} is on the list already.")
    db.add(idea_person, idea=idea_id, person=person_id)


def let_go(db: Db, *, idea_id: int, person_id: int) -> None:
    """Take somebody off an idea who would not come after all."""
    row = _interest(db, idea_id, person_id)
    if row is not None:
        db.remove(idea_person, row.id)


def close(db: Db, *, idea_id: int, version: int) -> None:
    """Put an idea aside that comes to nothing."""
    db.change(idea, idea_id, version=version, status="closed")


def start(
    db: Db,
    *,
    idea_id: int,
    version: int,
    facts: ActivityFacts,
    plan: SeriesPlan,
    settled: tuple[Settled, ...] = (),
    dates: int = 1,
) -> Started:
    """Make an idea a group in one step: activity, series, and a place for all who would come.

    They are booked on the first `dates` sessions. Whoever is booked, and whoever suggested it, is
    put on People to tell. `plan.activity_id` is not looked at. Refused while a date clashes.
    """
    row = _waiting(db, idea_id)
    people = [each.person for each in db.all(
        select(idea_person).where(idea_person.c.idea == idea_id).order_by(idea_person.c.id)
    )]  # fmt: skip
    rules.check_places(len(people), plan.places)
    text = (Written(ENGLISH, row.about),) if row.about else ()
    activity_id = offer_changes.save(db, facts=facts, written=text).id
    made = series.make(db, plan=replace(plan, activity_id=activity_id), settled=settled)
    sessions = _first_sessions(db, made.id, dates)
    booked, left_out = _book(db, sessions, people)
    tell = dict.fromkeys([*people, *([row.suggested_by] if row.suggested_by else [])])
    _put_on_people_to_tell(db, sessions[0], tell, booked)
    db.change(idea, idea_id, version=version, status="started", activity=activity_id)
    return Started(activity_id, made.id, len(booked), " ".join(left_out))


def _waiting(db: Db, idea_id: int) -> Any:
    row = db.one(select(idea).where(idea.c.id == idea_id).with_for_update())
    if row.status not in OPEN:
        raise Refused("This idea waits no more. Somebody has started or closed it.")
    return row


def _interest(db: Db, idea_id: int, person_id: int) -> Any:
    theirs = idea_person.c.idea == idea_id, idea_person.c.person == person_id
    return db.first(select(idea_person).where(*theirs))


def _first_sessions(db: Db, series_id: int, dates: int) -> list[Any]:
    first = select(session).where(session.c.series == series_id)
    return list(db.all(first.order_by(session.c.date, session.c.id).limit(max(1, dates))))


def _book(
    db: Db, sessions: Sequence[Any], people: Sequence[int]
) -> tuple[dict[int, int], list[str]]:
    """Give everybody their places; the bookings on the first date by person, and who had no luck.

    A no to one of them is no no to the others.
    """
    db.lock("session", session, [each.id for each in sessions])
    db.lock("person", person, people)
    booked: dict[int, int] = {}
    left_out: dict[str, None] = {}
    for person_id in people:
        for each in sessions:
            try:
                given = signups.book_held(db, session_id=each.id, person_id=person_id)
            except Refused as no:
                left_out[no.sentence] = None
            else:
                booked.setdefault(person_id, given.booking_id)
    return booked, list(left_out)


def _put_on_people_to_tell(
    db: Db, first: Any, people: dict[int, None], booked: dict[int, int]
) -> None:
    """Have everybody told who asked for it, whether or not there was a place."""
    if not people:
        return
    was = Known(first.date, first.starts, first.ends, first.place)
    news_id = db.add(
        news, session=first.id, kind=Kind.STARTED.value, was=as_text(asdict(was)), made_at=db.now
    )
    for person_id in people:
        db.add(
            telling, news=news_id, session=first.id, person=person_id,
            booking=booked.get(person_id), outcome="", shelf="",
        )  # fmt: skip


def _page(db: Db, row: Any, people: tuple[Interested, ...]) -> IdeaPage:
    facts = IdeaFacts(row.title, row.about, row.smallest, row.suggested_by)
    who = db.first(select(person).where(person.c.id == row.suggested_by))
    by = plain(_name(who)) if who else ""
    return IdeaPage(row.id, facts, by, people, row.made_at.date(), row.version)


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
