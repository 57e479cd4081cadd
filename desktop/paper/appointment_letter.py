"""The appointment letter: somebody's next dates in one letter, in their language and size."""

from datetime import date
from typing import Any

from desktop.data.appointments import Appointment, Letter
from desktop.paper import words as said
from desktop.paper.card import SMALL, appointment, practice
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.languages import ENGLISH

USUAL = 13
"""Points of the running text where nobody needs it larger."""


def sheet(view: Letter, how: How) -> Sheet:
    """Lay out the letter; without an address on record it has the name alone."""
    code = how.language if how.language != ENGLISH else said.spoken(view.language)
    words, points = said.words(code), how.points or view.points
    one = len(view.dates) == 1
    plain = {
        "title": words["letter_title"], "lang": code, "words": dict(words), "paper": how.paper,
        "colour": how.colour, "points": points if points > SMALL else USUAL,
        "to": [view.name, *filter(None, map(str.strip, view.address.splitlines()))],
        "dear": words["dear"].format(name=view.called),
        "says": "" if one else words["next_dates"],
        "written": said.date_of(view.now.date(), date.min, code),
        "practice": practice(view.practice, code),
        "dates": [_date(each, view, code) for each in view.dates],
    }  # fmt: skip
    return Sheet("letter", plain, how.own)


def _date(of: Appointment, view: Letter, code: str) -> dict[str, Any]:
    """Say one date; what the desk says of it only where that is in the letter's language."""
    theirs = code == view.language
    return appointment(of, view.now.date(), code) | {
        "say": of.say if code == ENGLISH else "", "text": of.text if theirs else "",
    }  # fmt: skip
