"""The activities in the list at the left, each with when it comes round."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.offers import Offered
from desktop.rules.days import day
from desktop.ui.activities.drafts import NEW

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One activity: its two lines, what stands at the end, and whether there is a draft of it."""

    id: int
    name: str
    patch: str
    code: str
    second: str
    end: str
    private: bool
    ended: bool
    draft: bool


class OffersModel(QAbstractListModel):
    """Activities by name; one that is still being written stands first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[OfferRow, ...] = ()

    def show_offers(
        self, offered: Sequence[Offered], drafts: Collection[int], today: date, *, new: bool
    ) -> None:
        """Show these; `new` adds a row for an activity that is not in the records yet."""
        rows = [self._row(each, each.id in drafts, today) for each in offered]
        if new:
            begun = NEW in drafts
            words = self.tr("Not saved yet")
            rows.insert(
                0, OfferRow(NEW, self.tr("New activity"), "", "", words, "", False, False, begun)
            )
        if tuple(rows) == self._rows:
            return
        same = [each.id for each in rows] == [each.id for each in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = tuple(rows)
        if same:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.endResetModel()

    def number_of(self, activity_id: int | None) -> int:
        """Return the row of an activity, -1 if it has none."""
        return next((n for n, row in enumerate(self._rows) if row.id == activity_id), -1)

    def id_at(self, number: int) -> int | None:
        """Return the activity of a row."""
        return self._rows[number].id if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            private = self.tr("private") if row.private else ""
            draft = self.tr("with a draft") if row.draft else ""
            return ", ".join(filter(None, (row.name, row.second, row.end, private, draft)))
        return None

    def _row(self, offered: Offered, draft: bool, today: date) -> OfferRow:
        ended = offered.ended is not None and offered.ended < today
        second = offered.rhythm or self.tr("No series")
        if offered.ended is not None:
            second = self.tr("Ended {0}") if ended else self.tr("Ends {0}")
            second = second.format(day(offered.ended, today))
        return OfferRow(
            offered.id, offered.name, offered.patch, offered.code, second,
            "" if ended else self._dates(offered.dates_to_come), offered.private, ended, draft,
        )  # fmt: skip

    def _dates(self, number: int) -> str:
        return self.tr("1 date") if number == 1 else self.tr("{0} dates").format(number)
