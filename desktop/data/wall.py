"""What hangs on the wall: the sessions of some weeks as strangers may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, false, func, select

from desktop.data.db import Db
from desktop.data.marks import Band, marks
from desktop.data.own_paper import OwnPaper, own_paper
from desktop.data.tables import activity, activity_text, category, person, place, session
from desktop.rules.languages import ENGLISH, in_order, language
from desktop.rules.own_paper import Order
from desktop.rules.refusal import Refused

EVERYBODY = "everybody"
MOST_WEEKS = 6


@dataclass(frozen=True, slots=True)
class WallText:
    """What an activity is called in a language, and what it says there."""

    language: str
    title: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class WallActivity:
    """An activity anybody may know of. `asked_first`: only the link worker adds people."""

    id: int
    name: str
    patch: str
    code: str
    price: str
    bring: str
    suits: str
    asked_first: bool
    texts: tuple[WallText, ...] = ()

    def text(self, code: str) -> WallText | None:
        """Give the text in a language, if somebody has checked it."""
        return next((each for each in self.texts if each.language == code and each.checked), None)


@dataclass(frozen=True, slots=True)
class WallSession:
    """A session without anybody's name but its leader's first, if they agreed."""

    id: int
    activity: WallActivity
    title: str
    date: date
    starts: time
    ends: time
    place: str
    leader: str
    cancelled: bool
    full: bool
    step_free: bool | None
    hearing_loop: bool | None


@dataclass(frozen=True, slots=True)
class Wall:
    """Whole weeks from a Monday on, printed on a day; `only` names what it was narrowed to."""

    first: date
    weeks: int
    printed: date
    head: OwnPaper
    sessions: tuple[WallSession, ...]
    bands: tuple[Band, ...] = ()
    only: str = ""

    @property
    def last(self) -> date:
        return self.first + timedelta(days=7 * self.weeks - 1)

    @property
    def activities(self) -> tuple[WallActivity, ...]:
        """Give each activity shown, once."""
        return tuple({each.activity.id: each.activity for each in self.sessions}.values())

    def of(self, on: date) -> tuple[WallSession, ...]:
        """Give the sessions of a day."""
        return tuple(each for each in self.sessions if each.date == on)

    def closed(self, on: date) -> tuple[Band, ...]:
        """Give what closes the whole practice on a day, or some hours of it."""
        return tuple(each for each in self.bands if each.on == on and not each.place)

    def places_with(self, fact: str) -> tuple[str, ...]:
        """Name the places where every session shown is `step_free`, or has a `hearing_loop`."""
        known: dict[str, bool] = {}
        for each in self.sessions:
            if each.place and not each.cancelled:
                said = getattr(each, fact) is True
                known[each.place] = known.get(each.place, True) and said
        return tuple(name for name, said in known.items() if said)


def week(
    db: Db, *, first: date, now: datetime, weeks: int = 1,
    place_id: int | None = None, category_id: int | None = None,
) -> Wall:  # fmt: skip
    """Read whole weeks from a Monday on, of one place or category only if wanted."""
    after = first + timedelta(days=7 * _checked(weeks))
    shown = SESSIONS.where(session.c.date >= bindparam("first"), session.c.date < after)
    names = []
    if place_id:
        shown = shown.where(session.c.place == place_id)
        names.append(db.one(select(place.c.name).where(place.c.id == place_id)).name)
    if category_id:
        shown = shown.where(activity.c.category == category_id)
        names.append(db.one(select(category.c.name).where(category.c.id == category_id)).name)
    head = own_paper(db)
    sessions = read_sessions(db, shown.order_by(*_ORDERS[head.said.order]), first=first)
    bands = marks(db, first=first, after=after).bands
    return Wall(first, weeks, now.date(), head, sessions, bands, ", ".join(names))


def name_leader(db: Db, *, person_id: int, agreed: bool, version: int) -> None:
    """Write down that somebody agreed to stand on the wall by first name, or no longer does."""
    on = db.now.date() if agreed else None
    db.change(person, person_id, version=version, wall_agreed=on)


def waits(code: str, number: int) -> str:
    """Say what a language waits for: "Arabic waits for 2 texts to be checked"."""
    texts = "1 text" if number == 1 else f"{number} texts"
    return f"{language(code).name} waits for {texts} to be checked."


def unchecked(db: Db, *, first: date, after: date) -> tuple[tuple[str, int], ...]:
    """Count by language the texts that nobody has checked, of what is on and anybody may know."""
    rows = db.all(_UNCHECKED, first=first, after=after)
    return tuple((row.language, row.number) for row in rows)


def read_sessions(db: Db, statement: Select[Any], **values: Any) -> tuple[WallSession, ...]:
    """Read sessions with what their activities say; nothing private is ever among them."""
    rows = db.all(statement, **values)
    known = _activities(db, rows)
    return tuple(_session(row, known[row.activity]) for row in rows)


_OPEN = (session.c.private == false(), activity.c.private == false())
SESSIONS = (
    select(
        session.c.id, session.c.activity, session.c.title, session.c.date, session.c.starts,
        session.c.ends, session.c.status, session.c.booked, session.c.waiting, session.c.places,
        activity.c.name, activity.c.patch, activity.c.code, activity.c.price, activity.c.bring,
        activity.c.suits, activity.c.who, activity.c.about, activity.c.step_free,
        activity.c.hearing_loop, place.c.name.label("place_name"),
        place.c.step_free.label("place_step_free"), place.c.hearing_loop.label("place_loop"),
        person.c.first, person.c.preferred, person.c.wall_agreed,
    )
    .select_from(
        session.join(activity, activity.c.id == session.c.activity)
        .outerjoin(category, category.c.id == activity.c.category)
        .outerjoin(place, place.c.id == session.c.place)
        .outerjoin(person, person.c.id == session.c.leader)
    )
    .where(*_OPEN)
)  # fmt: skip
TIMES = (session.c.date, session.c.starts, session.c.id)
_ORDERS = {
    Order.TIME: TIMES,
    Order.CATEGORY: (session.c.date, category.c.position, *TIMES[1:]),
    Order.PLACE: (session.c.date, place.c.name, *TIMES[1:]),
}
_UNCHECKED = (
    select(activity_text.c.language, func.count().label("number"))
    .where(
        activity_text.c.checked_on.is_(None), activity_text.c.language != ENGLISH,
        activity_text.c.activity.in_(
            select(session.c.activity)
            .join(activity, activity.c.id == session.c.activity)
            .where(
                *_OPEN, session.c.date >= bindparam("first"), session.c.date < bindparam("after")
            )
        ),
    )
    .group_by(activity_text.c.language)
    .order_by(activity_text.c.language)
)  # fmt: skip
_TEXTS = select(activity_text).where(
    activity_text.c.activity.in_(bindparam("activities", expanding=True))
)


def _activities(db: Db, rows: Sequence[Any]) -> dict[int, WallActivity]:
    wanted = {row.activity: row for row in rows}
    texts: dict[int, list[WallText]] = {each: [] for each in wanted}
    for row in db.all(_TEXTS, activities=list(wanted)) if wanted else ():
        checked = row.checked_on is not None
        texts[row.activity].append(WallText(row.language, row.title, row.text, checked))
    return {key: _activity(row, texts[key]) for key, row in wanted.items()}


def _activity(row: Any, texts: list[WallText]) -> WallActivity:
    if row.about and ENGLISH not in {each.language for each in texts}:
        # Written before texts were checked by anybody.
        texts.append(WallText(ENGLISH, "", row.about, checked=True))
    return WallActivity(
        id=row.activity, name=row.name, patch=row.patch, code=row.code, price=row.price,
        bring=row.bring, suits=row.suits, asked_first=row.who != EVERYBODY,
        texts=tuple(sorted(texts, key=lambda each: in_order(each.language))),
    )  # fmt: skip


def _session(row: Any, shown: WallActivity) -> WallSession:
    named = row.preferred or row.first if row.wall_agreed else ""
    return WallSession(
        id=row.id, activity=shown, title=row.title or row.name, date=row.date,
        starts=row.starts, ends=row.ends, place=row.place_name or "", leader=named or "",
        cancelled=row.status == "cancelled",
        # Free places are kept for those who wait.
        full=row.places > 0 and row.booked + row.waiting >= row.places,
        step_free=_either(row.step_free, row.place_step_free),
        hearing_loop=_either(row.hearing_loop, row.place_loop),
    )  # fmt: skip


def _either(own: bool | None, of_place: bool | None) -> bool | None:
    # A walk may begin at a level door: what the activity says of itself counts more.
    return of_place if own is None else own


def _checked(weeks: int) -> int:
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused(f"A timetable shows 1 to {MOST_WEEKS} weeks. Choose another number.")
    return weeks


def private(name: str) -> Refused:
    """Say why something is never hung on a wall."""
    return Refused(f"{name} is private. It is never printed for the wall.")
