"""The lines of a file as they will be stored, and who is gone from it, as a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.patient_lines import Became
from desktop.data.patient_preview import Foreseen, Gone, Leaving, LinePreview
from desktop.rules.days import full_date
from desktop.rules.people import show_nhs_number, status_words
from desktop.ui.widgets.tip import tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
MOST = 500
CHIP, NOTE = 6, 7


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the order of the columns, its chip, whether it stands out."""

    cells: tuple[str, ...]
    kind: str
    rejected: bool = False


class LinesModel(QAbstractTableModel):
    """Shows the first lines, or only the rejected, the gone, or those who have left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self.titles = (
            self.tr("Line"), self.tr("Title"), self.tr("Last name"), self.tr("First"),
            self.tr("Born"), self.tr("NHS number"), self.tr("Will be"), "",
        )  # fmt: skip

    def show_lines(self, found: Foreseen, only: str, said: Callable[..., dict[str, str]]) -> None:
        """Show what was foreseen: "", "rejected", "gone" or "leaving" of it."""
        shown: Iterator[Row]
        if only == "gone":
            shown = (self._gone(each) for each in found.gone)
        elif only == "leaving":
            shown = (self._leaving(each) for each in found.leaving)
        else:
            wanted = (e for e in found.lines if not only or e.became is Became.REJECTED)
            shown = (self._line(each, said) for each, _n in zip(wanted, range(MOST), strict=False))
        self.beginResetModel()
        self._rows = tuple(shown)
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """Return what is shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        words = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, row.cells))
        return row if role == ROW else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.titles[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def _line(self, each: LinePreview, said: Callable[..., dict[str, str]]) -> Row:
        number, facts = str(each.line.number), each.line.facts
        chip = self._words(each.became)
        if facts is None:
            raw = said(each.line.cells)
            cells = [raw.get(n, "") for n in ("title", "last_name", "first_name", "born",
                                              "nhs_number")]  # fmt: skip
        else:
            born = full_date(facts.born) if facts.born else ""
            nhs = show_nhs_number(facts.nhs_number)
            cells = [facts.title, facts.last, facts.first, born, nhs]
        kinds = {Became.NEW: "good", Became.CHANGED: "info", Became.REJECTED: "off"}
        return Row(
            (number, *cells, chip, each.note), kinds.get(each.became, "plain"),
            each.became is Became.REJECTED,
        )  # fmt: skip

    def _gone(self, each: Gone) -> Row:
        born = full_date(each.born) if each.born else ""
        stays = self.tr("Stays as it is")
        return Row(("", "", each.filed, "", born, "", self.tr("Gone"), stays), "need")

    def _leaving(self, each: Leaving) -> Row:
        one, several = self.tr("1 booking to come"), self.tr("{0} bookings to come")
        coming = one if each.coming == 1 else several.format(each.coming) if each.coming else ""
        words = status_words(each.status, None)
        return Row(("", "", each.filed, "", "", "", words, coming), "need")

    def _words(self, became: Became) -> str:
        return {
            Became.NEW: self.tr("New"), Became.CHANGED: self.tr("Changed"),
            Became.SAME: self.tr("The same"), Became.REJECTED: self.tr("Rejected"),
        }[became]  # fmt: skip
