"""Who comes along every week: those known so far to tick, and somebody else to add."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.companions import Brought, named, same
from desktop.ui.desk import Desk
from desktop.ui.finder.company_form import CompanyForm
from desktop.ui.look import current
from desktop.ui.people.small_dialog import SmallDialog
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.label import Label

WIDER = 640


class AlongTicks(QWidget):
    """One box to tick for each who may come along.

    Signals:
        changed: others come along now.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], called: str, brought: Sequence[Brought],
        known: Sequence[Brought],
    ) -> None:  # fmt: skip
        super().__init__()
        self._desk, self._clock, self._called = desk, clock, called
        self._ticks: list[tuple[Check, Brought]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(Label(self.tr("Who comes along each week"), "strong", "ink"))
        self.other = PlainButton(self.tr("Somebody else"), icon="plus", kind="quiet")
        self.other.setObjectName("along_other")
        self.other.setAccessibleName(self.tr("Somebody else comes along"))
        self.other.setAutoDefault(False)
        self._column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        for each in brought:
            self._add(each, comes=True)
        for each in known:
            if not any(same(each, one) for _tick, one in self._ticks):
                self._add(each, comes=False)
        self.other.clicked.connect(self._on_other)

    def brought(self) -> tuple[Brought, ...]:
        """Return who is to come along."""
        return tuple(each for tick, each in self._ticks if tick.isChecked())

    def take(self, each: Brought) -> None:
        """Let somebody else come along too."""
        self._ticks = [(tick, one) for tick, one in self._ticks if not self._gone(tick, one, each)]
        self._add(each, comes=True)
        self.changed.emit()

    def _gone(self, tick: Check, one: Brought, new: Brought) -> bool:
        if same(one, new):
            self._column.removeWidget(tick)
            tick.deleteLater()
            return True
        return False

    def _add(self, each: Brought, *, comes: bool) -> None:
        tick = Check(named(each.name, each.kind))
        tick.setObjectName(f"along_{len(self._ticks)}")
        tick.setChecked(comes)
        tick.toggled.connect(self.changed)
        self._ticks.append((tick, each))
        self._column.insertWidget(self._column.count() - 1, tick)

    @Slot()
    def _on_other(self) -> None:
        dialog = OtherDialog(self._desk, self._clock, self._called, self.window())
        dialog.setFixedWidth(current().px(WIDER))
        dialog.brought.connect(self.take)
        dialog.open()


class OtherDialog(SmallDialog):
    """Asks for one more who comes along; Enter takes them.

    Signals:
        brought: they come along (Brought).
    """

    brought = Signal(object)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], called: str, parent: QWidget
    ) -> None:
        super().__init__(desk, self.tr("Who comes along with {0}?").format(called), "other", parent)
        self._clock = clock
        self.form = CompanyForm()
        self.form.confirmed.setEnabled(False)
        self.body.addWidget(self.form)
        self.act.set_words(self.tr("Comes along"))
        self.form.find_wanted.connect(self._on_find)
        self.act.clicked.connect(self._on_act)
        self.form.name.box.setFocus()
        self.fit()

    @Slot()
    def _on_find(self) -> None:
        from desktop.ui.finder.dialog import FindPersonDialog

        dialog = FindPersonDialog(self._desk, self._clock, self.windowTitle(), self)
        dialog.taken.connect(self.form.take_person)
        dialog.open()

    @Slot()
    def _on_act(self) -> None:
        one = self.form.brought()
        if one is None:
            self.form.name.refuse(self.tr("Give a name, so that the register says who comes."))
            self.form.name.setFocus()
            return
        self.brought.emit(one)
        self.accept()
