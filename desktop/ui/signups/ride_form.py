"""The form of one ride: which way, from where, how many seats, and how: a car, a taxi, or open."""

from datetime import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.ride_lines import CarLine, RideLine, Rider
from desktop.data.rides import Taxi
from desktop.rules import rides as rules
from desktop.rules.days import clock, read_clock
from desktop.rules.refusal import Refused
from desktop.rules.rides import Seated, State
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Choice
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments


class RideForm(QWidget):
    """Asks how somebody gets here and home.

    Signals:
        changed: another way, or another number of seats, stands here.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ride: RideLine | None = None
        self.way = Segments(
            self.tr("Which way"),
            (
                ("both", self.tr("There and home")),
                ("there", self.tr("There")),
                ("home", self.tr("Home")),
            ),
        )
        self.seats = Field(self.tr("Seats"), icon="user")
        self.seats.box.setObjectName("ride_seats")
        self.seats.box.setMaxLength(2)
        self.where = Field(self.tr("From where"), icon="map-pin")
        self.where.box.setObjectName("ride_from")
        self.note = Field(self.tr("Note for the driver"), hint=self.tr("may be empty"))
        self.note.box.setObjectName("ride_note")
        self.open = Choice(self.tr("Still to be found"))
        self.taxi = Choice(self.tr("By taxi"))
        self.cars: list[Choice] = []
        self.add_car = PlainButton(self.tr("Add a car"), icon="plus")
        self.add_car.setObjectName("add_car")
        self.change_car = PlainButton(self.tr("Change the car"), icon="pencil-simple")
        self._how = QButtonGroup(self)
        self._choices = QVBoxLayout()
        self.firm = Field(self.tr("Firm"), icon="car")
        self.reference = Field(self.tr("Reference"), icon="hash")
        self.pays = Field(self.tr("Who pays"))
        self.leaves, self.back = Field(self.tr("Comes at")), Field(self.tr("Back at"))
        self._taxi = QWidget()
        self._lay_out()
        self.way.chosen.connect(self.changed)
        self.seats.changed.connect(self.changed)
        self._how.buttonToggled.connect(self._on_how)
        self.open.setChecked(True)
        self._on_how()

    def show_ride(self, rider: Rider, ride: RideLine | None, cars: tuple[CarLine, ...]) -> None:
        """Show a ride of somebody, or begin one for them."""
        self._ride = ride
        wanted = rider.wants if rider.wants in rules.WANTED else "both"
        taken = [each.facts.way for each in rider.rides]
        if ride is None and taken:
            wanted = "home" if "there" in taken else "there"
        facts = ride.facts if ride else None
        self.way.choose(facts.way if facts else wanted)
        self.seats.set_text(str(facts.seats if facts else rider.seats))
        self.where.set_text(facts.leaves_from if facts else rider.address)
        self.note.set_text(ride.note if ride else "")
        taxi = facts if facts and facts.state is State.TAXI else None
        self.firm.set_text(taxi.firm if taxi else "")
        self.reference.set_text(taxi.reference if taxi else "")
        self.pays.set_text(taxi.pays if taxi else "")
        self.leaves.set_text(clock(taxi.leaves) if taxi and taxi.leaves else "")
        self.back.set_text(clock(taxi.back) if taxi and taxi.back else "")
        self._show_cars(cars, ride.car_id if ride else None)
        if taxi:
            self.taxi.setChecked(True)

    def show_cars(self, cars: tuple[CarLine, ...]) -> None:
        """Show the cars there are by now; the one that was chosen stays chosen."""
        self._show_cars(cars, self.car())

    def car(self) -> int | None:
        """Return the car that is chosen."""
        chosen = next((each for each in self.cars if each.isChecked()), None)
        return int(chosen.property("car")) if chosen else None

    def read_seats(self) -> int:
        """Return how many seats; Refused where that is no number."""
        typed = self.seats.text().strip()
        if not typed.isdecimal():
            raise self._refuse(self.seats, self.tr("This is not a number. Write it in figures."))
        self.seats.accept()
        return int(typed)

    def read_taxi(self) -> Taxi | None:
        """Return the taxi, if it is to be one; Refused where its times cannot be read."""
        if not self.taxi.isChecked():
            return None
        return Taxi(
            self.firm.text(), self.reference.text(), self.pays.text(),
            self._time(self.leaves), self._time(self.back),
        )  # fmt: skip

    def _show_cars(self, cars: tuple[CarLine, ...], chosen: int | None) -> None:
        for old in self.cars:
            self._how.removeButton(old)
            self._choices.removeWidget(old)
            old.deleteLater()
        self.cars = [self._car(each) for each in cars]
        for place, (button, car) in enumerate(zip(self.cars, cars, strict=True), 1):
            self._choices.insertWidget(place, button)
            button.setChecked(car.id == chosen)
        if chosen is None and not self.taxi.isChecked():
            self.open.setChecked(True)

    def _car(self, car: CarLine) -> Choice:
        at = self.tr(", leaves {0}").format(clock(car.leaves)) if car.leaves else ""
        button = Choice(f"{car.words}{at}")
        button.setProperty("car", car.id)
        self._how.addButton(button)
        return button

    def mark_full(self, cars: tuple[CarLine, ...]) -> None:
        """Let a car be chosen only where it goes that way with enough seats."""
        typed = self.seats.text().strip()
        seats = int(typed) if typed.isdecimal() else 1
        for button, car in zip(self.cars, cars, strict=True):
            facts = car.facts
            if self._ride and self._ride.car_id == car.id:
                mine = Seated(self._ride.facts.way, self._ride.facts.seats)
                others = list(facts.riders)
                others.remove(mine)
                facts = rules.CarFacts(facts.driver, facts.way, facts.seats, others)
            button.setEnabled(rules.fits(facts, self.way.choice(), seats))

    def _time(self, field: Field) -> time | None:
        typed = field.text().strip()
        if not typed:
            return None
        try:
            found = read_clock(typed)
        except Refused as no:
            raise self._refuse(field, no.sentence) from None
        field.accept()
        return found

    def _refuse(self, field: Field, sentence: str) -> Refused:
        field.refuse(sentence)
        field.setFocus()
        return Refused(sentence)

    @Slot()
    def _on_how(self) -> None:
        self._taxi.setVisible(self.taxi.isChecked())
        self.changed.emit()

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, third):
            row.setSpacing(12)
        first.addWidget(self.where, 3)
        first.addWidget(self.seats, 1)
        second.addWidget(self.firm, 3)
        second.addWidget(self.reference, 2)
        for each, wide in ((self.pays, 3), (self.leaves, 1), (self.back, 1)):
            third.addWidget(each, wide)
        how = QHBoxLayout()
        how.setSpacing(8)
        how.addWidget(Label(self.tr("How"), "heading"), 1)
        how.addWidget(self.change_car)
        how.addWidget(self.add_car)
        taxi = QVBoxLayout(self._taxi)
        taxi.setContentsMargins(30, 0, 0, 0)
        taxi.setSpacing(8)
        taxi.addLayout(second)
        taxi.addLayout(third)
        for choice in (self.open, self.taxi):
            self._how.addButton(choice)
            self._choices.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.way)
        column.addLayout(first)
        column.addLayout(how)
        column.addLayout(self._choices)
        column.addWidget(self._taxi)
        column.addWidget(self.note)
