"""The end of the tour: a draft, a programme from a file, what leaves on paper, the settings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.tour_programme import come_back, fill, leave, tab_to, the_dialog

if TYPE_CHECKING:
    from desktop.tour import Player

_PROGRAMME = """\
What we do,When,Where
Singing for the breath,Saturdays 10am-11am,Community room
Knit and natter,Saturdays 10-12ish,Community room
"""


def play(player: "Player") -> None:
    """Leave an activity half written, bring in a programme, save, print and set."""
    _half_written(player)
    _bring_in(player)
    _save(player)
    _print(player)
    _set(player)


def _half_written(player: "Player") -> None:
    editor = player.room("activities").editor
    tab_to(player, "Name")
    player.keys("End")
    player.type(" and tea")
    player.keys("Alt+1", "Alt+5")
    player.wait(lambda: editor.typed()["name"] == "Crafternoon and tea", "the draft was lost.")
    player.shot("draft", "Half written and left: back again, on this PC alone, until it is saved.")


def _bring_in(player: "Player") -> None:
    file = Path(os.environ["CRAFTERNOON_HOME"], "programme-may.csv")
    file.write_text(_PROGRAMME, encoding="utf-8")
    _go(player, "import a programme")
    the_dialog(player, "file")
    player.type(str(file))
    player.keys("Return")
    dialog = the_dialog(player, "import_programme")
    player.wait(lambda: player.focus().accessibleName() == "What we do is", "no column is asked.")
    player.shot("programme", "Import a programme: which column is the activity? Asked only once.")
    player.type("Ac")
    player.wait(dialog.act.isEnabled, "the programme was never tried out.")
    player.shot("programme-lines", "Every line as it will be; what is in doubt is left out.")
    player.keys("Ctrl+Return")
    room = player.window.rooms.open_room()
    player.wait(lambda: "Added:" in _said(room), "no programme was added.")
    come_back(player)
    player.shot("programme-added", f"Ctrl+Enter adds it. “{_said(room)}”")


def _save(player: "Player") -> None:
    player.keys("Alt+2")
    player.wait(lambda: player.window.rooms.name() == "signups", "Sign-ups never came.")
    _go(player, "save what is on screen")
    the_dialog(player, "taking_out")
    player.type("For the fire officer")
    player.shot("save", "What is on screen can be saved; who leaves the program, and why, is kept.")
    leave(player)


def _print(player: "Player") -> None:
    preview = player.room("printroom").page.preview
    player.keys("Alt+6")
    player.wait(lambda: preview.place()[1], "the timetable was never shown.")
    player.shot("print", "Print: every document with its page beside it, as it will come out.")


def _set(player: "Player") -> None:
    room = player.room("settings")
    _go(player, "settings")
    player.wait(room.practice.name.text, "the settings never came.")
    fill(player, ("Telephone", "01632 960123"))
    player.keys("Return")
    player.wait(lambda: "960123" in room.practice.phone.text(), "nothing was kept.")
    player.shot("settings", "Settings: what stands on every page; saved as its line is left.")


def _go(player: "Player", words: str) -> None:
    from desktop.tour import found

    player.keys("Ctrl+K")
    player.type(words)
    player.wait(lambda: found(player, words.capitalize()), f"“{words}” was never offered.")
    player.keys("Return")


def _said(room: Any) -> str:
    return str(room.messages.sentence())
