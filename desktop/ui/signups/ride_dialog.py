"""How somebody gets to a session and home: a seat in a car, a taxi, or still to be found."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.data import ride_lines, rides
from desktop.data.ride_lines import RideLine, Rider, Rides
from desktop.rules.days import when
from desktop.rules.refusal import Refused, WayOn
from desktop.ui.desk import Desk
from desktop.ui.signups.plain_dialog import PlainDialog
from desktop.ui.signups.ride_form import RideForm
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class RideDialog(PlainDialog):
    """One ride of one person, beside the cars of the session; Enter saves.

    Signals:
        said: it is done (str, what to say).
    """

    said = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], found: Rides, rider: Rider,
        parent: QWidget,
    ) -> None:  # fmt: skip
        title = self.tr("How does {0} get here?").format(rider.called)
        super().__init__(desk, title, "ride", parent)
        self._clock, self._found, self._rider = clock, found, rider
        self._ride: RideLine | None = next(iter(rider.rides), None)
        self._where = Label("", "text", "ink2", wrap=True)
        self.which = Combo("car")
        self.which.setObjectName("which_ride")
        self.which.setAccessibleName(self.tr("Which ride"))
        self.form = RideForm()
        self.none = PlainButton(self.tr("No ride needed"), kind="danger")
        self.leave = PlainButton(self.tr("Leave"), key="Esc")
        self.act = PlainButton(self.tr("Save the ride"), kind="main", key="Enter")
        self.act.setObjectName("act")
        self._fill()
        self._show()
        self._connect()
        self.act.setDefault(True)
        self.form.where.setFocus()
        self._ring = FocusOverlay(self)

    def take(self, way: WayOn) -> None:
        if way.kind == "asked":
            self._save(asked=True)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._on_which)
        self.form.changed.connect(self._on_changed)
        self.form.add_car.clicked.connect(partial(self._open_car, new=True))
        self.form.change_car.clicked.connect(partial(self._open_car, new=False))
        self.none.clicked.connect(self._on_none)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(partial(self._save, asked=False))

    def _fill(self) -> None:
        self.body.addWidget(self._where)
        self.body.addWidget(self.which)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        for button in (self.form.add_car, self.form.change_car, self.none, self.leave):
            button.setAutoDefault(False)
        self.foot.addWidget(self.none)
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.act)

    def _show(self) -> None:
        session, today = self._found.session, self._clock().date()
        at = when(session.date, session.starts, session.ends, today)
        self._where.setText(f"{session.title}, {at}. {self._to_find()}")
        for each in self._rider.rides:
            self.which.addItem(each.words, each.id)
        if len(self._rider.rides) == 1 and self._rider.rides[0].facts.way != "both":
            other = {"there": self.tr("And a ride home"), "home": self.tr("And a ride here")}
            self.which.addItem(other[self._rider.rides[0].facts.way], None)
        self.which.setVisible(self.which.count() > 1)
        self._show_ride()

    def _to_find(self) -> str:
        number = self._found.to_find
        if not number:
            return self.tr("Everybody who needs a ride has one.")
        one, several = self.tr("1 person needs a ride."), self.tr("{0} people need a ride.")
        return one if number == 1 else several.format(number)

    def _show_ride(self) -> None:
        self.none.setVisible(self._ride is not None)
        self.form.show_ride(self._rider, self._ride, self._found.cars)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self.form.mark_full(self._found.cars)
        self.form.change_car.setVisible(self.form.car() is not None)
        self.fit()

    @Slot(int)
    def _on_which(self, _number: int) -> None:
        chosen = self.which.currentData()
        self._ride = next((each for each in self._rider.rides if each.id == chosen), None)
        self._show_ride()

    def _save(self, *, asked: bool) -> None:
        try:
            seats, taxi = self.form.read_seats(), self.form.read_taxi()
        except Refused:
            return  # said beside the box
        ride = self._ride
        step = partial(
            rides.need, booking_id=self._rider.booking_id, way=self.form.way.choice(), seats=seats,
            leaves_from=self.form.where.text(), note=self.form.note.text(),
            ride_id=ride.id if ride else None, version=ride.version if ride else None,
            car_id=self.form.car(), taxi=taxi, asked=asked,
        )  # fmt: skip
        words = self.tr("Saved. The ride of {0}.").format(self._rider.called)
        self.write(step, partial(self._on_saved, words))

    @Slot()
    def _on_none(self) -> None:
        if self._ride:
            words = self.tr("{0} needs no ride.").format(self._rider.called)
            taxi = self._ride.facts.firm
            off = self.tr("Cancel the taxi, too: {0}.").format(taxi) if taxi else ""
            step = partial(rides.no_ride, ride_id=self._ride.id)
            self.write(step, partial(self._on_saved, f"{words} {off}".strip()))

    def _on_saved(self, words: str, _done: object) -> None:
        self.said.emit(words)
        self.accept()

    def _open_car(self, *, new: bool) -> None:
        from desktop.ui.signups.car_dialog import CarDialog

        chosen = None if new else self.form.car()
        car = next((each for each in self._found.cars if each.id == chosen), None)
        dialog = CarDialog(self._desk, self._clock, self._found.session.id, car, self)
        dialog.said.connect(self._on_car)
        dialog.open()

    @Slot(str)
    def _on_car(self, words: str) -> None:
        self.said.emit(words)
        read = partial(ride_lines.rides, session_id=self._found.session.id)
        self._desk.read(read, self._on_cars, owner=self)

    def _on_cars(self, found: Rides) -> None:
        """Show the cars by now; a new one is chosen at once."""
        known = {each.id for each in self._found.cars}
        self._found = found
        self.form.show_cars(found.cars)
        for button, car in zip(self.form.cars, found.cars, strict=True):
            if car.id not in known:
                button.setChecked(True)
        self._on_changed()
