"""What a room shows, as a table that can leave the program."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.data.activities import SessionCard
from desktop.data.calendar import Agenda, Days, agenda
from desktop.data.finding import Found
from desktop.data.people import PeopleTab
from desktop.data.registers import Register, SignUps
from desktop.data.todo import Todo
from desktop.exchange.table_out import TableOut
from desktop.rules.days import clock, day, full_date, hours
from desktop.rules.door import stand_words
from desktop.rules.people import show_nhs_number
from desktop.rules.phones import show_phone

MOST = 2_000
"""Sessions of the list that are taken along at most: several years of them."""


def whole(query: Callable[..., Any]) -> Callable[..., Any]:
    """Ask a list for all of it, also what is read only as somebody comes to its end."""
    if isinstance(query, partial) and query.func is agenda:
        return partial(query, most=MOST)
    return query


def on_screen(view: Any, now: datetime) -> TableOut | None:
    """Give what a room's view shows as a table; None when there is nothing to take along."""
    makers: dict[type, Callable[[Any, datetime], TableOut | None]] = {
        SignUps: _register, PeopleTab: _person, Found: _found, Todo: _todo, Days: _days,
        Agenda: _agenda,
    }  # fmt: skip
    return makers[type(view)](view, now)


def _register(view: SignUps, _now: datetime) -> TableOut | None:
    register = view.register
    if register is None:
        return None
    header = (_tr("Name"), _tr("Booking number"), _tr("Status"), _tr("Needs"), _tr("Comes along"))
    rows = (*_booked(register), *_waiting(register))
    along = sum(len(each.along) for each in register.lines)
    return TableOut(_session(register.session), header, rows, len(rows) + along)


def _booked(register: Register) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            each.name, str(each.number or ""),
            stand_words(each.mark, told_us=each.told_us, late=each.late),
            ", ".join(need.words for need in each.needs),
            ", ".join(along.words for along in each.along),
        )
        for each in register.lines
    )  # fmt: skip


def _waiting(register: Register) -> tuple[tuple[str, ...], ...]:
    waits = _tr("Waiting, number {0}")
    return tuple((each.name, "", waits.format(each.place), "", "") for each in register.waiting)


def _person(view: PeopleTab, now: datetime) -> TableOut | None:
    card = view.card
    if card is None:
        return None
    header = (_tr("What"), _tr("On"), _tr("From"))
    facts = (
        (_tr("Name"), card.filed), (_tr("Born"), full_date(card.born) if card.born else ""),
        (_tr("NHS number"), show_nhs_number(card.nhs_number)),
        (_tr("Phone"), ", ".join(map(show_phone, card.phones))),
    )  # fmt: skip
    rows = [(*each, "") for each in facts if each[1]]
    rows += [
        (each.title, day(each.date, now.date()), clock(each.starts))
        for each in (*card.coming, *card.past)
    ]
    return TableOut(card.plain, header, tuple(rows), 1)


def _found(view: Found, _now: datetime) -> TableOut | None:
    """Give everybody the finder found, as it shows them."""
    header = (_tr("Name"), _tr("Born"), _tr("Phone ends"), _tr("Status"))
    rows = tuple(
        (each.filed, full_date(each.born) if each.born else "", each.phone_end,
         each.status)
        for each in view.people
    )  # fmt: skip
    title = _tr("People found by “{0}”").format(view.text)
    return TableOut(title, header, rows, len(rows)) if rows else None


def _todo(view: Todo, now: datetime) -> TableOut | None:
    from desktop.ui.todo.lines import CallRow, Section
    from desktop.ui.todo.rows import TodoRows

    header = (_tr("List"), _tr("Who or what"), _tr("Phone"), _tr("Status"), _tr("More"))
    rows, people, heading = [], set(), ""
    for row in TodoRows(view, now).all():
        if isinstance(row, Section):
            heading = row.title
        elif isinstance(row, CallRow):
            people.add(row.who.id)
            rows.append((heading, row.who.name, row.who.phone, row.status, row.second))
        else:
            rows.append((heading, row.title, "", "", row.words))
    title = _tr("To do, {0}").format(day(now.date(), now.date()))
    return TableOut(title, header, tuple(rows), len(people)) if rows else None


def _days(view: Days, now: datetime) -> TableOut | None:
    return _sessions(view.week.sessions, _tr("Calendar from {0}"), view.week.first, now)


def _agenda(view: Agenda, now: datetime) -> TableOut | None:
    return _sessions(view.sessions, _tr("Sessions from {0}"), view.first, now)


def _sessions(
    sessions: Iterable[SessionCard], title: str, first: Any, now: datetime
) -> TableOut | None:
    header = (_tr("Session"), _tr("Day"), _tr("Hours"), _tr("Place"), _tr("Led by"),
              _tr("Booked"), _tr("Places"), _tr("Waiting"), _tr("Status"))  # fmt: skip
    rows = tuple(_cells(each) for each in sessions)
    return TableOut(title.format(day(first, now.date())), header, rows, 0) if rows else None


def _cells(each: SessionCard) -> tuple[str, ...]:
    status = " ".join(filter(None, (_tr("Not on."), each.reason))) if each.cancelled else ""
    return (
        each.title, each.date.isoformat(), hours(each.starts, each.ends), each.place, each.leader,
        str(each.booked), str(each.places), str(each.waiting), status,
    )  # fmt: skip


def _session(each: SessionCard) -> str:
    return f"{each.title}, {day(each.date, each.date)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("on_screen", text)
