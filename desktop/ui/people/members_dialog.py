"""The members of a group, counted apart from its seats: whose turn it is, and who is away."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from desktop.data import regular_pages, regulars
from desktop.data.regular_pages import Member, Members
from desktop.rules.companions import names
from desktop.rules.days import day, short_date
from desktop.rules.regulars import share_seats
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.people.small_dialog import SmallDialog
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label


class MembersDialog(SmallDialog):
    """Shows who comes every week; Enter saves how many members there may be."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], activity_id: int, parent: QWidget
    ) -> None:
        super().__init__(desk, self.tr("Members and seats"), "members", parent)
        self._clock, self._activity = clock, activity_id
        self._shown: Members | None = None
        self._what = Label("", "body", "ink2", wrap=True)
        self.most = Field(
            self.tr("Members at most"),
            hint=self.tr("0: as many as like. More than seats: they take turns"),
            icon="users",
        )
        self.most.box.setObjectName("most")
        self.body.addWidget(self._what)
        self.body.addWidget(self._list())
        self.body.addWidget(self.most)
        self.act.set_words(self.tr("Save"))
        self.act.clicked.connect(self._on_act)
        self.leave.setFocus()

    def ask(self) -> None:
        """Read the members, and open."""
        read = partial(regular_pages.members, activity_id=self._activity)
        self._desk.read(read, self._show, owner=self, refused=self.refuse)

    def _list(self) -> QWidget:
        self._inside = inside = QWidget()
        inside.setObjectName("contents")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("Members"))
        self._area.setWidget(inside)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._area)
        return holder

    def _show(self, found: Members) -> None:
        self._shown = found
        self._what.setText(self._words(found))
        self.most.set_text(str(found.most))
        heads = (self.tr("Name"), self.tr("Seats lately"), self.tr("Next"))
        for column, words in enumerate(heads):
            self._grid.addWidget(Label(words, "tag", "ink3"), 0, column)
        for number, line in enumerate(found.lines, 1):
            for column, words in enumerate(self._cells(line)):
                self._grid.addWidget(Label(words, "text", wrap=column == 0), number, column)
        high = min(self._inside.sizeHint().height() + 4, current().px(320))
        self._area.setFixedHeight(high if found.lines else 0)
        self.open()
        self.fit()

    def _words(self, found: Members) -> str:
        number, places = found.heads, found.places
        if not number:
            return self.tr("{0}. Nobody comes every week yet.").format(found.title)
        turns = share_seats(found.most, places)
        said = self.tr("{0}. {1} members, {2} seats.").format(found.title, number, places)
        if number == 1:
            said = self.tr("{0}. 1 member, {1} seats.").format(found.title, places)
        if turns:
            return said + " " + self.tr("They take turns, settled for six weeks ahead.")
        return said

    def _cells(self, line: Member) -> tuple[str, str, str]:
        name = (
            self.tr("{0}, with {1}").format(line.name, names(line.brought))
            if line.brought
            else line.name
        )
        name = f"{name}. {line.away}." if line.away else name
        seats = self.tr("{0} of {1}").format(line.seats, line.dates)
        return name, seats, self._next(line)

    def _next(self, line: Member) -> str:
        if line.next is None and line.waits is None:
            return self.tr("No date")
        if line.next is None or (line.waits is not None and line.waits < line.next):
            waits = self._day(line.waits)
            seat = f", {short_date(line.next)}" if line.next else ""
            return self.tr("Waits {0}{1}").format(waits, seat)
        return self._day(line.next)

    def _day(self, on: date | None) -> str:
        return day(on, self._clock().date()) if on else ""

    @Slot()
    def _on_act(self) -> None:
        text = self.most.text().strip() or "0"
        if self._shown is None or not text.isdecimal() or len(text) > 3:
            self.most.refuse(self.tr("Type a number from 0 to 500."))
            return
        save = partial(
            regulars.set_members, activity_id=self._activity, members=int(text),
            version=self._shown.version,
        )  # fmt: skip
        words = self.tr("{0} may have {1} members now.").format(self._shown.title, int(text))
        free = self.tr("{0} takes as many members as like.").format(self._shown.title)
        self.write(save, lambda _done: self._say(words if int(text) else free))

    def _say(self, words: str) -> None:
        self.said.emit(words)
        self.accept()
