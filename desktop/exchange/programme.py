"""Programmes of other programs: a table (.csv) or a calendar file (.ics) as lines of plans."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.data.programme_lines import ProgrammeFile, ProgrammeLine, ProgrammePlan
from desktop.exchange import headers
from desktop.exchange.delimited import Record, whole, write_sheet
from desktop.exchange.tables import Table, open_table, records_of
from desktop.rules.coming import DAY_GONE, first_to_come
from desktop.rules.days import read_day
from desktop.rules.free_text_times import Proposal, read_repeats, settled
from desktop.rules.names import clean
from desktop.rules.refusal import Refused

_USUAL_MINUTES = 60
_LONGEST = 8 * 60
FIELDS = {
    "title": ("activity", "title", "name", "event", "group", "class", "what", "activity name",
              "subject", "summary", "event name"),
    "when": ("when", "day and time", "days and times", "day time", "repeats", "schedule"),
    "day": ("day", "days", "weekday", "day of week", "day of the week"),
    "time": ("time", "times", "hours"),
    "starts": ("starts", "start", "start time", "begins", "starts at"),
    "ends": ("ends", "end", "end time", "finish", "finish time", "finishes", "ends at"),
    "minutes": ("minutes", "length", "duration", "minutes long"),
    "date": ("date", "on"),
    "first": ("from", "first", "first date", "start date", "starting", "starts on"),
    "last": ("until", "last", "last date", "end date", "ends on", "to"),
    "place": ("place", "room", "location", "venue", "where"),
    "category": ("category", "type", "kind", "categories"),
    "leader": ("leader", "led by", "who leads", "run by", "facilitator", "host"),
    "places": ("places", "capacity", "number of places", "max", "spaces", "size"),
    "about": ("about", "description", "details", "notes"),
    "price": ("price", "cost", "donation"),
    "bring": ("bring", "what to bring"),
    "accept": ("accept", "accepted"),
    "proposed": ("proposed",),
}  # fmt: skip
JOINED = ("about",)
WHEN = frozenset(("when", "day", "time", "starts", "proposed"))
"""One of them at least says when something is."""
_TEXTS = ("about", "place", "category", "leader", "price", "bring")
_ADDED = ("Line", "Why not", "Proposed", "Accept")
_YES = {"yes", "y", "x", "ok", "true", "1", "accept", "accepted"}


@dataclass(frozen=True, slots=True)
class ProgrammeTable:
    """A table of activities and which columns are what."""

    sheet: Table
    columns: Mapping[str, tuple[int, ...]]
    today: date

    @property
    def header(self) -> tuple[str, ...]:
        return self.sheet.header

    @property
    def separator(self) -> str:
        return self.sheet.separator

    def __iter__(self) -> Iterator[ProgrammeLine]:
        return (self._line(record) for record in records_of(self.sheet))

    def _line(self, record: Record) -> ProgrammeLine:
        if record.broken:
            return ProgrammeLine(record.number, record.cells, None, record.broken)
        said = {
            field: " ".join(record.cells[each].strip() for each in places).strip()
            for field, places in self.columns.items()
        }
        try:
            plan, found = _plan(said, self.today)
        except Refused as no:
            return ProgrammeLine(record.number, record.cells, None, no.sentence)
        return ProgrammeLine(
            record.number, record.cells, plan, "", found.unsure, found.sentence
        )  # fmt: skip


def read_programme(
    path: Path, mapping: Mapping[str, str], *, today: date, zone: str, own: str
) -> ProgrammeFile:
    """Open a programme, as what its name says it is; `own` is what these records are called.

    Refused with a sentence when it cannot be read, or when nothing in it is a name and a time.
    """
    if is_calendar(path):
        from desktop.exchange.programme_ics import read_ics

        return read_ics(path, today=today, zone=zone, own=own)
    return read_csv(path, mapping, today=today)


def is_calendar(path: Path) -> bool:
    """Say whether a file is a calendar's, which has no columns."""
    return path.suffix.casefold() in (".ics", ".ical", ".ifb", ".icalendar")


def read_csv(path: Path, mapping: Mapping[str, str], *, today: date) -> ProgrammeTable:
    """Open a table of activities; `mapping` says what a column is, beside those we know."""
    sheet = open_table(path)
    columns = headers.columns(sheet.header, mapping, FIELDS, joined=JOINED)
    if "title" not in columns:
        raise Refused(
            f"No column of {path.name} is known as an activity. Say which one is: "
            f'--map "{next(filter(None, sheet.header), "Group")}=title".'
        )
    if not columns.keys() & WHEN:
        raise Refused(f'No column of {path.name} says when. Say which one does: --map "…=when".')
    return ProgrammeTable(sheet, columns, today)


def write_rejected(file: ProgrammeFile, rejected: Iterable[ProgrammeLine], path: Path) -> None:
    """Write what was not taken, with why and what is proposed, to be settled and read again.

    "yes" under Accept takes what then stands under Proposed. Raises OSError.
    """
    kept = [n for n, name in enumerate(file.header) if name not in _ADDED]
    write_sheet(
        path, (*(file.header[n] for n in kept), *_ADDED), file.separator,
        ((*(whole(each.cells, file.header)[n] for n in kept), *_why(each)) for each in rejected),
    )  # fmt: skip


def _why(line: ProgrammeLine) -> tuple[object, ...]:
    return line.number, " ".join(filter(None, (line.reason, *line.unsure))), line.proposed, ""


def _plan(said: Mapping[str, str], today: date) -> tuple[ProgrammePlan, Proposal]:
    title = clean(said.get("title", ""))
    if not title:
        raise Refused("It has no name.")
    first, last = (_day(said.get(each, ""), today) for each in ("first", "last"))
    found = _when(said, today, first)
    first, last = _span(found, first, last, today)
    text = {name: clean(said.get(name, "")) for name in _TEXTS}
    plan = ProgrammePlan(
        title, first, last, found.starts, found.ends, found.rule, text["about"], text["place"],
        text["category"], text["leader"], text["price"], text["bring"],
        _places(said.get("places", "")), term_only=found.term_only,
    )  # fmt: skip
    begins = found.first or (first if found.rule else None)
    return plan, replace(found, first=begins, last=last)


def _span(
    found: Proposal, first: date | None, last: date | None, today: date
) -> tuple[date, date | None]:
    """Say from when until when, counted from today on; what the times say goes before columns."""
    begins, ends = found.on or found.first or first or today, found.last or last
    if found.rule is None:
        if begins < today:
            raise Refused(DAY_GONE)
        return begins, None
    return first_to_come(found.rule, begins, ends, today), ends


def _when(said: Mapping[str, str], today: date, first: date | None) -> Proposal:
    """Read when it is: what was proposed once somebody says yes, until then the line's own words.

    Without that yes a file of proposals that is merely read in again changes nothing.
    """
    minutes = _minutes(said.get("minutes", ""))
    accepted = said.get("accept", "").casefold() in _YES
    if accepted and said.get("proposed"):
        proposed = said["proposed"]
        return settled(read_repeats(proposed, today=today, minutes=minutes, first=first))
    text = _text(said, today)
    if not text and said.get("proposed"):
        raise Refused("Nobody has said yes. Write yes under Accept, or say when it is.")
    every = bool(said.get("day")) and not said.get("date")
    has_day = said.get("when") or said.get("day") or said.get("date")
    if not has_day and first:
        text = f"{first.isoformat()} {text}"
    found = read_repeats(text, today=today, minutes=minutes, first=first, every=every)
    return settled(found) if accepted else found


def _text(said: Mapping[str, str], today: date) -> str:
    """Put the columns that say when one behind the other, as somebody would say it."""
    on = _day(said.get("date", ""), today)
    times = " - ".join(filter(None, (said.get("starts"), said.get("ends"))))
    day = on.isoformat() if on else ""
    parts = (said.get("when"), said.get("day"), day, said.get("time"), times)
    return " ".join(filter(None, parts))


def _day(text: str, today: date) -> date | None:
    return read_day(text, today) if text else None


def _minutes(text: str) -> int:
    digits = text.casefold().removesuffix("mins").removesuffix("minutes").strip()
    if not digits:
        return _USUAL_MINUTES
    if not digits.isdecimal() or not 0 < int(digits) <= _LONGEST:
        raise Refused(f"“{text}” is not a number of minutes.")
    return int(digits)


def _places(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 5:
        raise Refused(f"“{text}” is not a number of places.")
    return int(text)
