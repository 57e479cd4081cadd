"""The ideas that wait, each with how many people would come."""

from collections.abc import Sequence
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

from desktop.data.ideas import IdeaPage
from desktop.rules.ideas import interested_words, is_ready
from desktop.ui.activities.drawing import draw_box
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, words

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
READY = Qt.ItemDataRole.UserRole + 2


class IdeasModel(QAbstractListModel):
    """The oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[IdeaPage, ...] = ()

    def show_ideas(self, ideas: Sequence[IdeaPage]) -> None:
        """Show these; while they are the same, what is chosen stays chosen."""
        same = [each.id for each in ideas] == [each.id for each in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = tuple(ideas)
        if not same:
            self.endResetModel()
        elif ideas:
            self.dataChanged.emit(self.index(0), self.index(len(ideas) - 1))

    def idea(self, number: int) -> IdeaPage | None:
        """Return the idea of a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, idea_id: int | None) -> int:
        """Return the row of an idea, -1 if it has none."""
        return next((n for n, row in enumerate(self._rows) if row.id == idea_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.idea(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role == READY:
            ready = is_ready(len(row.people), row.facts.smallest)
            return self.tr("Enough people") if ready else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.facts.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = interested_words(len(row.people), row.facts.smallest)
            return ", ".join(filter(None, (row.facts.title, said, self.data(index, READY))))
        return None


class IdeaDelegate(QStyledItemDelegate):
    """Draws an idea; the chosen one has a green edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current()
        return QSize(0, look.line("row") + look.line("small") + look.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row, rect = current(), index.data(ROW), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        draw_box(painter, rect.adjusted(8, 0, -8, -2), chosen=chosen, hover=hover)
        inner = rect.adjusted(19, 0, -19, -2)
        top = inner.top() + (inner.height() - look.line("row") - look.line("small")) / 2
        name = QRectF(inner.left(), top, inner.width(), look.line("row"))
        words(painter, name, row.facts.title, look.font("row"), look.color("ink"))
        line = QRectF(inner.left(), name.bottom(), inner.width(), look.line("small"))
        if ready := index.data(READY):
            size = chip_size(ready, "good")
            box = QRectF(0, 0, size.width(), size.height())
            box.moveBottomRight(line.bottomRight())
            chip(painter, box, ready, "good")
            line.setRight(box.left() - look.px(6))
        said = interested_words(len(row.people), row.facts.smallest)
        words(painter, line, said, look.font("small"), look.color("ink2"))
        painter.restore()
