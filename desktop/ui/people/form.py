"""The person form: every fact the desk can type, in sections, by keyboard alone."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.people import PersonFacts
from desktop.ui.people import checks
from desktop.ui.people.answers import AgreedInput, AskedInput, NeedsInput, PhonesInput
from desktop.ui.people.columns import Columns
from desktop.ui.people.inputs import (
    Input,
    ListInput,
    NoteInput,
    PickInput,
    Side,
    TextInput,
    TickInput,
)
from desktop.ui.people.words import Words
from desktop.ui.widgets.card import Card

TWO_COLUMNS = 620
WIDE = ("phones", "address", "needs", "note", "ring_agreed", "leader_agreed", "wall_agreed")
TIDIED = ("born", "nhs_number", "phone0")
FACTS = tuple(each.name for each in fields(PersonFacts))


class PersonForm(QWidget):
    """All inputs by the name of their fact, in the order of the keyboard.

    Signals:
        left: an input has been left (str, its name).
        edited: something changed.
    """

    left = Signal(str)
    edited = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._was = PersonFacts()
        self.inputs: dict[str, Input] = {}
        self._firsts: dict[str, Input] = {}
        self._cards: dict[str, Card] = {}
        self._words = Words(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

        self._add_who()
        self._add_reach()
        self._add_needs()
        self._add_food()
        self._add_emergency()
        self._add_note()
        self._column.addStretch(1)
        for name, each in self.inputs.items():
            each.left.connect(lambda name=name: self.left.emit(name))
            each.edited.connect(self.edited)

    def today(self) -> date:
        """Return the day it is at the practice."""
        return self._clock().date()

    def facts(self) -> PersonFacts:
        """Return what stands in the form."""
        return replace(self._was, **{name: each.fact() for name, each in self.inputs.items()})

    def put(self, facts: PersonFacts) -> None:
        """Show these facts."""
        self._was = facts
        for name, each in self.inputs.items():
            each.put(getattr(facts, name))

    def put_typed(self, typed: Mapping[str, str]) -> None:
        """Put texts into boxes by their names."""
        for name, text in typed.items():
            better = checks.tidy(name, text, self.today()) if name in TIDIED else text
            self._text(name).field.set_text(better or text)

    def raw(self) -> Hashable:
        """Return all that stands here, to see whether anything was typed."""
        return tuple(each.raw() for each in self.inputs.values())

    def text(self, name: str) -> str:
        """Return the text of a box, "phone0" is the first phone."""
        return self._text(name).text().strip()

    def complain(self) -> tuple[str, str]:
        """Have every input say what is wrong; the first (name, sentence) comes back."""
        said = [(name, each.complain()) for name, each in self.inputs.items()]
        return next(((name, sentence) for name, sentence in said if sentence), ("", ""))

    def focus(self, name: str) -> None:
        """Give the keyboard to an input."""
        self.inputs[name].take_focus()

    def focus_section(self, section: str) -> QWidget:
        """Give the keyboard to the first input of a section; the section comes back."""
        self._firsts[section].take_focus()
        return self._cards[section]

    def _text(self, name: str) -> TextInput:
        phones = self.inputs["phones"]
        if name == "phone0" and isinstance(phones, PhonesInput):
            return phones.numbers[0][0]
        found = self.inputs[name]
        if not isinstance(found, TextInput):
            raise KeyError(name)
        return found

    def _section(self, key: str, heading: str, icon: str, /, **inputs: Input) -> None:
        card, columns = Card(heading, icon), Columns(TWO_COLUMNS, top=True)
        card.setObjectName(f"section_{key}")
        card.body.addWidget(columns)
        self._column.addWidget(card)
        rest = dict(inputs)
        if key == "who":
            columns.add(Side(rest.pop("title"), rest.pop("first")))
        for name, each in rest.items():
            columns.add(each, wide=name in WIDE)
        self.inputs |= inputs
        self._cards[key] = card
        self._firsts[key] = next(iter(inputs.values()))

    def _box(self, name: str, label: str, **more: Any) -> TextInput:
        return TextInput(name, label, self.today, **more)

    def _add_who(self) -> None:
        self._section(
            "who", self.tr("Who"), "user",
            title=self._box("title", self.tr("Title")),
            first=self._box("first", self.tr("First name")),
            last=self._box("last", self.tr("Last name")),
            preferred=self._box("preferred", self.tr("Likes to be called")),
            former=self._box("former", self.tr("Former names"), hint=self.tr("to be found by")),
            born=self._box(
                "born", self.tr("Date of birth"),
                example=self.tr("Such as 14 March 1951 or 14/3/51"),
            ),
            nhs_number=self._box(
                "nhs_number", self.tr("NHS number"), example=self.tr("10 digits, if it is known"),
            ),
            registered=ListInput("registered", self.tr("Patient"), self._words.registered()),
        )  # fmt: skip

    def _add_reach(self) -> None:
        self._section(
            "reach", self.tr("How to reach"), "phone",
            phones=PhonesInput(self.today),
            reach_by=ListInput("reach_by", self.tr("Reach first by"), self._words.reach_by()),
            message_ok=PickInput(
                "message_ok", self.tr("May we leave a message?"), self._words.message_ok()
            ),
            email=self._box("email", self.tr("Email")),
            say_surgery=TickInput("say_surgery", self.tr("We may say it is the surgery")),
            address=self._box("address", self.tr("Address")),
            language=self._box(
                "language", self.tr("Speaks"), hint=self.tr("such as Gujarati and English")
            ),
            interpreter=TickInput("interpreter", self.tr("Needs an interpreter")),
        )  # fmt: skip

    def _add_needs(self) -> None:
        self._section(
            "needs", self.tr("Needs"), "hand-heart",
            needs=NeedsInput(),
            ride=ListInput("ride", self.tr("Ride"), self._words.ride()),
            leader_agreed=AgreedInput(
                "leader_agreed", self.tr("Agreed: the leader may be told what helps"), self.today
            ),
            wall_agreed=AgreedInput(
                "wall_agreed", self.tr("Agreed: first name on the timetable"), self.today
            ),
        )  # fmt: skip

    def _add_food(self) -> None:
        self._section(
            "food", self.tr("Food"), "fork-knife",
            diet=AskedInput("diet", self.tr("Diet"), self.tr("Which diet"), self.today),
            allergies=AskedInput(
                "allergies", self.tr("Allergies"), self.tr("Which allergies"), self.today
            ),
        )  # fmt: skip

    def _add_emergency(self) -> None:
        self._section(
            "emergency", self.tr("In an emergency"), "warning-circle",
            emergency_name=self._box(
                "emergency_name", self.tr("Who to ring"), hint=self.tr("such as Raj, son")
            ),
            emergency_phone=self._box(
                "emergency_phone", self.tr("Their phone"), icon="phone",
                example=self.tr("Such as 07700 900160"),
            ),
            ring_agreed=AgreedInput(
                "ring_agreed", self.tr("Agreed: ring the same day if not here"), self.today
            ),
        )  # fmt: skip

    def _add_note(self) -> None:
        self._section(
            "note", self.tr("Note for the desk"), "note-pencil",
            note=NoteInput(
                "note", self.tr("Note"), self.today,
                hint=self.tr("They may ask to read this."),
            ),
        )  # fmt: skip
