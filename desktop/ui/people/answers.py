"""Inputs of more than one part: phones, needs, and answers that may not have been asked for."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.rules.people import NEEDS, Asked, Phone, need_words
from desktop.ui.people.columns import Columns
from desktop.ui.people.inputs import Input, PickInput, TextInput, TickInput, Today
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.field import Box, Field

MOST_PHONES = 3
NEEDS_WIDTH = 560


class PhonesInput(Input):
    """Up to three numbers, each with whose it is or when to ring."""

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._rows: list[Columns] = []
        self.numbers = [self._number(place, today) for place in range(MOST_PHONES)]
        self._more = PlainButton(self.tr("Another phone"), icon="plus", kind="quiet")
        self._more.setObjectName("another_phone")
        self._more.clicked.connect(self._on_more)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setFocusProxy(self.numbers[0][0])
        self._show_rows(1)

    def fact(self) -> tuple[Phone, ...]:
        return tuple(
            Phone(number.text(), label.text().strip())
            for number, label in self.numbers
            if number.text().strip()
        )

    def put(self, fact: Any) -> None:
        for place, (number, label) in enumerate(self.numbers):
            phone = fact[place] if place < len(fact) else Phone("")
            number.put(phone.number)
            label.set_text(phone.label)
        self._show_rows(max(1, len(fact)))

    def raw(self) -> Hashable:
        return tuple((number.text(), label.text()) for number, label in self.numbers)

    def complain(self) -> str:
        said = [number.complain() for number, _label in self.numbers]
        return next(filter(None, said), "")

    def take_focus(self) -> None:
        wrong = (number for number, _label in self.numbers if number.field.sentence())
        next(wrong, self.numbers[0][0]).take_focus()

    def _number(self, place: int, today: Today) -> tuple[TextInput, Field]:
        words = self.tr("Phone") if not place else self.tr("Phone {0}").format(place + 1)
        number = TextInput(
            f"phone{place}", words, today, example=self.tr("Such as 07700 900142"), icon="phone"
        )
        label = Field(self.tr("Whose, or when"), hint=self.tr("such as mornings, son"))
        label.box.setObjectName(f"label{place}")
        row = Columns(420, top=True)
        self._rows.append(row)
        row.add(number)
        row.add(label)
        self.column.addWidget(row)
        number.left.connect(self.left)
        number.edited.connect(self._on_edited)
        label.changed.connect(self._on_edited)
        return number, label

    def _filled(self) -> int:
        rows = ((number.text(), label.text()) for number, label in self.numbers)
        return max((place for place, row in enumerate(rows, 1) if any(row)), default=0)

    def _show_rows(self, many: int) -> None:
        for place, row in enumerate(self._rows):
            row.setVisible(place < many)
        self._more.setVisible(many < MOST_PHONES)

    def _shown(self) -> int:
        return sum(not row.isHidden() for row in self._rows)

    @Slot()
    def _on_edited(self) -> None:
        if self._filled() > self._shown():  # it comes back from a draft
            self._show_rows(self._filled())
        self.edited.emit()

    @Slot()
    def _on_more(self) -> None:
        shown = self._shown()
        self._show_rows(shown + 1)
        self.numbers[shown][0].take_focus()


class AskedInput(Input):
    """Not asked, none, or which; the day it was asked is kept with it."""

    def __init__(self, name: str, label: str, which: str, today: Today) -> None:
        super().__init__()
        self._today, self._was = today, Asked()
        choices = (
            ("not asked", self.tr("Not asked")), ("none", self.tr("None")),
            ("listed", self.tr("Listed")),
        )  # fmt: skip
        self.pick = PickInput(f"{name}_state", label, choices)
        self.words = Field(which)
        self.words.box.setObjectName(name)
        self.column.addWidget(self.pick)
        self.column.addWidget(self.words)
        self.column.addStretch(1)
        self.words.hide()
        self.pick.edited.connect(self._on_pick)
        self.words.changed.connect(self._on_words)
        self.words.box.editingFinished.connect(self._on_left)

    def fact(self) -> Asked:
        state = self.pick.fact()
        words = self.words.text().strip() if state == "listed" else ""
        if (state, words) == (self._was.state, self._was.words):
            return self._was
        return Asked(state, words, None if state == "not asked" else self._today())

    def put(self, fact: Any) -> None:
        self._was = fact
        self.pick.put(fact.state)
        self.words.set_text(fact.words)

    def raw(self) -> Hashable:
        return self.pick.fact(), self.words.text()

    def complain(self) -> str:
        missing = self.pick.fact() == "listed" and not self.words.text().strip()
        self.words.refuse(self.tr("Write which, or choose None.") if missing else "")
        return self.words.sentence()

    def take_focus(self) -> None:
        if self.words.sentence():
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pick.take_focus()

    @Slot()
    def _on_pick(self) -> None:
        self.words.setVisible(self.pick.fact() == "listed")
        self.words.accept()
        self.edited.emit()

    @Slot()
    def _on_words(self) -> None:
        self.words.accept()
        self.edited.emit()

    @Slot()
    def _on_left(self) -> None:
        self.complain()
        self.left.emit()


class AgreedInput(TickInput):
    """Something somebody agreed to; the day they did is kept with it."""

    def __init__(self, name: str, words: str, today: Today) -> None:
        super().__init__(name, words)
        self._today: Today = today
        self._was: date | None = None

    def fact(self) -> date | None:  # type: ignore[override]
        return (self._was or self._today()) if self.check.isChecked() else None

    def put(self, fact: Any) -> None:
        self._was = fact
        super().put(fact)


class NeedRow(QWidget):
    """A kind of need to tick, and a box for more about it."""

    def __init__(self, kind: str, more: str) -> None:
        super().__init__()
        words = need_words(kind, "")
        self.check = Check(words)
        self.check.setObjectName(f"need_{kind.replace(' ', '_')}")
        self.box = Box()
        self.box.setPlaceholderText(more)
        self.box.setAccessibleName(f"{words}: {more}")
        self.box.hide()
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.check, 0, 0)
        row.addWidget(self.box, 0, 1)
        row.setColumnStretch(1, 1)
        self.check.toggled.connect(self.box.setVisible)


class NeedsInput(Input):
    """What somebody needs: ticks, each with a word more where it helps."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[tuple[str, str], ...] = ()
        self.rows = {kind: self._row(kind) for kind in NEEDS}
        columns = Columns(NEEDS_WIDTH, gap=6)
        for row in self.rows.values():
            columns.add(row)
        self.column.addWidget(columns)
        self.setFocusProxy(next(iter(self.rows.values())).check)

    def fact(self) -> tuple[tuple[str, str], ...]:
        ticked = (
            (kind, row.box.text().strip())
            for kind, row in self.rows.items()
            if row.check.isChecked()
        )
        return (*ticked, *self._kept)

    def put(self, fact: Sequence[tuple[str, str]]) -> None:
        details = dict(fact)
        self._kept = tuple(each for each in fact if each[0] not in self.rows)
        for kind, row in self.rows.items():
            row.check.setChecked(kind in details)
            row.box.setText(details.get(kind, ""))

    def _row(self, kind: str) -> NeedRow:
        row = NeedRow(kind, self.tr("More about it"))
        row.check.toggled.connect(self.edited)
        row.box.textChanged.connect(self.edited)
        return row
