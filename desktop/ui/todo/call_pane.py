"""The right pane: whom to ring, what to say, and one key for what came of it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.activities import Choice, SessionCard
from desktop.data.handovers import Note
from desktop.data.reminders import Reminder
from desktop.data.telling import ToTell
from desktop.rules.days import day, hours
from desktop.rules.reminders import code_of
from desktop.rules.sessions import left_words
from desktop.rules.telling import Shelf
from desktop.ui.look import current
from desktop.ui.todo.lines import CallRow, Line, ThingRow
from desktop.ui.todo.way_list import Shown, WayList
from desktop.ui.todo.ways import RING, Ways
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.scrolling import scrolling
from desktop.ui.widgets.stitch_line import StitchLine
from desktop.ui.widgets.symbol import Symbol

SLIM = 300
Act = tuple[Shown, Callable[[], object]]


class Number(Label):
    """A telephone number, large: it is read off while dialling, so never in the heading's type."""

    def __init__(self) -> None:
        super().__init__(wrap=True)

    def _dress(self) -> None:
        super()._dress()
        font = current().font("button_main")
        font.setPixelSize(current().px(26))
        self.setFont(font)


class CallPane(Pane):
    """Shows the line that was chosen.

    Signals:
        outcome: what came of a line (Line, str).
        ring: somebody is to be rung before others (CallRow, str the reason).
        placed: another date suits (CallRow, SessionCard).
        said_no: no other date is wanted (CallRow).
        indoors: a session is held in another place (ThingRow, Choice).
        page_wanted: somebody's page (int person id).
    """

    outcome = Signal(object, str)
    ring = Signal(object, str)
    placed = Signal(object, object)
    said_no = Signal(object)
    indoors = Signal(object, object)
    page_wanted = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._line: Line | None = None
        self._acts: list[Callable[[], object]] = []
        self._offers: list[Callable[[], object]] = []
        self._say_ways = Ways(self)

        self._name = Label("", "title", wrap=True)
        self._page = PlainButton(self.tr("Page"), key="F2", kind="quiet")
        self._phone = Number()
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = PlainButton(self.tr("Copy"), icon="copy", kind="quiet")
        self._copy.setToolTip(self.tr("Copy the telephone number  Ctrl+C"))
        self._number, self._script = Card(), Card()
        self._tag = Label("", "tag", "ink2")
        self._say = Label("", "body", wrap=True)
        self._reach = Label("", "text", "ink2", wrap=True)
        self._check = Label("", "text", "caution", wrap=True)
        self._question = Label("", "heading", wrap=True)
        self.reason = Field(self.tr("Why are they asked first?"), icon="note-pencil")
        self.reason.box.setObjectName("why_first")
        self._ways = WayList()
        self._ways.pressed.connect(self.act)
        self._ways.offered.connect(self.offer)
        self._nothing = Empty(self.tr("Nothing to do here"), self.tr("Choose a line at the left."))
        self._lay_out()
        self._page.clicked.connect(self._on_page)
        self._copy.clicked.connect(self.copy_number)
        self.reason.box.returnPressed.connect(self._on_reason)
        self.show_line(None)

    def show_line(
        self, line: Line | None, others: Sequence[SessionCard] = (), rooms: Sequence[Choice] = (),
        here: str = "",
    ) -> None:  # fmt: skip
        """Show a line, and the other dates or places there are for it; `here` is this PC."""
        if self._line is None or line is None or line.key != self._line.key:
            self.reason.set_text("")
        self._line = line
        self._nothing.setVisible(line is None)
        self._area.setVisible(line is not None)
        call = line if isinstance(line, CallRow) else None
        for part in (self._number, self._script, self._reach):
            part.setVisible(call is not None)
        self._fit()
        if call:
            self._show_call(call, others, here)
        elif isinstance(line, ThingRow):
            self._show_thing(line, rooms)

    def act(self, figure: int) -> None:
        """Do what this figure stands for, if anything."""
        if 0 < figure <= len(self._acts):
            self._acts[figure - 1]()

    def offer(self, figure: int) -> None:
        """Give the other date with this figure."""
        if 0 < figure <= len(self._offers):
            self._offers[figure - 1]()

    def words_to_say(self) -> str:
        """Return the sentence to read out, or send."""
        return self._say.text() if isinstance(self._line, CallRow) else ""

    def copy_words(self) -> str:
        """Put what to say, or to send, on the clipboard; what to say of that comes back."""
        if not (words := self.words_to_say()):
            return ""
        QGuiApplication.clipboard().setText(words)
        if isinstance(self._line, CallRow) and isinstance(self._line.line, Reminder):
            return self.tr("Copied. Paste it into the practice's texting tool, then press 2.")
        return self.tr("Copied: what to say.")

    def language(self) -> str:
        """Return the code of the language a reminder is wanted in."""
        reminder = self._line.line if isinstance(self._line, CallRow) else None
        return code_of(reminder.language if isinstance(reminder, Reminder) else "")

    def copy_number(self) -> None:
        """Put the telephone number on the clipboard."""
        if isinstance(self._line, CallRow) and self._line.who.phone:
            QGuiApplication.clipboard().setText(self._line.who.phone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit() and event.text() != "0":
            self.act(int(event.text()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Where there is little room, the number comes first: the keys do the rest."""
        slim = self.width() < current().px(SLIM)
        self._page.setVisible(isinstance(self._line, CallRow) and not slim)
        name = self.tr("Copy the telephone number")
        self._copy.set_words("" if slim else self.tr("Copy"), name)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.color("line"))

    def _show_call(self, row: CallRow, others: Sequence[SessionCard], here: str) -> None:
        self._name.setText(row.who.name)
        self._phone.setText(row.who.phone or self.tr("No number"))
        self._copy.setEnabled(bool(row.who.phone))
        doubt = self.tr("This number was wrong once. Check it.") if row.who.to_check else ""
        self._check.setText(doubt)
        self._check.setVisible(bool(doubt))
        send = isinstance(row.line, Reminder)
        self._tag.setText(self.tr("To say or send: C copies it") if send else self.tr("To say"))
        self._say.setText(row.say)
        self._script.setVisible(bool(row.say))
        self._reach.setText(row.beside or row.who.reach)
        self._question.setText(self._say_ways.question(row, here))
        self._show_ways(row, here, self._other_dates(row, others))

    def _show_thing(self, row: ThingRow, rooms: Sequence[Choice]) -> None:
        note = self.tr("A note to colleagues")
        self._name.setText(note if isinstance(row.about, Note) else row.title)
        self._check.hide()
        session = row.about if isinstance(row.about, SessionCard) else None
        if session is not None:
            who = session.leader or self.tr("nobody is named")
            words = self.tr("Is it on today? Ask whoever leads it: {0}.").format(who)
        else:
            words = row.about.text if isinstance(row.about, Note) else row.words
        self._question.setText(words)
        first = len(self._say_ways.of(row, "")) + 1
        free = [self._room(row, each, n) for n, each in enumerate(rooms, first)]
        self._show_ways(row, "", rooms=free if session else [])

    def _room(self, row: ThingRow, room: Choice, number: int) -> Act:
        words = self.tr("Indoors: {0}").format(room.name)
        second = self.tr("Free then. Everybody is to be told.")
        way = Shown(words, second, "house", str(number))
        return way, partial(self.indoors.emit, row, room)

    def _show_ways(
        self, row: Line, here: str, offers: Sequence[Act] = (), rooms: Sequence[Act] = ()
    ) -> None:
        shown: list[Act] = []
        found = self._say_ways.of(row, here)
        self.reason.setVisible(any(way.outcome == RING for way in found))
        for number, way in enumerate(found, 1):
            kind = "main" if number == 1 else "plain"
            each = Shown(way.text, way.second, way.icon, str(number), kind)
            emit = self._on_reason if way.outcome == RING else None
            shown.append((each, emit or partial(self.outcome.emit, row, way.outcome)))
        shown += rooms
        self._acts, self._offers = [act for _, act in shown], [act for _, act in offers]
        self._ways.show_ways([each for each, _ in shown], [each for each, _ in offers])

    def _other_dates(self, row: CallRow, others: Sequence[SessionCard]) -> list[Act]:
        if not isinstance(row.line, ToTell) or row.line.shelf is not Shelf.WAITING:
            return []
        offered: list[Act] = []
        for number, each in enumerate(others, 1):
            when = f"{day(each.date, self._today())}, {hours(each.starts, each.ends)}"
            left = left_words(each.booked, each.places, each.waiting)
            way = Shown(when, left, "calendar-blank", f"Ctrl+{number}")
            offered.append((way, partial(self.placed.emit, row, each)))
        words = self.tr("No other date"), self.tr("Gives the booking up")
        no = Shown(*words, "x", f"Ctrl+{len(others) + 1}")
        return [*offered, (no, partial(self.said_no.emit, row))]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._page)
        number = QHBoxLayout()
        number.setSpacing(10)
        number.addWidget(Symbol("phone", "fill", "good", 26))
        number.addWidget(self._phone, 1)
        number.addWidget(self._copy)
        self._number.body.addLayout(number)
        self._script.body.setSpacing(2)
        self._script.body.addWidget(self._tag)
        self._script.body.addWidget(self._say)
        page = QWidget()
        page.setObjectName("contents")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(6, 0, 6, 6)
        inside.setSpacing(10)
        inside.addLayout(head)
        for part in (self._number, self._check, self._script, self._reach, StitchLine(),
                     self._question, self.reason, self._ways):  # fmt: skip
            inside.addWidget(part)
        inside.addStretch(1)
        self._area = scrolling(page, self.tr("The call"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.addWidget(self._area, 1)
        column.addWidget(self._nothing, 1)

    @Slot()
    def _on_reason(self) -> None:
        if isinstance(self._line, CallRow):
            self.ring.emit(self._line, self.reason.text())

    def _on_page(self) -> None:
        if isinstance(self._line, CallRow):
            self.page_wanted.emit(self._line.who.id)
