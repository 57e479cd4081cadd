"""The list: what comes, day by day, read on as one goes down."""

from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.data.activities import SessionCard
from desktop.data.calendar import Agenda
from desktop.rules.days import hours_short
from desktop.ui.calendar.agenda_model import ROW, AgendaModel, Heading
from desktop.ui.calendar.drawing import Shown, is_past
from desktop.ui.calendar.session_row import draw_end, draw_row, row_height
from desktop.ui.calendar.spans import Span
from desktop.ui.calendar.unstaffed_drawing import draw_unstaffed
from desktop.ui.calendar.view import View
from desktop.ui.look import current
from desktop.ui.paint import rounded, tile, words
from desktop.ui.widgets.empty import Empty

Index = QModelIndex | QPersistentModelIndex
WIDE = 660
OWN_KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End,
)  # fmt: skip


class AgendaDelegate(QStyledItemDelegate):
    """Draws headings of days and sessions, in columns where there is room."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current()
        if isinstance(index.data(ROW), Heading):
            return QSize(0, look.line("heading") + look.px(14 if look.compact else 20))
        return QSize(0, row_height() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, model, rect = index.data(ROW), index.model(), QRectF(option.rect)
        now = model.now() if isinstance(model, AgendaModel) else None
        painter.save()
        if isinstance(row, Heading):
            _draw_heading(painter, rect, row)
        elif isinstance(row, SessionCard) and now:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            shown = Shown(row, past=is_past(row, now), chosen=chosen, hover=hover)
            box = rect.adjusted(8, 0, -8, -2)
            wide = rect.width() > current().px(WIDE)
            (_draw_columns if wide else draw_row)(painter, box, shown)
        painter.restore()


def _draw_heading(painter: QPainter, rect: QRectF, row: Heading) -> None:
    look = current()
    high = look.line("heading")
    line = QRectF(rect.left() + 16, rect.bottom() - high - look.px(4), rect.width() - 32, high)
    font = look.font("heading")
    words(painter, line, row.words, font, look.color("primary" if row.today else "ink"))
    line.setLeft(line.left() + QFontMetricsF(font).horizontalAdvance(row.words) + look.px(12))
    if row.news and line.width() > look.px(60):
        words(painter, line, row.news, look.font("small_strong"), look.color("info"))


def _draw_columns(painter: QPainter, rect: QRectF, shown: Shown) -> None:
    """Draw hours, tile, title, place, leader and places side by side."""
    look, session = current(), shown.session
    if shown.chosen:
        fill, edge = look.color("card"), look.color("primary")
        rounded(painter, rect, look.radius("control"), fill=fill, edge=edge, width=2)
    elif shown.hover:
        rounded(painter, rect, look.radius("control"), fill=look.color("primaryT"))
    pale, gap = session.cancelled or shown.past, look.px(10)
    ink, ink2 = look.color("ink2" if pale else "ink"), look.color("ink2")
    line = rect.adjusted(gap, 0, -gap, 0)
    hours = QRectF(line.left(), line.top(), look.px(118), line.height())
    struck = look.font("small_strong")
    struck.setStrikeOut(session.cancelled)
    words(painter, hours, hours_short(session.starts, session.ends), struck, ink)
    side = look.px(26)
    square = QRectF(hours.right(), round(line.center().y() - side / 2), side, side)
    tile(painter, square, look.patch(session.patch, session.code))
    line.setLeft(square.right() + gap)
    draw_end(painter, line, shown)
    line.setRight(line.right() - look.px(90))
    title = look.font("row")
    title.setStrikeOut(session.cancelled)
    share = line.width()
    texts = ((0.0, 0.46, session.title, title, ink),
             (0.46, 0.74, session.place, look.font("small"), ink2),
             (0.74, 1.0, session.leader, look.font("small"), ink2))  # fmt: skip
    if shown.unstaffed:
        left = line.left() + 0.74 * share
        draw_unstaffed(painter, QRectF(left, line.top(), line.right() - left, line.height()))
    for start, end, text, font, colour in texts:
        box = QRectF(line.left() + start * share, line.top(), (end - start) * share - gap,
                     line.height())  # fmt: skip
        words(painter, box, text, font, colour)


class AgendaList(QListView):
    """The list itself; keys that are not its own are the view's."""

    def __init__(self, model: AgendaModel) -> None:
        super().__init__()
        self.setObjectName("agenda")
        self.setModel(model)
        self.setItemDelegate(AgendaDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.model().flags(self.indexAt(event.position().toPoint())):
            super().mousePressEvent(event)  # a heading takes the choice from nobody

    def moveCursor(  # noqa: N802
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action == QListView.CursorAction.MoveHome:  # Qt would go to the heading, or nowhere
            return self.model().index(min(1, self.model().rowCount() - 1), 0)
        return super().moveCursor(action, modifiers)


class AgendaView(View):
    """The sessions from a day on.

    Signals: those of View, and
        rest_wanted: the sessions after the last (day, start and id of it).
    """

    rest_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("List"))
        self.model = AgendaModel(self)
        self.list = AgendaList(self.model)
        self.list.setAccessibleName(self.tr("Sessions to come"))
        self.empty = Empty(self.tr("No sessions to come"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.addWidget(self.pages)
        self._span: Span | None = None
        self._shown: int | None = None
        self.model.more_wanted.connect(self.rest_wanted)
        self.list.selectionModel().currentChanged.connect(self._on_moved)
        self.list.doubleClicked.connect(self.open_chosen)

    def show_list(self, part: Agenda, span: Span, now: datetime, wanted: int | None) -> None:
        """Show the first sessions; the chosen one stays if it is still among them."""
        again = self._span == span
        bar, held = self.list.verticalScrollBar(), self.has_keyboard()
        at, keep = bar.value(), wanted or self._shown
        self._span = span
        self.model.show_first(part, now)
        self.pages.setCurrentWidget(self.list if part.sessions else self.empty)
        number = self.model.number_of(keep)
        coming = (each for each in part.sessions if each.ends_utc > now and not each.cancelled)
        first = next(coming, part.sessions[0] if part.sessions else None)
        number = self.model.number_of(first.id if first else None) if number is None else number
        self.list.setCurrentIndex(self.model.index(-1 if number is None else number))
        if again:
            bar.setValue(at)
        if held:
            self.setFocus()
        self._tell()

    def show_rest(self, part: Agenda) -> None:
        """Add the sessions that were asked for."""
        self.model.show_more(part)

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        self.model.show_now(now)

    def session(self) -> SessionCard | None:
        """Return the chosen session."""
        return self.model.session_at(self.list.currentIndex().row())

    def forget(self) -> None:
        """Let the list that is shown next choose what comes next."""
        self._shown = None

    def choose(self, session_id: int) -> None:
        """Choose a session that is in the list."""
        number = self.model.number_of(session_id)
        if number is not None:
            self.list.setCurrentIndex(self.model.index(number))

    def count(self) -> int:
        """Return how many sessions have been read."""
        return len(self.model.sessions())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.list if self.list.isVisibleTo(self) else self).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list.doItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), current().color("card"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), current().color("line"))

    @Slot()
    def _on_moved(self) -> None:
        session = self.session()
        if session and session.id != self._shown:
            self._tell()

    def _tell(self) -> None:
        session = self.session()
        self._shown = session.id if session else None
        self.chosen.emit(session)
