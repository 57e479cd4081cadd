"""Changing a session or its series: what is to be different, how far, and what it would do."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data import changeable, series_change
from desktop.data.changeable import Changeable
from desktop.data.series_change import ChangedSeries
from desktop.rules.days import hours, near
from desktop.rules.planning import Consequences, How, Scope, SeriesChange, Settled, State
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.series.change_form import ChangeForm
from desktop.ui.series.numbers import Numbers
from desktop.ui.series.rows import DateRow, changed_rows
from desktop.ui.series.scope_choice import ScopeChoice
from desktop.ui.series.sheet import Sheet
from desktop.ui.widgets.label import Label

SOON = 120
NOTHING = SeriesChange()
Costs = dict[Scope, Consequences]


class ChangeDialog(Sheet):
    """Shows the consequences of what is typed, for each reach, before anything is done.

    Signals:
        changed: it is done (str, what to say).
    """

    changed = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], of: Changeable, parent: QWidget
    ) -> None:
        self._of, self._today = of, clock().date()
        self.form, self.scopes, self.numbers = ChangeForm(of), ScopeChoice(), Numbers()
        page = QWidget()
        super().__init__(
            desk, self.tr("Change {0}").format(of.card.title), "change_session", page,
            self.tr("One Ctrl+Z takes the whole change back."), parent,
        )  # fmt: skip
        self._costs: Costs = {}
        self._hurried = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._ask)
        self._lay_out_left(page)

        self.act.set_symbol("check", "main")
        self.form.changed.connect(self._on_typed)
        self.scopes.chosen.connect(self._on_scope)
        self.right.decided.connect(self._ask)
        self.right.hand_wanted.connect(self._on_hand)
        self._show()
        self.form.setFocus()

    def _lay_out_left(self, page: QWidget) -> None:
        card = self._of.card
        when = f"{near(card.date, self._today)}, {hours(card.starts, card.ends)}"
        comes = self._of.rhythm[:1].lower() + self._of.rhythm[1:]
        rhythm = self.tr("It comes {0}.").format(comes) if comes else ""
        column = QVBoxLayout(page)
        column.setContentsMargins(22, 18, 22, 14)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Change {0}").format(card.title), "title", wrap=True))
        said = f"{when[:1].upper()}{when[1:]}. {rhythm}".strip()
        column.addWidget(Label(said, "text", "ink2", wrap=True))
        column.addWidget(self.form)
        column.addWidget(self.scopes)
        column.addWidget(self.numbers)
        column.addStretch(1)
        page.setFocusProxy(self.form)
        self.scopes.setVisible(bool(self._of.rhythm))
        self.numbers.hide()

    def _scope(self) -> Scope:
        return self.scopes.scope() if self._of.rhythm else Scope.ONE

    def _change(self) -> SeriesChange | None:
        try:
            return self.form.change(self._scope())
        except Refused:
            return None

    @Slot()
    def _on_typed(self) -> None:
        self.tell("refuse", "")
        self.form.clear_wrong()
        self.right.forget()
        self._costs, self._hurried = {}, False
        self._soon.start()

    @Slot(object)
    def _on_scope(self, _scope: Scope) -> None:
        self.right.forget()
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Ask what the change would do, as far as each reach."""
        change = self._change()
        if change is None or change == NOTHING:
            self._costs = {}
            self._show()
            return
        scopes = tuple(Scope) if self._of.rhythm else (Scope.ONE,)
        changes = {scope: self.form.change(scope) for scope in scopes}
        settled = {self._scope(): self.right.settled()}
        wanted = partial(
            changeable.costs,
            session_id=self._of.card.id,
            changes=tuple(changes.items()),
            settled=settled,
        )
        self._desk.read(
            wanted, self._on_costs, owner=self, latest="costs", refused=self._on_no_costs
        )

    def _on_costs(self, found: Costs) -> None:
        self.tell("refuse", "")
        self._costs = found
        self._show()
        if self._hurried:
            self._hurried = False
            self.go()

    def _on_no_costs(self, refusal: Refused) -> None:
        self._hurried = False
        self._on_refused(refusal)

    def _show(self) -> None:
        found = self._costs.get(self._scope())
        self.scopes.show_costs(self._costs)
        self.numbers.setVisible(found is not None)
        if found is None:
            self.right.show_dates(
                self.tr("The dates"), self.tr("What you change shows here, date by date."),
                (), (), self._today,
            )  # fmt: skip
        else:
            self.numbers.show_consequences(found)
            rows = tuple(changed_rows(found.lines, self._today))
            self.right.show_dates(
                self._number(len(rows)), self.tr("Nothing is changed yet."), self._chips(found),
                rows, self._today,
            )  # fmt: skip
        self.act.set_words(self._words(found))

    def _number(self, dates: int) -> str:
        return self.tr("1 date") if dates == 1 else self.tr("{0} dates").format(dates)

    def _words(self, found: Consequences | None) -> str:
        if found is None:
            return self.tr("Change it")
        one = self.tr("Change 1 date")
        several = self.tr("Change {0} dates").format(found.dates_move)
        return one if found.dates_move == 1 else several

    def _chips(self, found: Consequences) -> list[tuple[str, str, str]]:
        if not found.clashes:
            return []
        several = self.tr("{0} clashes to settle first").format(found.clashes)
        one = self.tr("1 clash to settle first")
        return [(one if found.clashes == 1 else several, "need", "warning")]

    @Slot(object)
    def _on_hand(self, row: DateRow) -> None:
        """Move a date changed by hand with the others, or leave it after all."""
        if self.right.is_decided(row, How.MOVE):
            self.right.let_go(row)
        elif row.state is State.STAYS:
            self.right.decide(row, Settled(row.on, How.MOVE))

    def go(self) -> None:
        """Make the change, or go to what must be settled first."""
        change, found = self._change(), self._costs.get(self._scope())
        if change is None:
            self.form.show_wrong()
        elif change == NOTHING:
            self.tell("info", self.tr("Nothing is different yet."))
        elif found is None:  # changed as soon as it is known what that does
            self._hurried = True
        elif not self.go_to_open(self.tr("Settle this one first: {0}.")):
            self._make(change, found)

    def _make(self, change: SeriesChange, found: Consequences) -> None:
        action = partial(
            series_change.change, session_id=self._of.card.id, change=change,
            scope=self._scope(), version=found.version, settled=self.right.settled(),
        )  # fmt: skip
        self.write(action, self._on_changed)

    def _on_changed(self, done: ChangedSeries) -> None:
        moved = self.tr("Changed 1 date of {1}.") if done.moved == 1 else self.tr(
            "Changed {0} dates of {1}.")  # fmt: skip
        tell = self.tr("{0} people to tell.").format(done.to_tell) if done.to_tell else ""
        tell = self.tr("1 person to tell.") if done.to_tell == 1 else tell
        self.changed.emit(f"{moved.format(done.moved, self._of.card.title)} {tell}".strip())
        self.accept()
