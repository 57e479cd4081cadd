"""F1: the keys of the open room, and those that work everywhere."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import current
from desktop.ui.tabs import tab_words
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label

Keys = tuple[tuple[str, str], ...]
EVERYWHERE: Keys = (
    ("Ctrl+K", "Find a person, a session or something to do"),
    ("Alt+1", "Calendar"),
    ("Alt+2", "Sign-ups"),
    ("Alt+4", "People"),
    ("Alt+5", "Activities"),
    ("Alt+6", "Print"),
    ("Alt+7", "To do"),
    ("Ctrl+P", "Print what is on the screen; once more in Print: to the printer"),
    ("F6", "Next pane, the top bar too; with Shift the one before"),
    ("Tab", "Next control in this pane; with Shift the one before"),
    ("Ctrl+Z", "Undo the last step; it says which"),
    ("Ctrl+Shift+Z", "Do it again"),
    ("Ctrl+,", "Settings"),
    ("Ctrl+=", "Larger text; with - smaller, with 0 as it was"),
    ("F1", "This page"),
    ("Ctrl+Q", "Close Crafternoon"),
)
ROOMS: dict[str, Keys] = {
    "calendar": (
        ("↑+↓", "Session before and after, on the same day"),
        ("←+→", "About the same time on the day before and after"),
        ("Ctrl+→", "In the month: the next day, also an empty one"),
        ("PgUp+PgDn", "The week, day or month before and after"),
        ("T", "Today"),
        ("G", "Go to any day: next Tuesday, 3 Dec"),
        ("1", "Day; 2 work week, 3 week, 4 month, 5 list"),
        ("F", "Show only some sessions; Esc shows everything"),
        ("Enter", "Open the register; in the month with Shift: its week"),
        ("B", "Book someone on it"),
        ("E", "Change it, alone or with its series"),
        ("Del", "Cancel it; R brings it back"),
        ("P", "Print the register of the chosen session; Ctrl+P the week"),
        ("M", "Memo of the day"),
        ("Alt+↑", "With any arrow: hold a session elsewhere; Enter moves it, Esc does not"),
        ("N", "New session; with Shift a whole series"),
        ("C", "Close on some days, from the chosen one on"),
    ),
    "signups": (
        ("F", "Find a person; so do any two letters on the register"),
        ("↑+↓", "Choose, in the register and among the people found"),
        ("Enter", "From the finder: do what the green button says"),
        ("A", "Arrived"),
        ("Shift+A", "Everybody who is not marked has arrived"),
        ("X", "Did not come"),
        ("T", "Did not come, and told us"),
        ("L", "Came late"),
        ("B", "Back to booked"),
        ("W", "Walk-in; a new name is enough"),
        ("H", "Head count of those who give no name"),
        ("U", "Wrap up the session"),
        ("Menu", "First visit, went home, needs a call, a note, a worry"),
        ("M", "Move to another session: choose it at the left, Enter; who waits: their place"),
        ("V", "Comes every week, away for a while; Ctrl+E for the person found"),
        ("P", "Options, such as lunch, where the activity has some"),
        ("O", "Offer a free place to who waits"),
        ("Del", "Cancel a booking, or take off the waiting list"),
        ("Alt+Y", "Yes, from somebody who rings back about a place"),
        ("Ctrl+D", "Several dates for them: Space ticks, Enter books"),
        ("Ctrl+O", "What else suits them; Ctrl+1 to Ctrl+4 book that one"),
        (
            "Ctrl+Enter",
            "Book and print the card; when full: waiting list, and the first that suits",
        ),
        ("Ctrl+P", "Print the register that is shown"),
        ("F2", "Their page"),
        ("Esc", "Empty the box; again: back to the register"),
    ),
    "printroom": (
        ("←+→", "The document before and after; ↑ and ↓ the row above and below"),
        ("T", "This week; Alt with ← or → the week before or after"),
        ("Ctrl+P", "Print it"),
        ("Ctrl+S", "Save it as a PDF"),
        ("O", "Open it in this PC’s program for PDFs"),
        ("PgUp+PgDn", "The page before and after"),
        ("+", "Larger; − smaller"),
        ("F6", "From the documents to how they are wanted, and back"),
        ("Esc", "Stop a print that is being drawn"),
    ),
    "todo": (
        ("↑+↓", "The line before and after; a line you stay on is yours"),
        ("Tab", "The next list"),
        ("1", "Yes, told or well; 2 to 8 for what else came of the call"),
        ("Ctrl+1", "Give the first other date; Ctrl+2 and 3 the next ones"),
        ("C", "Copy what to say, or the message to send"),
        ("G", "Give the line to a colleague"),
        ("W", "The words of reminders, in each language"),
        ("Ctrl+C", "Copy the telephone number"),
        ("Enter", "Their page"),
    ),
    "people": (
        ("F", "Find a person"),
        ("Enter", "Take to Sign-ups"),
        ("N", "New person"),
        ("E", "Change what is written here"),
        ("A", "Whom to ask before they are booked"),
        ("P", "Print the card of their next booking, or of the one chosen"),
        ("R", "Read their next dates out"),
        ("M", "Merge with another record of the same person"),
    ),
    "settings": (
        ("F6", "From the list to the page and back"),
        ("Enter", "Save the line; leaving it saves it, too"),
        ("Ctrl+Z", "Undo the last change"),
        ("Esc", "Back to where you were"),
    ),
    "activities": (
        ("N", "New activity"),
        ("I", "Ideas that wait"),
        ("Enter", "From the list: write about the one chosen"),
        ("Alt+D", "Its series and dates; N plans, E changes one, L shows what it leaves out"),
        ("Ctrl+R", "I have checked this text"),
        ("Ctrl+S", "Save"),
        ("Esc", "Leave it; the draft is kept until Crafternoon is closed"),
    ),
}


class KeysPage(QDialog):
    """Two columns of keys; Esc leaves."""

    def __init__(self, room: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        leave = PlainButton(self.tr("Back to work"), kind="main", key="Esc")
        leave.clicked.connect(self.accept)

        columns = QHBoxLayout()
        columns.setSpacing(current().px(40))
        columns.addWidget(_group(tab_words(room), ROOMS[room]), 1, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(_group(self.tr("Everywhere"), EVERYWHERE), 1, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        page.setObjectName("contents")
        page.setLayout(columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[current().px(24)] * 4)
        column.setSpacing(current().px(16))
        column.addWidget(Label(self.tr("Keys"), "title"))
        column.addWidget(_scrolled(page), 1)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
        self._fit(page, parent)
        leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ring = FocusOverlay(self)

    def _fit(self, page: QWidget, parent: QWidget | None) -> None:
        look, wanted = current(), page.sizeHint()
        wide, high = wanted.width() + look.px(76), wanted.height() + look.px(190)
        room = parent.size() if parent else self.screen().availableSize()
        self.resize(min(wide, room.width() - 40), min(high, room.height() - 40))


def _group(title: str, keys: Keys) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(current().px(14))
    grid.setVerticalSpacing(current().px(9))
    grid.setColumnStretch(1, 1)
    grid.addWidget(Label(title, "heading"), 0, 0, 1, 2)
    for row, (key, words) in enumerate(keys, 1):
        said = QCoreApplication.translate("KeysPage", words)
        grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Label(said, "text", "ink2", wrap=True), row, 1)
    return group


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
