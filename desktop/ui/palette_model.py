"""What hangs below the find box: people, sessions, and things to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.activities import SessionCard
from desktop.data.anything import Anything
from desktop.data.finding import FEW, FoundPerson
from desktop.rules.days import day, full_date, hours, near, read_day
from desktop.rules.names import fold
from desktop.rules.refusal import Refused
from desktop.rules.sessions import left_words
from desktop.ui.tabs import TABS, tab_words
from desktop.ui.widgets.tip import tip

Index = QModelIndex | QPersistentModelIndex


class Kind(StrEnum):
    """What a row is."""

    HEADING = "heading"
    PERSON = "person"
    SESSION = "session"
    DO = "do"
    NEW = "new"


class Role(IntEnum):
    """What the delegate asks for beyond Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    TYPED = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it says, and where Enter leads; `place` "" is a command of that name."""

    kind: Kind
    words: str
    second: str = ""
    place: str = ""
    about: object = None
    icon: str = ""
    patch: tuple[str, str] = ("", "")
    status: str = ""


class PaletteModel(QAbstractListModel):
    """The rows for one text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._typed: tuple[str, ...] = ()

    def show_found(self, found: Anything, today: date) -> None:
        """Show what was found for a text, and what can be done that is called so."""
        text = found.text.strip()
        do = self._sheet(found) or self._do(text, today)
        sessions = [self._session(each, today) for each in found.sessions]
        people = [self._person(each) for each in found.people]
        if (
            not found.sheet
            and len(people) < FEW
            and not sessions
            and any(each.isalpha() for each in text)
        ):
            people.append(self._new(text))
        meant = [self._person(each) for each in found.meant]
        groups = (
            (self.tr("People"), people),
            (self.tr("Did you mean"), meant),
            (self.tr("Sessions"), sessions),
            (self.tr("Do"), do),
        )
        self.beginResetModel()
        self._typed = tuple(fold(text)) if text else ()
        self._entries = tuple(
            each
            for heading, entries in groups
            if entries
            for each in (Entry(Kind.HEADING, heading), *entries)
        )
        self.endResetModel()

    def entry(self, number: int) -> Entry | None:
        """Return a row, or None where there is none."""
        return self._entries[number] if 0 <= number < len(self._entries) else None

    def first(self) -> int:
        """Say which row Enter is for at first: what is there comes before what would be made."""
        order = (Kind.PERSON, Kind.SESSION, Kind.DO, Kind.NEW)
        kinds = [each.kind for each in self._entries]
        found = [kinds.index(kind) for kind in order if kind in kinds]
        return found[0] if found else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (entry.words, entry.second, entry.status)))
        return {Role.ENTRY: entry, Role.TYPED: self._typed}.get(role)  # type: ignore[call-overload]

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None or entry.kind is Kind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _person(self, person: FoundPerson) -> Entry:
        born = self.tr("Born {0}.").format(full_date(person.born)) if person.born else ""
        phone = self.tr("Phone ends {0}").format(person.phone_end) if person.phone_end else ""
        second = " ".join(filter(None, (born, phone)))
        return Entry(
            Kind.PERSON, person.filed, second, "person", person.id, "user", status=person.status
        )

    def _session(self, session: SessionCard, today: date) -> Entry:
        on = near(session.date, today)
        when = f"{on[:1].upper()}{on[1:]}, {hours(session.starts, session.ends)}."
        left = f"{left_words(session.booked, session.places, session.waiting)}."
        patch = (session.patch, session.code)
        return Entry(
            Kind.SESSION, session.title, f"{when} {left}", "session", session.id, patch=patch
        )

    def _new(self, text: str) -> Entry:
        said = self.tr("New person: “{0}”").format(text)
        return Entry(Kind.NEW, said, "", "new person", text, "user-plus")

    def _sheet(self, found: Anything) -> list[Entry]:
        """Say what entering a sheet would do; where it cannot be, it is said in Sign-ups, too."""
        seen = found.sheet
        if seen is None:
            return []
        said = self.tr("Enter sheet {0}: {1}").format(seen.code, seen.counts)
        second = " ".join((f"{seen.about}.", *seen.notes))
        if seen.no:
            said, second = self.tr("Enter a sheet"), seen.no
        return [Entry(Kind.DO, said, second, "sheet", found.text, "list-checks")]

    def _do(self, text: str, today: date) -> list[Entry]:
        typed = tuple(fold(text)) if text else ()
        return [*self._day(text, today), *filter(lambda e: _named(e, typed), self._commands(today))]

    def _day(self, text: str, today: date) -> Sequence[Entry]:
        try:
            on = read_day(text, today)
        except Refused:
            return ()
        said = self.tr("Go to {0}").format(day(on, today))
        return (Entry(Kind.DO, said, self.tr("Calendar"), "date", on, "calendar-blank"),)

    def _files(self) -> Sequence[Entry]:
        without = self.tr("Without people, for the practice next door")
        return (
            Entry(Kind.DO, self.tr("Import people"), self.tr("From a list, CSV or spreadsheet"),
                  "import people", None, "users"),
            Entry(Kind.DO, self.tr("Import a programme"), self.tr("Calendar file or table"),
                  "import programme", None, "calendar-blank"),
            Entry(Kind.DO, self.tr("Save what is on screen"), self.tr("Spreadsheet or CSV"),
                  "take out", None, "download-simple"),
            Entry(Kind.DO, self.tr("Save the programme as a calendar file"),
                  self.tr("Without names of patients"), "calendar file", None, "download-simple"),
            Entry(Kind.DO, self.tr("Save a starter pack"), without, "save pack", None,
                  "download-simple"),
            Entry(Kind.DO, self.tr("Open a starter pack"), tab_words("activities"), "open pack",
                  None, "folder-open"),
        )  # fmt: skip

    def _lists(self) -> Sequence[Entry]:
        fire, words = self.tr("For the fire list"), self.tr("Words of reminders")
        return (
            Entry(Kind.DO, self.tr("In the building now"), fire, "building", None, "list-checks"),
            Entry(Kind.DO, words, self.tr("In To do"), "reminder words", None, "translate"),
            Entry(Kind.DO, self.tr("Settings"), self.tr("Practice, paper"), "settings", "practice",
                  "gear"),
        )  # fmt: skip

    def _commands(self, today: date) -> Sequence[Entry]:
        rooms = [
            Entry(Kind.DO, tab_words(room), f"Alt+{number}", room, None, icon)
            for room, icon, number in TABS
        ]
        size, calendar = self.tr("For this computer"), self.tr("Calendar")
        activities = tab_words("activities")
        return (
            Entry(Kind.DO, self.tr("New person"), "", "new person", "", "user-plus"),
            Entry(Kind.DO, self.tr("New session"), calendar, "new session", None, "plus"),
            Entry(Kind.DO, self.tr("New activity"), activities, "new activity", None, "plus"),
            Entry(Kind.DO, self.tr("New series"), calendar, "new series", None, "repeat"),
            Entry(Kind.DO, self.tr("Close on some days"), calendar, "closure", None, "flag-banner"),
            Entry(Kind.DO, self.tr("Opening hours and terms"), calendar, "hours", None, "clock"),
            *self._lists(),
            *self._files(),
            Entry(Kind.DO, self.tr("Today"), calendar, "date", today, "calendar-blank"),
            *rooms,
            Entry(Kind.DO, self.tr("Text size: larger"), size, "", "larger", "text-aa"),
            Entry(Kind.DO, self.tr("Text size: smaller"), size, "", "smaller", "text-aa"),
            Entry(Kind.DO, self.tr("Theme: light or dark"), size, "", "theme", "circle-half"),
            Entry(Kind.DO, self.tr("Keys"), "F1", "", "keys", "question"),
        )


def _named(entry: Entry, typed: Sequence[str]) -> bool:
    """Whether every typed word begins a word of what can be done."""
    words = fold(entry.words)
    return all(any(word.startswith(each) for word in words) for each in typed)
