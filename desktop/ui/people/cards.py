"""What is known about a person, as cards; each leads to its part of the form."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data.lives import Life
from desktop.data.people import PersonPage, SpokenTo
from desktop.rules.days import day, near_date
from desktop.rules.people import PersonFacts, need_icon, need_words
from desktop.rules.phones import show_phone
from desktop.ui.people.breaking import breakable
from desktop.ui.people.columns import Columns
from desktop.ui.people.words import Words
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card, Fact, Facts
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol

TWO_COLUMNS = 600
LABEL = 82
HEARING = ("hearing loop", "lip-speaking", "bsl")
READING = ("large print", "easy read", "braille")
GETTING_IN = ("wheelchair", "walking frame", "step-free", "assistance dog", "near the door")


class FactCard(Card):
    """A heading, its facts, or a word that nothing is recorded, and the way to change it.

    Signals:
        change_wanted: this part of the form is wanted.
    """

    change_wanted = Signal()

    def __init__(self, title: str, icon: str, *, fixed: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.facts = Facts(LABEL)
        self._said = Label("", "text", wrap=True)
        self._nothing = Label(self.tr("Nothing recorded yet."), "text", "ink3", wrap=True)
        change = PlainButton(self.tr("Change"), kind="quiet")
        change.setAccessibleName(self.tr("Change: {0}").format(title))
        change.clicked.connect(self.change_wanted)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Symbol(icon, "bold", "primary", 18))
        head.addWidget(Label(title, "heading", wrap=True), 1)
        if not fixed:
            head.addWidget(change)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addWidget(self._said)
        self.body.addWidget(self.facts)
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show those of the facts that say something."""
        self._show("", [each for each in facts if each.value])

    def show_words(self, words: str) -> None:
        """Show words instead of facts."""
        self._show(words, ())

    def _show(self, words: str, facts: Sequence[Fact]) -> None:
        self._said.setText(breakable(words))
        self._said.setVisible(bool(words))
        self.facts.show_facts([replace(each, value=breakable(each.value)) for each in facts])
        self.facts.setVisible(bool(facts))
        self._nothing.setVisible(not words and not facts)


class PersonCards(Columns):
    """All cards of a person.

    Signals:
        change_wanted: a part of the form is wanted (str, its section).
    """

    change_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TWO_COLUMNS, parent=parent)
        self._words = Words(self)
        titles = {
            "reach": (self.tr("How to reach"), "phone"),
            "needs": (self.tr("Needs"), "hand-heart"),
            "food": (self.tr("Food"), "fork-knife"),
            "note": (self.tr("Note for the desk"), "note-pencil"),
            "emergency": (self.tr("In an emergency"), "warning-circle"),
            "who": (self.tr("Who"), "user"),
        }
        self.cards = {key: FactCard(*both) for key, both in titles.items()}
        self.spoken_to = FactCard(self.tr("May be spoken to"), "users", fixed=True)
        for key, each in self.cards.items():
            each.setObjectName(f"card_{key}")
            each.change_wanted.connect(partial(self.change_wanted.emit, key))
            self.add(each)
        self.add(self.spoken_to)
        lives = {
            "asks": (self.tr("Ask first"), "hand-pointing"),
            "comes_with": (self.tr("Comes with"), "users"),
            "said": (self.tr("What was said"), "chat-text"),
            "agreed": (self.tr("Agreed"), "seal-check"),
        }
        self.lives = {key: FactCard(*both, fixed=key != "asks") for key, both in lives.items()}
        for key, each in self.lives.items():
            each.setObjectName(f"card_{key}")
            self.add(each)

    def show_life(self, life: Life, today: date) -> None:
        """Show what was said and agreed, who comes along, whom to ask; no card for nothing."""
        self.lives["asks"].show_words(life.asks)
        self.lives["comes_with"].show_words(". ".join(life.comes_with))
        self.lives["comes_with"].setVisible(bool(life.comes_with))
        dated = {
            "said": [(each.at.date(), each.words) for each in life.said],
            "agreed": [(on, words) for words, on in life.agreed],
        }
        for key, rows in dated.items():
            facts = [Fact(near_date(on, today), words) for on, words in rows]
            self.lives[key].show_facts(facts)
            self.lives[key].setVisible(bool(facts))
        self.arrange_again()

    def show_page(self, page: PersonPage, today: date) -> None:
        """Show a person."""
        facts = page.facts
        rows = {
            "reach": self._reach(facts), "needs": self._needs(facts),
            "food": self._food(facts, today), "emergency": self._emergency(facts),
            "who": self._who(facts),
        }  # fmt: skip
        for key, shown in rows.items():
            self.cards[key].show_facts(shown)
        self.cards["note"].show_words(facts.note)
        spoken = "\n".join(self._spoken(each, today) for each in page.spoken_to)
        self.spoken_to.show_words(spoken)
        self.spoken_to.setVisible(bool(spoken))
        self.arrange_again()

    def _reach(self, facts: PersonFacts) -> list[Fact]:
        phones = [
            Fact(
                self.tr("Phone") if not place else "",
                ", ".join(filter(None, (show_phone(each.number), each.label))),
                strong=not place,
            )
            for place, each in enumerate(facts.phones)
        ]
        messages = {"yes": self.tr("May leave one."), "no": self.tr("Leave none.")}
        say = "" if facts.say_surgery else self.tr("Do not say it is the surgery.")
        first = dict(self._words.reach_by()).get(facts.reach_by, facts.reach_by)
        return [
            *phones,
            Fact(self.tr("First by"), first if facts.reach_by else ""),
            Fact(self.tr("Message"), messages.get(facts.message_ok, "")),
            Fact(self.tr("Say"), say, "", bool(say)),
            Fact(self.tr("Email"), facts.email),
            Fact(self.tr("Address"), facts.address),
        ]

    def _needs(self, facts: PersonFacts) -> list[Fact]:
        needs = [
            Fact(label, ". ".join(need_words(*each) for each in some), need_icon(some[0][0]))
            for label, some in self._grouped(facts)
        ]
        interpreter = self.tr("Interpreter needed") if facts.interpreter else ""
        speaks = ". ".join(filter(None, (facts.language, interpreter)))
        ride = dict(self._words.ride()).get(facts.ride, facts.ride)
        wanted = facts.ride in ("there", "home", "both")
        return [
            *needs,
            Fact(self.tr("Speaks"), speaks, "translate" if interpreter else ""),
            Fact(self.tr("Ride"), ride, "car" if wanted else "", wanted),
        ]

    def _grouped(self, facts: PersonFacts) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = (
            (self.tr("Hearing"), HEARING),
            (self.tr("Reads"), READING),
            (self.tr("Getting in"), GETTING_IN),
        )
        found = [(label, [n for n in facts.needs if n[0] in kinds]) for label, kinds in groups]
        known = {*HEARING, *READING, *GETTING_IN}
        found.append((self.tr("Also"), [n for n in facts.needs if n[0] not in known]))
        return [(label, some) for label, some in found if some]

    def _food(self, facts: PersonFacts, today: date) -> list[Fact]:
        diet, allergies = facts.diet, facts.allergies
        diets = {"none": self.tr("Eats everything."), "listed": diet.words}
        states = {"none": self.tr("None."), "listed": allergies.words}
        asked = day(allergies.on, today).partition(" ")[2] if allergies.on else ""
        listed = allergies.state == "listed"
        said = states.get(allergies.state, self.tr("Not asked"))
        if asked and allergies.state != "not asked":
            said = self.tr("{0} Asked {1}.").format(said.rstrip(".") + ".", asked)
        return [
            Fact(self.tr("Diet"), diets.get(diet.state, self.tr("Not asked")),
                 "leaf" if diet.state == "listed" else ""),
            Fact(self.tr("Allergies"), said, "warning-circle" if listed else "", listed),
        ]  # fmt: skip

    def _emergency(self, facts: PersonFacts) -> list[Fact]:
        number = show_phone(facts.emergency_phone) if facts.emergency_phone else ""
        return [
            Fact(self.tr("Ring"), facts.emergency_name),
            Fact(self.tr("Phone"), number, strong=True),
        ]

    def _who(self, facts: PersonFacts) -> list[Fact]:
        patient = dict(self._words.registered()).get(facts.registered, facts.registered)
        return [
            Fact(self.tr("Patient"), patient),
            Fact(self.tr("Formerly"), facts.former),
        ]

    def _spoken(self, spoken: SpokenTo, today: date) -> str:
        agreed = day(spoken.agreed, today).partition(" ")[2] if spoken.agreed else ""
        said = (
            ", ".join(filter(None, (spoken.name, spoken.relation))),
            spoken.about,
            show_phone(spoken.phone) if spoken.phone else "",
            self.tr("Agreed {0}").format(agreed) if agreed else "",
        )
        return " ".join(f"{each.rstrip('.')}." for each in said if each)
