"""The practice's own lists: categories, and places with what is known of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import categories, offers, places
from desktop.data.offers import CategoryLine, PlaceLine
from desktop.data.places import PlaceFacts
from desktop.rules.days import day
from desktop.ui.activities.list_dialog import ListDialog
from desktop.ui.desk import Desk
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine


class CategoriesDialog(ListDialog):
    """Categories to add, to rename, and to remove while no activity is in them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.tr("Categories"), self.tr("New category"), parent)
        self.setObjectName("categories")

    def query(self) -> Callable[..., Any]:
        return offers.categories

    def adding(self, name: str) -> Callable[..., Any]:
        return partial(categories.add, name=name)

    def row(self, entry: CategoryLine) -> QWidget:
        widget, used = QWidget(), self.tr("{0} activities").format(entry.used)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        box = self.name_box(
            entry.name, self.tr("Name of {0}").format(entry.name), partial(self._rename, entry)
        )
        remove = _removing(entry.name)
        remove.clicked.connect(partial(self._remove, entry))
        row.addWidget(box, 1)
        row.addWidget(Label(self.tr("1 activity") if entry.used == 1 else used, "small", "ink2"))
        row.addWidget(remove)
        return widget

    def _rename(self, entry: CategoryLine, name: str) -> None:
        self.write(
            partial(categories.rename, category_id=entry.id, version=entry.version, name=name)
        )

    def _remove(self, entry: CategoryLine) -> None:
        said = self.tr("Removed {0}.").format(entry.name)
        self.write(partial(categories.remove, category_id=entry.id), said)


class PlacesDialog(ListDialog):
    """Places to add and to change; one that was used is closed, not removed."""

    def __init__(self, desk: Desk, today: date, parent: QWidget | None = None) -> None:
        self._today = today
        super().__init__(desk, self.tr("Places"), self.tr("New place"), parent)
        self.setObjectName("places_list")

    def query(self) -> Callable[..., Any]:
        return offers.places

    def adding(self, name: str) -> Callable[..., Any]:
        return partial(places.add, facts=PlaceFacts(name))

    def row(self, entry: PlaceLine) -> QWidget:
        widget = QWidget()
        column, first = QVBoxLayout(widget), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        said = self.tr("Name of {0}").format(entry.name)
        first.addWidget(self.name_box(entry.name, said, partial(self._rename, entry)), 1)
        for button in self._buttons(entry):
            first.addWidget(button)
        column.addLayout(first)
        column.addLayout(self._ticks(entry))
        if entry.closed is not None:
            words = self.tr("Not used from {0} on.").format(day(entry.closed, self._today))
            column.addWidget(Label(words, "small", "caution"))
        column.addWidget(StitchLine())
        return widget

    def _buttons(self, entry: PlaceLine) -> tuple[PlainButton, PlainButton]:
        remove = _removing(entry.name)
        remove.clicked.connect(partial(self._remove, entry))
        words = self.tr("Stop using") if entry.closed is None else self.tr("Use again")
        close = PlainButton(words)
        close.setAutoDefault(False)
        close.setAccessibleName(f"{words}: {entry.name}")
        close.clicked.connect(partial(self._close, entry))
        return close, remove

    def _ticks(self, entry: PlaceLine) -> Flow:
        ticks = Flow(18, 2)
        for field, words in (
            ("step_free", self.tr("Step-free")),
            ("hearing_loop", self.tr("Hearing loop")),
            ("shared", self.tr("May be shared")),
        ):
            tick = Check(words)
            tick.setChecked(bool(getattr(entry, field)))
            tick.setAccessibleName(f"{entry.name}: {words}")
            tick.toggled.connect(partial(self._tick, entry, field))
            ticks.addWidget(tick)
        return ticks

    def _change(self, entry: PlaceLine, facts: PlaceFacts) -> None:
        self.write(partial(places.change, place_id=entry.id, version=entry.version, facts=facts))

    def _rename(self, entry: PlaceLine, name: str) -> None:
        self._change(entry, replace(_facts(entry), name=name))

    def _tick(self, entry: PlaceLine, field: str, on: bool) -> None:
        self._change(entry, replace(_facts(entry), **{field: on}))  # type: ignore[arg-type]

    def _close(self, entry: PlaceLine) -> None:
        if entry.closed is None:
            said = self.tr("{0} is not used from today on.").format(entry.name)
            close = partial(places.close, on=self._today)
        else:
            said = self.tr("{0} is used again.").format(entry.name)
            close = partial(places.reopen)
        self.write(partial(close, place_id=entry.id, version=entry.version), said)

    def _remove(self, entry: PlaceLine) -> None:
        said = self.tr("Removed {0}.").format(entry.name)
        self.write(partial(places.remove, place_id=entry.id), said)


def _facts(entry: PlaceLine) -> PlaceFacts:
    return PlaceFacts(
        entry.name, entry.note, entry.step_free, entry.hearing_loop, shared=entry.shared
    )


def _removing(name: str) -> PlainButton:
    button = PlainButton("", icon="trash")
    button.setAutoDefault(False)
    button.setAccessibleName(_tr("Remove {0}").format(name))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _tr(words: str) -> str:
    return QCoreApplication.translate("Lists", words)
