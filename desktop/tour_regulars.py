"""The regulars' part of the tour: every week, away for a while, and a colleague asked first."""

from typing import TYPE_CHECKING

from desktop.tour_programme import come_back, the_dialog

if TYPE_CHECKING:
    from desktop.tour import Player


def play(player: "Player") -> None:
    """Let who was just booked come every week, be away, and be asked about; then take it back."""
    _every_week(player)
    _away(player)
    _ask_first(player)
    _take_back(player)


def _every_week(player: "Player") -> None:
    player.keys("Ctrl+E")
    the_dialog(player, "every_week")
    player.shot("every-week", "Ctrl+E: does she come every week? What it means is said first.")
    player.keys("Return")
    _says(player, "comes every week")
    player.shot("comes-every-week", f"Enter begins it. “{_said(player)}”")


def _away(player: "Player") -> None:
    player.keys("Ctrl+E")
    the_dialog(player, "every_week")
    player.type("1 July")
    player.shot("away", "Once more: away until 1 July. Until then her places are free.")
    player.keys("Return")
    _says(player, "is away until")


def _ask_first(player: "Player") -> None:
    page, signups = player.room("people").page, player.room("signups")
    player.keys("F2")
    player.wait(lambda: page.area.hasFocus() and page.shows_person(), "her page never came.")
    player.keys("A")
    the_dialog(player, "ask_first")
    player.type("Sam Oduya")
    player.shot("ask-first", "A on her page: whom to ask before she is booked. Why is sealed.")
    player.keys("Return")
    people = player.room("people")
    player.wait(lambda: "Written down" in str(people.messages.sentence()), "nothing was kept.")
    come_back(player)
    player.keys("Alt+2", "Ctrl+F")
    player.wait(signups.finder.box.hasFocus, "the finder never had the keyboard.")
    player.keys("Ctrl+D")
    dates = the_dialog(player, "several_dates")
    player.keys("Space")
    player.wait(lambda: "Asked" in dates.act.words(), "nobody was to be asked.")
    player.shot("asked", "Each date names the colleague, and nobody else. Who has asked goes on.")
    player.keys("Escape")
    come_back(player)


def _take_back(player: "Player") -> None:
    for words in ("whom to ask", "is away", "come every week"):
        player.keys("Ctrl+Z")
        _says(player, words)


def _says(player: "Player", words: str) -> None:
    player.wait(lambda: words in _said(player), f"nothing was said of “{words}”.")
    come_back(player)


def _said(player: "Player") -> str:
    return str(player.room("signups").messages.sentence())
