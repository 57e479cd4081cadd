"""The import part of the tour: a list of patients is seen as it will be stored, then stored."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.tour import Player

_LIST = """\
Family name,Forenames,Salutation,NHS No,D.O.B.,Mobile,Email address,Usual GP
Bostock,Ann,Mrs,9990000018,07/11/1946,07700 900163,ann@example.org,Dr Ferris
Adeyemi,George,Mr,9990000026,30/05/1971,07700 900121,,Dr Ferris
Tully,Jean,,,31/02/1948,,,Dr Ferris
O’Brien-Łęcka,Zofia,Mrs,9990000034,01/01/1940,,,Dr Ferris
"""


def play(player: "Player") -> None:
    """Import four lines of which one cannot be."""
    from desktop.tour_programme import come_back, the_dialog

    file = Path(os.environ["CRAFTERNOON_HOME"], "patients-may.csv")
    file.write_text(_LIST, encoding="utf-8")
    player.keys("Ctrl+K")
    player.type("import people")
    player.keys("Return")
    the_dialog(player, "file")
    player.type(str(file))
    player.keys("Return")
    dialog = the_dialog(player, "import_people")
    player.wait(dialog.act.isEnabled, "the list was never tried out.")
    player.shot("import", "Import people: every line as it will be stored, before anything is.")
    player.keys("Ctrl+Return")
    room = player.window.rooms.open_room()
    player.wait(lambda: "Imported" in str(room.messages.sentence()), "nothing was imported.")
    come_back(player)
    player.shot("imported", f"Ctrl+Enter stores all of it. “{room.messages.sentence()}”")
