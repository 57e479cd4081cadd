"""The form of a new series: what, how often, when, where, by whom, for how many."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.data.activities import Choice, Choices
from desktop.rules.days import DAYS, clock, day, read_clock, read_day, short_date
from desktop.rules.planning import SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import Rule, monthly, weekdays, weekly
from desktop.rules.sessions import check_places
from desktop.ui.series.minutes import later
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.choice_box import ChoiceBox
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Field, Labelled

TYPED_NUMBER = 3


class SeriesForm(QWidget):
    """Reads a plan from what is chosen and typed; what is half typed is left in peace.

    Signals:
        changed: something is different now.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._checked = today, False
        self._places: tuple[Choice, ...] = ()
        self._leaders: tuple[Choice, ...] = ()
        self.activity = ChoiceBox("calendar-blank")
        self.repeats, self.weekday = Combo("repeat"), Combo("calendar-blank")
        self.place, self.leader = ChoiceBox("map-pin"), ChoiceBox("user")
        self.starts = Field(self.tr("Starts"), hint=self.tr("like 2pm or 14:00"), icon="clock")
        self.ends = Field(self.tr("Ends"), icon="clock")
        self.first = Field(self.tr("First date"), hint=self.tr("like next Tuesday"),
                           icon="calendar-blank")  # fmt: skip
        self.until = Field(self.tr("How many times"), hint=self.tr("or until a date"), icon="hash")
        self.places = Field(self.tr("Places"), icon="users", text="12")
        self.skips = Check(self.tr("Skip bank holidays and days we are closed"))
        self.in_term = Check(self.tr("Only on school-term dates"))
        self.skips.setChecked(True)
        self._fill_lists()
        self._lay_out()
        self._connect()

    def offer(self, choices: Choices, activity_id: int | None) -> None:
        """Offer what there is to choose from; one activity may be chosen already."""
        for box, each in ((self.activity, choices.activities), (self.place, choices.places),
                          (self.leader, choices.leaders)):  # fmt: skip
            box.offer(each)
        chosen = next((each for each in choices.activities if each.id == activity_id), None)
        if chosen:
            self.activity.setText(chosen.name)
            self.repeats.setFocus(Qt.FocusReason.OtherFocusReason)
        self._places, self._leaders = choices.places, choices.leaders
        self._suggest()

    def plan(self) -> SeriesPlan | None:
        """Return what is planned; None while something is wrong or missing."""
        try:
            return self._read()
        except Refused:
            return None

    def show_wrong(self) -> None:
        """Say under each field what is wrong, and go to the first."""
        self._checked = True
        self._check()
        wrong = next((field for field, _ in self._readers() if field.sentence()), None)
        if wrong:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_touched(self) -> bool:
        """Whether anything would be lost by leaving."""
        return bool(self.activity.typed() or self.starts.text() or self.first.text())

    def say_last(self, last: date | None) -> None:
        """Say beside the number when it ends."""
        year = f" {last.year}" if last and last.year != self._today.year else ""
        ends = self.tr("ends {0}").format(f"{short_date(last)}{year}") if last else ""
        typed = self.until.text().strip()
        hint = ends if typed.isdigit() else "" if typed else self.tr("or until a date")
        self.until.say(self.tr("How many times"), hint or self.tr("or until a date"))

    def _fill_lists(self) -> None:
        of_month = self.tr("{0} of the month")
        rhythms: tuple[tuple[str, Callable[[int], Rule]], ...] = (
            (self.tr("Every week"), lambda on: weekly([on])),
            (self.tr("Every second week"), lambda on: weekly([on], 2)),
            (self.tr("Every third week"), lambda on: weekly([on], 3)),
            (self.tr("Every fourth week"), lambda on: weekly([on], 4)),
            (self.tr("Monday to Friday"), lambda _on: weekdays()),
            (of_month.format(self.tr("First")), lambda on: monthly(1, on)),
            (of_month.format(self.tr("Second")), lambda on: monthly(2, on)),
            (of_month.format(self.tr("Third")), lambda on: monthly(3, on)),
            (of_month.format(self.tr("Fourth")), lambda on: monthly(4, on)),
            (of_month.format(self.tr("Last")), lambda on: monthly(-1, on)),
        )
        self._rules = tuple(make for _words, make in rhythms)
        self.repeats.addItems([words for words, _make in rhythms])
        self.weekday.addItems(list(DAYS))

    def _lay_out(self) -> None:
        may_be_empty = self.tr("may be empty")
        self.activity_field = Labelled(self.tr("Activity"), self.activity)
        self.place_field = Labelled(self.tr("Place"), self.place, hint=may_be_empty)
        self.leader_field = Labelled(self.tr("Leader"), self.leader, hint=may_be_empty)
        pairs = (
            (Labelled(self.tr("Repeats"), self.repeats), Labelled(self.tr("Day"), self.weekday)),
            (self.first, self.until),
            (self.starts, self.ends),
            (self.place_field, self.leader_field),
            (self.places, None),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.activity_field, 0, 0, 1, 2)
        for row, (left, right) in enumerate(pairs, 1):
            grid.addWidget(left, row, 0)
            if right is not None:
                grid.addWidget(right, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addSpacing(4)
        column.addWidget(self.skips)
        column.addWidget(self.in_term)
        column.addStretch(1)
        self.setFocusProxy(self.activity)

    def _connect(self) -> None:
        self.activity.changed.connect(self._suggest)
        for box in (self.place, self.leader):
            box.changed.connect(self._on_changed)
        for field in (self.first, self.until, self.ends, self.places):
            field.changed.connect(self._on_changed)
        self.starts.changed.connect(self._on_starts)
        for field in (self.starts, self.ends):
            field.box.editingFinished.connect(partial(self._say_time, field))
        self.first.changed.connect(self._follow_first)
        self.first.box.editingFinished.connect(self._say_first)
        self.repeats.currentIndexChanged.connect(self._on_changed)
        self.weekday.currentIndexChanged.connect(self._on_changed)
        self.skips.toggled.connect(self._on_changed)
        self.in_term.toggled.connect(self._on_changed)

    def _readers(self) -> tuple[tuple[Labelled, Callable[[], object]], ...]:
        return (
            (self.activity_field, self._read_activity),
            (self.first, self._read_first),
            (self.until, self._read_until),
            (self.starts, lambda: read_clock(self.starts.text())),
            (self.ends, self._read_ends),
            (self.place_field, lambda: self._known(self.place)),
            (self.leader_field, lambda: self._known(self.leader)),
            (self.places, self._read_places),
        )

    def _read(self) -> SeriesPlan:
        place, leader = self._known(self.place), self._known(self.leader)
        count, last = self._read_until()
        return SeriesPlan(
            activity_id=self._read_activity().id, rule=self._rule().text,
            first=self._read_first(), starts=read_clock(self.starts.text()),
            ends=self._read_ends(), places=self._read_places(), last=last, count=count,
            place_id=place.id if place else None, leader_id=leader.id if leader else None,
            skips_closed=self.skips.isChecked(), term_only=self.in_term.isChecked(),
        )  # fmt: skip

    def _rule(self) -> Rule:
        return self._rules[self.repeats.currentIndex()](self.weekday.currentIndex())

    def _read_activity(self) -> Choice:
        chosen = self.activity.choice()
        if chosen is None:
            raise Refused(self.tr("Choose one of the activities. New ones are made in Activities."))
        return chosen

    def _read_first(self) -> date:
        if not self.first.text().strip():
            raise Refused(self.tr("When is it for the first time?"))
        return read_day(self.first.text(), self._today)

    def _read_until(self) -> tuple[int | None, date | None]:
        typed = self.until.text().strip().casefold().removeprefix("until ")
        if not typed:
            return None, None
        if typed.isdigit() and len(typed) <= TYPED_NUMBER:
            return int(typed), None
        return None, read_day(typed, self._read_first())

    def _read_ends(self) -> time:
        ends = read_clock(self.ends.text())
        if ends <= read_clock(self.starts.text()):
            raise Refused(self.tr("The end must be after the start."))
        return ends

    def _read_places(self) -> int:
        typed = self.places.text().strip()
        check_places(int(typed) if typed.isdigit() and len(typed) < 6 else 0)
        return int(typed)

    def _known(self, box: ChoiceBox) -> Choice | None:
        if box.typed() and box.choice() is None:
            raise Refused(self.tr("Choose one from the list, or leave it empty."))
        return box.choice()

    @Slot()
    def _suggest(self) -> None:
        """Take length, places, place and leader from the activity, where nothing is typed."""
        chosen = self.activity.choice()
        if chosen:
            self.places.set_text(str(chosen.places))
            self._suggest_one(self.place, self._places, chosen.place_id)
            self._suggest_one(self.leader, self._leaders, chosen.leader_id)
            self._on_starts()
        self._on_changed()

    def _suggest_one(
        self, box: ChoiceBox, choices: tuple[Choice, ...], chosen_id: int | None
    ) -> None:
        found = next((each for each in choices if each.id == chosen_id), None)
        if found and not box.typed():
            box.setText(found.name)

    @Slot()
    def _on_starts(self) -> None:
        """Move the end along with the start, by the activity's length."""
        chosen = self.activity.choice()
        try:
            starts = read_clock(self.starts.text())
        except Refused:
            starts = None
        if chosen and starts and not self.ends.box.isModified():
            end = later(starts, chosen.minutes)
            self.ends.set_text(clock(end) if end else "")
        self._on_changed()

    @Slot()
    def _follow_first(self) -> None:
        """Repeat on the weekday of the first date."""
        with suppress(Refused):
            self.weekday.setCurrentIndex(self._read_first().weekday())

    def _say_time(self, field: Field) -> None:
        """Say a time as it was understood: "9" is 9am."""
        with suppress(Refused):
            said, by_hand = clock(read_clock(field.text())), field.box.isModified()
            field.set_text(said)
            field.box.setModified(by_hand)

    @Slot()
    def _say_first(self) -> None:
        """Say the first date in full."""
        with suppress(Refused):
            self.first.set_text(day(self._read_first(), self._today))

    @Slot()
    def _on_changed(self) -> None:
        if self._checked:
            self._check()
        self.changed.emit()

    def _check(self) -> None:
        for field, read in self._readers():
            try:
                read()
                field.accept()
            except Refused as no:
                field.refuse(no.sentence)
