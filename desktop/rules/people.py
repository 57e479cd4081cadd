"""People: what the desk may type about them, who may be contacted, and what they need."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.rules.days import day, read_birth
from desktop.rules.names import LONGEST, clean
from desktop.rules.refusal import Refused

OLDEST = 120
_LONGEST_NOTE = 500
_WRONG_NHS = "That NHS number has a digit wrong. Check it with the patient."


class Status(StrEnum):
    """Whether somebody may be called, written to and listed."""

    CURRENT = "current"
    HOSPITAL = "hospital"
    MOVED = "moved"
    DO_NOT_CONTACT = "do_not_contact"
    DIED = "died"


_STATUS_WORDS = {
    Status.CURRENT: "Current",
    Status.HOSPITAL: "In hospital",
    Status.MOVED: "Moved away",
    Status.DO_NOT_CONTACT: "Do not contact",
    Status.DIED: "Died",
}

REGISTERED = ("not known", "here", "elsewhere", "not a patient")
RIDES = ("not asked", "none", "there", "home", "both")
REACH_BY = ("", "phone", "text", "letter", "email", "in person")
YES_NO = ("not asked", "yes", "no")
ASKED = ("not asked", "none", "listed")

NEEDS: dict[str, tuple[str, str]] = {
    "hearing loop": ("Hearing loop", "ear"),
    "lip-speaking": ("Lip speaker", "ear"),
    "bsl": ("BSL interpreter", "hand-waving"),
    "large print": ("Large print", "text-aa"),
    "easy read": ("Easy read", "text-aa"),
    "braille": ("Braille", "text-aa"),
    "email not letters": ("Email instead of letters", "envelope"),
    "text not calls": ("Text instead of calls", "chat-text"),
    "visual alert": ("Visual alert", "eye"),
    "wheelchair": ("Wheelchair", "wheelchair"),
    "walking frame": ("Walking frame", "wheelchair"),
    "step-free": ("Step-free", "wheelchair"),
    "assistance dog": ("Assistance dog", "dog"),
    "near the door": ("Sits near the door", "door-open"),
}
"""Kinds of need (DAPB1605, Accessible Information Standard, and getting in): words, symbol."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that is not asked yet, none, or listed in words, with the day it was asked."""

    state: str = "not asked"
    words: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """A number, digits only with its country ("+447700900142"), and whose or where it is."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Everything the desk can type about a person. Nothing but a name is required."""

    title: str = ""
    first: str = ""
    last: str = ""
    preferred: str = ""
    former: str = ""
    born: date | None = None
    phones: tuple[Phone, ...] = ()
    email: str = ""
    address: str = ""
    language: str = ""
    interpreter: bool = False
    reach_by: str = ""
    message_ok: str = "not asked"
    say_surgery: bool = True
    note: str = ""
    emergency_name: str = ""
    emergency_phone: str = ""
    registered: str = "not known"
    nhs_number: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    ride: str = "not asked"
    allergies: Asked = field(default_factory=Asked)
    diet: Asked = field(default_factory=Asked)


def may_be_contacted(status: Status, until: date | None, today: date) -> bool:
    """Whether somebody may stand on any call, card, list or reminder; every list asks this."""
    if status is Status.HOSPITAL:
        return until is not None and until < today
    return status is Status.CURRENT


def status_words(status: Status, until: date | None) -> str:
    """Say a status: "In hospital until Thursday 26 November"."""
    words = _STATUS_WORDS[status]
    return f"{words} until {day(until, until)}" if until and status is Status.HOSPITAL else words


def age(born: date, on: date) -> int:
    """Count whole years from birth to a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def need_words(kind: str, detail: str) -> str:
    """Say a need: "Large print, 20 point"."""
    return ", ".join(filter(None, (NEEDS.get(kind, (kind, ""))[0], detail)))


def need_icon(kind: str) -> str:
    """Name the symbol of a need."""
    return NEEDS.get(kind, ("", "info"))[1]


def read_nhs_number(text: str) -> str:
    """Read an NHS number with or without spaces; ten digits come back, "" for nothing typed.

    Checked by modulus 11 and by the ranges that are in use (NHS Data Dictionary).
    """
    from nhs_number.validate import is_valid

    digits = re.sub(r"[\s\-]", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        raise Refused("An NHS number has 10 digits. Check it with the patient.")
    if len(set(digits)) == 1 or not is_valid(digits):
        raise Refused(_WRONG_NHS)
    return digits


def show_nhs_number(digits: str) -> str:
    """Write an NHS number as it is read aloud: "999 012 3055"."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}".strip()


def read_phone(text: str) -> str:
    """Read a phone number, British unless it begins with +, as E.164; "" for nothing typed."""
    import phonenumbers

    typed = clean(text)
    if not typed:
        return ""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        raise Refused("That is not a phone number. Check its digits.") from None
    if not phonenumbers.is_possible_number(number):
        raise Refused("That phone number has too few or too many digits.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(number: str) -> str:
    """Write a stored phone number as it is dialled here: "07700 900142"."""
    import phonenumbers

    parsed = phonenumbers.parse(number, "GB")
    home = parsed.country_code == 44
    how = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, how.NATIONAL if home else how.INTERNATIONAL)


def check_born(born: date | None, today: date) -> None:
    """Refuse a date of birth that nobody alive has."""
    if born and born > today:
        raise Refused("A date of birth cannot be in the future.")
    if born and age(born, today) > OLDEST:
        raise Refused(f"That is more than {OLDEST} years ago. Check the year.")


def check_person(facts: PersonFacts, *, today: date) -> PersonFacts:
    """Clean what was typed about a person; Refused names the first thing that cannot be."""
    cleaned = _cleaned(facts)
    if not (cleaned.first or cleaned.last):
        raise Refused("Give at least a first or a last name.")
    for part in ("title", "first", "last", "preferred", "former"):
        _check_length(getattr(cleaned, part), LONGEST)
    for part in ("email", "address", "note", "language", "emergency_name"):
        _check_length(getattr(cleaned, part), _LONGEST_NOTE)
    check_born(cleaned.born, today)
    _check_email(cleaned.email)
    return cleaned


def complaints(typed: dict[str, str], *, today: date) -> dict[str, str]:
    """Say what is wrong with fields as they are typed, each in a sentence by its name."""
    checks = {
        "born": lambda text: check_born(read_birth(text, today), today),
        "nhs_number": read_nhs_number,
        "phone": read_phone,
        "emergency_phone": read_phone,
        "email": lambda text: _check_email(clean(text)),
    }
    found: dict[str, str] = {}
    for name, text in typed.items():
        check = checks.get(name.rstrip("0123456789"), _check_name)
        try:
            if text.strip():
                check(text)
        except Refused as no:
            found[name] = no.sentence
    return found


def _cleaned(facts: PersonFacts) -> PersonFacts:
    texts = (
        "title", "first", "last", "preferred", "former", "email", "language", "note", "address",
        "emergency_name",
    )  # fmt: skip
    phones = (replace(each, number=read_phone(each.number)) for each in facts.phones)
    cleaned: dict[str, Any] = {name: clean(getattr(facts, name)) for name in texts}
    return replace(
        facts,
        **cleaned,
        nhs_number=read_nhs_number(facts.nhs_number),
        emergency_phone=read_phone(facts.emergency_phone),
        phones=tuple(each for each in phones if each.number),
        allergies=replace(facts.allergies, words=clean(facts.allergies.words)),
        diet=replace(facts.diet, words=clean(facts.diet.words)),
    )


def _check_name(text: str) -> None:
    _check_length(clean(text), LONGEST)


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise Refused(f"That is longer than {most} letters. Shorten it.")


def _check_email(text: str) -> None:
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise Refused("That is not an email address. It needs an @ and a full stop.")
