"""A person on show, as the finder would show them."""

from desktop.data.finding import FoundPerson
from desktop.data.registers import PersonCard

PHONE_END = 4


def as_found(card: PersonCard) -> FoundPerson:
    """Give a person as if they had been found."""
    end = card.phones[0][-PHONE_END:] if card.phones else ""
    return FoundPerson(card.id, card.filed, card.called, card.plain, card.born, end, card.status)
