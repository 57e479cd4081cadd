"""Everything the week knows of the chosen session."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.data.activities import SessionCard
from desktop.rules.days import when
from desktop.ui.calendar.words import access_words, after_words, booked_words, until_words
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.patch_tile import PatchTile
from desktop.ui.widgets.seats import Seats
from desktop.ui.widgets.stitch_line import StitchLine
from desktop.ui.widgets.symbol import Symbol

TOP = Qt.AlignmentFlag.AlignTop


class Line(QWidget):
    """A symbol and what it stands for; gone when there is nothing to say."""

    def __init__(self, icon: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self._words = Label("", "text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(Symbol(icon, "bold", "ink3"), 0, TOP)
        row.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self._words.setText(words)
        self._words.setAccessibleName(f"{self._meaning}: {words}")
        self.setVisible(bool(words))


class SessionPage(QWidget):
    """Everything the week knows of one session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = PatchTile("", 40, name="")
        self.title = Label("", "page", wrap=True)
        self.until = Label("", "text", "ink2", wrap=True)
        self.when = Line("clock", self.tr("When"))
        self.place = Line("map-pin", self.tr("Where"))
        self.leader = Line("user", self.tr("Leader"))
        self.access = Line("wheelchair", self.tr("Access"))
        self.booked = Label("", "heading", wrap=True)
        self.seats = Seats()
        self.after = Label("", "text", "ink2", wrap=True)
        self.note_line = StitchLine()
        self.note = Label("", "text", "ink2", wrap=True)
        self._lay_out()

    def show_session(self, session: SessionCard, now: datetime) -> None:
        """Show another session, or the same one as it is now."""
        self.tile.show_patch(session.patch, session.title, session.code)
        self.title.setText(session.title)
        self.show_now(session, now)
        self.when.say(when(session.date, session.starts, session.ends, now.date()))
        self.place.say(session.place)
        self.leader.say(self._who_leads(session, now))
        self.access.say(access_words(session))
        self.booked.setText(booked_words(session))
        self.seats.show_seats(session.booked, session.places)
        self.note.setText(session.note)
        self.note.setVisible(bool(session.note))
        self.note_line.setVisible(bool(session.note))

    def _who_leads(self, session: SessionCard, now: datetime) -> str:
        if session.leader:
            return self.tr("{0} leads").format(session.leader)
        over = session.cancelled or session.ends_utc <= now
        return "" if over else self.tr("Nobody leads it yet")

    def show_now(self, session: SessionCard, now: datetime) -> None:
        """Follow the clock."""
        until = until_words(session, now)
        self.until.setText(f"{until}: {session.reason}" if session.reason else until)
        after = after_words(session, now)
        self.after.setText(after)
        self.after.setVisible(bool(after))

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.until)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.tile, 0, TOP)
        head.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(7)
        column.addLayout(head)
        column.addSpacing(6)
        for line in (self.when, self.place, self.leader, self.access):
            column.addWidget(line)
        column.addSpacing(4)
        column.addWidget(StitchLine())
        column.addSpacing(4)
        for widget in (self.booked, self.seats, self.after):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.note_line)
        column.addSpacing(2)
        column.addWidget(self.note)
        column.addStretch(1)
