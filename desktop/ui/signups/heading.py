"""The head of the register: which session this is, and how many places are left."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.data.registers import Register
from desktop.rules.catering import tally
from desktop.rules.days import near, when
from desktop.rules.options import taken_words
from desktop.rules.sessions import left_words
from desktop.rules.signups import Mark
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.patch_tile import PatchTile
from desktop.ui.widgets.tip import tip

NARROW = 520
MOST_LINES = 4
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Heading(QWidget):
    """Tile, title, when and where; at the right the places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.to_sessions = PlainButton("", icon="calendar-blank")
        self.to_sessions.setAccessibleName(self.tr("Show the sessions"))
        self.to_sessions.setToolTip(self.tr("Show the sessions  Shift+F6"))
        self.to_sessions.hide()
        self._tile = PatchTile("craft", 44, name="")
        self.title = Label("", "title", wrap=True)
        self._when = Label("", "text", "ink2", wrap=True)
        self._said, self._brief, self._over = "", False, False
        self._cancelled = Chip(self.tr("Cancelled"), "off")
        self._cancelled.hide()
        self.left = Label("", "button_main")
        self._taken = Label("", "text", "ink2", wrap=True)
        self._lay_out()

    def show_register(self, register: Register, now: datetime) -> None:
        """Show whose register this is."""
        session = register.session
        self._tile.show_patch(session.patch, session.title, session.code)
        self.title.setText(session.title)
        parts = (self._when_and_where(session, now), register.kept, self._to_provide(register))
        self._said = " ".join(filter(None, parts))
        self._cancelled.setVisible(session.cancelled)
        self._over = over = session.ends_utc <= now
        came = self.tr("{0} came").format(session.came)
        self.left.setText(
            came if over else left_words(session.booked, session.places, session.waiting)
        )
        self.left.setVisible(not session.cancelled)
        self._taken.setText(self._how_many(register))
        self._fit()

    def be_brief(self, brief: bool) -> None:
        """Say only the title, where something else needs the room."""
        self._brief = brief
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _when_and_where(self, session: SessionCard, now: datetime) -> str:
        today = now.date()
        said = when(session.date, session.starts, session.ends, today)
        word = near(session.date, today)
        if " " not in word:
            said = f"{word.capitalize()}, {said}"
        why = self.tr("Why: {0}").format(session.reason) if session.reason else ""
        parts = (said, session.place, why if session.cancelled else session.note)
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)

    def _to_provide(self, register: Register) -> str:
        """Say what those who come eat, and how many still need a ride, companions counted."""
        needs = [
            need
            for line in register.lines if line.mark is not Mark.MISSED
            for need in (*line.needs, *(each for one in line.along for each in one.needs))
        ]  # fmt: skip
        said = []
        for icon, words in (
            ("leaf", self.tr("Food: {0}.")), ("warning-circle", self.tr("Allergies: {0}.")),
        ):  # fmt: skip
            if found := tally(need.words for need in needs if need.icon == icon):
                said.append(words.format(found))
        taken = [f"{each.name} {taken_words(each.taken, each.places)}" for each in register.options]
        said += [f"{', '.join(taken)}."] if taken else []
        rides = sum(any(ride.open for ride in line.rides) for line in register.lines)
        if rides:
            several = self.tr("{0} people need a ride.").format(rides)
            said.append(self.tr("1 person needs a ride.") if rides == 1 else several)
        return " ".join(said)

    def _how_many(self, register: Register) -> str:
        session = register.session
        walked = sum(line.walked_in for line in register.lines)
        booked = self.tr("{0} booked").format(len(register.lines) - walked)
        along = sum(each.brought.takes for line in register.lines for each in line.along)
        if along:
            booked = self.tr("{0}, {1} with them").format(booked, along)
        several = self.tr("{0} walk-ins").format(walked)
        walk_ins = self.tr("1 walk-in") if walked == 1 else several if walked else ""
        of = self.tr("{0}, of {1}") if along else self.tr("{0} of {1}")
        said = of.format(booked, session.places)
        if walk_ins:
            said = self.tr("{0}, {1}, of {2}").format(booked, walk_ins, session.places)
        more = (
            (session.waiting, self.tr("{0} waiting")),
            (register.nameless, self.tr("{0} without a name")),
            (self._unmarked(register), self.tr("{0} not marked")),
        )
        return ", ".join([said, *(words.format(number) for number, words in more if number)])

    def _unmarked(self, register: Register) -> int:
        """Count, once it is over, of whom nobody has said whether they came."""
        return sum(line.mark is Mark.BOOKED for line in register.lines) if self._over else 0

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(self.title)
        name.addWidget(self._cancelled)
        name.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addLayout(name)
        texts.addWidget(self._when)
        texts.addStretch(1)
        places = QVBoxLayout()
        places.setSpacing(0)
        places.addStretch(1)
        places.addWidget(self.left)
        places.addWidget(self._taken)
        places.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(14)
        self._row.addWidget(self.to_sessions)
        self._row.addWidget(self._tile)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(4)
        self._body.addLayout(texts, 1)
        self._body.addLayout(places)
        self._row.addLayout(self._body, 1)
        self._dress()

    def _fit(self) -> None:
        """Put the places under the words where they have no room beside them."""
        narrow = self.width() < current().px(NARROW)
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._tile.setVisible(not narrow)  # the band above has the patch as well
        self._when.setVisible(not self._brief)
        self._taken.setVisible(not self._brief)
        self._taken.setWordWrap(narrow)
        for label in (self.left, self._taken):
            label.setAlignment(LEFT if narrow else RIGHT)
        self._say_when(self.width() - 2 * 20 - (0 if narrow else self._beside()))

    def _beside(self) -> int:
        wide = max(self.left.sizeHint().width(), self._taken.sizeHint().width())
        return wide + self._tile.sizeHint().width() + 2 * self._row.spacing()

    def _say_when(self, room: int) -> None:
        """Say as much as fits into a few lines; the rest is in the tool tip."""
        if not self.to_sessions.isHidden():
            room -= self.to_sessions.sizeHint().width() + self._row.spacing()
        several = round(max(room, 1) * (MOST_LINES - 0.4))  # a line is never quite full
        elided = Qt.TextElideMode.ElideRight
        shown = self._when.fontMetrics().elidedText(self._said, elided, several)
        if shown != self._when.text():
            self._when.setText(shown)
        self._when.setAccessibleName(self._said)
        self._when.setToolTip("" if shown == self._said else tip(self._said))

    def _dress(self) -> None:
        look = current()
        self._fit()
        self._row.setContentsMargins(20, look.px(10 if look.compact else 16), 20,
                                     look.px(8 if look.compact else 12))  # fmt: skip
