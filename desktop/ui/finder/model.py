"""What the finder shows: people found, people perhaps meant, and a new person to be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.finding import FoundPerson
from desktop.rules.days import full_date
from desktop.ui.widgets.tip import tip

Index = QModelIndex | QPersistentModelIndex


class Kind(StrEnum):
    """What a row of the results is."""

    PERSON = "person"
    HEADING = "heading"
    NEW = "new"


class Role(IntEnum):
    """What the delegate asks for beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    TYPED = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its words, and the person it stands for."""

    kind: Kind
    words: str
    second: str = ""
    person: FoundPerson | None = None

    def status(self) -> str:
        """Say why somebody must not simply be called, if so."""
        return self.person.status if self.person else ""


class FinderModel(QAbstractListModel):
    """The rows under the box."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._typed: tuple[str, ...] = ()
        self.new_words = self.tr("New person: “{0}”")

    def show_people(
        self,
        typed: Sequence[str],
        found: Sequence[FoundPerson],
        meant: Sequence[FoundPerson] = (),
        new: str = "",
    ) -> None:
        """Show who was found and who may have been meant; `new` offers to make that person."""
        self.beginResetModel()
        self._typed = tuple(typed)
        people = [self._person(each) for each in found]
        offer = [Row(Kind.NEW, self.new_words.format(new))] if new else []
        heading = [Row(Kind.HEADING, self.tr("Did you mean"))] if meant else []
        guesses = [self._person(each) for each in meant]
        self._rows = (*people, *offer, *heading, *guesses)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, person_id: int) -> int | None:
        """Return the row of a person, or None."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if row.person and row.person.id == person_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(" ".join(filter(None, (row.words, row.second, row.status()))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(
                filter(None, (row.words, row.second, row.person.status if row.person else ""))
            )
        return {Role.ROW: row, Role.TYPED: self._typed}.get(role)  # type: ignore[call-overload]

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row()) if index.isValid() else None
        if row is None or row.kind is Kind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _person(self, person: FoundPerson) -> Row:
        born = self.tr("Born {0}.").format(full_date(person.born)) if person.born else ""
        phone = self.tr("Phone ends {0}").format(person.phone_end) if person.phone_end else ""
        return Row(Kind.PERSON, person.filed, " ".join(filter(None, (born, phone))), person)
