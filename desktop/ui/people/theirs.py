"""Two desks changed the same person: here is theirs, and yours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from desktop.rules.people import PersonFacts
from desktop.ui.people.breaking import breakable
from desktop.ui.people.form import FACTS
from desktop.ui.people.said import Said
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check import Choice
from desktop.ui.widgets.label import Label


def different(theirs: PersonFacts, mine: PersonFacts) -> tuple[str, ...]:
    """Name the facts in which two desks differ."""
    return tuple(n for n in FACTS if _plain(getattr(theirs, n)) != _plain(getattr(mine, n)))


def _plain(fact: Any) -> Any:
    return frozenset(fact) if isinstance(fact, tuple) else fact


class TheirsAndYours(QWidget):
    """One line for each fact that differs; what only one desk changed is chosen already."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("theirs_and_yours")
        self._clock = clock
        self._said = Said(self)
        self._theirs = self._mine = PersonFacts()
        self._groups: dict[str, QButtonGroup] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)

    def show_both(self, was: PersonFacts, theirs: PersonFacts, mine: PersonFacts) -> None:
        """Lay theirs and yours side by side; `was` is what both began with."""
        self._theirs, self._mine = theirs, mine
        for old in self._groups.values():
            old.deleteLater()
        self._groups = {}
        for card in self.findChildren(Card):
            card.deleteLater()
        for name in different(theirs, mine):
            only_they = _plain(getattr(was, name)) == _plain(getattr(mine, name))
            self._add(name, mine_first=not only_they)

    def choose(self, name: str, whose: str) -> None:
        """Choose "theirs" or "mine" for a fact."""
        self._choice(name, whose).setChecked(True)

    def whose(self, name: str) -> str:
        """Return whose is chosen for a fact."""
        return "mine" if self._choice(name, "mine").isChecked() else "theirs"

    def chosen(self) -> PersonFacts:
        """Return the person as chosen, line by line."""
        mine = {n: getattr(self._mine, n) for n in self._groups if self.whose(n) == "mine"}
        return replace(self._theirs, **mine)

    def take_focus(self) -> None:
        """Give the keyboard to the first line."""
        for name in list(self._groups)[:1]:
            self._choice(name, self.whose(name)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, name: str, whose: str) -> Choice:
        button = self._groups[name].button(0 if whose == "theirs" else 1)
        if not isinstance(button, Choice):
            raise KeyError(name)
        return button

    def _add(self, name: str, *, mine_first: bool) -> None:
        label = self._said.labels()[name]
        card, group, grid = Card(label), QButtonGroup(self), QGridLayout()
        both = ((self.tr("Use theirs"), self._theirs), (self.tr("Use mine"), self._mine))
        for row, (words, facts) in enumerate(both):
            said = self._said.said(name, facts)
            choice = Choice(words)
            choice.setAccessibleName(f"{label}. {words}: {said}")
            group.addButton(choice, row)
            grid.addWidget(choice, row, 0)
            grid.addWidget(Label(breakable(said), "body", wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        group.button(1 if mine_first else 0).setChecked(True)
        card.body.addLayout(grid)
        self._groups[name] = group
        self._column.insertWidget(self._column.count() - 1, card)
