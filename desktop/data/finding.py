"""Finding people by what was typed: names, a date of birth, an NHS number, the end of a phone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import ARRAY, Text, bindparam, delete, exists, func, insert, select

from desktop.data.db import Db, insert_into
from desktop.data.ready import Adding, Ready
from desktop.data.tables import patient, person, phone, spelling, word
from desktop.rules import finding as rules
from desktop.rules.finding import Sought
from desktop.rules.names import Name, called, filed, plain, words
from desktop.rules.people import Status, status_words

MOST = 8
FEW = 5
_LAST = "\U0010ffff"
_MOST_WORDS = 4
_MOST_GUESSES = 6
_AT_ONCE = 12
_COMMON = "qxzuyvionfkgtewpdlrhcbajms"  # as first letters of British names, the rarest first


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


_Ranks = dict[int, tuple[Any, ...]]
"""Whom was found, and what stands before what: the smallest rank first."""

_PEOPLE = Ready(
    select(
        person.c.id, person.c.title, person.c.first, person.c.last, person.c.preferred,
        person.c.former, person.c.born, person.c.status, person.c.status_until,
        person.c.sort_key, phone.c.number,
    )
    .select_from(person.outerjoin(phone, (phone.c.person == person.c.id) & (phone.c.place == 0)))
    .where(person.c.id.in_([bindparam(f"id{n}") for n in range(_AT_ONCE)]))
)  # fmt: skip
_BY_NHS = Ready(select(patient.c.id).where(patient.c.nhs_number == bindparam("nhs")))
_BY_PHONE = Ready(
    select(phone.c.person)
    .select_from(phone.join(person, person.c.id == phone.c.person))
    .where(phone.c.backwards >= bindparam("a"), phone.c.backwards < bindparam("b"))
    .order_by(person.c.comes.desc(), phone.c.backwards, phone.c.person)
    .limit(bindparam("most"))
)
_FILE = Adding(insert(word), ("word", "person", "kind", "comes"))
# As one text: ten thousand rows of one word each would keep the garbage collector busy.
_SPELLINGS = select(func.aggregate_strings(spelling.c.word, " ")).where(
    func.length(spelling.c.word) >= bindparam("shortest"),
    func.length(spelling.c.word) <= bindparam("longest"),
)


def find(db: Db, *, text: str, today: date, most: int = MOST) -> Found:
    """Find people by the text of the finder: the best `most`, those who come here first."""
    found = _candidates(db, rules.sought(text, today), most + 1)
    return Found(text, _people(db, found)[:most], len(found) > most)


def meant(db: Db, *, text: str, today: date, most: int = 4) -> Found:
    """Find people whose names are a slip of the pen away from the text, the likeliest first."""
    typed = rules.sought(text, today).words[:_MOST_WORDS]
    found: _Ranks = {}
    for n, guess in enumerate(_guesses(db, typed)):
        for each, rank in _by_words(db, guess, most).items():
            found.setdefault(each, (n, *rank))
        if len(found) >= most:
            break
    return Found(text, _people(db, found)[:most])


def file_words(
    db: Db, people: Iterable[tuple[int, Name]], *, comes: bool = False,
    spelled: set[str] | None = None,
) -> None:  # fmt: skip
    """File people under the words of their names, each once; of one person the last name leads.

    Words in `spelled` are known to be among the spellings already; those of these people join it.
    """
    filed = {
        (each, person_id): {"word": each, "person": person_id, "kind": kind, "comes": comes}
        for person_id, name in people
        for each, kind in dict(words(name)).items()
    }
    rows = list(filed.values())
    if rows:
        db.derived(_FILE, rows)
        known = set() if spelled is None else spelled
        listed = sorted({str(row["word"]) for row in rows if row["kind"] != "initials"} - known)
        known.update(listed)
        # Postgres takes a message for each row, and most are there already: a list is one.
        new = [{"words": listed}] if db.on_postgres else [{"word": each} for each in listed]
        db.derived(_spelling(db.on_postgres), new)


def refile(db: Db, *people: int) -> None:
    """File people under their names as they are now, and those of records merged into theirs."""
    for some in (people[start : start + 500] for start in range(0, len(people), 500)):
        unfile_words(db, *some)
        theirs = person.c.id.in_(some) | person.c.merged_into.in_(some)
        rows = db.all(select(person).where(theirs).order_by(person.c.merged_into.is_(None)))
        comes = {row.id: row.comes for row in rows if row.merged_into is None}
        names = [(row.merged_into or row.id, _name(row)) for row in rows]
        for each in set(comes.values()):
            file_words(db, [one for one in names if comes.get(one[0]) == each], comes=each)


def unfile_words(db: Db, *people: int) -> None:
    """Take people's words out, and spellings that nobody has any more."""
    theirs = db.all(select(word.c.word).distinct().where(word.c.person.in_(people)))
    db.derived(delete(word).where(word.c.person.in_(people)))
    alone = ~exists().where(word.c.word == spelling.c.word)
    gone = spelling.c.word.in_([row.word for row in theirs])
    db.derived(delete(spelling).where(gone, alone))


def _candidates(db: Db, sought: Sought, most: int) -> _Ranks:
    """Look the text up as each thing it may be; what it is most surely comes first."""
    found: _Ranks = {}
    for n, look in enumerate(_looks(db, sought, most)):
        for each, rank in look.items():
            found.setdefault(each, (n, *rank))
    return found


def _looks(db: Db, sought: Sought, most: int) -> Iterator[_Ranks]:
    words = sought.words
    if sought.nhs:
        yield _in_order(db.all(_BY_NHS, nhs=sought.nhs))
    if sought.born:
        yield _by_birth(db, words, sought.born, sought.born, most)
    if sought.digits:
        tail = sought.digits[::-1]
        yield _in_order(db.all(_BY_PHONE, a=tail, b=tail + _LAST, most=most))
    if words and sought.year:
        yield _by_birth(db, words, date(sought.year, 1, 1), date(sought.year, 12, 31), most)
    elif words and not sought.born:
        if len(words) > 1 and sought.initials:
            yield _by_words(db, (sought.initials,), most)
        yield _by_words(db, words, most)


def _by_birth(db: Db, typed: Sequence[str], first: date, last: date, most: int) -> _Ranks:
    chosen = _longest_first(typed)
    values: dict[str, Any] = {**_ranges(chosen), "first": first, "last": last, "most": most}
    return _in_order(db.all(_born_and_named(len(chosen)), **values))


def _by_words(db: Db, typed: Sequence[str], most: int) -> _Ranks:
    """Find who has all the words: who comes here first, then in the order of the longest word."""
    # Two looks, each in index order and each stopping early, are quicker than one that must sort.
    found = _look(db, typed, most, comes=True)
    if len(found) < most:
        for each, rank in _look(db, typed, most, comes=False).items():
            found.setdefault(each, rank)
    return found


def _look(db: Db, typed: Sequence[str], most: int, *, comes: bool) -> _Ranks:
    chosen = _longest_first(typed)
    statement, values = _with_words(len(chosen), comes), _ranges(chosen)
    found: _Ranks = {}
    limit = most
    while True:
        # Somebody may have several words that begin so: Margaret, Maggie and Meg.
        limit *= 3
        rows = db.all(statement, most=limit, **values)
        for row in rows:
            found.setdefault(row.person, (not comes, row.word))
        if len(found) >= most or len(rows) < limit:
            return found


@cache
def _spelling(on_postgres: bool) -> Ready:
    add = insert_into(spelling, on_postgres=on_postgres)
    if on_postgres:
        listed = func.unnest(bindparam("words", type_=ARRAY(Text)))
        new = add.from_select(["word"], select(listed))
    else:
        new = add.values(word=bindparam("word"))
    return Ready(new.on_conflict_do_nothing())


def _longest_first(typed: Sequence[str]) -> Sequence[str]:
    # The longest word leads: it has the fewest people. Of two letters, the rarer one.
    return sorted(typed, key=lambda each: (-len(each), _COMMON.find(each[0])))[:_MOST_WORDS]


def _ranges(typed: Sequence[str]) -> dict[str, str]:
    starts = {f"a{n}": each for n, each in enumerate(typed)}
    return starts | {f"b{n}": each + _LAST for n, each in enumerate(typed)}


@cache
def _with_words(number: int, comes: bool) -> Ready:
    found = select(word.c.person, word.c.word).where(
        word.c.word >= bindparam("a0"), word.c.word < bindparam("b0")
    )
    if comes:
        found = found.where(word.c.comes)
    for n in range(1, number):
        found = found.where(_has_word(n, word.c.person))
    return Ready(found.order_by(word.c.word, word.c.person).limit(bindparam("most")))


@cache
def _born_and_named(number: int) -> Ready:
    found = select(person.c.id).where(
        person.c.born >= bindparam("first"), person.c.born <= bindparam("last"),
        person.c.merged_into.is_(None),
    )  # fmt: skip
    for n in range(number):
        found = found.where(_has_word(n, person.c.id))
    return Ready(
        found.order_by(person.c.comes.desc(), person.c.sort_key, person.c.id)
        .limit(bindparam("most"))
    )  # fmt: skip


def _has_word(n: int, person_id: Any) -> Any:
    other = word.alias(f"w{n}")
    return exists().where(
        other.c.person == person_id,
        other.c.word >= bindparam(f"a{n}"),
        other.c.word < bindparam(f"b{n}"),
    )


def _guesses(db: Db, typed: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give the text with one word or more put right, those with the smallest slips first."""
    near = [[(0, each), *_near(db, each)] for each in typed]
    guesses = sorted(product(*near), key=lambda guess: sum(slips for slips, _word in guess))
    # The first is what was typed, which has been looked for already.
    for guess in guesses[1 : _MOST_GUESSES + 1]:
        yield tuple(each for _slips, each in guess)


def _near(db: Db, typed: str) -> list[tuple[int, str]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(typed) < 6 else 2
    like = {"shortest": len(typed) - slips, "longest": len(typed) + slips}
    known = (db.value(_SPELLINGS, **like) or "").split()
    spelled = [each for each in known if not each.startswith(typed)]
    found = process.extract(typed, spelled, scorer=OSA.distance, score_cutoff=slips, limit=4)
    return [(int(distance), each) for each, distance, _place in found]


def _people(db: Db, ranks: _Ranks) -> tuple[FoundPerson, ...]:
    if not ranks:
        return ()
    ids = sorted(ranks, key=lambda each: ranks[each])[:_AT_ONCE]
    places = {f"id{n}": ids[n] if n < len(ids) else ids[0] for n in range(_AT_ONCE)}
    rows = db.all(_PEOPLE, **places)
    in_order = sorted(rows, key=lambda row: (*ranks[row.id], row.sort_key, row.id))
    return tuple(map(_found, in_order))


def _found(row: Any) -> FoundPerson:
    name, status = _name(row), Status(row.status)
    return FoundPerson(
        id=row.id, filed=filed(name), called=called(name), plain=plain(name), born=row.born,
        phone_end=(row.number or "")[-4:],
        status="" if status is Status.CURRENT else status_words(status, row.status_until),
    )  # fmt: skip


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)


def _in_order(rows: Sequence[Any]) -> _Ranks:
    return {row[0]: (place,) for place, row in enumerate(rows)}
