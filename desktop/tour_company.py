"""The part of the tour about who comes along, and how people get here and home."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.tour import Player


def play(player: "Player") -> None:
    """Book an interpreter for the first on the register, and a taxi."""
    from desktop.tour_signups import leave_finder

    signups = player.room("signups")
    player.keys("Alt+2")
    leave_finder(player)
    player.keys("Ctrl+Home")
    _bring_interpreter(player, signups)
    _find_ride(player, signups)


def _bring_interpreter(player: "Player", signups: Any) -> None:
    from desktop.tour_programme import come_back, tab_to, the_dialog

    player.type("g")
    the_dialog(player, "company")
    player.type("Anna Kowalska")
    tab_to(player, "Comes as")
    player.keys("End")
    tab_to(player, "Confirmed")
    player.keys("Space")
    player.shot("company", "G asks who comes along: an interpreter is booked and takes no place.")
    player.keys("Return")
    player.wait(lambda: "Added" in _said(signups), "nobody comes along.")
    come_back(player)
    player.wait(signups.register.hasFocus, "the register never had the keyboard.")


def _find_ride(player: "Player", signups: Any) -> None:
    from desktop.tour_programme import come_back, tab_to, the_dialog

    player.type("i")
    the_dialog(player, "ride")
    tab_to(player, "Still to be found")
    player.keys("Down")
    tab_to(player, "Firm")
    player.type("Ace Cars")
    tab_to(player, "Who pays")
    player.type("The practice")
    player.shot("ride", "I asks how they get here: a seat in somebody's car, or a taxi.")
    player.keys("Return")
    player.wait(lambda: "Saved" in _said(signups), "the ride was not written down.")
    come_back(player)
    player.shot("with-them", f"Both stand under the booking. “{_said(signups)}”")


def _said(room: Any) -> str:
    return str(room.messages.sentence())
