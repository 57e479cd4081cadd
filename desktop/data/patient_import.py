"""Patients from another program's file: who is new, who has changed, in one step."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from desktop.data import finding
from desktop.data.db import Db
from desktop.data.known_patients import Key, Known, Stored, key_of, name_of
from desktop.data.people import backwards
from desktop.data.store import Store
from desktop.data.tables import patient, person, phone
from desktop.rules.names import Name, sort_key
from desktop.rules.people import PersonFacts, Phone
from desktop.rules.refusal import Refused

_CHUNK = 1_000
_TEXTS = ("title", "first", "last", "preferred", "former", "born", "email", "address", "language")
_NAMES = ("title", "first", "last", "preferred", "former")


@dataclass(frozen=True, slots=True)
class PatientLine:
    """A line of a file: its facts, checked by the rules, or the reason why it cannot be."""

    number: int
    cells: tuple[str, ...]
    facts: PersonFacts | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines were read, and what became of them."""

    read: int
    new: int
    changed: int
    same: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do; the rejected lines with their reasons."""

    counts: Counts
    rejected: tuple[PatientLine, ...]


@dataclass(frozen=True, slots=True)
class _Decided:
    """A line and whom it is about; nobody yet, when they are new."""

    facts: PersonFacts
    whom: Stored | None


@dataclass(slots=True)
class _Seen:
    """What the lines before had, on which line, and which people in the records they met."""

    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[Key, int] = field(default_factory=dict)
    unnumbered: set[Key] = field(default_factory=set)
    met: set[int] = field(default_factory=set)


def import_patients(
    store: Store,
    lines: Iterable[PatientLine],
    *,
    on_progress: Callable[[int], None] = lambda _read: None,
    dry_run: bool = False,
) -> Imported:
    """Bring in all lines in one step, or with `dry_run` only say what it would do.

    A line with an NHS number is about the person who has it; otherwise about the one person of
    that name and birthday (who gets the number, if they had none). An empty cell changes nothing.
    `lines` is gone through again when the step must begin again.
    """
    rejected: list[PatientLine] = []
    step = partial(add_or_change, lines=lines, rejected=rejected, on_progress=on_progress)
    counts = store.read(step) if dry_run else store.write(step).value
    return Imported(counts, tuple(rejected))


def add_or_change(
    db: Db,
    *,
    lines: Iterable[PatientLine],
    rejected: list[PatientLine],
    on_progress: Callable[[int], None],
) -> Counts:
    """Go through the lines; while reading, nothing is written. `rejected` is filled."""
    rejected.clear()
    seen, done = _Seen(), Counter[str]()
    rest = iter(lines)
    while chunk := list(islice(rest, _CHUNK)):
        decided = list(_decide(db, chunk, seen, rejected))
        done.update(_write(db, decided) if db.step else _foresee(decided))
        done["read"] += len(chunk)
        on_progress(done["read"])
    return Counts(done["read"], done["new"], done["changed"], done["same"], len(rejected))


def _decide(
    db: Db, chunk: Sequence[PatientLine], seen: _Seen, rejected: list[PatientLine]
) -> Iterator[_Decided]:
    known = Known(db, [line.facts for line in chunk if line.facts])
    for line in chunk:
        try:
            if line.facts is None:
                raise Refused(line.reason)
            _check_seen(seen, line.facts, line.number)
            whom = known.find(line.facts, seen.met)
            seen.met.update([whom.row.id] if whom else [])
            yield _Decided(line.facts, whom)
        except Refused as no:
            rejected.append(replace(line, reason=no.sentence))


def _check_seen(seen: _Seen, facts: PersonFacts, number: int) -> None:
    """Refuse somebody who stood on a line before."""
    key, nhs = key_of(facts), facts.nhs_number
    if nhs in seen.numbers:
        raise Refused(f"Line {seen.numbers[nhs]} has this NHS number already.")
    if key in seen.names and (not nhs or key in seen.unnumbered):
        raise Refused(f"Line {seen.names[key]} has the same name and date of birth.")
    seen.names[key] = number
    if nhs:
        seen.numbers[nhs] = number
    else:
        seen.unnumbered.add(key)


def _foresee(decided: Iterable[_Decided]) -> Counter[str]:
    return Counter(
        "new"
        if each.whom is None
        else "changed"
        if _is_different(each.whom, each.facts)
        else "same"
        for each in decided
    )


def _write(db: Db, decided: Sequence[_Decided]) -> Counter[str]:
    db.in_order("person")
    _add(db, [each.facts for each in decided if each.whom is None])
    for each in decided:
        if each.whom and _is_different(each.whom, each.facts):
            _change(db, each.whom, each.facts)
    return _foresee(decided)


def _add(db: Db, people: Sequence[PersonFacts]) -> None:
    ids = db.ids(person, len(people))
    numbered = list(zip(ids, people, strict=True))
    db.add_many(person, [_row(db, each, facts) for each, facts in numbered])
    db.add_many(
        patient, [{"id": each, "nhs_number": facts.nhs_number or None} for each, facts in numbered]
    )
    phones = [
        (each, place, known) for each, facts in numbered for place, known in enumerate(facts.phones)
    ]
    phone_ids = db.ids(phone, len(phones))
    db.add_many(phone, [_phone(*each) for each in zip(phone_ids, phones, strict=True)])
    finding.file_words(db, [(each, name_of(facts)) for each, facts in numbered])


def _row(db: Db, person_id: int, facts: PersonFacts) -> dict[str, Any]:
    texts = {name: getattr(facts, name) for name in _TEXTS}
    key = sort_key(name_of(facts))
    return {"id": person_id, **texts, "sort_key": key, "registered": "here", "made": db.now}


def _phone(phone_id: int, whose: tuple[int, int, Phone]) -> dict[str, Any]:
    person_id, place, known = whose
    return {
        "id": phone_id, "person": person_id, "place": place, "number": known.number,
        "backwards": backwards(known.number), "label": known.label,
    }  # fmt: skip


def _is_different(stored: Stored, facts: PersonFacts) -> bool:
    new_number = facts.nhs_number and facts.nhs_number != stored.nhs_number
    different = new_number or not stored.is_patient or _new_phones(stored, facts)
    return bool(different or _differences(stored, facts))


def _differences(stored: Stored, facts: PersonFacts) -> dict[str, Any]:
    """Give the columns in which a file says something, and something else."""
    kept = (*_NAMES, "born") if stored.named else ()
    said = {name: fact for name in _TEXTS if name not in kept and (fact := getattr(facts, name))}
    if stored.row.registered == "not known":
        said["registered"] = "here"
    return {name: new for name, new in said.items() if stored.row._mapping[name] != new}


def _new_phones(stored: Stored, facts: PersonFacts) -> list[Phone]:
    had = {row.number for row in stored.phones}
    return [each for each in facts.phones if each.number not in had]


def _change(db: Db, stored: Stored, facts: PersonFacts) -> None:
    person_id, different = stored.row.id, _differences(stored, facts)
    if different.keys() & set(_NAMES):
        name = _name_of({**stored.row._mapping, **different})
        different["sort_key"] = sort_key(name)
    if different:
        db.change(person, person_id, **different)
    if "sort_key" in different:
        finding.refile(db, person_id)
    if not stored.is_patient:
        db.add_many(patient, [{"id": person_id, "nhs_number": facts.nhs_number or None}])
    elif facts.nhs_number and facts.nhs_number != stored.nhs_number:
        db.change(patient, person_id, nhs_number=facts.nhs_number)
    for number, each in enumerate(_new_phones(stored, facts)):
        _change_phone(db, stored, each, number)


def _change_phone(db: Db, stored: Stored, new: Phone, number: int) -> None:
    """Put a new number where this file's column put the old one; others stay."""
    for row in stored.phones:
        if row.label == new.label:
            db.change(phone, row.id, number=new.number, backwards=backwards(new.number))
            return
    place = 1 + number + max((row.place for row in stored.phones), default=-1)
    (phone_id,) = db.ids(phone, 1)
    db.add_many(phone, [_phone(phone_id, (stored.row.id, place, new))])


def _name_of(row: Mapping[str, Any]) -> Name:
    return Name(*(row[name] for name in _NAMES))
