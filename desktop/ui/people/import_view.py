"""The table of an import: letters narrow it, the rejected stand out, chips say what becomes."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, words
from desktop.ui.people.import_model import CHIP, NOTE, ROW, LinesModel, Row

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (44, 46, 122, 82, 128, 106, 88)
NOTE_WIDTH, SPARE = 130, (1, 5, 4)
LETTERS = {"x": "rejected", "g": "gone", "s": "leaving"}
SIDE = 8


class LinesView(QTableView):
    """Shows lines; X only the rejected, G who is gone, S who has left, each again all of them.

    Signals:
        narrowed: only these are wanted, or "" (str).
        dry_run: they are to be written to a file.
    """

    narrowed = Signal(str)
    dry_run = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setObjectName("import_lines")
        self.setAccessibleName(self.tr("Lines of the file, as they will be stored"))
        self.setItemDelegate(LinesDelegate(self))
        self.setProperty("ring", "inside")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self._only = ""
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if letter in LETTERS:
            self._only = "" if self._only == LETTERS[letter] else LETTERS[letter]
            self.narrowed.emit(self._only)
        elif letter == "d":
            self.dry_run.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = current()
        self.verticalHeader().setDefaultSectionSize(look.px(43))
        self.horizontalHeader().setFixedHeight(look.px(30))
        widths = [look.px(each) for each in WIDTHS]
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        room = self.viewport().width() - look.px(NOTE_WIDTH)
        for column in SPARE:  # with large text, what becomes of a line is worth more than these
            hidden = room < sum(widths)
            self.setColumnHidden(column, hidden)
            widths[column] = 0 if hidden else widths[column]
        rest = self.viewport().width() - sum(widths)
        self.setColumnWidth(NOTE, max(look.px(NOTE_WIDTH), rest))


class LinesDelegate(QStyledItemDelegate):
    """Draws one cell; a rejected line has a ground of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, current().px(43))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, look = index.data(ROW), QRectF(option.rect), current()
        if not isinstance(row, Row):
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "select" if selected else "refuseT" if row.rejected else "card"
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.color(ground))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.color("line")
        )
        inside = rect.adjusted(SIDE, 0, -2, -1)
        if index.column() == CHIP:
            _draw_chip(painter, inside, row)
        else:
            _draw_words(painter, inside, row.cells[index.column()], index.column())
        painter.restore()


def _draw_chip(painter: QPainter, rect: QRectF, row: Row) -> None:
    size = chip_size(row.cells[CHIP], row.kind, "")
    top = rect.center().y() - size.height() / 2
    box = QRectF(rect.left(), top, size.width(), size.height())
    chip(painter, box, row.cells[CHIP], row.kind, "")


def _draw_words(painter: QPainter, rect: QRectF, text: str, column: int) -> None:
    look = current()
    font = look.font({0: "small_strong", 2: "control"}.get(column, "small"))
    ink = look.color("ink2" if column in (0, NOTE) else "ink")
    metrics = QFontMetricsF(font)
    text = text.split(". ", maxsplit=1)[0] if column == NOTE else text  # the rest stands in its tip
    if column == NOTE and metrics.horizontalAdvance(text) > rect.width():
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, int(flags), text)
    else:
        words(painter, rect, text, font, ink)
