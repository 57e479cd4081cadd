"""The command line's word for paper: every document of the Print room, as a PDF in a file."""

import argparse
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from desktop import settings
from desktop.console_manner import Asked, Said, add_manner, counted, opened, read_date
from desktop.paper.how import How
from desktop.rules import days
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from desktop.data.store import Store
    from desktop.paper.documents import Document

_NEEDS = {
    "session": "Say which session: --activity NAME --on DATE.",
    "booking": "Say which booking: --number 40318.",
    "person": "Say whose booking it is: --number 40318.",
    "activity": "Say which activity: --activity NAME.",
}


def print_document(asked: Asked) -> Said:
    """Make one document of the records as a PDF, whole or not at all."""
    from desktop.exchange.whole_file import check_can_write, write_whole
    from desktop.paper import press
    from desktop.paper.documents import documents

    document, to = documents()[asked.document], Path(asked.to)
    check_can_write(to)
    how = _how(asked, document)
    with opened(asked) as store:
        subject = _subject(store, document, asked)
        if document.before:
            store.write(partial(document.before, **subject))
        view = store.read(partial(document.read, **subject))
    made = press.pdf(document.sheet(view, how))
    write_whole(to, made.data)
    said = f"{document.title} written to {to}."
    if made.trouble:
        said += f" The practice’s own template was not used:\n{made.trouble}"
    return Said(said, file=str(to), bytes=len(made.data), trouble=made.trouble)


def list_documents(_: Asked) -> Said:
    """Name every document that can be printed."""
    from desktop.paper.documents import documents

    every = documents().values()
    lines = [f"{each.name:<16}{each.title}, of one {each.about}" for each in every]
    return Said(
        "\n".join(lines) or f"{counted(0, 'document')}.", documents=[each.name for each in every]
    )


def _how(asked: Asked, document: "Document") -> How:
    """Check what was asked for against what this document can be."""
    paper = asked.paper or document.papers[0]
    if paper not in document.papers:
        known = " or ".join(each.upper() for each in document.papers)
        raise Refused(f"Nothing was printed. {document.title} goes on {known} paper.")
    if asked.points and asked.points not in document.points:
        sizes = ", ".join(map(str, document.points)) or "one size only"
        raise Refused(f"Nothing was printed. {document.title} comes in {sizes}.")
    if asked.across and not document.may_lie:
        raise Refused(f"Nothing was printed. {document.title} is upright only.")
    own = asked.templates or settings.load()[0].templates
    return How(
        paper, asked.across, asked.points, asked.language, asked.colour, Path(own) if own else None
    )


def _subject(store: "Store", document: "Document", asked: Asked) -> dict[str, Any]:
    """Find what the words call the subject; nobody is named by name on a command line."""
    from desktop.data import opening

    zone = ZoneInfo(store.read(opening.about).zone)
    now = asked.now.replace(tzinfo=zone) if asked.now else datetime.now(zone)
    today = now.date()
    find: dict[str, Callable[[], dict[str, Any]]] = {
        "week": lambda: {"first": _monday(asked.week or today)},
        "day": lambda: {"on": asked.on or today},
        "now": dict,
        "session": lambda: {"session_id": _session(store, asked, today)},
        "activity": lambda: {"activity_id": _activity(store, asked)},
        "booking": lambda: {"booking_id": _booking(store, asked, "booking").booking_id},
        "person": lambda: {"person_id": _booking(store, asked, "person").person_id},
    }
    return find[document.about]() | _narrowed(store, document, asked) | {"now": now}


def _narrowed(store: "Store", document: "Document", asked: Asked) -> dict[str, Any]:
    from desktop.data import printable

    wanted: dict[str, Any] = {}
    if asked.weeks and "weeks" in document.narrow:
        wanted["weeks"] = asked.weeks
    if asked.place and "place_id" in document.narrow:
        wanted["place_id"] = store.read(partial(printable.place_called, name=asked.place))
    return wanted


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _session(store: "Store", asked: Asked, today: date) -> int:
    from desktop.data import printable

    if not asked.activity:
        raise Refused(f"Nothing was printed. {_NEEDS['session']}")
    find = partial(
        printable.session_of, title=asked.activity, on=asked.on or today, at=asked.at
    )  # fmt: skip
    return store.read(find)


def _activity(store: "Store", asked: Asked) -> int:
    from desktop.data import printable

    if not asked.activity:
        raise Refused(f"Nothing was printed. {_NEEDS['activity']}")
    return store.read(partial(printable.activity_called, title=asked.activity))


def _booking(store: "Store", asked: Asked, about: str) -> Any:
    from desktop.data import printable

    if not asked.number:
        raise Refused(f"Nothing was printed. {_NEEDS[about]}")
    return store.read(partial(printable.booking_numbered, number=asked.number))


def _clock(text: str) -> time:
    try:
        return days.read_clock(text)
    except Refused as no:
        raise argparse.ArgumentTypeError(str(no)) from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment: 2026-11-26T14:00") from None


def add_print(words: Any, *, every: bool) -> None:
    """Add the word `print`, with `every` document: to know them takes the records' own code."""
    printed = words.add_parser("print", help="a document as a PDF: timetable, register, card")
    kinds = printed.add_subparsers(metavar="WHAT", title="what", required=True)
    names = kinds.add_parser("list", help="name every document")
    names.set_defaults(does=list_documents)
    add_manner(names)
    if every:
        from desktop.paper.documents import documents

        for each in documents().values():
            _add(kinds, each)


def _add(kinds: Any, document: "Document") -> None:
    one = kinds.add_parser(document.name, help=f"{document.title}, of one {document.about}")
    one.add_argument("--to", required=True, metavar="FILE.pdf", help="overwritten if there")
    one.add_argument("--week", type=read_date, metavar="DATE", help="a day of the week meant")
    one.add_argument("--weeks", type=int, default=0, metavar="N", help="how many weeks")
    one.add_argument("--place", default="", metavar="NAME", help="this place alone")
    one.add_argument("--activity", default="", metavar="NAME")
    one.add_argument("--on", type=read_date, metavar="DATE", help="the day; otherwise today")
    one.add_argument("--at", type=_clock, metavar="TIME", help="2pm, where a day has two")
    one.add_argument("--number", type=int, default=0, metavar="N", help="a booking’s five digits")
    one.add_argument("--paper", default="", type=str.lower, metavar="SIZE", help="a3, a4, a5, a6")
    one.add_argument("--across", action="store_true", help="the paper on its side")
    one.add_argument("--points", type=int, default=0, metavar="N", help="the size of its letters")
    one.add_argument("--language", default="en", metavar="CODE", help="bn, ar, pl")
    one.add_argument("--colour", action="store_true", help="colour in the symbols")
    one.add_argument("--templates", default="", metavar="FOLDER", help="the practice’s templates")
    one.add_argument("--now", type=_moment, metavar="MOMENT", help="as if printed then")
    one.set_defaults(does=print_document, document=document.name)
    add_manner(one)
