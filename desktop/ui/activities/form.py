"""The forms of the editor: what it is, what people read, and when it can be booked."""

from collections.abc import Mapping
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.offers import ActivitiesTab
from desktop.rules.activities import closes_words, kept_until_words, opens_words
from desktop.ui.activities.inputs import Input, LineInput, ListInput, TickInput
from desktop.ui.activities.series_list import SeriesList
from desktop.ui.activities.texts import TextsPanel
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine

KEPT = (None, 1, 2, 3, 7, 14, 28)
OPENS = (None, 1, 2, 7, 14, 28, 56, 84)
CLOSES = ((None, None), (0, time(9)), (0, time(10)), (0, time(12)), (1, time(12)), (1, time(17)),
          (2, time(17)), (7, time(17)))  # fmt: skip


class ActivityForm(QWidget):
    """All inputs of the middle, by their names in a draft.

    Signals:
        edited: something in it changed.
        categories_wanted, places_wanted, leader_wanted: the lists behind an input.
    """

    edited = Signal()
    categories_wanted = Signal()
    places_wanted = Signal()
    leader_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs: dict[str, Input] = {}
        self.texts, self.series = TextsPanel(), SeriesList()
        self.two_people = Check(self.tr("Nobody checks what they wrote themselves"))
        self.two_people.setObjectName("two_people")
        self._young = QWidget()
        self._expected: dict[str, int] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._add_what()
        self._add_read()
        self._add_said()
        self._add_booking()
        self._add_young()
        self._column.addWidget(StitchLine())
        self._column.addWidget(self.series)
        for each in self.inputs.values():
            each.edited.connect(self.edited)
        self.texts.edited.connect(self.edited)

    def show_choices(self, view: ActivitiesTab, today: date) -> None:
        """Offer what there is to choose from; what is chosen stays."""
        self.two_people.setChecked(view.two_people)
        none = (None, self.tr("None"))
        open_places = [p for p in view.places if p.closed is None or p.closed > today]
        self._list("category_id").offer([none, *((c.id, c.name) for c in view.categories)])
        self._list("place_id").offer([none, *((p.id, p.name) for p in open_places)])
        self._list("leader_id").offer([none, *((p.id, p.name) for p in view.leaders)])

    def choose_expected(self) -> None:
        """Choose what was added a moment ago."""
        for name in list(self._expected):
            each = self._list(name)
            if each.knows(self._expected[name]):
                each.put(self._expected.pop(name))

    def put_unknown(self, typed: Mapping[str, object], view: ActivitiesTab) -> None:
        """Offer what is chosen but no longer in a list, or not yet."""
        for place in view.places:
            if place.id == typed["place_id"]:
                self._list("place_id").say_unknown(place.id, place.name)
        days = typed["opens_days"]
        if days is None or isinstance(days, int):
            self._list("opens_days").say_unknown(days, opens_words(days))
        until = typed["kept_days"]
        if until is None or isinstance(until, int):
            self._list("kept_days").say_unknown(until, kept_until_words(until))
        if isinstance(typed["closes"], tuple):
            self._list("closes").say_unknown(typed["closes"], closes_words(*typed["closes"]))

    def offer_leader(self, person_id: int, name: str) -> None:
        """Choose somebody who leads nothing yet."""
        self._list("leader_id").say_unknown(person_id, name)
        self._list("leader_id").put(person_id)

    def expect(self, name: str, value: int) -> None:
        """Choose something that has just been added, once it is in the list."""
        self._expected[name] = value

    def show_young(self, young: bool) -> None:
        """Show what is agreed with young people, where it is for them."""
        self._young.setVisible(young)

    def _list(self, name: str) -> ListInput:
        found = self.inputs[name]
        if not isinstance(found, ListInput):
            raise KeyError(name)
        return found

    def _row(self, **inputs: tuple[LineInput | ListInput, int]) -> None:
        row = FormRow()
        for name, (each, columns) in inputs.items():
            row.add(each, columns)
            self.inputs[name] = each
        self._column.addWidget(row)

    def _add_what(self) -> None:
        category = ListInput("category_id", self.tr("Category"), more=self.tr("Categories"))
        place = ListInput(
            "place_id", self.tr("Place"), icon="map-pin", more=self.tr("Places and rooms")
        )
        leader = ListInput(
            "leader_id", self.tr("Leader"), icon="user", more=self.tr("Find another leader")
        )
        self._row(
            name=(LineInput("name", self.tr("Name")), 4), category_id=(category, 4),
            place_id=(place, 4),
        )  # fmt: skip
        self._row(
            minutes=(LineInput("minutes", self.tr("Length"), icon="clock"), 3),
            places=(LineInput("places", self.tr("Places"), icon="users"), 3),
            smallest=(LineInput("smallest", self.tr("Smallest number"), icon="user"), 3),
            leader_id=(leader, 3),
        )
        category.more.connect(self.categories_wanted)
        place.more.connect(self.places_wanted)
        leader.more.connect(self.leader_wanted)

    def _add_read(self) -> None:
        self._column.addWidget(StitchLine())
        self._heading(
            self.tr("What people read"), self.tr("Only checked texts go on paper and the kiosk")
        )
        self._column.addWidget(self.texts)
        self._column.addWidget(self.two_people)

    def _add_said(self) -> None:
        price = LineInput(
            "price", self.tr("Price or donation"), hint=self.tr("as it is told to people")
        )
        self._row(
            say_when_booking=(LineInput("say_when_booking", self.tr("Said at booking")), 6),
            price=(price, 6),
        )
        self._row(
            bring=(LineInput("bring", self.tr("What to bring")), 6),
            suits=(LineInput("suits", self.tr("Whom it suits")), 6),
        )

    def _add_booking(self) -> None:
        opens = ListInput("opens_days", self.tr("Booking opens"))
        closes = ListInput("closes", self.tr("Booking closes"))
        opens.offer([(days, opens_words(days)) for days in OPENS])
        closes.offer([(each, closes_words(*each)) for each in CLOSES])
        kept = LineInput("kept", self.tr("Kept for referrals"), icon="ticket")
        kept.box.setPlaceholderText(self.tr("none"))
        until = ListInput("kept_days", self.tr("Kept until"))
        until.offer([(days, kept_until_words(days)) for days in KEPT])
        self._row(opens_days=(opens, 6), closes=(closes, 6))
        self._row(kept=(kept, 6), kept_days=(until, 6))
        youngest = LineInput("youngest", self.tr("Youngest"))
        oldest = LineInput("oldest", self.tr("Oldest"))
        for each in (youngest, oldest):
            each.box.setPlaceholderText(self.tr("any age"))
        self._row(youngest=(youngest, 4), oldest=(oldest, 4))

    def _add_young(self) -> None:
        column, before = QVBoxLayout(self._young), self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._column = column
        self._column.addWidget(StitchLine())
        self._heading(self.tr("Young people"), self.tr("as agreed with the young person"))
        home = TickInput("ring_home", self.tr("We may ring home"))
        self.inputs["ring_home"] = home
        self._column.addWidget(home)
        self._row(
            collected_by=(LineInput("collected_by", self.tr("Who may collect")), 6),
            leaves_alone=(LineInput("leaves_alone", self.tr("Who may leave alone")), 6),
        )
        self._column = before
        self._column.addWidget(self._young)

    def _heading(self, words: str, second: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(words, "heading"))
        row.addWidget(Label(second, "small", "ink2", wrap=True), 1)
        self._column.addLayout(row)
