"""The 80 people of the sample practice, from resources/sample/people.json."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desktop.data import finding, made_up
from desktop.data.db import Db
from desktop.data.people import backwards
from desktop.data.tables import need, patient, person, phone, spoken_to
from desktop.rules.names import Name, sort_key

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
ZONE = "Europe/London"

Facts = dict[str, Any]


def read(name: str) -> Any:
    """Read a part of the sample: "people" or "programme"."""
    return json.loads((SAMPLE / f"{name}.json").read_text(encoding="utf-8"))


def moment(on: date, at: time) -> datetime:
    """Give the moment in UTC of a time on the sample practice's wall."""
    return datetime.combine(on, at, ZoneInfo(ZONE)).astimezone(UTC)


def add_people(db: Db, *, today: date) -> None:
    """Add the people, with their phones, needs and food, and file them under their names."""
    people: list[Facts] = read("people")
    ids = db.ids(person, len(people))
    numbered = list(zip(ids, people, strict=True))
    db.add_many(person, [_person(each, facts, today) for each, facts in numbered])
    _add_numbered(db, phone, [_phone(each, facts) for each, facts in numbered if "phone" in facts])
    _add_numbered(
        db, spoken_to, [row for each, facts in numbered for row in _spoken_to(each, facts, today)]
    )
    _add_patients(db, [pair for pair in numbered if is_patient(pair[1])], today)
    finding.file_words(db, [(each, _name(facts)) for each, facts in numbered])


def is_patient(facts: Facts) -> bool:
    """Whether somebody is registered at this practice."""
    return bool(facts.get("registered", "here") == "here")


def born(facts: Facts, today: date) -> date:
    """Give the date of birth; the young stay as old as they are."""
    if "born" in facts:
        return date.fromisoformat(facts["born"])
    # Born between two and nine months before the birthday, so that nobody's is today.
    days = 60 + len(facts["first"]) * 25
    return date(today.year - facts["age"], today.month, 1) - timedelta(days)


def _person(person_id: int, facts: Facts, today: date) -> Facts:
    until = facts.get("until")
    emergency = facts.get("emergency", ["", ""])
    return {
        "id": person_id,
        "title": facts["title"],
        "first": facts["first"],
        "last": facts["last"],
        "preferred": facts.get("preferred", ""),
        "former": facts.get("former", ""),
        "sort_key": sort_key(_name(facts)),
        "born": born(facts, today),
        "address": f"{person_id % 47 + 1} Elm Tree Road",
        "language": facts.get("language", ""),
        "interpreter": facts.get("interpreter", False),
        "reach_by": facts.get("reach_by", "phone" if "phone" in facts else ""),
        "message_ok": facts.get("message_ok", "not asked"),
        "say_surgery": facts.get("say_surgery", True),
        "emergency_name": emergency[0],
        "emergency_phone": emergency[1] and _number(emergency[1]),
        "note": facts.get("note", ""),
        "registered": facts.get("registered", "here"),
        "status": facts.get("status", "current"),
        "status_until": today + timedelta(until) if until else None,
        "leader_agreed": _asked(facts, today) if {"needs", "allergies"} & {*facts} else None,
        "made": moment(today - timedelta(100 + person_id % 300), time(9 + person_id % 8)),
    }


def _add_patients(db: Db, patients: Sequence[tuple[int, Facts]], today: date) -> None:
    numbers = islice(made_up.nhs_numbers(14_000, 137), len(patients))
    rows = [
        _patient(each, facts, number, today)
        for (each, facts), number in zip(patients, numbers, strict=True)
    ]
    db.add_many(patient, rows)
    needs = [row for each, facts in patients for row in _needs(each, facts, today)]
    _add_numbered(db, need, needs)


def _patient(person_id: int, facts: Facts, number: str, today: date) -> Facts:
    asked = _asked(facts, today)
    allergies, diet = facts.get("allergies", "not asked"), facts.get("diet", "not asked")
    return {
        "id": person_id,
        "nhs_number": facts.get("nhs", number),
        "nhs_checked": today - timedelta(200) if person_id % 3 else None,
        "ride": facts.get("ride", "not asked"),
        "allergies_asked": asked if allergies != "not asked" else None,
        "diet_asked": asked if diet != "not asked" else None,
        **_listed("allergies", allergies),
        **_listed("diet", diet),
    }


def _listed(field: str, said: str) -> Facts:
    listed = said not in ("not asked", "none")
    return {f"{field}_state": "listed" if listed else said, field: said if listed else ""}


def _needs(person_id: int, facts: Facts, today: date) -> list[Facts]:
    asked = _asked(facts, today) or today - timedelta(150)
    return [
        {"person": person_id, "kind": kind, "detail": detail, "asked": asked}
        for kind, detail in facts.get("needs", {}).items()
    ]


def _asked(facts: Facts, today: date) -> date | None:
    return today - timedelta(facts["asked"]) if "asked" in facts else None


def _phone(person_id: int, facts: Facts) -> Facts:
    number = _number(facts["phone"])
    return {
        "person": person_id, "place": 0, "number": number, "backwards": backwards(number),
        "label": facts.get("phone_label", ""),
    }  # fmt: skip


def _spoken_to(person_id: int, facts: Facts, today: date) -> list[Facts]:
    return [
        {
            "person": person_id, "name": name, "relation": relation, "phone": _number(end),
            "about": about, "agreed": today - timedelta(110),
        }
        for name, relation, end, about in facts.get("spoken_to", [])
    ]  # fmt: skip


def _add_numbered(db: Db, table: Any, rows: Sequence[Facts]) -> None:
    ids = db.ids(table, len(rows))
    db.add_many(table, [{"id": each, **row} for each, row in zip(ids, rows, strict=True)])


def _number(end: str) -> str:
    return made_up.mobile(int(end))


def _name(facts: Facts) -> Name:
    return Name(
        facts["title"], facts["first"], facts["last"],
        facts.get("preferred", ""), facts.get("former", ""),
    )  # fmt: skip
