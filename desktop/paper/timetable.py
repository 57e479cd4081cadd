"""The weekly timetable: A4 or A3, across or upright."""

from datetime import date, timedelta
from typing import Any

from desktop.data.wall import Wall
from desktop.paper import wall as on_wall
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.paper.wall_words import Words, words

SATURDAY = 5


def sheet(view: Wall, how: How) -> Sheet:
    """Lay out the timetable; across, every week begins on a page of its own."""
    said = words(how.language)
    shown = {on: on_wall.day(view, on, said, short=True) for on in on_wall.days_of(view)}
    title = on_wall.title_of(view, view.first, view.last, said)
    page = on_wall.page(view.head, how, said, title, view.printed)
    empty = on_wall.plain(shown.values())
    return Sheet(
        "timetable",
        page | {
            "facts": on_wall.facts(view, said),
            "days": list(shown.values()),
            "weeks": [_columns(shown, _monday(view, n), said) for n in range(view.weeks)],
            "nothing": said.say("nothing") if empty else "",
        },
        how.own,
    )  # fmt: skip


def _monday(view: Wall, week: int) -> date:
    return view.first + timedelta(days=7 * week)


def _columns(shown: dict[date, Any], monday: date, said: Words) -> list[dict[str, Any]]:
    """Give a column for each weekday, and one for the weekend if anything is on."""
    week = [monday + timedelta(days=n) for n in range(7)]
    columns = [{"head": shown[on]["head"], "days": [shown[on]]} for on in week[:SATURDAY]]
    weekend = [shown[on] for on in week[SATURDAY:] if on in shown]
    if len(weekend) == 1:
        columns.append({"head": weekend[0]["head"], "days": weekend})
    elif weekend:
        columns.append({"head": said.say("weekend"), "days": weekend})
    return columns
