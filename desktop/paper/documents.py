"""Every document there is: what it is about, how it is read, and how it is laid out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.paper.how import How
from desktop.paper.press import Sheet


@dataclass(frozen=True, slots=True)
class Document:
    """One document, for the window and the console alike.

    `about` says what it is made of, and with it what `read` is given by name beside the database:
    week (`first`, its Monday), session (`session_id`), booking (`booking_id`), activity
    (`activity_id`), person (`person_id`), day (`on`) or now (nothing); always `now`, an aware
    moment in the practice's zone. `narrow` names what else it may be asked for: weeks, place,
    category. `read` gives a frozen view that `sheet` lays out. `before` is the step that must be
    written first, with the same names, for example a register's sheet code. `papers` are the
    papers it fits on, the best first.
    """

    name: str
    title: str
    about: str
    read: Callable[..., Any]
    sheet: Callable[[Any, How], Sheet]
    before: Callable[..., Any] | None = None
    narrow: tuple[str, ...] = ()
    papers: tuple[str, ...] = ("a4",)
    may_lie: bool = False
    points: tuple[int, ...] = ()
    languages: bool = False
    colour: bool = False
    names_people: bool = False


def documents() -> dict[str, Document]:
    """Give every document by its name, in the order of the Print room."""
    return {each.name: each for each in _all()}


def document(name: str) -> Document:
    """Give one document; those that come after it in the catalogue are not loaded for it."""
    return next(each for each in _all() if each.name == name)


def _all() -> Iterator[Document]:
    for some in (_for_the_wall, _registers, _cards, _of_session, _desk_lists):
        yield from some()


def _for_the_wall() -> tuple[Document, ...]:
    from desktop.data import poster as posters
    from desktop.data import wall
    from desktop.paper import large_print, poster, timetable

    narrow = ("weeks", "place_id", "category_id")
    return (
        Document(
            "timetable", "Weekly timetable", "week", wall.week, timetable.sheet, narrow=narrow,
            papers=("a4", "a3"), may_lie=True, languages=True, colour=True,
        ),
        Document(
            "large-print", "Large print", "week", wall.week, large_print.sheet, narrow=narrow,
            papers=("a4", "a3"), points=large_print.LARGE, languages=True, colour=True,
        ),
        Document(
            "easy-read", "Easy read", "week", wall.week, large_print.easy, narrow=narrow,
            papers=("a4", "a3"), points=large_print.EASY, languages=True, colour=True,
        ),
        Document(
            "poster", "Poster", "activity", posters.poster, poster.sheet,
            papers=("a4", "a3"), languages=True, colour=True,
        ),
    )  # fmt: skip


def _registers() -> tuple[Document, ...]:
    from desktop.data import paper_register, paper_slip, sheets
    from desktop.paper import register, slip

    return (
        Document(
            "register", "Register", "session", paper_register.register_page, register.sheet,
            before=sheets.print_register, names_people=True,
        ),
        Document(
            "registers", "All registers of a day", "day", paper_register.registers_of_day,
            register.sheet, before=paper_register.print_all, names_people=True,
        ),
        Document(
            "slip", "Leader’s slip", "session", paper_slip.slip, slip.sheet, papers=slip.PAPERS,
            before=paper_slip.print_slip, names_people=True,
        ),
    )  # fmt: skip


def _cards() -> tuple[Document, ...]:
    from desktop.data import appointments
    from desktop.paper import appointment_letter, card
    from desktop.rules.reading import SIZES

    theirs = partial(Document, points=SIZES, languages=True, colour=True)
    small = partial(theirs, papers=card.PAPERS)
    read = appointments.card
    return (
        small("card", "Appointment card", "booking", read, card.sheet),
        theirs("cards", "Cards, four on A4", "session", appointments.cards, card.four),
        small("picture-card", "Picture card", "booking", read, card.pictures),
        theirs(
            "letter", "Appointment letter", "person", appointments.letter,
            appointment_letter.sheet, before=appointments.print_letter, names_people=True,
        ),
    )  # fmt: skip


def _desk_lists() -> tuple[Document, ...]:
    from desktop.data import desk_lists as data
    from desktop.paper import desk_list as paper

    names = partial(Document, about="now", names_people=True)
    return (
        names("tell-list", "People to tell", read=data.tell_list, sheet=paper.tell_list,
              before=data.print_tell_list),
        names("offer-list", "Places to offer", read=data.offer_list, sheet=paper.offer_list,
              before=data.print_offer_list),
        names("fire-list", "In the building now", read=data.fire_list, sheet=paper.fire_list,
              before=data.print_fire_list),
    )  # fmt: skip


def _of_session() -> tuple[Document, ...]:
    from desktop.data import kitchen, ride_lists
    from desktop.paper import kitchen as kitchen_sheet
    from desktop.paper import ride_list

    names = partial(Document, about="session", names_people=True, colour=True)
    return (
        names("kitchen", "Kitchen sheet", read=kitchen.kitchen, sheet=kitchen_sheet.sheet,
              before=kitchen.print_kitchen),
        names("rides", "Ride list", read=ride_lists.ride_lists, sheet=ride_list.sheet,
              before=ride_lists.print_ride_lists),
    )  # fmt: skip
