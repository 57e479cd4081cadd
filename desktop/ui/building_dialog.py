"""In the building now: whom to look for when the alarm goes, in one list to take outside."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.data import building
from desktop.data.building import Building, Inside, Room
from desktop.data.changes import Changes, Topic
from desktop.rules.days import clock as clock_words
from desktop.rules.days import hours
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label

WIDE, HIGH = 620, 640
_TOPICS = frozenset({Topic.SIGNUPS, Topic.ACTIVITIES, Topic.PEOPLE})


class BuildingDialog(QDialog):
    """Lists who came and has not gone, room by room, with how many to count outside."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("In the building now"))
        self.setObjectName("building")
        self._desk, self._clock = desk, clock

        self.heads = Label("", "title", wrap=True)
        self.at = Label("", "text", "ink2", wrap=True)
        self._rooms = QVBoxLayout()
        self._rooms.setSpacing(12)
        self.leave = PlainButton(self.tr("Close"), key="Esc", kind="main")
        self.leave.setDefault(True)
        self._lay_out(parent)

        self.leave.clicked.connect(self.accept)
        desk.changed.connect(self._on_changed)
        self._ring = FocusOverlay(self)
        self.leave.setFocus()
        self._read()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("pane"))
        foot = QRectF(0, self.leave.y() - 15, self.width(), 1)
        painter.fillRect(foot, look.color("line"))

    def _read(self) -> None:
        now = self._clock()
        read = partial(building.in_the_building, today=now.date(), now=now)
        self._desk.read(read, self.show_building, owner=self, latest="building")

    def show_building(self, found: Building) -> None:
        """Show who is there."""
        heads = found.heads()
        one, several = self.tr("1 person is in the building"), self.tr("{0} people in the building")
        nobody = self.tr("Nobody is in the building")
        self.heads.setText(one if heads == 1 else several.format(heads) if heads else nobody)
        at = clock_words(self._clock().time())
        self.at.setText(self.tr("At {0}: who was marked as here and has not gone home.").format(at))
        while item := self._rooms.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for room in found.rooms:
            self._rooms.addWidget(self._room(room))
        self._rooms.addStretch(1)

    def _room(self, room: Room) -> QWidget:
        session = room.session
        where = ", ".join(filter(None, (session.place, session.title)))
        card = Card(where)
        count = self.tr("{0} to count, {1}").format(
            room.heads(), hours(session.starts, session.ends)
        )
        card.body.addWidget(Label(count, "text", "ink2", wrap=True))
        for each in room.people:
            card.body.addWidget(self._person(each))
        if room.nameless:
            words = self.tr("and {0} who gave no name").format(room.nameless)
            card.body.addWidget(Label(words, "strong", wrap=True))
        return card

    def _person(self, each: Inside) -> Label:
        with_ = self.tr("with {0}").format(", ".join(each.companions)) if each.companions else ""
        parts = filter(None, (each.name, with_, each.think_of))
        return Label(". ".join(parts), "strong" if each.think_of else "body", wrap=True)

    def _lay_out(self, parent: QWidget) -> None:
        inside = QWidget()
        inside.setLayout(self._rooms)
        scroll = QScrollArea()
        scroll.setObjectName("in_the_building")
        scroll.setAccessibleName(self.tr("In the building now"))
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (scroll.viewport(), inside):  # the dialog's own
            ground.setAutoFillBackground(False)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 15, 0, 0)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 15)
        column.setSpacing(6)
        column.addWidget(self.heads)
        column.addWidget(self.at)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        look, room = current(), parent.size()
        self.resize(min(look.px(WIDE), room.width() - 40), min(look.px(HIGH), room.height() - 40))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes & _TOPICS:
            self._read()
