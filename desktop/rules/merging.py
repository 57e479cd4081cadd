"""Two records of one person: which facts are kept, and what tells that they are two people."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from desktop.rules.names import LONGEST, fold
from desktop.rules.people import Asked, PersonFacts, Phone, Status
from desktop.rules.refusal import Refused

KEPT, OTHER, BOTH = "kept", "other", "both"
MOST_PHONES = 3
LONGEST_NOTE, LONGEST_LIST = 1000, 200
FACTS = tuple(each.name for each in fields(PersonFacts))
STATUS = "status"
_JOINED = ("phones", "needs", "note", "allergies", "diet")
_STRICTEST = (
    Status.DIED, Status.DO_NOT_CONTACT, Status.MOVED, Status.HOSPITAL, Status.CURRENT,
)  # fmt: skip
"""Of two statuses the first one here stands until somebody says otherwise: nobody is rung."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known about a person, as far as two records of them can differ."""

    facts: PersonFacts
    status: Status = Status.CURRENT
    status_until: date | None = None


def differences(kept: Record, other: Record) -> tuple[str, ...]:
    """Name the facts in which two records differ, in the order of the form; the status is last."""
    found = tuple(n for n in FACTS if _plain(_of(kept, n)) != _plain(_of(other, n)))
    status = (kept.status, kept.status_until) != (other.status, other.status_until)
    return (*found, STATUS) if status else found


def proposed(kept: Record, other: Record) -> dict[str, str]:
    """Propose for each fact that differs whose is kept: nothing known is lost, nothing risked."""
    return {name: _proposed(kept, other, name) for name in differences(kept, other)}


def possible(kept: Record, other: Record, name: str) -> tuple[str, ...]:
    """Say what may be chosen for a fact: "kept", "other", and "both" where they can be joined."""
    joined = _joined(kept, other, name) if name in _JOINED else None
    more = joined is not None and joined not in (_of(kept, name), _of(other, name))
    return (KEPT, OTHER, BOTH) if more else (KEPT, OTHER)


def merged(kept: Record, other: Record, choices: Mapping[str, str]) -> Record:
    """Make one record of two; facts without a choice are as proposed."""
    whose = proposed(kept, other) | {n: c for n, c in choices.items() if n in (*FACTS, STATUS)}
    facts = {name: _chosen(kept, other, name, whose[name]) for name in whose if name != STATUS}
    made = replace(kept.facts, **facts)
    by_status = other if whose.get(STATUS) == OTHER else kept
    made = replace(made, former=_to_be_found_by(kept.facts, made))
    return Record(made, by_status.status, by_status.status_until)


def check_can_merge(kept: Record, other: Record, *, same: bool, gone: bool) -> None:
    """Refuse where two records cannot be of one person, or are one already."""
    if same:
        raise Refused("Not merged. That is the same record. Choose the other one.")
    if gone:
        raise Refused("Not merged. One of these records was merged already. Look again.")
    numbers = (kept.facts.nhs_number, other.facts.nhs_number)
    if all(numbers) and numbers[0] != numbers[1]:
        raise Refused("Not merged. They have two NHS numbers. If one is wrong, take it out first.")


def doubts(kept: Record, other: Record) -> tuple[str, ...]:
    """Say what speaks against two records being of one person; it can be overruled."""
    one, two = kept.facts, other.facts
    found = []
    if one.born and two.born and one.born != two.born:
        found.append("They have different dates of birth.")
    if not _words(one) & _words(two):
        found.append("They have no name in common.")
    if one.phones and two.phones and _numbers(one).isdisjoint(_numbers(two)):
        found.append("They have different phone numbers.")
    return tuple(found)


def _proposed(kept: Record, other: Record, name: str) -> str:
    if name == STATUS:
        return KEPT if _rank(kept) <= _rank(other) else OTHER
    ours, theirs, empty = _of(kept, name), _of(other, name), _of(Record(PersonFacts()), name)
    if _plain(theirs) == _plain(empty) or name not in FACTS:
        return KEPT
    if _plain(ours) == _plain(empty) or _is_safer(name, theirs):
        return OTHER
    if BOTH in possible(kept, other, name):
        return BOTH
    return OTHER if name in _JOINED and _joined(kept, other, name) == theirs else KEPT


def _is_safer(name: str, theirs: Any) -> bool:
    """Whether the other's answer is the careful one: no message, a list of allergies."""
    return name == "message_ok" and theirs == "no"


def _to_be_found_by(was: PersonFacts, made: PersonFacts) -> str:
    """Keep a name that was not chosen among the former ones, so that it is still found."""
    dropped = [each for each in (was.first, was.last) if not {*fold(each)} <= _words(made)]
    former = ", ".join(filter(None, (made.former, *dropped)))
    return former if len(former) <= LONGEST else made.former


def _chosen(kept: Record, other: Record, name: str, whose: str) -> Any:
    if whose == BOTH:
        both = _joined(kept, other, name)
        return _of(kept, name) if both is None else both
    return _of(other if whose == OTHER else kept, name)


def _joined(kept: Record, other: Record, name: str) -> Any:
    """Join two facts; None where there is no such thing, or no room for it."""
    ours, theirs = _of(kept, name), _of(other, name)
    if name == "phones":
        return _phones(ours, theirs)
    if name == "needs":
        return _needs(ours, theirs)
    if name == "note":
        note = "\n".join(dict.fromkeys(filter(None, (ours, theirs))))
        return note if len(note) <= LONGEST_NOTE else None
    return _listed(ours, theirs) if isinstance(ours, Asked) else None


def _phones(ours: tuple[Phone, ...], theirs: tuple[Phone, ...]) -> tuple[Phone, ...] | None:
    numbers: dict[str, str] = {}
    for each in (*ours, *theirs):
        numbers[each.number] = numbers.get(each.number) or each.label
    both = tuple(Phone(number, label) for number, label in numbers.items())
    return both if len(both) <= MOST_PHONES else None


def _needs(
    ours: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    details: dict[str, str] = {}
    for kind, detail in (*ours, *theirs):
        details[kind] = details.get(kind) or detail
    return tuple(details.items())


def _listed(ours: Asked, theirs: Asked) -> Asked | None:
    """Join two lists; of a list and the word that there is nothing, the list stands."""
    lists = [each for each in (ours, theirs) if each.state == "listed"]
    if not lists:
        return None
    words = "; ".join(dict.fromkeys(each.words for each in lists))
    days = [each.on for each in lists if each.on]
    return Asked("listed", words, max(days, default=None)) if len(words) <= LONGEST_LIST else None


def _of(record: Record, name: str) -> Any:
    return getattr(record.facts, name) if name in FACTS else getattr(record, name)


def _plain(fact: Any) -> Any:
    return frozenset(fact) if isinstance(fact, tuple) else fact


def _rank(record: Record) -> tuple[int, bool]:
    return _STRICTEST.index(record.status), record.status_until is not None


def _words(facts: PersonFacts) -> set[str]:
    return {*fold(f"{facts.first} {facts.last} {facts.preferred} {facts.former}")}


def _numbers(facts: PersonFacts) -> set[str]:
    return {each.number for each in facts.phones}
