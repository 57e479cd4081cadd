"""Plays the main job and plans a programme by key events, with a picture of each step."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from desktop.app import Program

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 5, 6, 13, 42, tzinfo=ZONE)
"""The tour's day, a Thursday with a crafternoon at 2pm, so that its pictures stay the same."""
_LONGEST = 15.0


def main(words: list[str]) -> int:
    """Play the tour; the exit code is 0 done, 1 when a step did not do what it should."""
    asked = _parser().parse_args(words)
    if sys.platform.startswith("linux") and not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder: Path = asked.to
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"The tour stopped: {folder}: {error.strerror}.", file=sys.stderr)  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory(prefix="crafternoon-tour-") as home:
        os.environ["CRAFTERNOON_HOME"] = home
        player = Player(folder, asked)
        try:
            _play(player)
        except Stuck as stuck:
            player.shot("stopped", "This is what the window showed.")
            print(f"The tour stopped: {stuck}", file=sys.stderr)  # noqa: T201 -- the console
            return 1
    return 0


class Stuck(Exception):  # noqa: N818 -- reads better so
    """A step did not do what it should; the message says which."""


class Player:
    """A receptionist who types, looks, and takes pictures."""

    def __init__(self, folder: Path, asked: argparse.Namespace) -> None:
        self._folder, self._asked, self._number = folder, asked, 0
        self.program = _program(asked)
        self.window: Any = self.program.open_window("", sample=True)
        self.window.resize(*asked.size)

    def keys(self, *keys: str) -> None:
        """Press keys one after another, as Qt writes them: "Ctrl+K", "Return", "A"."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        for each in keys:
            QTest.keySequence(self.focus(), QKeySequence(each))

    def type(self, text: str) -> None:
        """Type letters where the keyboard is."""
        from PySide6.QtTest import QTest

        for letter in text:
            QTest.keyClicks(self.focus(), letter)

    def wait(self, there: Callable[[], Any], what: str) -> None:
        """Wait until something is so; Stuck when it never is."""
        ends = time.monotonic() + _LONGEST
        while not there():
            if time.monotonic() > ends:
                raise Stuck(what)
            _turn(10)

    def shot(self, name: str, sentence: str) -> None:
        """Take a picture of the window and say what was done."""
        _turn(150)  # what settles in at most 120 ms has settled
        self._number += 1
        file = self._folder / f"{self._number:02d}-{name}.png"
        if not self._whole().save(str(file)):
            raise Stuck(f"{file} could not be written.")
        print(f"{self._number:2d}. {sentence}")  # noqa: T201 -- the console

    def stop(self, why: str) -> None:
        """Say that a step did not do what it should."""
        raise Stuck(why)

    def room(self, name: str) -> Any:
        """Give a room of the window."""
        return self.window.rooms.room(name)

    def _whole(self) -> Any:
        """Picture the window with the dialog over it, as a person sees both."""
        from PySide6.QtGui import QPainter
        from PySide6.QtWidgets import QApplication

        picture = self.window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog:
            painter = QPainter(picture)
            corner = (self.window.rect().center() - dialog.rect().center()) * 1
            painter.drawPixmap(corner, dialog.grab())
            painter.end()
        return picture

    def focus(self) -> Any:
        """Give what has the keyboard."""
        from PySide6.QtWidgets import QApplication

        return QApplication.focusWidget() or QApplication.activeWindow() or self.window


def _play(player: Player) -> None:
    """Play the main job of a front desk, then plan and change the programme."""
    from desktop import tour_people, tour_programme, tour_signups

    _open(player)
    _find_and_book(player)
    _refuse(player)
    _cancel_and_undo(player)
    _mark(player)
    _add_person(player)
    tour_signups.play(player)
    tour_people.play(player)
    tour_programme.play(player)
    player.window.close()


def _open(player: Player) -> None:
    seen: list[bool] = []
    player.window.shown.connect(lambda: seen.append(True))
    player.wait(lambda: seen, "the week was never painted.")
    player.window.activateWindow()
    player.wait(lambda: player.room("calendar").marks.bands, "the bank holiday never came.")
    player.shot("calendar", "Crafternoon opens with the week.")


def _find_and_book(player: Player) -> None:
    player.keys("Ctrl+K")
    player.type("patel m")
    player.wait(lambda: found(player, "Patel"), "the results never came.")
    _go_to_found(player, "Meera")
    player.shot("find", "Ctrl+K finds people by a few letters of their name.")
    player.keys("Return")
    signups = player.room("signups")
    player.wait(lambda: "Patel" in _button(signups), "her card never came.")
    player.shot("card", "Enter takes Mrs Patel to Sign-ups: her card, and where she would stand.")
    player.keys("Return")
    player.wait(lambda: "Booked" in _said(signups), "she was not booked.")
    player.shot("booked", f"Enter books her. “{_said(signups)}”")


def _refuse(player: Player) -> None:
    signups = player.room("signups")
    before = _said(signups)
    player.keys("Return")
    player.wait(lambda: _said(signups) != before, "a second booking was not answered.")
    player.shot("twice", f"A second Enter is answered in a sentence. “{_said(signups)}”")


def _cancel_and_undo(player: Player) -> None:
    signups = player.room("signups")
    _leave_finder(player)
    _go_to_line(player, "Meera Patel")
    player.keys("Del")
    player.type("Has a cold")
    player.shot("cancel", "Del on her line asks who cancels and why; both may stay empty.")
    player.keys("Return")
    player.wait(lambda: "Cancelled" in _said(signups), "she was not cancelled.")
    player.shot("cancelled", f"Enter cancels. “{_said(signups)}”")
    player.keys("Ctrl+Z")
    player.wait(lambda: "Undid" in _said(signups), "nothing was undone.")
    player.shot("undone", f"Ctrl+Z takes it back. “{_said(signups)}”")


def _leave_finder(player: Player) -> None:
    """Esc puts away the message, then the text, then goes back to the register."""
    register = player.room("signups").register
    for _ in range(4):
        if not register.hasFocus():
            player.keys("Escape")
    player.wait(register.hasFocus, "the register never had the keyboard.")


def _go_to_line(player: Player, name: str) -> None:
    """Walk down the register with the arrow key until a name is under the bar."""
    register = player.room("signups").register
    player.keys("Ctrl+Home")
    for _ in range(register.model().rowCount()):
        if name in str(register.currentIndex().siblingAtColumn(1).data()):
            return
        player.keys("Down")
    raise Stuck(f"{name} is not on the register.")


def _mark(player: Player) -> None:
    signups = player.room("signups")
    _go_to_line(player, "Meera Patel")
    player.type("a")
    player.wait(lambda: "has arrived. Marked" in _said(signups), "nobody was marked.")
    player.shot("arrived", f"A marks who has arrived. “{_said(signups)}”")


def _add_person(player: Player) -> None:
    from PySide6.QtWidgets import QApplication

    player.keys("Ctrl+K")
    player.type("Nadia Rahman")
    player.wait(lambda: found(player, "Rahman"), "a new person was never offered.")
    player.shot("nobody", "Nobody of that name: Enter makes a new person of what was typed.")
    player.keys("Return")
    player.wait(QApplication.activeModalWidget, "the dialog never came.")
    player.shot("new-person", "The dialog has her name already; nothing else is required.")
    player.keys("Ctrl+Return")
    signups = player.room("signups")
    player.wait(lambda: "Rahman" in _button(signups), "the new person was not brought.")
    player.window.activateWindow()  # without a window manager nobody else does
    player.shot("new-person-card", "Saved, and in Sign-ups, ready to be booked.")
    player.keys("Return")
    player.wait(lambda: "Rahman" in _said(signups), "the new person was not booked.")
    player.shot("new-person-booked", f"Enter books her. “{_said(signups)}”")


def _turn(milliseconds: int) -> None:
    """Let the window work for a while; QTest's own waiting would stop the desk's threads."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _button(signups: Any) -> str:
    return str(signups.right.foot.main.accessibleName() or signups.right.foot.main.text())


def _go_to_found(player: Player, words: str) -> None:
    """Walk down the list below the find box until these words are under the bar."""
    from PySide6.QtWidgets import QListView

    found = player.window.findChild(QListView, "anything_found")
    for _ in range(found.model().rowCount()):
        if words in str(found.currentIndex().data()):
            return
        player.keys("Down")
    raise Stuck(f"{words} is not among the results.")


def found(player: Player, words: str) -> bool:
    """Whether the list below the find box belongs to what was typed and says these words."""
    from PySide6.QtWidgets import QListView

    from desktop.ui.palette import Palette

    palette = player.window.findChild(Palette)
    if palette is None or not (palette.isVisible() and palette.is_settled()):
        return False
    rows = palette.findChild(QListView, "anything_found").model()
    return any(words in str(rows.index(row, 0).data()) for row in range(rows.rowCount()))


def _said(room: Any) -> str:
    return str(room.messages.sentence())


def _program(asked: argparse.Namespace) -> "Program":
    from desktop.app import Program, make_application
    from desktop.settings import Settings

    keep = Settings(theme=asked.theme, scale=asked.scale / 100, pc_name="desk 1")
    return Program(make_application(), keep, clock=lambda: NOW, person="Sue Barrow")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="crafternoon tour",
        description="Plays the main job on the sample practice, plans and changes a programme, "
        "and saves a picture of each step.",
    )
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True)
    parser.add_argument("--size", metavar="WIDTHxHEIGHT", type=_size, default=(1440, 900))
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=int, choices=(100, 115, 130, 150, 200), default=100)
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
