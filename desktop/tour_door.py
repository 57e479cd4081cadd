"""The door in the tour: who came late, who came at all, and how it went."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.tour import Player


def play(player: "Player") -> None:
    """Mark everybody of a session, and wrap it up."""
    _at_the_door(player)
    _wrap_up(player)


def _at_the_door(player: "Player") -> None:
    """One comes late, all the others in time, and two give no name."""
    signups = player.room("signups")
    for _ in range(4):
        if not signups.register.hasFocus():
            player.keys("Escape")
    player.wait(signups.register.hasFocus, "the register never had the keyboard.")
    player.keys("Ctrl+Home")
    player.type("l")
    player.wait(lambda: "came late" in _said(signups), "nobody came late.")
    player.keys("Shift+A")
    player.wait(lambda: "have arrived" in _said(signups), "the others were not marked.")
    player.shot("at-the-door", f"L is late, Shift+A marks everybody left. “{_said(signups)}”")


def _wrap_up(player: "Player") -> None:
    from PySide6.QtWidgets import QCheckBox

    signups = player.room("signups")
    door = signups.door
    player.type("u")
    player.wait(lambda: door.dialog is not None, "the wrap-up never came.")
    player.type("Lavender")
    player.keys("Return")
    wrap = door.dialog
    player.wait(lambda: wrap.findChildren(QCheckBox), "the lavender is not on the list.")
    player.shot("wrap-up", "U wraps up: who came, what to buy, a lovely moment, who needs a call.")
    player.keys("Ctrl+Return")
    player.wait(lambda: "Wrapped up" in _said(signups), "it was not wrapped up.")
    player.window.activateWindow()
    player.wait(signups.register.hasFocus, "the register did not come back.")


def _said(room: Any) -> str:
    return str(room.messages.sentence())
