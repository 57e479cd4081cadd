"""The lines of a programme and what becomes of each: a chip, a title, a sentence."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.data.programme_lines import LineDone
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, words
from desktop.ui.widgets.plain_list import PlainList
from desktop.ui.widgets.tip import tip

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
CHIP_WIDE = 104


class LinesModel(QAbstractListModel):
    """What became, or would become, of each line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LineDone, ...] = ()

    def show_lines(self, lines: Sequence[LineDone]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()] if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.sentence)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{chip_of(line)[0]}. {line.title}. {line.sentence}"
        return line if role == LINE else None


class LinesView(PlainList):
    """Shows the lines; arrows go through them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setObjectName("programme_lines")
        self.setAccessibleName(name)
        self.setProperty("ring", "inside")
        self.setItemDelegate(LinesDelegate(self))


class LinesDelegate(QStyledItemDelegate):
    """Draws one line of a programme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current()
        return QSize(0, look.line("strong") + look.line("small") + look.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect, look = index.data(LINE), QRectF(option.rect), current()
        if not isinstance(line, LineDone):
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.color("select" if selected else "card"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        text, kind = chip_of(line)
        size = chip_size(text, kind, "")
        corner = QPointF(rect.left() + 12, rect.center().y() - size.height() / 2)
        chip(painter, QRectF(corner, size), text, kind, "")
        left = rect.left() + 12 + look.px(CHIP_WIDE)
        top = QRectF(left, rect.top() + look.px(6), rect.right() - left - 12, look.line("strong"))
        words(painter, top, line.title, look.font("strong"), look.color("ink"))
        below = QRectF(left, top.bottom(), top.width(), look.line("small"))
        words(painter, below, line.sentence, look.font("small"), look.color("ink2"))
        painter.restore()


def chip_of(line: LineDone) -> tuple[str, str]:
    """Give the word for what becomes of a line, and the kind of its chip."""
    return {
        "series": ("Series", "good"),
        "session": ("Session", "good"),
        "closed": ("Closed", "info"),
        "known": ("Here already", "plain"),
        "proposed": ("To settle", "need"),
        "rejected": ("Rejected", "off"),
    }[line.kind]
