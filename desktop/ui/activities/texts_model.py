"""The languages of an activity's texts, each with whether it has been checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.rules.languages import language
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, words

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
NAME = 0.42


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language in its own letters, its chip, and who checked or wrote it when."""

    code: str
    own: str
    kind: str
    words: str
    by: str


class LanguagesModel(QAbstractListModel):
    """English first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LanguageRow, ...] = ()

    def show_rows(self, rows: Sequence[LanguageRow]) -> None:
        """Show these; while they are the same languages, what is chosen stays chosen."""
        if [each.code for each in rows] == [each.code for each in self._rows]:
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def number_of(self, code: str) -> int:
        """Return the row of a language, -1 if it has none."""
        return next((n for n, row in enumerate(self._rows) if row.code == code), -1)

    def code_at(self, number: int) -> str:
        """Return the language of a row, or ""."""
        return self._rows[number].code if 0 <= number < len(self._rows) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.own
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (language(row.code).name, row.words, row.by)))
        return None


class LanguageDelegate(QStyledItemDelegate):
    """Draws the language at the left; chip and name under each other at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, current().px(20) + current().line("small") + current().px(11))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row, rect = current(), index.data(ROW), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("select"))
            edge = QRectF(rect.left(), rect.top(), look.px(4), rect.height())
            painter.fillRect(edge, look.color("primary"))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), look.color("line"))
        wide = rect.width() * NAME
        name = QRectF(rect.left() + look.px(13), rect.top(), wide - look.px(17), rect.height())
        words(painter, name, row.own, look.font("row"), look.color("ink"))
        self._draw_state(painter, rect.adjusted(wide, 0, -6, 0), row)
        painter.restore()

    def _draw_state(self, painter: QPainter, rect: QRectF, row: LanguageRow) -> None:
        look = current()
        size = chip_size(row.words, row.kind)
        high = size.height() + (look.line("small") if row.by else 0)
        top = rect.center().y() - high / 2
        box = QRectF(rect.left(), top, min(size.width(), rect.width()), size.height())
        chip(painter, box, row.words, row.kind)
        line = QRectF(rect.left(), box.bottom(), rect.width(), look.line("small"))
        words(painter, line, row.by, look.font("small"), look.color("ink3"))
