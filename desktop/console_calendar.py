"""The command line's words for programmes: calendar files out and in, starter packs."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from desktop.console_manner import Asked, Said, add_manner, opened, today_of


def export_calendar(asked: Asked) -> Said:
    """Write the programme, or one activity's or leader's part of it, into a calendar file."""
    from desktop.data.programme import programme
    from desktop.exchange.ics import to_ics
    from desktop.exchange.whole_file import check_can_write, write_whole

    to = Path(asked.to)
    check_can_write(to)
    with opened(asked) as store:
        found = store.read(
            partial(
                programme, first=asked.first or today_of(store), until=asked.until,
                activity_name=asked.activity, leader_name=asked.leader,
            )
        )  # fmt: skip
    write_whole(to, to_ics(found))
    cancelled = sum(each.cancelled for each in found.entries)
    return Said(
        f"{_count(len(found.entries), 'session')} written to {to}, {cancelled} of them not on.",
        file=str(to), sessions=len(found.entries), cancelled=cancelled,
    )  # fmt: skip


def add_export(words: Any) -> None:
    """Add the word `export` and what can be exported."""
    whats = words.add_parser("export", help="write a programme for other programs")
    kinds = whats.add_subparsers(metavar="WHAT", title="what", required=True)
    calendar = kinds.add_parser("calendar", help="sessions as a calendar file (.ics)")
    calendar.add_argument("--to", required=True, metavar="FILE.ics", help="overwritten if there")
    calendar.add_argument("--activity", default="", metavar="NAME", help="this activity alone")
    calendar.add_argument("--leader", default="", metavar="NAME", help="this leader's alone")
    calendar.add_argument(
        "--from", dest="first", type=_day, metavar="DATE", help="2026-11-26; otherwise today"
    )
    calendar.add_argument("--until", type=_day, metavar="DATE", help="the last day")
    calendar.set_defaults(does=export_calendar)
    add_manner(calendar)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write 2026-11-26") from None


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
