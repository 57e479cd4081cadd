"""One car of a session: who drives, which way, with how many seats."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import rides
from desktop.data.finding import FoundPerson
from desktop.data.ride_lines import CarLine
from desktop.rules.days import clock as say_time
from desktop.rules.days import read_clock
from desktop.rules.refusal import Refused, WayOn
from desktop.ui.desk import Desk
from desktop.ui.signups.plain_dialog import PlainDialog
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.segments import Segments


class CarDialog(PlainDialog):
    """Writes down a car, or changes one.

    Signals:
        said: it is done (str, what to say).
    """

    said = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], session_id: int, car: CarLine | None,
        parent: QWidget,
    ) -> None:  # fmt: skip
        title = self.tr("Who drives?")
        title = self.tr("The car of {0}").format(car.facts.driver) if car else title
        super().__init__(desk, title, "car", parent)
        self._clock, self._session_id, self._car = clock, session_id, car
        self._driver: int | None = car.driver_id if car else None
        self._name = car.facts.driver if car else ""
        self.driver = PlainButton(self._name or self.tr("Find the driver"), icon="user")
        self.driver.setObjectName("driver")
        self.driver.setEnabled(car is None)
        ways = (
            ("both", self.tr("There and home")), ("there", self.tr("There")),
            ("home", self.tr("Home")),
        )  # fmt: skip
        self.way = Segments(self.tr("Which way"), ways)
        self.seats = Field(self.tr("Seats for others"), icon="user", text="3")
        self.seats.box.setObjectName("car_seats")
        self.leaves = Field(self.tr("Leaves at"), hint=self.tr("may be empty"), icon="clock")
        self.where = Field(self.tr("From where"), hint=self.tr("may be empty"), icon="map-pin")
        self.off = PlainButton(self.tr("Does not drive"), kind="danger")
        self.leave = PlainButton(self.tr("Leave"), key="Esc")
        self.act = PlainButton(self.tr("Save the car"), kind="main", key="Enter")
        self.act.setObjectName("act")
        self._fill()
        if car:
            self._put(car)
        self.fit()
        self.driver.clicked.connect(self._on_find)
        self.off.clicked.connect(self._on_off)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)
        (self.seats if car else self.driver).setFocus()
        self._ring = FocusOverlay(self)

    def take(self, way: WayOn) -> None:
        """Nothing of a car leads on."""

    def _fill(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for each in (self.seats, self.leaves):
            row.addWidget(each)
        self.body.addWidget(self.driver)
        self.body.addWidget(self.way)
        self.body.addLayout(row)
        self.body.addWidget(self.where)
        self.body.addStretch(1)
        for button in (self.driver, self.off, self.leave):
            button.setAutoDefault(False)
        self.off.setVisible(self._car is not None)
        self.foot.addWidget(self.off)
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.act)

    def _put(self, car: CarLine) -> None:
        self.way.choose(car.facts.way)
        self.seats.set_text(str(car.facts.seats))
        self.leaves.set_text(say_time(car.leaves) if car.leaves else "")
        self.where.set_text(car.leaves_from)

    @Slot()
    def _on_find(self) -> None:
        from desktop.ui.finder.dialog import FindPersonDialog

        dialog = FindPersonDialog(self._desk, self._clock, self.tr("Who drives?"), self)
        dialog.taken.connect(self._on_driver)
        dialog.open()

    @Slot(object)
    def _on_driver(self, person: FoundPerson) -> None:
        self._driver, self._name = person.id, person.plain
        self.driver.set_words(person.plain)
        self.seats.setFocus()

    @Slot()
    def _on_act(self) -> None:
        try:
            seats, leaves = self._seats(), self._leaves()
        except Refused as no:
            self.say_no(no)
            return
        facts: dict[str, Any] = {
            "seats": seats, "way": self.way.choice(), "leaves_from": self.where.text(),
            "leaves": leaves,
        }  # fmt: skip
        step: Callable[..., Any]
        if self._car:
            step = partial(
                rides.change_car, car_id=self._car.id, version=self._car.version, **facts
            )  # fmt: skip
        elif self._driver:
            step = partial(
                rides.add_car, session_id=self._session_id, driver_id=self._driver, **facts
            )
        else:
            self.say_no(Refused(self.tr("Not saved. Find out who drives first.")))
            return
        self.write(step, partial(self._on_saved, self.tr("Saved. {0} drives.").format(self._name)))

    def _seats(self) -> int:
        typed = self.seats.text().strip()
        if not typed.isdecimal():
            raise Refused(self.tr("Not saved. Write the seats in figures."))
        return int(typed)

    def _leaves(self) -> time | None:
        typed = self.leaves.text().strip()
        return read_clock(typed) if typed else None

    @Slot()
    def _on_off(self) -> None:
        if self._car:
            words = self.tr("{0} does not drive. Who sat in the car needs a ride again.")
            step = partial(rides.remove_car, car_id=self._car.id)
            self.write(step, partial(self._on_saved, words.format(self._name)))

    def _on_saved(self, words: str, _done: object) -> None:
        self.said.emit(words)
        self.accept()
