"""Patients from another program's file: who is new, who has changed, in one step."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import bindparam, update

from desktop.data import finding, known_headers
from desktop.data.db import Db
from desktop.data.known_patients import Stored, name_of
from desktop.data.patient_deciding import (
    NAMES,
    TEXTS,
    Decided,
    Seen,
    counted,
    decided_in_chunks,
    differences,
    few_rounds,
    listed_before,
    new_phones,
)
from desktop.data.patient_lines import (
    NO_WISHES,
    Became,
    Counts,
    Imported,
    PatientLine,
    Watch,
    Wishes,
)
from desktop.data.people import backwards
from desktop.data.store import Store
from desktop.data.tables import patient, person, phone
from desktop.rules.names import Name, sort_key
from desktop.rules.people import PersonFacts, Phone

_LIST_THEM = (
    update(patient)
    .where(
        patient.c.id.in_(bindparam("ids", expanding=True)),
        patient.c.listed.is_distinct_from(bindparam("today")),
    )
    .values(listed=bindparam("today"))
)


def import_patients(
    store: Store,
    lines: Iterable[PatientLine],
    *,
    on_progress: Callable[[int], None] = lambda _read: None,
    dry_run: bool = False,
    wishes: Wishes = NO_WISHES,
) -> Imported:
    """Bring in all lines in one step, or with `dry_run` only say what it would do.

    A line with an NHS number is about the person who has it; otherwise about the one person of
    that name and birthday (who gets the number, if they had none). An empty cell changes nothing.
    `lines` is gone through again when the step must begin again.
    """
    rejected: list[PatientLine] = []
    step = partial(
        add_or_change, lines=lines, rejected=rejected, on_progress=on_progress, wishes=wishes
    )
    counts = store.read(step) if dry_run else store.write(step).value
    return Imported(counts, tuple(rejected))


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Lines to be brought in as they were foreseen, and how whoever waits hears of it."""

    lines: Sequence[PatientLine]
    wishes: Wishes
    watch: Watch


def import_all(db: Db, *, job: Job) -> Counts:
    """Bring in all lines in this step; Refused, with nothing stored, when it is to stop."""
    return add_or_change(
        db, lines=job.lines, rejected=[], on_progress=job.watch.tell, wishes=job.wishes
    )


def add_or_change(
    db: Db,
    *,
    lines: Iterable[PatientLine],
    rejected: list[PatientLine],
    on_progress: Callable[[int], None],
    wishes: Wishes = NO_WISHES,
) -> Counts:
    """Go through the lines; while reading, nothing is written. `rejected` is filled."""
    rejected.clear()
    seen, done, spelled = Seen(), Counter[str](), set[str]()
    listed = listed_before(db)
    with few_rounds():
        for decided in decided_in_chunks(db, lines, seen, rejected, done, on_progress):
            if db.step:
                _write(db, decided, spelled, wishes)
    if db.step:
        known_headers.remember(db, wishes.headers)
    return counted(done, len(rejected), len(listed - seen.met))


def _write(db: Db, decided: Sequence[Decided], spelled: set[str], wishes: Wishes) -> None:
    db.in_order("person")
    _add(db, [each for each in decided if each.whom is None], spelled)
    for each in decided:
        if each.whom and each.became() is Became.CHANGED:
            _change(db, each.whom, each.facts)
        new_status = each.new_status()
        if each.whom and new_status and wishes.statuses:
            db.change(person, each.whom.row.id, status=new_status.value, status_until=None)
    known = [each.whom.row.id for each in decided if each.whom]
    if known:
        today = db.now.date()
        db.derived(_LIST_THEM, {"ids": known, "today": today})


def _add(db: Db, new: Sequence[Decided], spelled: set[str]) -> None:
    ids, listed = db.ids(person, len(new)), db.now.date()
    numbered = [(each, one.facts) for each, one in zip(ids, new, strict=True)]
    db.add_many(
        person, [_row(db, each, one) for each, one in zip(ids, new, strict=True)]
    )  # fmt: skip
    db.add_many(
        patient,
        [
            {"id": each, "nhs_number": facts.nhs_number or None, "listed": listed}
            for each, facts in numbered
        ],
    )
    phones = [
        (each, place, known) for each, facts in numbered for place, known in enumerate(facts.phones)
    ]
    phone_ids = db.ids(phone, len(phones))
    db.add_many(phone, [_phone(*each) for each in zip(phone_ids, phones, strict=True)])
    finding.file_words(db, [(each, name_of(facts)) for each, facts in numbered], spelled=spelled)


def _row(db: Db, person_id: int, new: Decided) -> dict[str, Any]:
    texts = {name: getattr(new.facts, name) for name in TEXTS}
    return {
        "id": person_id, **texts, "sort_key": new.key[0], "registered": "here", "made": db.now,
    }  # fmt: skip


def _phone(phone_id: int, whose: tuple[int, int, Phone]) -> dict[str, Any]:
    person_id, place, known = whose
    return {
        "id": phone_id, "person": person_id, "place": place, "number": known.number,
        "backwards": backwards(known.number), "label": known.label,
    }  # fmt: skip


def _change(db: Db, stored: Stored, facts: PersonFacts) -> None:
    person_id, different = stored.row.id, differences(stored, facts)
    if different.keys() & set(NAMES):
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
    for number, each in enumerate(new_phones(stored, facts)):
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
    return Name(*(row[name] for name in NAMES))
