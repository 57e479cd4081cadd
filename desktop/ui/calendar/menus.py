"""The menus of the calendar's bar: the views, and what the sessions can be narrowed to."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.data.calendar import Only
from desktop.data.narrowing import Named, Narrowings
from desktop.ui.calendar.words import KIND_KEYS, kind_words

Chosen = Callable[[Only], None]


def kind_menu(parent: QWidget, kind: str) -> QMenu:
    """Make the menu of the views, where the bar has no room for them side by side."""
    menu = QMenu(parent)
    menu.setObjectName("kinds")
    group = QActionGroup(menu)
    for key, each in KIND_KEYS.items():
        action = menu.addAction(f"{kind_words(each)}\t{key}")
        action.setData(each)
        action.setCheckable(True)
        action.setChecked(each == kind)
        group.addAction(action)
    return menu


def narrow_menu(parent: QWidget, offered: Narrowings, only: Only, then: Chosen) -> QMenu:
    """Make the menu of what can be shown alone; `then` hears what was chosen."""
    menu = QMenu(parent)
    menu.setObjectName("narrow")
    whole = menu.addAction(menu.tr("All activities"))
    whole.triggered.connect(lambda: then(Only()))
    room = menu.addAction(menu.tr("With room"))
    room.setObjectName("with_room")
    room.setCheckable(True)
    room.setChecked(only.with_room)
    room.triggered.connect(lambda on: then(replace(only, with_room=on)))
    menu.addSeparator()
    for title, field, names in (
        (menu.tr("Activity"), "activity_id", offered.activities),
        (menu.tr("Category"), "category_id", offered.categories),
        (menu.tr("Place"), "place_id", offered.places),
        (menu.tr("Leader"), "leader_id", offered.leaders),
    ):
        if names:
            _add_names(menu.addMenu(title), names, field, only, then)
    return menu


def _add_names(menu: QMenu, names: Sequence[Named], field: str, only: Only, then: Chosen) -> None:
    group = QActionGroup(menu)
    menu.setObjectName(field)
    for each in names:
        action = QAction(each.name.replace("&", "&&"), menu)
        action.setData(each.id)
        action.setCheckable(True)
        action.setChecked(getattr(only, field) == each.id)
        action.triggered.connect(lambda _on, id_=each.id: then(replace(only, **{field: id_})))
        group.addAction(action)
        menu.addAction(action)
