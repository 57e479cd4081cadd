"""What each fact about a person is called, and how it is said in a line."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject

from desktop.rules.people import Asked, PersonFacts, need_words
from desktop.ui.people import checks
from desktop.ui.people.words import Words

PICKED = ("registered", "reach_by", "message_ok", "ride")


class Said(QObject):
    """The words for facts, as lists that compare two records show them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = Words(self)

    def said(self, name: str, facts: PersonFacts) -> str:
        """Say one fact in words."""
        fact = getattr(facts, name)
        if name in PICKED:
            choices = dict(getattr(self._words, name)())
            said = choices.get(fact, fact)
        elif name == "phones":
            said = ", ".join(
                " ".join((checks.shown("phone0", each.number), each.label)).strip() for each in fact
            )
        elif name == "needs":
            said = ". ".join(need_words(*each) for each in fact)
        else:
            said = self._plainly(name, fact)
        return str(said) or self.tr("Nothing")

    def _plainly(self, name: str, fact: bool | str | Asked | date | None) -> str:
        if isinstance(fact, bool):
            return self.tr("Yes") if fact else self.tr("No")
        if isinstance(fact, Asked):
            states = {"none": self.tr("None"), "listed": fact.words}
            return states.get(fact.state, self.tr("Not asked"))
        return checks.shown(name, fact)

    def labels(self) -> Mapping[str, str]:
        """Give what each fact is called."""
        return {
            "title": self.tr("Title"), "first": self.tr("First name"),
            "last": self.tr("Last name"), "preferred": self.tr("Likes to be called"),
            "former": self.tr("Former names"), "born": self.tr("Date of birth"),
            "phones": self.tr("Phones"), "email": self.tr("Email"),
            "address": self.tr("Address"), "language": self.tr("Speaks"),
            "interpreter": self.tr("Needs an interpreter"),
            "reach_by": self.tr("Reach first by"), "message_ok": self.tr("May we leave a message?"),
            "say_surgery": self.tr("We may say it is the surgery"), "note": self.tr("Note"),
            "emergency_name": self.tr("In an emergency"),
            "emergency_phone": self.tr("Phone in an emergency"),
            "ring_agreed": self.tr("Agreed: ring the same day if not here"),
            "leader_agreed": self.tr("Agreed: the leader may be told what helps"),
            "wall_agreed": self.tr("Agreed: first name on the timetable"),
            "registered": self.tr("Patient"), "nhs_number": self.tr("NHS number"),
            "needs": self.tr("Needs"), "ride": self.tr("Ride"),
            "allergies": self.tr("Allergies"), "diet": self.tr("Diet"),
        }  # fmt: skip
