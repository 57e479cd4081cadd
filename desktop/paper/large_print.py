"""The week in large print, and as easy read with pictures: day after day, in one column."""

from typing import Any

from desktop.data.wall import Wall
from desktop.paper import wall as on_wall
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.paper.wall_words import words

LARGE = (20, 16, 18, 24, 28)
EASY = (18, 20, 24)
MOST_WORDS = 15
"""In an easy-read sentence; longer ones of the practice are left out."""


def sheet(view: Wall, how: How) -> Sheet:
    """Lay out the large print, in letters of one size."""
    return Sheet("large-print", _page(view, how, how.points or LARGE[0]), how.own)


def easy(view: Wall, how: How) -> Sheet:
    """Lay out the easy read: a large symbol, and short sentences only."""
    page = _page(view, how, how.points or EASY[0])
    for day in page["days"]:
        for card in day["cards"] + day["english"]:
            card["sentences"] = on_wall.sentences(card["about"], MOST_WORDS)
    return Sheet("easy-read", page, how.own)


def _page(view: Wall, how: How, points: int) -> dict[str, Any]:
    said = words(how.language)
    days = [on_wall.day(view, on, said, short=False) for on in on_wall.days_of(view)]
    title = on_wall.title_of(view, view.first, view.last, said)
    page = on_wall.page(view.head, how, said, title, view.printed)
    return page | {
        "points": points,
        "grows": False,
        "facts": on_wall.facts(view, said),
        "days": days,
        "nothing": said.say("nothing") if on_wall.plain(days) else "",
    }
