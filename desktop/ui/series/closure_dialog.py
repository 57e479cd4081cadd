"""Closing the practice or a place: what stands there, and what becomes of each session."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.data import activities, closures
from desktop.data.closures import Answer, Shut, Standing
from desktop.rules.days import clock, day, hours
from desktop.rules.planning import How, Settled, State, Way
from desktop.ui.desk import Desk
from desktop.ui.series.closure_form import ClosureForm, ClosurePlan
from desktop.ui.series.rows import DateRow
from desktop.ui.series.sheet import Sheet

SOON = 150


class ClosureDialog(Sheet):
    """Lists what stands in a closure's way; each session is cancelled, moved or kept.

    Signals:
        shut: it is in the records (str, what to say).
        hours_wanted: the opening hours are to be looked at.
    """

    shut = Signal(str)
    hours_wanted = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget, on: date | None = None
    ) -> None:
        self._today = clock().date()
        self.form = ClosureForm(self._today)
        super().__init__(
            desk, self.tr("Close on some days"), "closure", self.form,
            self.tr("One Ctrl+Z takes all of it back."), parent,
        )  # fmt: skip
        self._plan: ClosurePlan | None = None
        self._standing: tuple[Standing, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._ask)
        self.act.set_symbol("flag-banner", "main")
        self.form.changed.connect(self._on_changed)
        self.form.hours.clicked.connect(self.hours_wanted)
        self.right.decided.connect(self._show)
        if on is not None:
            self.form.first.set_text(day(on, self._today))
        self._show()

    def ask(self) -> None:
        """Open, and fetch the places."""
        self.open()
        self.form.setFocus()
        self._desk.read(activities.choices, self.form.offer, owner=self)

    @Slot()
    def _on_changed(self) -> None:
        self.tell("refuse", "")
        plan = self.form.plan()
        if plan != self._plan:
            self._plan = plan
            self.right.forget()
            self._soon.start()

    @Slot()
    def _ask(self) -> None:
        if self._plan is None:
            self._standing = ()
            self._show()
            return
        facts = asdict(self._plan)
        facts.pop("name")
        self._desk.read(
            partial(closures.standing, **facts), partial(self._on_standing, self._plan),
            owner=self, latest="standing", refused=self._on_refused,
        )  # fmt: skip

    def _on_standing(self, plan: ClosurePlan, standing: tuple[Standing, ...]) -> None:
        if plan == self._plan:
            self._standing = standing
            self._show()

    @Slot()
    def _show(self) -> None:
        rows = tuple(self._rows(self._standing))
        number = len(rows)
        title = self.tr("1 session stands there") if number == 1 else self.tr(
            "{0} sessions stand there").format(number)  # fmt: skip
        nothing = self.tr("Nothing stands in the way.")
        waits = self.tr("What stands there shows as you type.")
        said = self.tr("Cancel, move or keep each.") if rows else nothing if self._plan else waits
        self.right.show_dates(
            title if rows else self.tr("What stands there"), said, self._chips(rows), rows,
            self._today,
        )  # fmt: skip
        self.act.set_words(self.tr("Close"))

    def _rows(self, standing: Sequence[Standing]) -> list[DateRow]:
        settled = self.right.settled_for
        return [self._row(each, settled(each.on, each.session_id)) for each in standing]

    def _row(self, each: Standing, settled: Settled | None) -> DateRow:
        cancel = Way(How.SKIP, "", self.tr("Cancel it"))
        keep = Way(How.AS_IT_IS, "", self.tr("Keep it"))
        when = f"{day(each.on, self._today)}, {hours(each.starts, each.ends)}"
        booked = self.tr("{0} booked").format(each.booked) if each.booked else self.tr("Nobody yet")
        decided = self._decided(settled)
        return DateRow(
            each.on, "", f"{each.title}, {when}",
            State.CLASH if settled is None else State.SKIPPED if settled.how is How.SKIP
            else State.FITS,
            said=decided, sentence=", ".join(filter(None, (each.place, booked))),
            ways=(cancel, keep), settled=settled, session_id=each.session_id,
        )  # fmt: skip

    def _decided(self, settled: Settled | None) -> str:
        if settled is None:
            return ""
        words = {How.SKIP: self.tr("Not on"), How.AS_IT_IS: self.tr("Stays as it is")}
        if settled.how is How.DATE:
            return day(date.fromisoformat(settled.value), self._today)
        if settled.how is How.START:
            return clock(time.fromisoformat(settled.value))
        return words.get(settled.how, "")

    def _chips(self, rows: Sequence[DateRow]) -> list[tuple[str, str, str]]:
        open_ = sum(row.is_open() for row in rows)
        one, several = self.tr("1 to decide"), self.tr("{0} to decide").format(open_)
        return [(one if open_ == 1 else several, "need", "warning")] if open_ else []

    def _answers(self) -> tuple[Answer, ...]:
        decided = (
            (each, self.right.settled_for(each.on, each.session_id)) for each in self._standing
        )
        return tuple(
            Answer(each.session_id, settled.how, settled.value)
            for each, settled in decided
            if settled is not None
        )

    def go(self) -> None:
        """Close, or go to what must be decided first."""
        if self._plan is None:
            self.form.show_wrong()
        elif not self.go_to_open(self.tr("Decide about this one first: {0}.")):
            facts = asdict(self._plan)
            self.write(partial(closures.add, answers=self._answers(), **facts), self._on_shut)

    def _on_shut(self, done: Shut) -> None:
        plan = self._plan
        name = plan.name.strip() if plan else ""
        one, several = self.tr("1 person to tell."), self.tr("{0} people to tell.")
        tell = one if done.to_tell == 1 else several.format(done.to_tell) if done.to_tell else ""
        self.shut.emit(f"{self.tr('Closed: {0}.').format(name)} {tell}".strip())
        self.accept()
