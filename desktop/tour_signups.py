"""The sign-ups part of the tour: what a day at the desk asks beyond booking."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.tour import Player


def play(player: "Player") -> None:
    """Come every week, wait for a place, offer a freed one by telephone, and remind somebody."""
    from desktop import tour_company, tour_door, tour_regulars

    tour_regulars.play(player)
    tour_door.play(player)
    _wait_for_a_place(player)
    _free_a_place(player)
    _offer_it(player)
    _remind(player)
    tour_company.play(player)


def _wait_for_a_place(player: "Player") -> None:
    """Add a third to those who wait for the shared lunch."""
    from desktop.tour import found

    signups = player.room("signups")
    leave_finder(player)
    player.keys("Ctrl+K")
    player.type("shared lunch")
    player.wait(lambda: found(player, "Shared lunch"), "the shared lunch was never found.")
    player.keys("Return")
    heading = signups.middle.heading
    player.wait(lambda: heading.title.text() == "Shared lunch", "the shared lunch never came.")
    player.wait(signups.register.hasFocus, "the register never had the keyboard.")
    player.type("nadia rah")
    player.wait(lambda: "3rd" in signups.foot.main.words(), "waiting was never offered.")
    player.shot("full", "Full: the same Enter adds to the waiting list, on a button that says so.")
    player.keys("Return")
    player.wait(lambda: "on the waiting list" in _said(signups), "nobody was added.")
    player.shot("waits", f"“{_said(signups)}”")


def _free_a_place(player: "Player") -> None:
    signups = player.room("signups")
    leave_finder(player)
    player.keys("Ctrl+Home", "Del", "Return")
    player.wait(lambda: "Cancelled" in _said(signups), "nobody was cancelled.")
    player.wait(lambda: "to offer" in signups.middle.heading.left.text(), "nothing is to offer.")
    player.shot("freed", "A freed place books nobody: it is to be offered. O goes there.")


def leave_finder(player: "Player") -> None:
    """Esc puts away the message, then the text, then goes back to the register."""
    register = player.room("signups").register
    for _ in range(4):
        if not register.hasFocus():
            player.keys("Escape")
    player.wait(register.hasFocus, "the register never had the keyboard.")


def _offer_it(player: "Player") -> None:
    todo = player.room("todo")
    player.type("o")
    player.wait(lambda: "Held for you" in _first(todo), "the place was never held.")
    player.shot("place-to-offer", "A place is free: who is first and fits, held while you ring.")
    player.type("1")
    player.wait(lambda: "Booked" in _said(todo), "she was not booked.")
    player.shot("place-offered", f"1 is yes. “{_said(todo)}”")


def _remind(player: "Player") -> None:
    todo = player.room("todo")
    player.wait(lambda: _chosen(todo) == "remind", "nobody is to be reminded.")
    player.type("c")
    player.shot("reminder", f"Reminders for tomorrow: C copies the message. “{_said(todo)}”")


def _first(todo: Any) -> str:
    model = todo.middle.model
    return str(model.data(model.index(0)))


def _chosen(todo: Any) -> str:
    line = todo.list.line()
    return str(line.matter) if line else ""


def _said(room: Any) -> str:
    return str(room.messages.sentence())
