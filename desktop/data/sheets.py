"""Sheets: a register on paper, with a code and numbers that stay right whoever is booked later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import along, deciding, signups
from desktop.data.along import Along
from desktop.data.db import Db, insert_into
from desktop.data.ready import Ready
from desktop.data.tables import booking, person, practice, sheet, sheet_code, sheet_line
from desktop.rules import sheets as rules
from desktop.rules.names import Name, fold
from desktop.rules.refusal import Refused
from desktop.rules.sheets import Kind, Names
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet that was made, by its code."""

    sheet_id: int
    code: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A numbered line; blank lines have no words."""

    number: int
    kind: Kind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was printed; one that is only looked at has no code yet."""

    code: str
    session_id: int
    printed_at: datetime
    printed_by: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line stands for, before it has a number."""

    kind: Kind
    words: str = ""
    booking: int | None = None
    companion: int | None = None


_KEPT = timedelta(days=rules.KEPT_DAYS)
_PEOPLE = Ready(
    select(
        booking.c.id.label("booking_id"), person.c.title, person.c.first, person.c.last,
        person.c.preferred, person.c.former,
    )
    .select_from(booking.join(person, person.c.id == booking.c.person))
    .where(
        booking.c.session == bindparam("session_id"), booking.c.status != Mark.CANCELLED.value
    )
    .order_by(person.c.sort_key, booking.c.id)
)  # fmt: skip
_SHEET = Ready(select(sheet).where(sheet.c.id == bindparam("sheet_id")))
_LAST_OF = Ready(
    select(sheet).where(sheet.c.session == bindparam("session_id")).order_by(sheet.c.id.desc())
    .limit(1)
)  # fmt: skip
_LAST = Ready(select(sheet.c.code).order_by(sheet.c.id.desc()).limit(1))
_LINES = Ready(
    select(sheet_line)
    .where(sheet_line.c.sheet == bindparam("sheet_id"))
    .order_by(sheet_line.c.number)
)
_TAKEN = Ready(select(sheet_code.c.code).where(sheet_code.c.until >= bindparam("today")))


def print_register(db: Db, *, session_id: int, now: datetime) -> Printed:
    """Make a sheet of who is booked now; printed again unchanged, it is the same one.

    `now` is on the practice's wall. Refused for a session that is not on.
    """
    db.in_order("session", session_id)
    there = signups.row_of(db, session_id)
    rules.check_can_print(deciding.plain_facts(there), now.date())
    lines = _lines_now(db, session_id, there.places)
    same = _same(db, session_id, lines)
    if same is not None:
        return Printed(same.id, same.code)
    code = _claim_code(db, max(db.now.date(), there.date))
    sheet_id = db.add(
        sheet, code=code, session=session_id, printed_at=db.now, printed_by=db.by
    )  # fmt: skip
    for number, line in enumerate(lines, 1):
        db.add(
            sheet_line, sheet=sheet_id, number=number, kind=line.kind.value, words=line.words,
            booking=line.booking, companion=line.companion,
        )  # fmt: skip
    return Printed(sheet_id, code)


def read_sheet(db: Db, *, sheet_id: int) -> Sheet:
    """Read a sheet as it was printed, whatever has happened to its people since."""
    row = db.one(_SHEET, sheet_id=sheet_id)
    lines = tuple(
        SheetLine(each.number, Kind(each.kind), each.words)
        for each in db.all(_LINES, sheet_id=sheet_id)
    )
    return Sheet(row.code, row.session, row.printed_at, row.printed_by, lines)


def sheet_to_be(db: Db, *, session_id: int, places: int) -> Sheet:
    """Read the sheet that would be printed now; nothing is written and it has no code."""
    lines = tuple(
        SheetLine(number, line.kind, line.words)
        for number, line in enumerate(_lines_now(db, session_id, places), 1)
    )
    return Sheet("", session_id, db.now, db.by, lines)


def names_wanted(db: Db) -> Names:
    """Read how the practice writes people on its sheets: first names unless it says otherwise."""
    return Names(db.value(select(practice.c.sheet_names).order_by(practice.c.id)) or Names.FIRST)


def choose_names(db: Db, *, how: str) -> None:
    """Choose how people stand on sheets printed from now on: "first", "initial" or "full"."""
    here, wanted = db.first(select(practice.c.id).order_by(practice.c.id)), Names(how).value
    if here is None:
        db.add(practice, sheet_names=wanted)
    else:
        db.change(practice, here.id, sheet_names=wanted)


def _lines_now(db: Db, session_id: int, places: int) -> list[_Line]:
    people, with_them = _people(db, session_id), along.of_session(db, session_id)
    lines: list[_Line] = []
    for booking_id, words in people:
        lines.append(_Line(Kind.BOOKING, words, booking=booking_id))
        lines += (_companion(each, words) for each in with_them.get(booking_id, ()))
    if len(lines) + rules.MOST_FREE + rules.NEW_LINES > rules.LAST_LINE:
        raise Refused("Not printed. A sheet has room for 987 people.")
    free = rules.free_lines(places, len(lines))
    return [*lines, *[_Line(Kind.FREE)] * free, *[_Line(Kind.NEW)] * rules.NEW_LINES]


def _people(db: Db, session_id: int) -> list[tuple[int, str]]:
    rows = db.all(_PEOPLE, session_id=session_id)
    names = [Name(r.title, r.first, r.last, r.preferred, r.former) for r in rows]
    said = rules.names_on_sheet(names, names_wanted(db))
    people = [(row.booking_id, words) for row, words in zip(rows, said, strict=True)]
    return sorted(people, key=lambda each: fold(each[1]))


def _companion(each: Along, whose: str) -> _Line:
    words = rules.with_words(each.name, whose)
    return _Line(Kind.COMPANION, words, companion=each.id)


def _same(db: Db, session_id: int, lines: Sequence[_Line]) -> Any:
    last = db.first(_LAST_OF, session_id=session_id)
    if last is None or not is_kept(db, last.code):
        return None
    rows = db.all(_LINES, sheet_id=last.id)
    as_printed = [_Line(Kind(r.kind), r.words, r.booking, r.companion) for r in rows]
    untouched = all(row.entered is None for row in rows)
    return last if untouched and as_printed == list(lines) else None


def is_kept(db: Db, code: str) -> bool:
    """Whether the newest sheet with a code is still worth entering."""
    until = db.value(select(sheet_code.c.until).where(sheet_code.c.code == code))
    return until is not None and until >= db.now.date()


@cache
def _claim(on_postgres: bool) -> Ready:
    """Take a code over if the sheet it was on has lapsed; two desks never get the same."""
    adding = insert_into(sheet_code, on_postgres=on_postgres)
    new = adding.values(code=bindparam("code"), until=bindparam("until"))
    lapsed = sheet_code.c.until < bindparam("today")
    taken_over = new.on_conflict_do_update(
        index_elements=["code"], set_={"until": new.excluded.until}, where=lapsed
    )
    return Ready(taken_over.returning(sheet_code.c.code))


def _claim_code(db: Db, on: date) -> str:
    today, claim, until = db.now.date(), _claim(db.on_postgres), on + _KEPT
    taken = {row.code for row in db.all(_TAKEN, today=today)}
    for code in rules.codes(db.value(_LAST) or "", taken):
        if db.value(claim, code=code, until=until, today=today) == code:
            return code
    raise Refused("Not printed. Every sheet code is in use. Ask for help.")
