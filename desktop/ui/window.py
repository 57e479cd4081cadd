"""The window: the bar at the top, one room at a time, and the ways between them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from desktop.rules.refusal import Refused
from desktop.ui import look
from desktop.ui.connection import Connection
from desktop.ui.desk import Desk
from desktop.ui.here import Here
from desktop.ui.look import TEXT_SCALES, current
from desktop.ui.rooms import WALKS, Rooms
from desktop.ui.tabs import TABS
from desktop.ui.top_bar import TopBar
from desktop.ui.undoing import Undoing
from desktop.ui.widgets.pane import PaneKeys

if TYPE_CHECKING:
    from desktop.data.opening import Practice
    from desktop.ui.dialogs import Dialogs
    from desktop.ui.palette import Palette

COMPACT_BELOW = 820
COUNT_MS = 500  # after the first picture: what counts is more than what shows a week
Clock = Callable[[], datetime]
Acts = dict[str, Callable[[], object]]


class Window(QMainWindow):
    """Shows a shell at once, and its rooms as soon as the desk is open.

    `clock` gives the present moment, in any zone; rooms get it in the practice's.

    Signals:
        shell_painted: the bar and the empty week have been painted for the first time.
        shown: the first room has been painted with records in it.
        scale_chosen: somebody wants another text size (float).
        theme_chosen: somebody wants another theme (str: light, dark or system).
        other_database: somebody wants another database.
        closed: the window is going; everything asked for is done.
    """

    shell_painted = Signal()
    shown = Signal()
    scale_chosen = Signal(float)
    theme_chosen = Signal(str)
    other_database = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, clock: Clock, here: Here) -> None:
        super().__init__()
        self._desk, self._clock, self._here = desk, clock, here
        self._painted = False
        self._palette: Palette | None = None
        self.setWindowTitle(self.tr("Crafternoon (sample)") if here.sample else "Crafternoon")
        self.setObjectName("window")
        self._page = QWidget(self)  # born inside, all below is dressed once, not at every move
        self.bar = TopBar(here.person, here.pc, sample=here.sample, parent=self._page)
        self.rooms = Rooms(desk, self._page)
        self.connection = Connection(desk, clock, here.pc, self.bar.saved, self)
        self.undoing = Undoing(desk, self)
        self._lay_out()
        self._add_keys()
        self._connect_bar_and_rooms()
        self._connect_desk()
        self.bar.show_tab(self.rooms.name())

    @Slot(str)
    def show_room(self, name: str) -> None:
        """Open a tab; before the desk is open, the wish is kept."""
        self.bar.show_tab(name)
        self.rooms.show_room(name)

    @Slot(str, object)
    def go(self, place: str, about: object = None) -> None:
        """Walk somewhere: a session, a person, their page, a date, the finder; or take back."""
        ways: Acts = {
            "undo": self.undoing.undo,
            "redo": self.undoing.redo,
            "book": partial(self._go_and_book, about),
        }
        if place == "new person" and self.rooms.name() == "people":
            self.rooms.room("people").new_person(str(about or ""))
        elif place in WALKS:
            room, verb = WALKS[place]
            self.show_room(room)
            walk = getattr(self.rooms.room(room), verb)
            walk() if about is None else walk(about)
        elif place in self.bar.tabs:
            self.show_room(place)
        elif place in ways:
            ways[place]()
        else:
            self.rooms.bring_focus()  # it comes back here, not to the box that was typed in
            self._dialogs().open(place, about)

    @Slot(str, str)
    def say(self, kind: str, sentence: str) -> None:
        """Say something in the room that is open, or in the first one to open."""
        self.rooms.say(kind, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = replace(current(), compact=self.height() < COMPACT_BELOW)
        app = QApplication.instance()
        if wanted != current() and isinstance(app, QApplication):
            look.apply(app, wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._on_painted)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()
        self._desk.close()
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.rooms, 1)
        self.setCentralWidget(self._page)
        self.setMinimumSize(800, 520)

    def _add_keys(self) -> None:
        keys: Acts = {
            "Ctrl+K": self._on_find_key,
            "Ctrl+Z": self.undoing.undo,
            "Ctrl+Shift+Z": self.undoing.redo,
            "Ctrl+Y": self.undoing.redo,
            "Ctrl+,": partial(self.show_room, "settings"),
            "F1": self._on_keys,
            "Ctrl++": partial(self._on_larger, 1),
            "Ctrl+=": partial(self._on_larger, 1),
            "Ctrl+-": partial(self._on_larger, -1),
            "Ctrl+0": partial(self.scale_chosen.emit, 1.0),
            "Ctrl+Q": self.close,
        }
        keys |= {f"Alt+{number}": partial(self.show_room, room) for room, _icon, number in TABS}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)
        connection, rooms = self.connection, self.rooms
        PaneKeys(self, lambda: [self.bar, *connection.panes(), *rooms.panes()], rooms.bring)

    def _connect_bar_and_rooms(self) -> None:
        self.bar.tab_chosen.connect(self.show_room)
        self.bar.find_box.reached.connect(self._on_find_reached)
        self.bar.person.clicked.connect(self._on_menu)
        self.rooms.go_to.connect(self.go)
        self.rooms.painted.connect(self.shown)
        self.rooms.painted.connect(self.connection.look_after)
        self.rooms.painted.connect(self._on_first_room)
        self.connection.said.connect(self.say)
        self.connection.bannered.connect(partial(self._column.insertWidget, 1))
        self.rooms.again.connect(self._desk.open)
        self.rooms.other.connect(self.other_database)
        self.undoing.said.connect(partial(self.say, "good"))

    def _connect_desk(self) -> None:
        self._desk.opened.connect(self._on_opened)
        self._desk.shut.connect(self._on_shut)
        self._desk.refused.connect(self._on_refused)

    @Slot()
    def _on_painted(self) -> None:
        self.shell_painted.emit()
        from desktop.ui.widgets.focus_overlay import FocusOverlay

        self._ring = FocusOverlay(self)

    @Slot()
    def _on_opened(self) -> None:
        from desktop.data import opening

        self._desk.read(opening.about, self._on_practice, owner=self)

    def _on_practice(self, practice: "Practice") -> None:
        from zoneinfo import ZoneInfo

        zone, moment = ZoneInfo(practice.zone), self._clock
        self._clock = self.connection.clock = lambda: moment().astimezone(zone)
        finding = self.bar.find_box.hasFocus()
        self.rooms.get_ready(self._clock)
        if finding:  # and perhaps half typed: nothing is selected, or the next key would wipe it
            self.bar.find_box.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_first_room(self) -> None:
        QTimer.singleShot(COUNT_MS, self, self._count_due)

    @Slot()
    def _count_due(self) -> None:
        from desktop.ui.due import Due
        from desktop.ui.not_here import NotHere
        from desktop.ui.printing import viewing

        viewing.delete_now_and_after(self.closed)
        self._due = Due(self._desk, self._clock, self.bar.tabs["todo"], self)
        self._not_here = NotHere(self._desk, self._clock, self)
        if self._here.drafts:
            from desktop.ui.drafts import Drafts

            drafts = Drafts(self._here.drafts, self._here.database, self)
            drafts.said.connect(self.say)
            self.closed.connect(drafts.close)
            self.rooms.keep_drafts(drafts)

    @Slot(str)
    def _on_shut(self, sentence: str) -> None:
        self.rooms.show_shut(sentence, self._here.database)

    @Slot(object)
    def _on_refused(self, refusal: Refused) -> None:
        if room := self.rooms.open_room():
            room.say_no(refusal)

    @Slot()
    def _on_find_key(self) -> None:
        self.bar.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.find_box.selectAll()

    @Slot()
    def _on_find_reached(self) -> None:
        if not self.rooms.ready:
            return
        if self._palette is None:
            from desktop.ui.palette import Palette

            self._palette = Palette(self._desk, self._clock, self.bar.find_box, self)
            self._palette.go_to.connect(self.go)
            self._palette.command.connect(self._on_command)
            self._palette.left.connect(self.rooms.take_focus)
        self._palette.open()

    @Slot(str)
    def _on_command(self, name: str) -> None:
        commands: Acts = {
            "keys": self._on_keys,
            "larger": partial(self._on_larger, 1),
            "smaller": partial(self._on_larger, -1),
            "theme": lambda: self._on_theme("dark" if current().theme == "light" else "light"),
        }
        commands[name]()

    @Slot()
    def _on_keys(self) -> None:
        from desktop.ui.keys_page import KeysPage

        KeysPage(self.rooms.name(), self).open()

    @Slot()
    def _on_menu(self) -> None:
        from desktop.ui.main_menu import MainMenu

        menu = MainMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.show_chosen(current().scale, self._here.theme)
        menu.scale_chosen.connect(self.scale_chosen)
        menu.theme_chosen.connect(self._on_theme)
        menu.settings_wanted.connect(partial(self.show_room, "settings"))
        menu.keys_wanted.connect(self._on_keys)
        menu.other_database.connect(self.other_database)
        menu.close_wanted.connect(self.close)
        menu.popup(self.bar.person.mapToGlobal(self.bar.person.rect().bottomLeft()))

    def _on_larger(self, step: int) -> None:
        place = TEXT_SCALES.index(current().scale) + step
        if 0 <= place < len(TEXT_SCALES):
            self.scale_chosen.emit(TEXT_SCALES[place])

    @Slot(str)
    def _on_theme(self, theme: str) -> None:
        self._here = replace(self._here, theme=theme)
        self.theme_chosen.emit(theme)

    def _go_and_book(self, session_id: object) -> None:
        self.go("session", session_id)
        self.rooms.room("signups").focus_finder()

    def _dialogs(self) -> "Dialogs":
        """Give what opens dialogs; it is made when it is first needed."""
        from desktop.ui.dialogs import Dialogs

        dialogs = Dialogs(self._desk, self._clock, self)
        dialogs.said.connect(partial(self.say, "good"))
        dialogs.told.connect(self.say)
        dialogs.go_to.connect(self.go)
        return dialogs
