"""The right pane: whom to ring, what to say, and one key for what came of it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.data.activities import Choice, SessionCard
from desktop.rules.days import day, hours
from desktop.rules.sessions import left_words
from desktop.rules.telling import Outcome, Shelf
from desktop.ui.look import current
from desktop.ui.todo.model import IdeaRow, Line, PersonRow, WeatherRow
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.stitch_line import StitchLine
from desktop.ui.widgets.symbol import Symbol
from desktop.ui.widgets.way_button import WayButton

OUTCOMES = (Outcome.TOLD, Outcome.MESSAGE, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER,
            Outcome.TEXTED, Outcome.LETTER, Outcome.NEXT_VISIT)  # fmt: skip
SLIM = 300
ICONS = ("check-circle", "voicemail", "phone-x", "warning", "chat-text", "envelope-simple",
         "door-open")  # fmt: skip


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
        outcome: what came of a call (PersonRow, str).
        placed: another date suits (PersonRow, SessionCard).
        said_no: no other date is wanted (PersonRow).
        weather: a session is on as planned, or off (WeatherRow, bool).
        indoors: a session is held in another place (WeatherRow, Choice).
        page_wanted: somebody's page (int person id).
        idea_wanted: an idea (int id).
    """

    outcome = Signal(object, str)
    placed = Signal(object, object)
    said_no = Signal(object)
    weather = Signal(object, bool)
    indoors = Signal(object, object)
    page_wanted = Signal(int)
    idea_wanted = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._line: Line | None = None
        self._acts: list[Callable[[], object]] = []

        self._name = Label("", "title", wrap=True)
        self._page = PlainButton(self.tr("Page"), key="F2", kind="quiet")
        self._phone = Number()
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = PlainButton(self.tr("Copy"), icon="copy", kind="quiet")
        self._copy.setToolTip(self.tr("Copy the telephone number  Ctrl+C"))
        self._number, self._script = Card(), Card()
        self._say = Label("", "body", wrap=True)
        self._reach = Label("", "text", "ink2", wrap=True)
        self._question = Label("", "heading", wrap=True)
        self._ways = QVBoxLayout()
        self._nothing = Empty(self.tr("Nothing to do here"), self.tr("Choose a line at the left."))
        self._lay_out()
        self._page.clicked.connect(self._on_page)
        self._copy.clicked.connect(self.copy_number)
        self.show_line(None)

    def show_line(
        self, line: Line | None, others: Sequence[SessionCard] = (), rooms: Sequence[Choice] = ()
    ) -> None:
        """Show a line, and the other dates or places there are for it."""
        self._line = line
        self._nothing.setVisible(line is None)
        self._area.setVisible(line is not None)
        person = line if isinstance(line, PersonRow) else None
        for part in (self._number, self._script, self._reach):
            part.setVisible(person is not None)
        self._fit()
        if person:
            self._show_person(person, others)
        elif isinstance(line, WeatherRow):
            self._show_weather(line, rooms)
        elif isinstance(line, IdeaRow):
            self._show_idea(line)

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
        return self._say.text() if isinstance(self._line, PersonRow) else ""

    def copy_number(self) -> None:
        """Put the telephone number on the clipboard."""
        if isinstance(self._line, PersonRow) and self._line.line.phone:
            QGuiApplication.clipboard().setText(self._line.line.phone)

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
        self._page.setVisible(isinstance(self._line, PersonRow) and not slim)
        name = self.tr("Copy the telephone number")
        self._copy.set_words("" if slim else self.tr("Copy"), name)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.color("line"))

    def _show_person(self, row: PersonRow, others: Sequence[SessionCard]) -> None:
        line = row.line
        self._name.setText(line.name)
        self._phone.setText(line.phone or self.tr("No number"))
        self._copy.setEnabled(bool(line.phone))
        self._say.setText(line.say)
        self._reach.setText(line.reach)
        self._question.setText(self.tr("What happened?"))
        seconds = self._outcome_words(line.called)
        acts: list[Callable[[], object]] = []
        ways = []
        for number, (outcome, icon) in enumerate(zip(OUTCOMES, ICONS, strict=True), 1):
            text, second = seconds[outcome]
            kind = "main" if outcome is Outcome.TOLD else "plain"
            ways.append(WayButton(text, second, icon=icon, key=str(number), kind=kind))
            acts.append(partial(self.outcome.emit, row, outcome.value))
        self._fill(ways, acts, self._other_dates(row, others))

    def _outcome_words(self, called: str) -> dict[Outcome, tuple[str, str]]:
        return {
            Outcome.TOLD: (self.tr("Told"), self.tr("{0} knows. Closes the line.").format(called)),
            Outcome.MESSAGE: (self.tr("Left a message"), self.tr("Stays open until they know")),
            Outcome.NO_ANSWER: (self.tr("No answer"), self.tr("Stays open, to ring again")),
            Outcome.WRONG_NUMBER: (self.tr("Wrong number"), self.tr("Marks it for checking")),
            Outcome.TEXTED: (self.tr("Texted"), self.tr("From the practice's own telephone")),
            Outcome.LETTER: (self.tr("Letter by hand"), self.tr("Written and handed on")),
            Outcome.NEXT_VISIT: (self.tr("Will tell at next visit"), self.tr("Stays open")),
        }

    def _other_dates(
        self, row: PersonRow, others: Sequence[SessionCard]
    ) -> list[tuple[WayButton, Callable[[], object]]]:
        if row.line.shelf is not Shelf.WAITING:
            return []
        offered: list[tuple[WayButton, Callable[[], object]]] = []
        for number, each in enumerate(others, 1):
            when = f"{day(each.date, self._today())}, {hours(each.starts, each.ends)}"
            way = WayButton(when, left_words(each.booked, each.places), icon="calendar-blank",
                            key=f"Ctrl+{number}")  # fmt: skip
            offered.append((way, partial(self.placed.emit, row, each)))
        words = self.tr("No other date"), self.tr("Gives the booking up")
        no = WayButton(*words, icon="x", key=f"Ctrl+{len(others) + 1}")
        return [*offered, (no, partial(self.said_no.emit, row))]

    def _show_weather(self, row: WeatherRow, rooms: Sequence[Choice]) -> None:
        self._name.setText(row.session.title)
        who = row.session.leader or self.tr("nobody is named")
        self._question.setText(self.tr("Is it on today? Ask whoever leads it: {0}.").format(who))
        ways = [
            WayButton(self.tr("On"), self.tr("Nothing changes"), icon="sun", key="1", kind="main"),
            WayButton(self.tr("Off"), self.tr("Puts everybody on People to tell"),
                      icon="prohibit", key="2"),
        ]  # fmt: skip
        acts: list[Callable[[], object]] = [
            partial(self.weather.emit, row, True),
            partial(self.weather.emit, row, False),
        ]
        for number, room in enumerate(rooms, len(ways) + 1):
            words = self.tr("Indoors: {0}").format(room.name)
            second = self.tr("Free then. Everybody is to be told.")
            ways.append(WayButton(words, second, icon="house", key=str(number)))
            acts.append(partial(self.indoors.emit, row, room))
        self._fill(ways, acts, [])

    def _show_idea(self, row: IdeaRow) -> None:
        self._name.setText(row.idea.title)
        self._question.setText(row.words)
        way = WayButton(self.tr("Open the idea"), icon="lightbulb", key="1", kind="main")
        self._fill([way], [partial(self.idea_wanted.emit, row.idea.id)], [])

    def _fill(
        self,
        ways: Sequence[WayButton],
        acts: list[Callable[[], object]],
        offers: Sequence[tuple[WayButton, Callable[[], object]]],
    ) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._acts, self._offers = acts, [act for _way, act in offers]
        for way, act in zip(ways, acts, strict=True):
            way.clicked.connect(act)
            self._ways.addWidget(way)
        if offers:
            self._ways.addWidget(StitchLine())
            self._ways.addWidget(Label(self.tr("Another date instead?"), "heading"))
        for way, act in offers:
            way.clicked.connect(act)
            self._ways.addWidget(way)

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
        self._script.body.addWidget(Label(self.tr("To say"), "tag", "ink2"))
        self._script.body.addWidget(self._say)
        self._ways.setSpacing(6)
        page = QWidget()
        page.setObjectName("contents")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(6, 0, 6, 6)
        inside.setSpacing(10)
        for part in (head, self._number, self._script, self._reach, StitchLine(), self._question):
            inside.addLayout(part) if isinstance(part, QHBoxLayout) else inside.addWidget(part)
        inside.addLayout(self._ways)
        inside.addStretch(1)
        self._area = _scrolling(page, self.tr("The call"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.addWidget(self._area, 1)
        column.addWidget(self._nothing, 1)

    def _on_page(self) -> None:
        if isinstance(self._line, PersonRow):
            self.page_wanted.emit(self._line.line.person_id)


def _scrolling(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(page)
    return area
