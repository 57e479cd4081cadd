"""Starter packs: what is offered here, packed without people, and opened by another practice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import false, or_, select

from desktop.data import offers
from desktop.data.db import Db
from desktop.data.foreseeing import foreseen
from desktop.data.places import PlaceFacts
from desktop.data.programme_known import Here
from desktop.data.programme_lines import ProgrammePlan, Wishes
from desktop.data.programme_making import make_series
from desktop.data.series import today_of
from desktop.data.store import Store
from desktop.data.tables import activity, activity_text, category, place, series
from desktop.data.texts import Written
from desktop.rules.activities import ActivityFacts, check_activity, check_text, check_title
from desktop.rules.languages import ENGLISH
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.starter_packs import (
    PackedActivity,
    PackedPlace,
    PackedSeries,
    PackedText,
    StarterPack,
    begins,
    whole_rule,
)

# Who may collect a young person, and who may go alone, was agreed with people of this practice.
_SHARED = {each.name for each in fields(PackedActivity)} & {
    each.name for each in fields(ActivityFacts)
}


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack, and how many private activities were left out of it."""

    pack: StarterPack
    private: int


@dataclass(frozen=True, slots=True)
class PackLine:
    """What became of one activity of a pack: "new", "there already" or "refused", and why."""

    name: str
    kind: str
    sentence: str
    dates: int = 0


@dataclass(frozen=True, slots=True)
class PackCounts:
    """How many activities of a pack are new, were there already or cannot be, and their dates."""

    new: int
    known: int
    refused: int
    dates: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a pack did, or would do, activity by activity."""

    counts: PackCounts
    lines: tuple[PackLine, ...]


def pack(db: Db, *, today: date) -> Packed:
    """Pack what is offered here: no people, no dates, nothing private."""
    offered = select(activity).where(or_(activity.c.ended.is_(None), activity.c.ended >= today))
    rows = db.all(offered.where(activity.c.private == false()).order_by(activity.c.id))
    private = len(db.all(offered.where(activity.c.private)))
    named = {row.id: row.name for row in db.all(select(place))}
    kinds = {row.id: row.name for row in db.all(select(category))}
    texts, rounds = _texts(db), _series(db, today, named)
    activities = tuple(
        replace(
            _activity(db, row), category=kinds.get(row.category, ""),
            place=named.get(row.place, ""), texts=_with_about(row, texts[row.id]),
            series=tuple(rounds[row.id]),
        )
        for row in rows
    )  # fmt: skip
    return Packed(StarterPack(_places(db, activities), activities), private)


def open_pack(
    store: Store, pack: StarterPack, *, first: date, wishes: Wishes, dry_run: bool = False
) -> Opened:
    """Add the activities of a pack in one step, or with `dry_run` only say what it would do.

    What has a name that is here already is left as it is. Series begin from `first` on.
    """
    lines: list[PackLine] = []
    step = partial(unpack, pack=pack, first=first, wishes=wishes, lines=lines)
    counts = foreseen(store, step) if dry_run else store.write(step).value
    return Opened(counts, tuple(lines))


def add_pack(db: Db, *, pack: StarterPack, first: date) -> PackCounts:
    """Add the activities of a pack; what has a name that is here already is left as it is."""
    return unpack(db, pack=pack, first=first, wishes=Wishes(skip_clashes=True), lines=[])


def unpack(
    db: Db, *, pack: StarterPack, first: date, wishes: Wishes, lines: list[PackLine]
) -> PackCounts:
    """Add the activities of a pack; `lines` is filled."""
    lines.clear()
    here = Here(db, today_of(db))
    here.hold(plan for each in pack.activities for plan in _plans(each, first))
    for each in pack.activities:
        try:
            lines.append(_add(db, here, pack, each, first, wishes))
        except Refused as no:
            lines.append(PackLine(each.name, "refused", no.sentence))
    kinds = [each.kind for each in lines]
    return PackCounts(
        kinds.count("new"), kinds.count("there already"), kinds.count("refused"),
        sum(each.dates for each in lines),
    )  # fmt: skip


def _activity(db: Db, row: Any) -> PackedActivity:
    facts = offers.facts_of(db, row)
    return PackedActivity(**{name: getattr(facts, name) for name in _SHARED})


def _places(db: Db, activities: Sequence[PackedActivity]) -> tuple[PackedPlace, ...]:
    used = {name for each in activities for name in (each.place, *(s.place for s in each.series))}
    rows = db.all(select(place).where(place.c.name.in_(used)).order_by(place.c.name))
    return tuple(PackedPlace(r.name, r.step_free, r.hearing_loop, r.shared) for r in rows)


def _texts(db: Db) -> defaultdict[int, list[PackedText]]:
    texts: defaultdict[int, list[PackedText]] = defaultdict(list)
    for row in db.all(select(activity_text).order_by(activity_text.c.id)):
        texts[row.activity].append(PackedText(row.language, row.text, row.title))
    return texts


def _with_about(row: Any, texts: list[PackedText]) -> tuple[PackedText, ...]:
    if row.about and not any(each.language == ENGLISH for each in texts):
        texts = [PackedText(ENGLISH, row.about), *texts]
    return tuple(texts)


def _series(db: Db, today: date, named: dict[int, str]) -> defaultdict[int, list[PackedSeries]]:
    going = select(series).where(or_(series.c.last.is_(None), series.c.last >= today))
    found: defaultdict[int, list[PackedSeries]] = defaultdict(list)
    for row in db.all(going.order_by(series.c.id)):
        with suppress(Refused):
            found[row.activity].append(_packed(row, named))
    return found


def _packed(row: Any, named: dict[int, str]) -> PackedSeries:
    rule = whole_rule(read_rule(row.rule), row.first)
    return PackedSeries(
        rule.text, row.starts, row.ends, row.places, named.get(row.place, ""), row.skips_closed,
        row.term_only,
    )  # fmt: skip


def _add(
    db: Db, here: Here, pack: StarterPack, each: PackedActivity, first: date, wishes: Wishes
) -> PackLine:
    if here.is_known(each.name):
        return PackLine(each.name, "there already", "It is here already and stays as it is.")
    plans = _plans(each, first)
    known = {where.name: where for where in pack.places}
    facts = ActivityFacts(**{name: getattr(each, name) for name in _SHARED})
    _check(here, each, facts)
    known = {where.name: where for where in pack.places}
    for name in (each.place, *(plan.place for plan in plans)):
        here.place_for(_place(known.get(name) or PackedPlace(name)))
    here.add_activity(
        replace(
            facts, category_id=here.category(each.category),
            place_id=here.place_for(_place(PackedPlace(each.place))),
        ),
        [Written(text.language, text.text, title=text.title or None) for text in each.texts],
    )  # fmt: skip
    done = list(_make(db, here, plans, wishes))
    said = " ".join(sentence for sentence, _ in done)
    return PackLine(each.name, "new", said or "It has no dates.", sum(n for _, n in done))


def _check(here: Here, each: PackedActivity, facts: ActivityFacts) -> None:
    """Refuse what cannot be added, before any of it is."""
    check_activity(facts)
    for text in each.texts:
        check_text(text.text)
        check_title(text.title)
    here.check_names(each.category, each.place, *(known.place for known in each.series))


def _place(packed: PackedPlace) -> PlaceFacts:
    return PlaceFacts(
        packed.name, "", packed.step_free, packed.hearing_loop, packed.shared
    )  # fmt: skip


def _make(
    db: Db, here: Here, plans: Sequence[ProgrammePlan], wishes: Wishes
) -> Iterator[tuple[str, int]]:
    today = today_of(db)
    for plan in plans:
        try:
            done = make_series(db, here, plan, wishes, today)
            yield done.sentence, done.dates
        except Refused as no:
            yield f"A series was not made. {no.sentence}", 0


def _plans(each: PackedActivity, first: date) -> list[ProgrammePlan]:
    rules = [read_rule(known.rule) for known in each.series]
    return [
        ProgrammePlan(
            each.name, begins(rule, first), None, known.starts, known.ends, rule,
            place=known.place, places=known.places, term_only=known.term_only,
            skips_closed=known.skips_closed,
        )
        for rule, known in zip(rules, each.series, strict=True)
    ]  # fmt: skip
