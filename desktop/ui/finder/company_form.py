"""The form for one who comes along: a name or a person of the records, how they belong, food."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.finding import FoundPerson
from desktop.rules.companions import INTERPRETER, KINDS, Brought
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Field, Labelled


class CompanyForm(QWidget):
    """Asks for one companion or interpreter.

    Signals:
        find_wanted: they are to be found in the records.
        changed: something else stands here now.
    """

    find_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: int | None = None
        self.name = Field(self.tr("Name"), icon="user")
        self.name.box.setObjectName("companion_name")
        self.kind = Combo()
        self.kind.setObjectName("companion_kind")
        words = {
            "companion": self.tr("Companion"), "partner": self.tr("Partner"),
            "carer": self.tr("Carer"), "child": self.tr("Child"), "parent": self.tr("Parent"),
            "friend": self.tr("Friend"), INTERPRETER: self.tr("Interpreter"),
        }  # fmt: skip
        for kind in KINDS:
            self.kind.addItem(words.get(kind, kind), kind)
        self.diet = Field(self.tr("Food and allergies"), hint=self.tr("may be empty"), icon="leaf")
        self.diet.box.setObjectName("companion_diet")
        self.look_up = PlainButton(self.tr("Find in the records"), icon="magnifying-glass")
        self.look_up.setObjectName("companion_find")
        self.takes_place = Check(self.tr("Takes a place"))
        self.own_way = Check(self.tr("Makes their own way here"))
        self.confirmed = Check(self.tr("Confirmed"))
        self._lay_out()
        self.clear()
        self.look_up.clicked.connect(self.find_wanted)
        self.look_up.setAutoDefault(False)
        self.name.changed.connect(self._on_name)
        self.kind.currentIndexChanged.connect(self._on_kind)

    def brought(self) -> Brought | None:
        """Return who stands here; None when nothing has been said."""
        kind = str(self.kind.currentData())
        name = self.name.text().strip()
        if not name and self._person is None and kind != INTERPRETER:
            return None
        return Brought(
            name=name, kind=kind, person_id=self._person, diet=self.diet.text(),
            takes_place=self.takes_place.isChecked(), own_way=self.own_way.isChecked(),
            confirmed=kind == INTERPRETER and self.confirmed.isChecked(),
        )  # fmt: skip

    def clear(self) -> None:
        """Begin anew."""
        self._person = None
        for field in (self.name, self.diet):
            field.set_text("")
            field.accept()
        self.kind.setCurrentIndex(0)
        self.takes_place.setChecked(True)
        self.own_way.setChecked(False)
        self.confirmed.setChecked(False)
        self._on_kind()

    def take_person(self, person: FoundPerson) -> None:
        """Take somebody of the records."""
        self.name.set_text(person.plain)
        self._person = person.id
        self.changed.emit()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name, 3)
        first.addWidget(Labelled(self.tr("Comes as"), self.kind), 2)
        second.setSpacing(18)
        for each in (self.takes_place, self.own_way, self.confirmed):
            second.addWidget(each)
        second.addStretch(1)
        second.addWidget(self.look_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(first)
        column.addWidget(self.diet)
        column.addLayout(second)

    @Slot(str)
    def _on_name(self, _typed: str) -> None:
        self._person = None  # another name is another person
        self.name.accept()
        self.changed.emit()

    @Slot()
    def _on_kind(self) -> None:
        interprets = self.kind.currentData() == INTERPRETER
        self.confirmed.setVisible(interprets)
        self.takes_place.setVisible(not interprets)
        self.own_way.setVisible(not interprets)
        hint = self.tr("or who sends them") if interprets else ""
        self.name.say(self.tr("Name"), hint)
        self.changed.emit()
