"""The appointment card: front and back, one alone or four on a page; it never has a name."""

from datetime import date
from typing import Any

from desktop.data.activities import SessionCard
from desktop.data.appointments import Appointment, Card, Cards, Practice, RideOnCard
from desktop.paper import words as said
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.languages import ENGLISH, language

PAPERS = ("a6", "a5", "a4")
SMALL = 14
"""Points that a card of the usual size has anyhow."""
QUIET = 4
"""Empty squares round a QR code (ISO/IEC 18004)."""


def sheet(view: Cards, how: How) -> Sheet:
    """Lay out one card, on larger paper where its person reads large print."""
    return _sheet("card", view, how, together=1)


def four(view: Cards, how: How) -> Sheet:
    """Lay out cards four on a page, to be cut; those in large print have pages of their own."""
    return _sheet("card", view, how, together=4)


def pictures(view: Cards, how: How) -> Sheet:
    """Lay out a card for people who do not read: a clock, seven squares, a symbol with a word."""
    return _sheet("picture-card", view, how, together=1)


def _sheet(template: str, view: Cards, how: How, together: int) -> Sheet:
    title = said.words(ENGLISH)["picture_title" if template == "picture-card" else "card_title"]
    cards = [_card(each, view, how) for each in view.cards]
    plain = {
        "title": title if together == 1 else f"{title}s", "together": together,
        "paper": how.paper, "colour": how.colour, "cards": cards,
        "nobody": "Nobody has a card to print for this session.",
    }  # fmt: skip
    return Sheet(template, plain, how.own)


def _card(card: Card, view: Cards, how: How) -> dict[str, Any]:
    code = how.language if how.language != ENGLISH else said.spoken(card.language)
    points = how.points or card.points
    today = view.now.date()
    return appointment(card.appointment, today, code) | {
        "points": points if points > SMALL else 0,
        "next": following(card.next, today, code), "practice": practice(view.practice, code),
    }  # fmt: skip


def appointment(of: Appointment, today: date, code: str) -> dict[str, Any]:
    """Say an appointment in ready words of a language."""
    words, on = said.words(code), of.session
    backwards = language(code).right_to_left
    starts = said.clock(on.starts, code)
    title = dict(of.titles).get(code, on.title)
    return activity(on, code) | {
        "name": said.alone(title, code), "lang": code, "words": dict(words),
        "day": said.day(on.date, today, code),
        "weekday": said.weekday(on.date, code), "date": said.date_of(on.date, today, code),
        "square": 7 - on.date.weekday() if backwards else on.date.weekday() + 1,
        "square_alt": words["day_square"].format(day=said.weekday(on.date, code)),
        "hours": said.hours(on.starts, on.ends, code), "starts": starts,
        "hour": on.starts.hour, "minute": on.starts.minute,
        "clock_alt": words["clock"].format(time=starts), "place": said.alone(on.place, code),
        "meets": words["meets"].format(name=said.alone(of.meets, code)) if of.meets else "",
        "bring": words["bring"].format(what=said.alone(of.bring, code)) if of.bring else "",
        "rides": [ride(each, code) for each in of.rides],
        "found": [ride(each, code) for each in of.rides if each.found],
        "number": str(of.number or ""), "squares": squares(str(of.number)) if of.number else [],
        "qr_alt": words["qr"].format(number=of.number or ""), "text": of.text,
    }  # fmt: skip


def activity(on: SessionCard, code: str) -> dict[str, Any]:
    """Give what a patch is drawn from, beside the title."""
    return {"name": said.alone(on.title, code), "patch": on.patch, "letters": on.code}


def ride(of: RideOnCard, code: str) -> str:
    """Say a ride without who drives: "Ride home, 4:15pm"."""
    words = said.words(code)
    if not of.found:
        return words["ride_looking"]
    times = [said.clock(each, code) for each in (of.leaves, of.back) if each]
    return said.listed([words[f"ride_{of.way}"], *times], code)


def following(on: SessionCard | None, today: date, code: str) -> dict[str, Any]:
    """Say their next one; nothing where there is none."""
    if on is None:
        return {}
    day, starts = said.day(on.date, today, code), said.clock(on.starts, code)
    return activity(on, code) | {"day": day, "starts": starts}


def practice(of: Practice, code: str) -> dict[str, str]:
    """Say whose card it is, and how to tell them."""
    words = said.words(code)
    return {"name": of.name, "phone": of.phone, "tell": words["tell_us"], "word": words["phone"]}


def squares(text: str) -> list[list[int]]:
    """Give a QR code as rows of squares, 1 for a dark one, with the quiet ones round it."""
    import segno

    rows = segno.make(text, micro=False, error="m").matrix
    empty = [0] * (len(rows) + 2 * QUIET)
    edge = [0] * QUIET
    return [empty] * QUIET + [edge + list(row) + edge for row in rows] + [empty] * QUIET
