"""People: what the desk may type about them, who may be contacted, and what they need."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.rules.days import day, read_birth
from desktop.rules.names import LONGEST, clean, clean_name
from desktop.rules.refusal import Refused

OLDEST = 120
_NEVER_ISSUED = re.compile(r"00|311[3-9]|31[2-9]|5|8")
_FIELDS = {
    "title": ("title", 30), "first": ("first name", LONGEST), "last": ("last name", LONGEST),
    "preferred": ("preferred name", LONGEST), "former": ("former name", LONGEST),
    "email": ("email address", 254), "address": ("address", 300), "language": ("language", 60),
    "note": ("note", 1000), "emergency_name": ("name of the emergency contact", 120),
    "allergies": ("list of allergies", 200), "diet": ("diet", 200), "need": ("need", 100),
    "label": ("word beside the phone number", 40),
}  # fmt: skip
"""What the desk can type in words: what it is called in a sentence, the most letters it takes."""
_NAMES = ("title", "first", "last", "preferred", "former")
_TEXTS = ("email", "language", "emergency_name")


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

LARGE_PRINT = ("16 point", "18 point", "20 point", "24 point", "28 point")
NEEDS: dict[str, tuple[str, str]] = {
    "hearing loop": ("Hearing loop", "ear"),
    "lip-speaking": ("Lip speaker", "user-sound"),
    "bsl": ("BSL interpreter", "hand-waving"),
    "large print": ("Large print", "text-aa"),
    "easy read": ("Easy read", "book-open-text"),
    "braille": ("Braille", "dots-six"),
    "email not letters": ("Email instead of letters", "envelope-simple"),
    "text not calls": ("Text instead of calls", "chat-text"),
    "visual alert": ("Visual alert", "eye"),
    "wheelchair": ("Wheelchair", "wheelchair"),
    "walking frame": ("Walking frame", "person-simple-walk"),
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


_NOT_ASKED = Asked()


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
    ring_agreed: date | None = None
    leader_agreed: date | None = None
    wall_agreed: date | None = None


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

    Checked by modulus 11 and by the ranges in use, tests (999) too (NHS Data Dictionary).
    """
    from nhs_number.validate import is_valid

    digits = re.sub(r"[ \-‐‑–.]", "", clean(text)) if text else ""
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise Refused("An NHS number has 10 digits. Check it with the patient.")
    if len(set(digits)) == 1 or _NEVER_ISSUED.match(digits) or not is_valid(digits):
        raise Refused("That NHS number has a digit wrong. Check it with the patient.")
    return digits


def show_nhs_number(digits: str) -> str:
    """Write an NHS number as it is read aloud: "999 012 3055"."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}".strip()


def read_phone(text: str) -> str:
    """Read a phone number, British unless it begins with +, as E.164; "" for nothing typed."""
    if not text or not (typed := clean(text)):
        return ""
    if plain := re.fullmatch(r"0([1-9](?:[ -]?[0-9]){9})", typed):
        return "+44" + re.sub("[ -]", "", plain[1])  # the same as below says, and quick: an import
    import phonenumbers

    if any(each.isalpha() for each in typed):
        raise Refused("Type only the digits of a phone number. Words go beside it.")
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        raise Refused("That is not a phone number. Check its digits.") from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    # Some British numbers are a digit shorter, but no mobile is.
    short = re.fullmatch("447[0-9]{0,8}", f"{number.country_code}{number.national_number}")
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE or short:
        raise Refused("That phone number has too few or too many digits.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def check_born(born: date | None, today: date) -> None:
    """Refuse a date of birth that nobody alive has."""
    if born and born > today:
        raise Refused("A date of birth cannot be in the future.")
    if born and age(born, today) > OLDEST:
        raise Refused(f"That is more than {OLDEST} years ago. Check the year.")


def check_person(facts: PersonFacts, *, today: date) -> PersonFacts:
    """Clean what was typed about a person; Refused names the first thing that cannot be."""
    cleaned = _cleaned(facts)
    for field_name in (*_NAMES, *_TEXTS, "address", "note"):
        _check_length(field_name, getattr(cleaned, field_name))
    if not any(each.isalpha() for each in cleaned.first + cleaned.last):
        raise Refused("Give at least a first or a last name.")
    check_born(cleaned.born, today)
    _check_email(cleaned.email)
    return cleaned


def complaints(typed: dict[str, str], *, today: date) -> dict[str, str]:
    """Say what is wrong with fields as they are typed, each in a sentence by its name.

    Fields are named as in PersonFacts; phones may be numbered: phone1, phone2.
    """
    checks: dict[str, Callable[[str], object]] = {
        "born": lambda text: check_born(read_birth(text, today), today),
        "nhs_number": read_nhs_number,
        "phone": read_phone,
        "emergency_phone": read_phone,
        "email": _check_email,
    }
    found: dict[str, str] = {}
    for numbered, text in typed.items():
        name, line = numbered.rstrip("0123456789"), clean(text)
        try:
            _check_length(name, line)
            if line and name in checks:
                checks[name](line)
        except Refused as no:
            found[numbered] = no.sentence
    return found


def _cleaned(facts: PersonFacts) -> PersonFacts:
    cleaned: dict[str, Any] = {
        **{name: clean_name(getattr(facts, name)) for name in _NAMES},
        **{name: clean(getattr(facts, name)) for name in _TEXTS},
        "address": ", ".join(each.rstrip(" ,") for each in _lines(facts.address)),
        "note": "\n".join(_lines(facts.note)),
        "nhs_number": read_nhs_number(facts.nhs_number),
        "emergency_phone": read_phone(facts.emergency_phone),
        "phones": _clean_phones(facts.phones),
        "needs": tuple({kind: _line("need", words) for kind, words in facts.needs}.items()),
        "allergies": _clean_asked("allergies", facts.allergies),
        "diet": _clean_asked("diet", facts.diet),
    }
    return replace(facts, **cleaned)


def _clean_phones(phones: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """Read every number, each only once."""
    found: dict[str, str] = {}
    for each in phones:
        found.setdefault(read_phone(each.number), _line("label", each.label))
    return tuple(Phone(number, label) for number, label in found.items() if number)


def _clean_asked(name: str, asked: Asked) -> Asked:
    if asked == _NOT_ASKED:
        return asked
    words = _line(name, asked.words)
    if asked.state == "none" and words:
        raise Refused(f"The {_FIELDS[name][0]} says “{words}”, and also none. Which is it?")
    if asked.state == "listed" and not words:
        raise Refused(f"The {_FIELDS[name][0]} is empty. Write it, or choose none or not asked.")
    state = "listed" if words else asked.state
    return Asked(state, words, None if state == "not asked" else asked.on)


def _lines(text: str) -> list[str]:
    return [line for each in text.splitlines() if (line := clean(each))]


def _line(name: str, text: str) -> str:
    line = clean(text)
    _check_length(name, line)
    return line


def _check_length(name: str, text: str) -> None:
    if not text:
        return
    called, most = _FIELDS.get(name, ("", len(text)))
    if len(text) > most:
        raise Refused(f"The {called} is longer than {most} letters. Shorten it.")


def _check_email(text: str) -> None:
    if text and not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+", text):
        raise Refused("That is not an email address. It needs an @ and a full stop.")
