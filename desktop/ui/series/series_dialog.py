"""The "New series" dialog: a rule at the left, every date it gives at the right."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.data import activities, series
from desktop.data.activities import Choices
from desktop.data.series import MadeSeries
from desktop.rules.planning import Preview, SeriesPlan
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.series.rows import planned_rows
from desktop.ui.series.series_form import SeriesForm
from desktop.ui.series.sheet import Sheet

SOON = 150


class SeriesDialog(Sheet):
    """Plans a series, date by date, and makes it in one step.

    Signals:
        made: it is in the records (int series id, int sessions, str its sentence).
    """

    made = Signal(int, int, str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], activity_id: int | None, parent: QWidget
    ) -> None:
        self._today, self._activity = clock().date(), activity_id
        self.form = SeriesForm(self._today)
        super().__init__(
            desk, self.tr("New series"), "new_series", self.form,
            self.tr("Nothing is saved until you press Add."), parent,
        )  # fmt: skip
        self._plan: SeriesPlan | None = None
        self._preview: Preview | None = None
        self._warned = self._hurried = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._ask)

        self.form.changed.connect(self._on_changed)
        self.right.decided.connect(self._ask)
        self._show(None)

    def ask(self) -> None:
        """Open, and fetch what can be chosen."""
        self.open()
        self.form.setFocus()
        self._desk.read(activities.choices, self._offer, owner=self)

    def reject(self) -> None:
        """Leave; what is typed asks for a second Esc."""
        if not self.right.is_asking() and self.form.is_touched() and not self._warned:
            self._warned = True
            self.tell("caution", self.tr("Not added yet. Press Esc again to leave without adding."))
            return
        super().reject()

    def _offer(self, choices: Choices) -> None:
        self.form.offer(choices, self._activity)

    @Slot()
    def _on_changed(self) -> None:
        self._warned = self._hurried = False
        self.tell("refuse", "")
        plan = self.form.plan()
        if plan != self._plan:
            self._plan, self._preview = plan, None
            self.right.forget()
            self._soon.start()

    @Slot()
    def _ask(self) -> None:
        """Ask which dates there would be."""
        if self._plan is None:
            self._show(None)
            return
        wanted = partial(series.preview, plan=self._plan, settled=self.right.settled())
        then = partial(self._on_preview, self._plan)
        self._desk.read(wanted, then, owner=self, latest="preview", refused=self._on_no_dates)

    def _on_preview(self, plan: SeriesPlan, preview: Preview) -> None:
        if plan == self._plan:
            self.tell("refuse", "")
            self._show(preview)
            if self._hurried:
                self._hurried = False
                self.go()

    def _on_no_dates(self, refusal: Refused) -> None:
        self._hurried = False
        self._on_refused(refusal)

    def _show(self, preview: Preview | None) -> None:
        self._preview = preview
        if preview is None:
            self.right.show_dates(
                self.tr("The dates"), self.tr("They appear here as you type."), (), (), self._today
            )
        else:
            rows = tuple(planned_rows(preview.dates, self._today))
            title = self._number(preview.sessions)
            chips = self._chips(preview)
            self.right.show_dates(title, preview.sentence, chips, rows, self._today)
        self.form.say_last(preview.last if preview else None)
        number = preview.sessions if preview else 0
        several = self.tr("Add {0} sessions").format(number)
        self.act.set_words(self.tr("Add 1 session") if number == 1 else several if number else
                           self.tr("Add sessions"))  # fmt: skip

    def _number(self, dates: int) -> str:
        return self.tr("1 date") if dates == 1 else self.tr("{0} dates").format(dates)

    def _chips(self, preview: Preview) -> list[tuple[str, str, str]]:
        chips = []
        if preview.bank_holidays:
            words = self.tr("{0} bank holidays skipped").format(preview.bank_holidays)
            one = self.tr("1 bank holiday skipped")
            chips.append((one if preview.bank_holidays == 1 else words, "info", "flag-banner"))
        if preview.closed:
            chips.append((self.tr("{0} closed, skipped").format(preview.closed), "info", ""))
        if preview.clashes:
            words = self.tr("{0} clashes to settle").format(preview.clashes)
            one = self.tr("1 clash to settle")
            chips.append((one if preview.clashes == 1 else words, "need", "warning"))
        return chips

    def go(self) -> None:
        """Add the series, or go to what must be settled first."""
        if self._plan is None:
            self.form.show_wrong()
        elif self._preview is None:  # added as soon as its dates have been seen to fit
            self._hurried = True
        elif not self.go_to_open(self.tr("Settle this one first: {0}.")):
            settled = self.right.settled()
            self.write(partial(series.make, plan=self._plan, settled=settled), self._on_made)

    def _on_made(self, made: MadeSeries) -> None:
        sentence = self._preview.sentence if self._preview else ""
        self.made.emit(made.id, made.sessions, sentence)
        self.accept()
