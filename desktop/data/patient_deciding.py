"""Whom each line of a list of patients is about, and what becomes of it."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.known_patients import Key, Known, Stored, key_of, last_known
from desktop.data.patient_lines import Became, Counts, PatientLine
from desktop.data.tables import patient, person
from desktop.rules.people import PersonFacts, Phone, Status
from desktop.rules.refusal import Refused

_CHUNK = 1_000
_SELDOM, _NEVER = 20_000, 1_000_000
TEXTS = ("title", "first", "last", "preferred", "former", "born", "email", "address", "language")
NAMES = ("title", "first", "last", "preferred", "former")
_LEFT = (Status.MOVED, Status.DIED)
_NOT_ADDED = {
    Status.MOVED: "Not added. The file says that they have moved away.",
    Status.DIED: "Not added. The file says that they have died.",
}
_LISTED = select(patient.c.id).where(
    patient.c.listed.is_not(None),
    patient.c.id.in_(
        select(person.c.id).where(
            person.c.status.in_((Status.CURRENT.value, Status.HOSPITAL.value)),
            person.c.merged_into.is_(None),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A line and whom it is about; nobody yet, when they are new."""

    line: PatientLine
    facts: PersonFacts
    key: Key
    whom: Stored | None

    def became(self) -> Became:
        """Say what becomes of the line; a status counts apart."""
        if self.whom is None:
            return Became.NEW
        return Became.CHANGED if _is_different(self.whom, self.facts) else Became.SAME

    def new_status(self) -> Status | None:
        """Say that they have moved away or died, when that is news."""
        said = self.line.status
        if self.whom is None or said not in _LEFT:
            return None
        return None if self.whom.row.status in (said, Status.DIED) else said


@dataclass(slots=True)
class Seen:
    """What the lines before had, on which line, and which people in the records they met."""

    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[Key, int] = field(default_factory=dict)
    unnumbered: set[Key] = field(default_factory=set)
    met: set[int] = field(default_factory=set)


def decided_in_chunks(
    db: Db, lines: Iterable[PatientLine], seen: Seen, rejected: list[PatientLine],
    done: Counter[str], on_progress: Callable[[int], None],
) -> Iterator[list[Decided]]:  # fmt: skip
    """Decide about a thousand lines at a time; `seen`, `rejected` and `done` are filled."""
    rest, last = iter(lines), last_known(db)
    while chunk := list(islice(rest, _CHUNK)):
        decided = list(decide(db, chunk, seen, rejected, last))
        done.update(each.became() for each in decided)
        done["statuses"] += sum(each.new_status() is not None for each in decided)
        yield decided
        done["read"] += len(chunk)
        on_progress(done["read"])


@contextmanager
def few_rounds() -> Iterator[None]:
    """Have the garbage collector look at new things only, and leave them out afterwards.

    Of millions of rows none is a cycle, and a round through all of them would stop the window.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, _NEVER, _NEVER)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*usual)


def listed_before(db: Db) -> set[int]:
    """Find who stood in an earlier list and has neither moved away nor died."""
    return {row.id for row in db.all(_LISTED)}


def counted(done: Counter[str], rejected: int, gone: int) -> Counts:
    """Put the numbers of an import together."""
    return Counts(
        done["read"], done[Became.NEW], done[Became.CHANGED], done[Became.SAME], rejected,
        done["statuses"], gone,
    )  # fmt: skip


def decide(
    db: Db, chunk: Sequence[PatientLine], seen: Seen, rejected: list[PatientLine], last: int
) -> Iterator[Decided]:
    """Say whom lines are about; those that cannot be told go into `rejected`.

    `last` is the highest id in the records before the import.
    """
    keyed = [(line, line.facts, key_of(line.facts)) for line in chunk if line.facts]
    known = Known(db, [(facts, key) for _line, facts, key in keyed], last)
    keys = {line.number: key for line, _facts, key in keyed}
    for line in chunk:
        try:
            if line.facts is None:
                raise Refused(line.reason)
            key = keys[line.number]
            _check_seen(seen, line.facts, key, line.number)
            whom = known.find(line.facts, key, seen.met)
            if whom is None and line.status in _NOT_ADDED:
                raise Refused(_NOT_ADDED[line.status])
            seen.met.update([whom.row.id] if whom else [])
            yield Decided(line, line.facts, key, whom)
        except Refused as no:
            rejected.append(replace(line, reason=no.sentence))


def _check_seen(seen: Seen, facts: PersonFacts, key: Key, number: int) -> None:
    """Refuse somebody who stood on a line before."""
    nhs = facts.nhs_number
    if nhs in seen.numbers:
        raise Refused(f"Line {seen.numbers[nhs]} has this NHS number already.")
    if key in seen.names and (not nhs or key in seen.unnumbered):
        raise Refused(f"Line {seen.names[key]} has the same name and date of birth.")
    seen.names[key] = number
    if nhs:
        seen.numbers[nhs] = number
    else:
        seen.unnumbered.add(key)


def _is_different(stored: Stored, facts: PersonFacts) -> bool:
    new_number = facts.nhs_number and facts.nhs_number != stored.nhs_number
    different = new_number or not stored.is_patient or new_phones(stored, facts)
    return bool(different or differences(stored, facts))


def differences(stored: Stored, facts: PersonFacts) -> dict[str, Any]:
    """Give the columns in which a file says something, and something else."""
    kept = (*NAMES, "born") if stored.named else ()
    said = {name: fact for name in TEXTS if name not in kept and (fact := getattr(facts, name))}
    if stored.row.registered == "not known":
        said["registered"] = "here"
    return {name: new for name, new in said.items() if stored.row._mapping[name] != new}


def new_phones(stored: Stored, facts: PersonFacts) -> list[Phone]:
    """Give the numbers that somebody did not have."""
    had = {row.number for row in stored.phones}
    return [each for each in facts.phones if each.number not in had]
