"""Places and leaders cannot be in two things at once: who has them, and what is free instead."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from desktop.rules import closures
from desktop.rules.closures import OpenDays
from desktop.rules.days import clock, hours
from desktop.rules.planning import Facts, How, Way
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.sessions import hours_of

ROOM_TAKEN, LEADER_BUSY, SHUT, NO_SUCH_HOUR = "Room taken", "Leader busy", "Closed", "No such time"
_STEP = 30
_DAY = (time(8), time(20))


@dataclass(frozen=True, slots=True)
class Taken:
    """A session that has its place and its leader for itself."""

    session_id: int
    title: str
    starts: time
    ends: time
    place_id: int | None
    leader_id: int | None


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place that can be chosen, whether more than one thing may be there, until when."""

    id: int
    name: str
    shared: bool = False
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """What is on, on the days that were asked for; places by id, in the order of their names."""

    zone: str
    days: OpenDays = field(default_factory=OpenDays)
    taken: Mapping[date, Sequence[Taken]] = field(default_factory=dict)
    places: Mapping[int, PlaceFacts] = field(default_factory=dict)
    leaders: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands in the way: two words for a chip, and the sentence."""

    why: str
    sentence: str


def clash(diary: Diary, facts: Facts, but: Collection[int] = ()) -> Clash | None:
    """Find what stands in a session's way; sessions in `but` do not count."""
    try:
        hours_of(facts.on, facts.starts, facts.ends, diary.zone)
    except Refused as no:
        return Clash(NO_SUCH_HOUR, no.sentence)
    return _shut(diary, facts) or taken(diary, facts, but)


def ways(diary: Diary, facts: Facts, found: Clash, but: Collection[int] = ()) -> tuple[Way, ...]:
    """Give ready answers: another place if that helps, no session, the nearest free start."""
    answers = [Way(How.SKIP, "", "Skip it")]
    if found.why in (ROOM_TAKEN, SHUT):
        answers = _other_place(diary, facts, but) + answers
    start = _nearest_start(diary, facts, but)
    if start is not None:
        answers.append(Way(How.START, f"{start:%H:%M}", clock(start)))
    return tuple(answers)


def check_clash(diary: Diary, facts: Facts, reason: str, but: Collection[int] = ()) -> None:
    """Refuse what clashes, unless a reason is given; hours that do not exist have none."""
    found = clash(diary, facts, but)
    if found and found.why == NO_SUCH_HOUR:
        raise Refused(f"Not saved. {found.sentence}")
    if found and not reason:
        raise Refused(f"Not saved. {found.sentence}", WayOn("anyway", "All the same", 0))


def taken(diary: Diary, facts: Facts, but: Collection[int]) -> Clash | None:
    """Find another session that has the place or the leader then."""
    for other in diary.taken.get(facts.on, ()):
        if other.session_id in but or not _overlap(other, facts):
            continue
        span = hours(other.starts, other.ends)
        if other.place_id == facts.place_id and _alone(diary, facts.place_id):
            where = diary.places[facts.place_id or 0].name
            return Clash(ROOM_TAKEN, f"{where} has {other.title}, {span}.")
        if facts.leader_id is not None and other.leader_id == facts.leader_id:
            who = diary.leaders.get(facts.leader_id, "The leader")
            return Clash(LEADER_BUSY, f"{who} leads {other.title}, {span}.")
    return None


def _shut(diary: Diary, facts: Facts) -> Clash | None:
    where = diary.places.get(facts.place_id or 0)
    if where and where.closed is not None and where.closed <= facts.on:
        return Clash(SHUT, f"{where.name} is no longer used then.")
    closed = closures.closed_place(diary.days, facts.place_id, facts.on, facts.starts, facts.ends)
    if closed and where:
        return Clash(SHUT, f"{where.name} is closed then: {closed.name}.")
    all_closed = closures.closed_all(diary.days, facts.on, facts.starts, facts.ends)
    if all_closed:
        return Clash(SHUT, f"The practice is closed then: {all_closed}.")
    outside = closures.outside_hours(diary.days, facts.on, facts.starts, facts.ends)
    return Clash(SHUT, outside) if outside else None


def _overlap(other: Taken, facts: Facts) -> bool:
    return other.starts < facts.ends and facts.starts < other.ends


def _alone(diary: Diary, place_id: int | None) -> bool:
    where = diary.places.get(place_id or 0)
    return where is not None and not where.shared


def _other_place(diary: Diary, facts: Facts, but: Collection[int]) -> list[Way]:
    for each in diary.places.values():
        if each.id == facts.place_id or clash(diary, replace(facts, place_id=each.id), but):
            continue
        return [Way(How.PLACE, str(each.id), f"Use {each.name}")]
    return []


def _nearest_start(diary: Diary, facts: Facts, but: Collection[int]) -> time | None:
    """Find the free start nearest to the wanted one, by half hours, while the practice is open."""
    hours_then = [each for each in diary.days.openings if each.weekday == facts.on.weekday()]
    opens, closes = (hours_then[0].opens, hours_then[0].closes) if hours_then else _DAY
    wanted, length = _minutes(facts.starts), _minutes(facts.ends) - _minutes(facts.starts)
    last = _minutes(closes) - length
    others = [each for each in range(_minutes(opens), last + 1, _STEP) if each != wanted]
    for start in sorted(others, key=lambda start: (abs(start - wanted), start)):
        at = replace(facts, starts=_clock(start), ends=_clock(start + length))
        if not clash(diary, at, but):
            return at.starts
    return None


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))
