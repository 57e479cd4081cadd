"""Options of a session, such as lunch: who takes them, and how many are left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, select

from desktop.data import parties, signups
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity_option, booking, booking_option, person, session, waiting
from desktop.rules import options as rules
from desktop.rules.names import Name, called
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark

# Who did not come keeps theirs, as they keep their place: the lunch has been made. Taking it off,
# or cancelling, frees it at once.
LIVE = booking.c.status != Mark.CANCELLED.value


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option of a session: how many are taken, and by which bookings (id, how many)."""

    id: int
    name: str
    places: int
    taken: int
    takers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """A booking with what it can take; `party` counts the person and who comes along.

    Who waits has no booking yet: what they `want` is kept with `waiting_id`.
    """

    booking_id: int
    called: str
    title: str
    party: int
    options: tuple[OptionLine, ...]
    waiting_id: int | None = None
    want: tuple[tuple[int, int], ...] = ()

    def number_of(self, line: OptionLine) -> int:
        """Return how many of an option they have, or want; 0 when none."""
        if self.waiting_id is not None:
            return dict(self.want).get(line.id, 0)
        return dict(line.takers).get(self.booking_id, 0)


_TAKES = booking_option.join(booking, booking.c.id == booking_option.c.booking)
_LINES = Ready(
    select(
        activity_option.c.id, activity_option.c.name, activity_option.c.places,
        booking_option.c.booking, booking_option.c.number,
    )
    .select_from(
        session.join(activity_option, activity_option.c.activity == session.c.activity).outerjoin(
            _TAKES,
            and_(
                booking_option.c.option == activity_option.c.id,
                booking.c.session == session.c.id, LIVE,
            ),
        )
    )
    .where(session.c.id == bindparam("session_id"))
    .order_by(activity_option.c.position, activity_option.c.id, booking_option.c.id)
)  # fmt: skip
_OPTION = Ready(
    select(activity_option)
    .where(activity_option.c.id == bindparam("option_id"))
    .with_for_update(read=True)  # nobody changes its limit meanwhile
)
_TAKEN = Ready(
    select(func.coalesce(func.sum(booking_option.c.number), 0))
    .select_from(_TAKES)
    .where(
        booking_option.c.option == bindparam("option_id"),
        booking.c.session == bindparam("session_id"), LIVE,
    )
)  # fmt: skip
_OF_BOOKING = Ready(
    select(booking_option)
    .where(booking_option.c.booking == bindparam("booking_id"))
    .order_by(booking_option.c.option)
)
_BOOKED = select(booking.c.id, person.c.title, person.c.first, person.c.last,
                 person.c.preferred, person.c.former).select_from(
    booking.join(person, person.c.id == booking.c.person)
).where(booking.c.session == bindparam("session_id"), booking.c.person == bindparam("person_id"),
        LIVE)  # fmt: skip
_WAITS = select(waiting.c.id, person.c.title, person.c.first, person.c.last,
                person.c.preferred, person.c.former).select_from(
    waiting.join(person, person.c.id == waiting.c.person)
).where(waiting.c.session == bindparam("session_id"), waiting.c.person == bindparam("person_id"),
        waiting.c.status == "waiting")  # fmt: skip


def options_of(db: Db, *, session_id: int) -> tuple[OptionLine, ...]:
    """Read the options of a session with how much of each is taken; none where it has none."""
    found: dict[int, tuple[Any, dict[int, int]]] = {}
    for row in db.all(_LINES, session_id=session_id):
        _row, takers = found.setdefault(row.id, (row, {}))
        if row.booking is not None:
            takers[row.booking] = row.number
    return tuple(
        OptionLine(row.id, row.name, row.places, sum(takers.values()), tuple(takers.items()))
        for row, takers in found.values()
    )


def choosing(db: Db, *, session_id: int, person_id: int) -> Choosing:
    """Read what somebody booked can take, or who waits would; Refused where there is nothing."""
    from desktop.data.activities import session_card

    title = session_card(db, session_id=session_id).title
    lines = options_of(db, session_id=session_id)
    if not lines:
        raise Refused(f"{title} has no options. They are written in Activities.")
    row = db.first(_BOOKED, session_id=session_id, person_id=person_id)
    if row is None:
        return _wanting(db, title, lines, session_id, person_id)
    name = called(Name(row.title, row.first, row.last, row.preferred, row.former))
    return Choosing(row.id, name, title, party_of(db, row.id), lines)


def _wanting(
    db: Db, title: str, lines: tuple[OptionLine, ...], session_id: int, person_id: int
) -> Choosing:
    from desktop.data import waiting_options

    row = db.first(_WAITS, session_id=session_id, person_id=person_id)
    if row is None:
        raise Refused("They are not booked here. Book them first.")
    name = called(Name(row.title, row.first, row.last, row.preferred, row.former))
    want = tuple((each.option, each.number) for each in waiting_options.of(db, row.id))
    party = 1 + len(parties.of_waiting(db, row.id))
    return Choosing(0, name, title, party, lines, row.id, want)


def left_of(db: Db, option_id: int, booking_id: int) -> tuple[str, int]:
    """Say what an option is called, and how many are left for a booking; it is locked."""
    row = db.one(_OPTION, option_id=option_id)
    its = db.one(select(booking.c.session).where(booking.c.id == booking_id)).session
    taken = db.value(_TAKEN, option_id=option_id, session_id=its)
    return row.name, max(row.places - taken, 0)


def choose(db: Db, *, booking_id: int, option_id: int, number: int = 1) -> None:
    """Let a booking take an option, `number` of it; Refused where fewer are left."""
    held = signups.held(db, booking_id=booking_id)
    row = db.first(_OPTION, option_id=option_id)
    rules.check_comes(held.called, held.status)
    rules.check_same(held.session.title, row and row.activity, _activity(db, held.session.id))
    rules.check_number(row.name, held.called, number, party_of(db, booking_id))
    mine = _mine(db, booking_id).get(option_id)
    taken = db.value(_TAKEN, option_id=option_id, session_id=held.session.id)
    rules.check_room(row.name, number - (mine.number if mine else 0), taken, row.places)
    if mine is None:
        db.add(booking_option, booking=booking_id, option=option_id, number=number)
    else:
        db.change(booking_option, mine.id, number=number)


def leave(db: Db, *, booking_id: int, option_id: int) -> None:
    """Take an option off a booking; it is free for somebody else. What is off already is well."""
    signups.held(db, booking_id=booking_id)
    mine = _mine(db, booking_id).get(option_id)
    if mine is not None:
        db.remove(booking_option, mine.id)


def save(db: Db, *, booking_id: int, chosen: Sequence[tuple[int, int]]) -> None:
    """Let a booking take exactly these options (id, how many), or change nothing at all."""
    signups.held(db, booking_id=booking_id)
    wanted, there = dict(chosen), _mine(db, booking_id)
    for option_id in sorted({*there} - {*wanted}):
        leave(db, booking_id=booking_id, option_id=option_id)
    for option_id, number in sorted(wanted.items()):
        if option_id not in there or there[option_id].number != number:
            choose(db, booking_id=booking_id, option_id=option_id, number=number)


def travel(db: Db, old_id: int, new_id: int, session_id: int) -> tuple[str, ...]:
    """Let a booking that was moved take its options along; the names of those left come back."""
    there = {line.name.casefold(): line for line in options_of(db, session_id=session_id)}
    party = party_of(db, new_id)
    names = select(activity_option.c.name, booking_option.c.number).join(
        booking_option, booking_option.c.option == activity_option.c.id
    )
    left: list[str] = []
    for row in db.all(
        names.where(booking_option.c.booking == old_id).order_by(activity_option.c.id)
    ):
        line, number = there.get(row.name.casefold()), min(row.number, party)
        kept = db.first(_OPTION, option_id=line.id) if line else None
        if line is None or kept is None or line.taken + number > kept.places:
            left.append(row.name)
        else:
            db.add(booking_option, booking=new_id, option=line.id, number=number)
    return tuple(left)


def keep_within(db: Db, booking_id: int) -> None:
    """Let a booking take no more of anything than there are people, once fewer come along."""
    party = party_of(db, booking_id)
    for row in db.all(_OF_BOOKING, booking_id=booking_id):
        if row.number > party:
            db.change(booking_option, row.id, number=party)


def party_of(db: Db, booking_id: int) -> int:
    """Count somebody booked with who comes along."""
    return 1 + len(parties.of_booking(db, booking_id))


def _mine(db: Db, booking_id: int) -> Mapping[int, Any]:
    return {row.option: row for row in db.all(_OF_BOOKING, booking_id=booking_id)}


def _activity(db: Db, session_id: int) -> int:
    return int(db.value(select(session.c.activity).where(session.c.id == session_id)))
