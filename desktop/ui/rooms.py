"""The rooms behind the tabs: each is made when first shown and keeps the keyboard's place."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from desktop.ui.desk import Desk
from desktop.ui.frame import EmptyWeek
from desktop.ui.screen import Screen
from desktop.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from desktop.ui.drafts import Drafts

WALKS = {
    "session": ("signups", "show_session"),
    "person": ("signups", "take_person"),
    "person page": ("people", "show_person"),
    "telling": ("todo", "show_line"),
    "offer": ("todo", "show_places"),
    "wait": ("signups", "show_session"),
    "find": ("signups", "focus_finder"),
    "sheet": ("signups", "enter_sheet"),
    "date": ("calendar", "show_date"),
    "new session": ("calendar", "new_session"),
    "activity": ("activities", "show_activity"),
    "idea": ("activities", "show_idea"),
    "new activity": ("activities", "new_activity"),
    "series": ("activities", "show_dates"),
    "print": ("printroom", "show_about"),
    "card": ("printroom", "show_card"),
    "settings": ("settings", "show_section"),
}
"""Where somebody may want to go: the room, and what it is asked to show."""
Clock = Callable[[], datetime]


class Rooms(QStackedWidget):
    """Shows an empty week until the desk is open, then one room at a time.

    Signals:
        go_to: somebody wants to be elsewhere (str place, object id).
        again: open the same database again.
        other: choose another one.
        painted: a room has been painted for the first time, with records in it.
    """

    go_to = Signal(str, object)
    again = Signal()
    other = Signal()
    painted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, _never
        self._drafts: Drafts | None = None
        self._rooms: dict[str, Screen] = {}
        self._focus: dict[str, QWidget] = {}
        self._words: list[tuple[str, str]] = []
        desk.settled.connect(self._on_settled)
        self._name, self.ready = "calendar", False
        self.frame = EmptyWeek()
        self.addWidget(self.frame)

    def get_ready(self, clock: Clock) -> None:
        """Make and show the room that was asked for; from now on they tell the time by `clock`."""
        self._clock, self.ready = clock, True
        room = self.room(self._name)
        room.painted.connect(self.painted, Qt.ConnectionType.SingleShotConnection)
        self.show_room(self._name)

    def room(self, name: str) -> Any:
        """Give a room, made when it is first asked for; only once the desk is open."""
        if name not in self._rooms:
            made = _room_class(name)(self._desk, self._clock, self)
            made.setObjectName(name)
            made.go_to.connect(self.go_to)
            self._rooms[name] = made
            self.addWidget(made)
            if self._drafts:
                made.keep_drafts(self._drafts)
        return self._rooms[name]

    def keep_drafts(self, drafts: "Drafts") -> None:
        """Give every room, now and later, the place where drafts are kept."""
        self._drafts = drafts
        for room in self._rooms.values():
            room.keep_drafts(drafts)

    def open_room(self) -> Any:
        """Give the room that is open; None before there is one."""
        return self._rooms.get(self._name)

    def name(self) -> str:
        """Name the room that is open, or will be."""
        return self._name

    def show_room(self, name: str) -> None:
        """Open a room; before the desk is open, the wish is kept."""
        self._note_focus()
        before, self._name = self._name, name
        if self.ready:
            self.setCurrentWidget(self.room(name))
            if name == "settings" and before != name:
                self.room(name).came_from = before
            self.take_focus()
            self._say_waiting()

    def say(self, kind: str, sentence: str) -> None:
        """Say something in the room that is open, or in the first one to open."""
        self._words.append((kind, sentence))
        self._say_waiting()

    @Slot(str)
    def _on_settled(self, sentence: str) -> None:
        self._words = [each for each in self._words if each[1] != sentence]
        rooms: Iterable[Any] = self._rooms.values()
        for room in rooms:
            room.messages.withdraw(sentence)

    def show_shut(self, sentence: str, where: str) -> None:
        """Show why the database cannot be used, in place of every room."""
        from desktop.ui.shut_page import ShutPage

        page = ShutPage()
        page.again.connect(self._on_again)
        page.other.connect(self.other)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.say(sentence, where)

    @Slot()
    def take_focus(self) -> None:
        """Give the keyboard to the open room: to what had it there last."""
        room, last = self.open_room(), self._focus.get(self._name)
        if room is None:
            (self.currentWidget() or self.frame).setFocus()
        elif last and isValid(last) and last.isVisible():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        elif hasattr(room, "focus_finder"):
            room.focus_finder()
        else:
            room.take_focus()

    def bring_focus(self) -> None:
        """Give the keyboard to the open room, unless something in it has it."""
        has, room = QApplication.focusWidget(), self.open_room()
        if not (room and has and room.isAncestorOf(has)):
            self.take_focus()

    def panes(self) -> Sequence[Pane]:
        """Return the panes of what is shown, for F6."""
        page = self.currentWidget()
        if isinstance(page, Screen):
            return page.panes()
        return (page,) if isinstance(page, Pane) else ()

    def bring(self, pane: Pane) -> None:
        """Bring a pane of the open room into sight."""
        page = self.currentWidget()
        if isinstance(page, Screen) and pane in page.panes():
            page.bring(pane)

    def _say_waiting(self) -> None:
        room = self.open_room()
        if room and self.ready:
            for kind, sentence in self._words:
                room.messages.say(kind, sentence)
            self._words.clear()

    def _note_focus(self) -> None:
        has, room = QApplication.focusWidget(), self.open_room()
        if room and has and room.isAncestorOf(has):
            self._focus[self._name] = has

    @Slot()
    def _on_again(self) -> None:
        page = self.sender()
        self.setCurrentWidget(self.frame)
        self.frame.setFocus()
        if isinstance(page, QWidget):
            self.removeWidget(page)
            page.deleteLater()
        self.again.emit()


def _never() -> datetime:
    raise AssertionError("no room is made before the practice's zone is known")


def _room_class(name: str) -> Any:
    # Rooms know the database's words, so they are imported only once the desk is open.
    if name == "calendar":
        from desktop.ui.calendar.screen import CalendarScreen

        return CalendarScreen
    if name == "signups":
        from desktop.ui.signups.screen import SignupsScreen

        return SignupsScreen
    if name == "todo":
        from desktop.ui.todo.screen import TodoScreen

        return TodoScreen
    if name == "printroom":
        from desktop.ui.printroom.screen import PrintScreen

        return PrintScreen
    if name == "activities":
        from desktop.ui.activities.screen import ActivitiesScreen

        return ActivitiesScreen
    if name == "settings":
        from desktop.ui.settings.screen import SettingsScreen

        return SettingsScreen
    from desktop.ui.people.screen import PeopleScreen

    return PeopleScreen
