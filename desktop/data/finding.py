"""Finding people by what was typed: names, a date of birth, an NHS number, the end of a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, exists, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from desktop.data.db import Db
from desktop.data.tables import patient, person, phone, spelling, word
from desktop.rules import finding as rules
from desktop.rules.finding import Sought
from desktop.rules.names import Name, called, filed, plain, words
from desktop.rules.people import Status, status_words

MOST = 8
FEW = 5
_LAST = "\U0010ffff"
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as search results show them: never what they attend."""

    id: int
    filed: str
    called: str
    plain: str
    born: date | None
    phone_end: str
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one text in the finder; `more` when not everybody fitted."""

    text: str
    people: tuple[FoundPerson, ...]
    more: bool = False


_PEOPLE = select(
    person.c.id, person.c.title, person.c.first, person.c.last, person.c.preferred,
    person.c.former, person.c.born, person.c.status, person.c.status_until, phone.c.number,
).select_from(
    person.outerjoin(phone, (phone.c.person == person.c.id) & (phone.c.place == 0))
).where(person.c.id.in_(bindparam("ids", expanding=True)))  # fmt: skip
_BY_NHS = select(patient.c.id).where(patient.c.nhs_number == bindparam("nhs"))
_BY_PHONE = (
    select(phone.c.person)
    .where(phone.c.backwards >= bindparam("a"), phone.c.backwards < bindparam("b"))
    .limit(bindparam("most"))
)
_BY_BIRTH = select(person.c.id).where(person.c.born == bindparam("born"))


def find(db: Db, *, text: str, today: date, most: int = MOST) -> Found:
    """Find people by the text of the finder: the best `most`, those who come here first."""
    sought = rules.sought(text, today)
    ids = list(dict.fromkeys(_candidates(db, sought, most + 1)))
    return Found(text, _people(db, ids[:most]), len(ids) > most)


def meant(db: Db, *, text: str, today: date, most: int = 4) -> Found:
    """Find people whose names are a slip of the pen away from the text."""
    sought = rules.sought(text, today)
    if not sought.words:
        return Found(text, ())
    spelled = db.connection.execute(select(spelling.c.word)).scalars().all()
    near = [_near(typed, spelled) for typed in sought.words[:_MOST_WORDS]]
    ids = list(dict.fromkeys(_by_words(db, _nearest(sought.words, near), most)))
    return Found(text, _people(db, ids[:most]))


def file_words(db: Db, people: Iterable[tuple[int, Name]], *, comes: bool = False) -> None:
    """File people under the words of their names; what they were filed under before goes."""
    rows = [
        {"word": each, "person": person_id, "kind": kind, "comes": comes}
        for person_id, name in people
        for each, kind in dict(words(name)).items()
    ]
    if rows:
        db.derived(insert(word), rows)
        dialect = postgresql if db.on_postgres else sqlite
        spelled = dict.fromkeys(row["word"] for row in rows if row["kind"] != "initials")
        add = dialect.insert(spelling).on_conflict_do_nothing()
        db.derived(add, [{"word": each} for each in spelled])


def unfile_words(db: Db, person_id: int) -> None:
    """Take a person's words out, and spellings that nobody has any more."""
    theirs = db.all(select(word.c.word).where(word.c.person == person_id))
    db.derived(delete(word).where(word.c.person == person_id))
    alone = ~exists().where(word.c.word == spelling.c.word)
    gone = spelling.c.word.in_([row.word for row in theirs])
    db.derived(delete(spelling).where(gone, alone))


def _candidates(db: Db, sought: Sought, most: int) -> Iterable[int]:
    if sought.nhs:
        yield from _ids(db, _BY_NHS, nhs=sought.nhs)
    if sought.born:
        yield from _by_birth(db, sought)
    if sought.digits:
        tail = sought.digits[::-1]
        yield from _ids(db, _BY_PHONE, a=tail, b=tail + _LAST, most=most)
    if sought.words and not sought.born:
        yield from _by_words(db, sought.words, most)
    if sought.initials and (sought.initials,) != sought.words:
        yield from _by_words(db, (sought.initials,), most)


def _by_birth(db: Db, sought: Sought) -> list[int]:
    born = _ids(db, _BY_BIRTH, born=sought.born)
    if not sought.words:
        return born
    named = {row[0] for row in db.all(_named_among(len(sought.words)), ids=born or [0],
                                      **_ranges(sought.words))}  # fmt: skip
    return [each for each in born if each in named]


def _by_words(db: Db, typed: Sequence[str], most: int) -> list[int]:
    # The longest word drives: it has the fewest people. Two looks, each in index order and
    # each stopping early, are quicker than one that must sort.
    chosen = sorted(typed, key=len, reverse=True)[:_MOST_WORDS]
    values: dict[str, Any] = {**_ranges(chosen), "most": most * 2}
    ids = _ids(db, _with_words(len(chosen), True), **values)
    if len(set(ids)) < most:
        ids += _ids(db, _with_words(len(chosen), False), **values)
    return list(dict.fromkeys(ids))[:most]


def _ranges(typed: Sequence[str]) -> dict[str, str]:
    starts = {f"a{n}": each for n, each in enumerate(typed)}
    return starts | {f"b{n}": each + _LAST for n, each in enumerate(typed)}


@lru_cache
def _with_words(number: int, comes: bool) -> Select[Any]:
    found = select(word.c.person).where(
        word.c.word >= bindparam("a0"), word.c.word < bindparam("b0")
    )
    if comes:
        found = found.where(word.c.comes)
    for n in range(1, number):
        found = found.where(_also(n, word.c.person))
    return found.order_by(word.c.word, word.c.person).limit(bindparam("most"))


@lru_cache
def _named_among(number: int) -> Select[Any]:
    found = select(person.c.id).where(person.c.id.in_(bindparam("ids", expanding=True)))
    for n in range(number):
        found = found.where(_also(n, person.c.id))
    return found


def _also(n: int, person_id: Any) -> Any:
    other = word.alias(f"w{n}")
    return exists().where(
        other.c.person == person_id,
        other.c.word >= bindparam(f"a{n}"),
        other.c.word < bindparam(f"b{n}"),
    )


def _near(typed: str, spelled: Sequence[str]) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(typed) < 6 else 2
    found = process.extract(typed, spelled, scorer=OSA.distance, score_cutoff=slips, limit=3)
    return [each for each, _distance, _place in found]


def _nearest(typed: Sequence[str], near: Sequence[list[str]]) -> tuple[str, ...]:
    return tuple(found[0] if found else each for each, found in zip(typed, near, strict=False))


def _people(db: Db, ids: list[int]) -> tuple[FoundPerson, ...]:
    if not ids:
        return ()
    rows = {row.id: row for row in db.all(_PEOPLE, ids=ids)}
    return tuple(_found(rows[each]) for each in ids if each in rows)


def _found(row: Any) -> FoundPerson:
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    status = Status(row.status)
    return FoundPerson(
        id=row.id, filed=filed(name), called=called(name), plain=plain(name), born=row.born,
        phone_end=(row.number or "")[-4:],
        status="" if status is Status.CURRENT else status_words(status, row.status_until),
    )  # fmt: skip


def _ids(db: Db, statement: Select[Any], **values: Any) -> list[int]:
    return list(db.connection.execute(statement, values).scalars())
