"""People: their page, new people, changed people, and their status."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from desktop.data import finding
from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.kept import kept_id, merged_since
from desktop.data.registers import PersonCard, card
from desktop.data.tables import booking, need, patient, person, phone, session, spoken_to
from desktop.rules import people as rules
from desktop.rules.names import Name, called, sort_key
from desktop.rules.people import Asked, PersonFacts, Phone, Status
from desktop.rules.refusal import Refused, WayOn

if TYPE_CHECKING:
    from desktop.data.likeness import Like
    from desktop.data.lives import Life

_TEXTS = tuple(each.name for each in fields(PersonFacts) if each.name in person.c)


@dataclass(frozen=True, slots=True)
class SpokenTo:
    """Somebody who may be spoken to about a person, and about what."""

    name: str
    relation: str
    phone: str
    about: str
    agreed: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person's page. `version` goes back with a change, so that nobody's is lost."""

    id: int
    version: int
    facts: PersonFacts
    status: Status
    status_until: date | None
    spoken_to: tuple[SpokenTo, ...]
    coming: int


_COMING = (
    select(func.count())
    .select_from(booking.join(session, session.c.id == booking.c.session))
    .where(
        booking.c.person == bindparam("person_id"),
        booking.c.status == "booked",
        session.c.starts_utc > bindparam("now"),
    )
)


def page(db: Db, *, person_id: int) -> PersonPage:
    """Read everything the desk may see and change about a person, from the record in use."""
    return own_page(db, person_id=kept_id(db, person_id))


def own_page(db: Db, *, person_id: int) -> PersonPage:
    """Read a record, whether or not another one is in use for the person."""
    row = db.one(select(person).where(person.c.id == person_id))
    spoken = db.all(select(spoken_to).where(spoken_to.c.person == person_id))
    return PersonPage(
        id=person_id, version=row.version, facts=_facts(db, row), status=Status(row.status),
        status_until=row.status_until,
        spoken_to=tuple(SpokenTo(s.name, s.relation, s.phone, s.about, s.agreed) for s in spoken),
        coming=int(db.value(_COMING, person_id=person_id, now=db.now)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeopleTab:
    """What the People tab shows: how many people there are, and one of them or nobody.

    `twice` are records that may be of the same person.
    """

    number: int
    page: PersonPage | None
    card: PersonCard | None
    life: "Life | None" = None
    twice: tuple["Like", ...] = ()


def people_tab(db: Db, *, person_id: int | None = None, today: date | None = None) -> PeopleTab:
    """Read the People tab; a person who is no longer there is nobody."""
    there = person_id and db.first(select(person.c.id).where(person.c.id == person_id))
    if not person_id or not there:
        return PeopleTab(how_many(db), None, None)
    shown, on = page(db, person_id=person_id), today or db.now.date()
    from desktop.data import likeness, lives  # a start does without

    return PeopleTab(
        how_many(db), shown, card(db, person_id=shown.id),
        lives.life(db, person_id=shown.id, today=on),
        likeness.twice(db, person_id=shown.id, today=on),
    )  # fmt: skip


def how_many(db: Db) -> int:
    """Count the people in the records."""
    # Each from an index of its own: to look at every person's row takes many times as long.
    everybody = db.value(select(func.count()).select_from(person))
    merged = select(func.count()).where(person.c.merged_into.is_not(None))
    return int(everybody) - int(db.value(merged))


def add(db: Db, *, facts: PersonFacts) -> Made:
    """Add a person; Refused if something typed cannot be, or the NHS number is somebody's."""
    checked = rules.check_person(facts, today=db.now.date())
    _check_nhs_number(db, checked.nhs_number, None)
    person_id = db.add(person, **_own(checked), sort_key=sort_key(_name(checked)), made=db.now)
    _add_phones(db, person_id, checked.phones)
    _change_patient(db, person_id, checked)
    _change_needs(db, person_id, checked.needs)
    finding.file_words(db, [(person_id, _name(checked))])
    return Made(person_id)


def change(db: Db, *, person_id: int, version: int, facts: PersonFacts) -> None:
    """Change what is known about a person; Refused if somebody else changed it meanwhile."""
    checked = rules.check_person(facts, today=db.now.date())
    db.lock("person", person, [person_id])
    before = db.one(select(person).where(person.c.id == person_id))
    if before.merged_into is not None:
        raise merged_since(db, before.merged_into)
    _check_nhs_number(db, checked.nhs_number, person_id)
    was = _facts(db, before)
    own = db.change(
        person, person_id, version=version, **_own(checked), sort_key=sort_key(_name(checked))
    )
    rest = _change_rest(db, person_id, was, checked)
    if rest and not own:
        db.renew(person, person_id)
    if _name(was) != _name(checked):
        finding.refile(db, person_id)


def set_status(
    db: Db, *, person_id: int, version: int, status: str, until: date | None = None
) -> None:
    """Say that somebody is current, in hospital, moved away, not to be contacted, or has died."""
    until = until if status == Status.HOSPITAL else None
    db.in_order("person")
    db.change(person, person_id, version=version, status=Status(status).value, status_until=until)


def _change_rest(db: Db, person_id: int, was: PersonFacts, now: PersonFacts) -> bool:
    """Change what stands in rows of its own; whether anything was different."""
    different = False
    if was.phones != now.phones:
        _remove_all(db, phone, person_id)
        _add_phones(db, person_id, now.phones)
        different = True
    if set(was.needs) != set(now.needs):
        _change_needs(db, person_id, now.needs)
        different = True
    return _change_patient(db, person_id, now) or different


def _check_nhs_number(db: Db, number: str, person_id: int | None) -> None:
    if not number:
        return
    row = db.first(select(person).join(patient).where(patient.c.nhs_number == number))
    if row is not None and row.id != person_id:
        name = called(Name(row.title, row.first, row.last, row.preferred, row.former))
        raise Refused(
            f"Not saved. This NHS number is {name}’s.", WayOn("show_person", "Show", row.id)
        )


def _add_phones(db: Db, person_id: int, phones: Iterable[Phone]) -> None:
    for place, each in enumerate(phones):
        db.add(
            phone, person=person_id, place=place, number=each.number,
            backwards=backwards(each.number), label=each.label,
        )  # fmt: skip


def backwards(number: str) -> str:
    """Turn a phone number round, so that its end can be found as a beginning."""
    return number.removeprefix("+")[::-1]


def _change_needs(db: Db, person_id: int, needs: tuple[tuple[str, str], ...]) -> None:
    rows = db.all(select(need).where(need.c.person == person_id))
    had = {(row.kind, row.detail): row.id for row in rows}
    for kind_and_detail, row_id in had.items():
        if kind_and_detail not in needs:
            db.remove(need, row_id)
    for kind, detail in needs:
        if (kind, detail) not in had:
            db.add(need, person=person_id, kind=kind, detail=detail, asked=db.now.date())


def _change_patient(db: Db, person_id: int, facts: PersonFacts) -> bool:
    values = _of_patient(facts)
    if db.first(select(patient.c.id).where(patient.c.id == person_id)):
        return db.change(patient, person_id, **values)
    if values != _of_patient(PersonFacts()) or facts.registered == "here":
        db.add(patient, id=person_id, **values)
        return True
    return False


def _of_patient(facts: PersonFacts) -> dict[str, Any]:
    return {
        "nhs_number": facts.nhs_number or None,
        "ride": facts.ride,
        "allergies_state": facts.allergies.state,
        "allergies": facts.allergies.words,
        "allergies_asked": facts.allergies.on,
        "diet_state": facts.diet.state,
        "diet": facts.diet.words,
        "diet_asked": facts.diet.on,
    }


def _remove_all(db: Db, table: Any, person_id: int) -> None:
    for row in db.all(select(table.c.id).where(table.c.person == person_id)):
        db.remove(table, row.id)


def _own(facts: PersonFacts) -> dict[str, Any]:
    everything = asdict(facts)
    return {name: everything[name] for name in _TEXTS}


def _facts(db: Db, row: Any) -> PersonFacts:
    hat = db.first(select(patient).where(patient.c.id == row.id))
    phones = db.all(select(phone).where(phone.c.person == row.id).order_by(phone.c.place))
    needs = db.all(select(need).where(need.c.person == row.id).order_by(need.c.id))
    return PersonFacts(
        **{name: row._mapping[name] for name in _TEXTS},
        phones=tuple(Phone(each.number, each.label) for each in phones),
        needs=tuple((each.kind, each.detail) for each in needs),
        **(_patient_facts(hat) if hat else {}),
    )


def _patient_facts(hat: Any) -> dict[str, Any]:
    return {
        "nhs_number": hat.nhs_number or "",
        "ride": hat.ride,
        "allergies": Asked(hat.allergies_state, hat.allergies, hat.allergies_asked),
        "diet": Asked(hat.diet_state, hat.diet, hat.diet_asked),
    }


def _name(facts: PersonFacts) -> Name:
    return Name(facts.title, facts.first, facts.last, facts.preferred, facts.former)
