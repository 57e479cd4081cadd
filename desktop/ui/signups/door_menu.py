"""The menu of the register: all that can be done to a row, and to the whole session."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.data.registers import Register, RegisterLine
from desktop.rules.signups import Mark
from desktop.ui.signups.rows import Line

if TYPE_CHECKING:
    from desktop.ui.signups.door import Door


def door_menu(door: "Door", shown: Register, line: Line | None, parent: QWidget) -> QMenu:
    """Make the menu for the current row of a register, if it is a booking."""
    menu = QMenu(parent)
    menu.setObjectName("door_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if isinstance(line, RegisterLine):
        _add_marks(menu, door, line)
        menu.addSeparator()
        _add_person(menu, door, shown, line)
        menu.addSeparator()
    for name, words, wish in (
        ("mark_all", menu.tr("All who are not marked have arrived\tShift+A"), "mark all"),
        ("heads", menu.tr("Head count for those without a name\tH"), "heads"),
        ("fire", menu.tr("In the building now"), "fire"),
        ("wrap_up", menu.tr("Wrap up\tU"), "wrap up"),
    ):
        _add(menu, name, words, partial(door.do, wish))
    _add(menu, "worried", menu.tr("Worried about someone?"), lambda: door.worry(line))
    return menu


def _add_marks(menu: QMenu, door: "Door", line: RegisterLine) -> None:
    for as_, words in (
        ("arrived", menu.tr("Arrived\tA")),
        ("late", menu.tr("Came late\tL")),
        ("missed", menu.tr("Did not come\tX")),
        ("told us", menu.tr("Told us, does not come\tT")),
        ("booked", menu.tr("Back to booked\tB")),
    ):
        _add(menu, as_, words, partial(door.mark, line, as_))
    if line.mark is Mark.ARRIVED:
        home = menu.tr("Here after all") if line.gone else menu.tr("Went home")
        _add(menu, "left", home, partial(door.went_home, line))


def _add_person(menu: QMenu, door: "Door", shown: Register, line: RegisterLine) -> None:
    first = menu.tr("First visit: who meets {0}?").format(line.called.replace("&", "&&"))
    _add(menu, "first_visit", first, partial(door.ask_who_meets, shown, line))
    if line.first_visit is not None:
        been = menu.tr("Has been before")
        _add(menu, "been_before", been, partial(door.has_been_before, line))
    ring = menu.tr("Has agreed to be rung the same day if not here")
    agreed = _add(menu, "agreed", ring, partial(door.agree, line))
    agreed.setCheckable(True)
    agreed.setChecked(line.rung_if_not_here)
    view = door.view()
    _add(menu, "company", menu.tr("Brings somebody\tG"), partial(view.act, "g", line))
    weekly = menu.tr("Comes every week, or is away\tV")
    _add(menu, "every_week", weekly, partial(view.act, "v", line))
    _add(menu, "ride", menu.tr("Ride\tI"), partial(view.act, "i", line))
    if shown.options:
        _add(menu, "options", menu.tr("Options\tP"), partial(view.act, "p", line))
    _add(menu, "call", menu.tr("Needs a call"), partial(door.ask_call, shown, line))
    note = menu.tr("Note for a colleague")
    _add(menu, "note", note, partial(door.ask_note, shown, line))


def _add(menu: QMenu, name: str, words: str, act: Callable[[], None]) -> QAction:
    action = menu.addAction(words)
    action.setObjectName(name)
    action.triggered.connect(lambda _checked=False: act())
    return action
