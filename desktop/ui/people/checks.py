"""What the person form makes of a text: what is wrong with it, and how it is understood."""

from datetime import date

from desktop.rules.days import full_date, read_birth
from desktop.rules.people import (
    age,
    check_born,
    complaints,
    read_nhs_number,
    read_phone,
    show_nhs_number,
)
from desktop.rules.phones import show_phone
from desktop.rules.refusal import Refused

NUMBERS = {
    "nhs_number": (read_nhs_number, show_nhs_number),
    "phone": (read_phone, show_phone),
    "emergency_phone": (read_phone, show_phone),
}


def complaint(name: str, text: str, today: date) -> str:
    """Say in a sentence what is wrong with the text of a box, or ""."""
    return complaints({name: text}, today=today).get(name, "")


def tidy(name: str, text: str, today: date) -> str:
    """Write a text as it is kept: "14 March 1951", "999 012 3055"; "" if it is not understood."""
    try:
        if name == "born":
            return full_date(_born(text, today))
        read, show = NUMBERS[kind(name)]
        number = read(text)
    except Refused:
        return ""
    return show(number) if number else ""


def understood(name: str, text: str, today: date) -> str:
    """Say what a text is taken for while it is typed: "14 March 1951, 75 years"; else ""."""
    said = tidy(name, text, today)
    if name == "born" and said:
        return f"{said}, {years(_born(text, today), today)}"
    return said


def shown(name: str, fact: object) -> str:
    """Write a fact from the records into its box."""
    if isinstance(fact, date):
        return full_date(fact)
    text = str(fact or "")
    return NUMBERS[kind(name)][1](text) if text and kind(name) in NUMBERS else text


def years(born: date, today: date) -> str:
    """Say an age: "75 years", "1 year"."""
    number = age(born, today)
    return f"{number} year" if number == 1 else f"{number} years"


def born_of(text: str, today: date) -> date | None:
    """Read the box of the date of birth; None when it is empty or not a date."""
    try:
        return _born(text, today)
    except Refused:
        return None


def kind(name: str) -> str:
    """Name the kind of a box: "phone" for "phone2"."""
    return name.rstrip("0123456789")


def _born(text: str, today: date) -> date:
    born = read_birth(text, today)
    check_born(born, today)
    return born
