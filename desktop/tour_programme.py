"""The second half of the tour: the programme is planned and changed, and each consequence seen."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.tour import Player


def play(player: "Player") -> None:
    """Plan, change, call off, close and end, with a picture before anything is done."""
    from desktop import tour_papers

    _look_around(player)
    _plan_series(player)
    _change(player)
    _call_off(player)
    _tell(player)
    _close(player)
    _end_group(player)
    tour_papers.play(player)


def _look_around(player: "Player") -> None:
    calendar = player.room("calendar")
    player.keys("Alt+1")
    player.type("4")
    player.wait(lambda: calendar.sides.month and calendar.sides.month.session(), "no month came.")
    player.shot("month", "4 shows the month, with the chosen day beside it.")
    player.type("5")
    player.wait(lambda: calendar.sides.agenda and calendar.sides.agenda.session(), "no list came.")
    player.shot("list", "5 lists what comes, day by day.")
    player.type("3t")
    player.wait(lambda: _chosen(calendar) == "Crafternoon", "the week did not come back.")
    activities = player.room("activities")
    player.keys("Alt+5")
    player.wait(activities.editor.name.text, "no activity was shown.")
    player.shot("activities", "Activities: everything on offer, and one to write about.")


def _plan_series(player: "Player") -> None:
    """Singing on Sundays, where every fourth Sunday has tea already."""
    player.keys("Alt+1", "Shift+N")
    dialog = the_dialog(player, "new_series")
    player.wait(lambda: dialog.form.activity.completer().completionCount(), "no activities came.")
    fill(player, ("Activity", "Singing"), ("First date", "Sunday"), ("How many times", "8"),
          ("Starts", "2pm"), ("Place", "Community room"))  # fmt: skip
    player.wait(lambda: dialog.right.view.dates.first_open() is not None, "nothing clashed.")
    player.shot("new-series", "Shift+N plans a series: every date is seen, and what clashes.")
    player.keys("Ctrl+Return", "Ctrl+1")
    player.wait(lambda: dialog.right.view.dates.first_open() is None, "the clash stayed.")
    player.shot("new-series-settled", "Ctrl+1 settles all clashes alike: tea stays where it is.")
    player.keys("Ctrl+Return")
    calendar = player.room("calendar")
    player.wait(lambda: "Added" in _said(calendar), "the series was not added.")
    come_back(player)
    player.shot("series-added", f"Ctrl+Enter adds it. “{_said(calendar)}”")


def _change(player: "Player") -> None:
    calendar = player.room("calendar")
    player.type("t")
    player.wait(lambda: _chosen(calendar) == "Crafternoon", "Crafternoon was not chosen.")
    player.type("e")
    dialog = the_dialog(player, "change_session")
    fill(player, ("Starts", "2:30pm"))
    player.wait(lambda: dialog.act.words() == "Change 1 date", "its cost was never said.")
    dialog.scopes.setFocus()
    player.type("2")
    player.wait(lambda: "dates" in dialog.act.words(), "the wider reach was never counted.")
    player.shot("change", "E changes it: three reaches, and what each would do, before it is done.")
    leave(player)


def _call_off(player: "Player") -> None:
    calendar = player.room("calendar")
    player.keys("Del")
    the_dialog(player, "cancel_session")
    fill(player, ("Why?", "The leader is not well"))
    player.shot("cancel-session", "Del says what calling it off will do. Enter keeps it.")
    tab_to(player, "Cancel the session")
    player.keys("Space")
    player.wait(lambda: "Cancelled" in _said(calendar), "it was not called off.")
    come_back(player)
    player.shot("session-cancelled", f"“{_said(calendar)}” R brings it back.")


def _tell(player: "Player") -> None:
    todo = player.room("todo")
    player.keys("Alt+7")
    player.wait(todo.list.line, "nobody was to be told.")
    player.shot("people-to-tell", "People to tell: what to say, how to reach each, one key each.")


def _close(player: "Player") -> None:
    player.keys("Alt+1")
    player.type("c")
    dialog = the_dialog(player, "closure")
    fill(player, ("What is it called?", "Staff training"), ("First day", "11 May"),
          ("From", "10am"), ("Until", "2pm"))  # fmt: skip
    player.wait(lambda: dialog.right.view.dates.first_open() is not None, "nothing stood there.")
    player.shot("closure", "C closes on some days: what stands there is cancelled, moved or kept.")
    leave(player)


def _end_group(player: "Player") -> None:
    activities = player.room("activities")
    player.keys("Alt+5")
    player.wait(activities.list.hasFocus, "the list never had the keyboard.")
    player.keys("Home", "Down")
    player.wait(lambda: activities.editor.name.text() == "Crafternoon", "it was not chosen.")
    player.keys("F6")
    tab_to(player, "End this activity")
    player.keys("Space")
    the_dialog(player, "end_group")
    player.type("27 May")
    player.shot("end-group", "A group ends with a next step for each, and nothing done before.")
    leave(player)


def the_dialog(player: "Player", name: str) -> Any:
    from PySide6.QtWidgets import QApplication

    def there() -> bool:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        named = dialog is not None and dialog.objectName() == name
        return bool(named and focus and focus.window() is dialog)

    player.wait(there, f"the dialog {name} never came.")
    return QApplication.activeModalWidget()


def leave(player: "Player") -> None:
    """Esc leaves a dialog and changes nothing."""
    player.keys("Escape")
    come_back(player)


def come_back(player: "Player") -> None:
    """Wait until the window has the keyboard again; without a window manager nobody gives it."""
    from PySide6.QtWidgets import QApplication

    player.wait(lambda: QApplication.activeModalWidget() is None, "a dialog stayed.")
    player.window.activateWindow()
    player.wait(QApplication.focusWidget, "nothing had the keyboard.")


def fill(player: "Player", *boxes: tuple[str, str]) -> None:
    """Go to each box with Tab and type in place of what stands there."""
    for name, typed in boxes:
        tab_to(player, name)
        player.keys("Ctrl+A")
        player.type(typed)


def tab_to(player: "Player", name: str) -> None:
    for _ in range(60):
        if player.focus().accessibleName() == name:
            return
        player.keys("Tab")
    player.stop(f"Tab never came to {name}.")


def _chosen(calendar: Any) -> str:
    session = calendar.sides.session()
    return session.title if session else ""


def _said(room: Any) -> str:
    return str(room.messages.sentence())
