"""What a booking takes inside a session: ticks, with how much of each is gone."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import options
from desktop.data.options import Choosing, OptionLine
from desktop.rules.options import taken_words
from desktop.rules.refusal import WayOn
from desktop.ui.desk import Desk
from desktop.ui.signups.plain_dialog import PlainDialog
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


def ask_options(desk: Desk, about: tuple[int, int], window: QWidget, said: Any, no: Any) -> None:
    """Read what somebody can take (int session id, int person id) and ask; `no` takes a refusal."""

    def show(found: Choosing) -> None:
        dialog = OptionsDialog(desk, found, window)
        dialog.said.connect(said)
        dialog.open()

    read = partial(options.choosing, session_id=about[0], person_id=about[1])
    desk.read(read, show, owner=window, refused=no)


class OptionsDialog(PlainDialog):
    """Space ticks, Enter saves all of it in one step.

    Signals:
        said: it is done (str, what to say).
    """

    said = Signal(str)

    def __init__(self, desk: Desk, found: Choosing, parent: QWidget) -> None:
        waits = found.waiting_id is not None
        words = self.tr("What would {0} take?") if waits else self.tr("What does {0} take?")
        title = words.format(found.called)
        super().__init__(desk, title, "options", parent)
        self._found = found
        self._ticks = [self._tick(line) for line in found.options]
        self._numbers = [self._number(line) for line in found.options]
        self.leave = PlainButton(self.tr("Leave"), key="Esc")
        self.leave.setAutoDefault(False)
        self.act = PlainButton(self.tr("Save"), kind="main", key="Enter")
        self.act.setObjectName("act")
        self._fill()
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)
        self._ticks[0].setFocus()
        self._ring = FocusOverlay(self)
        self.fit()

    def take(self, way: WayOn) -> None:
        """Do nothing: no refusal here has another way."""

    def chosen(self) -> tuple[tuple[int, int], ...]:
        """Return what is ticked, and how many of it."""
        parts = zip(self._found.options, self._ticks, self._numbers, strict=True)
        return tuple(
            (line.id, int(number.currentData())) for line, tick, number in parts if tick.isChecked()
        )

    def _fill(self) -> None:
        for line, tick, number in zip(self._found.options, self._ticks, self._numbers, strict=True):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(tick, 1)
            row.addWidget(number)
            row.addWidget(Label(taken_words(line.taken, line.places), "text", "ink2"))
            number.setVisible(self._found.party > 1 and tick.isChecked())
            self.body.addLayout(row)
        if self._found.waiting_id is not None:
            words = self.tr(
                "It is kept with their turn. What is left is asked when they get a place."
            )
            self.body.addWidget(Label(words, "text", "ink2", wrap=True))
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.act)

    def _tick(self, line: OptionLine) -> Check:
        tick = Check(line.name)
        tick.setObjectName(f"option_{line.id}")
        taken = taken_words(line.taken, line.places)
        tick.setAccessibleName(self.tr("{0}, {1} taken").format(line.name, taken))
        tick.setChecked(self._found.number_of(line) > 0)
        return tick

    def _number(self, line: OptionLine) -> Combo:
        """Make the choice of how many: for those who come along it is asked, else it is one."""
        number = Combo()
        number.setObjectName(f"number_{line.id}")
        number.setAccessibleName(self.tr("How many take {0}").format(line.name))
        for many in range(1, self._found.party + 1):
            number.addItem(self.tr("for {0}").format(many), many)
        number.setCurrentIndex(max(self._found.number_of(line), 1) - 1)
        tick = self._ticks[self._found.options.index(line)]
        tick.toggled.connect(lambda on: number.setVisible(on and self._found.party > 1))
        return number

    @Slot()
    def _on_act(self) -> None:
        if self._found.waiting_id is not None:
            from desktop.data import waiting_options

            save = partial(waiting_options.save, waiting_id=self._found.waiting_id)
        else:
            save = partial(options.save, booking_id=self._found.booking_id)
        step = partial(save, chosen=self.chosen())
        self.write(step, self._on_saved)

    def _on_saved(self, _done: object) -> None:
        names = [line.name for line in self._found.options
                 if line.id in dict(self.chosen())]  # fmt: skip
        takes = self.tr("Saved. {0}: {1}.") if names else self.tr("Saved. {0} takes nothing.")
        if names and self._found.waiting_id is not None:
            takes = self.tr("Saved. {0} with a place: {1}, if there is any then.")
        self.said.emit(takes.format(self._found.called, ", ".join(names)))
        self.accept()
