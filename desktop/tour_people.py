"""The people part of the tour: somebody is here twice, and is made one again."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.tour import Player


def play(player: "Player") -> None:
    """Write somebody down twice, be told so, and make one record of the two."""
    from desktop import tour_import
    from desktop.tour_programme import come_back, fill, leave, tab_to, the_dialog

    people = player.room("people")
    player.keys("Alt+4", "Ctrl+N")
    form = the_dialog(player, "person_dialog")
    fill(player, ("First name", "Nadia"), ("Last name", "Rahmann"))
    player.wait(form.beside.isVisible, "nobody was said to be alike.")
    player.shot("alike", "While a name is typed, whoever may be meant stands beside it.")
    player.keys("Ctrl+Return")
    come_back(player)
    player.wait(lambda: _page(people) == "Nadia Rahmann", "her page never came.")
    player.wait(people.page.area.hasFocus, "her page never had the keyboard.")
    player.type("m")
    merging = the_dialog(player, "merge")
    player.wait(merging.beside.isVisible, "the other record was not offered.")
    tab_to(player, "Compare: Nadia Rahman")
    player.keys("Space")
    player.wait(merging.compares, "the two were never laid side by side.")
    player.shot("merge", "M lays two records side by side: whose fact is kept, line by line.")
    player.keys("Ctrl+Return")
    player.wait(lambda: "are one" in str(people.messages.sentence()), "they are still two.")
    come_back(player)
    player.shot("merged", f"Ctrl+Enter makes one of them. “{people.messages.sentence()}”")
    player.wait(people.page.area.hasFocus, "her page never had the keyboard again.")
    player.type("r")
    the_dialog(player, "reading")
    player.shot("read-dates", "R reads her next dates out, booked under either name.")
    leave(player)
    tour_import.play(player)


def _page(people: Any) -> str:
    return str(people.page.name.accessibleName())
