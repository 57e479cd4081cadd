"""The command line's words for programmes: calendar files out and in, starter packs."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.console_manner import (
    Asked,
    Said,
    add_manner,
    counted,
    opened,
    pair,
    read_date,
    today_of,
)

if TYPE_CHECKING:
    from desktop.data.programme_import import ImportedProgramme
    from desktop.data.programme_lines import LineDone


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
        f"{counted(len(found.entries), 'session')} written to {to}, {cancelled} of them not on.",
        file=str(to), sessions=len(found.entries), cancelled=cancelled,
    )  # fmt: skip


def import_calendar(asked: Asked) -> Said:
    """Bring in a programme from a table or a calendar file."""
    from desktop.data import opening, programme
    from desktop.data.programme_import import import_programme
    from desktop.data.programme_lines import Wishes
    from desktop.exchange.delimited import rejected_file
    from desktop.exchange.programme import read_programme, write_rejected

    path = Path(asked.file)
    with opened(asked) as store:
        today, own = today_of(store), store.read(programme.uid)
        zone = store.read(opening.about).zone
        file = read_programme(path, dict(asked.map), today=today, zone=zone, own=own)
        rejected = rejected_file(path, asked.rejected or "")
        wishes = Wishes(asked.accept_proposals, asked.skip_clashes, asked.closures)
        done = import_programme(store, file, wishes=wishes, dry_run=asked.dry_run)
    if done.rejected:
        write_rejected(file, done.rejected, rejected)
    return _said_of(done, rejected if done.rejected else None, dry_run=asked.dry_run)


def _said_of(done: "ImportedProgramme", rejected: Path | None, *, dry_run: bool) -> Said:
    counts = done.counts
    said = [f"{_named(each)}: {each.sentence}" for each in done.lines]
    would = "Nothing was changed. It would be: " if dry_run else ""
    said.append(
        f"{would}{counted(counts.read, 'line')} read: {counts.series} series and "
        f"{counted(counts.sessions, 'single session')}, {counted(counts.dates, 'date')} in all, "
        f"{counted(counts.closed, 'closure')}, "
        f"{counts.known} here already, {counts.proposed} to settle, {counts.rejected} rejected."
    )
    if rejected:
        said.append(f"What was not taken, and why, is in {rejected}. Settle it and read it in.")
    lines = [asdict(each) for each in done.lines]
    where = str(rejected) if rejected else None
    return Said(
        "\n".join(said), dry_run=dry_run, **asdict(counts), lines=lines, rejected_file=where
    )  # fmt: skip


def _named(line: "LineDone") -> str:
    return f"Line {line.number}, {line.title}" if line.title else f"Line {line.number}"


def add_import(kinds: Any) -> None:
    """Add what can be imported of a programme to the word `import`."""
    calendar = kinds.add_parser("calendar", help="a programme: .ics, or .csv with a line each")
    calendar.add_argument("file", metavar="FILE")
    calendar.add_argument(
        "--map", action="append", default=[], type=pair, metavar="COLUMN=FIELD",
        help='what a column is, for example "Group=title"; may be repeated',
    )  # fmt: skip
    calendar.add_argument("--dry-run", action="store_true", help="say what would be done")
    calendar.add_argument(
        "--accept-proposals", action="store_true", help="take every line that is only proposed"
    )
    calendar.add_argument(
        "--skip-clashes", action="store_true", help="leave out the dates that clash"
    )
    calendar.add_argument(
        "--closures", action="store_true", help="what lasts all day closes the practice"
    )
    calendar.add_argument("--rejected", metavar="FILE", help="where lines go that are not taken")
    calendar.set_defaults(does=import_calendar)
    add_manner(calendar)


def add_export(kinds: Any) -> None:
    """Add what can be exported of a programme to the word `export`."""
    calendar = kinds.add_parser("calendar", help="sessions as a calendar file (.ics)")
    calendar.add_argument("--to", required=True, metavar="FILE.ics", help="overwritten if there")
    calendar.add_argument("--activity", default="", metavar="NAME", help="this activity alone")
    calendar.add_argument("--leader", default="", metavar="NAME", help="this leader's alone")
    calendar.add_argument(
        "--from", dest="first", type=read_date, metavar="DATE", help="2026-11-26; otherwise today"
    )
    calendar.add_argument("--until", type=read_date, metavar="DATE", help="the last day")
    calendar.set_defaults(does=export_calendar)
    add_manner(calendar)
