"""What a change does to each date, in words: what was, what becomes of it, and why."""

from collections.abc import Mapping

from desktop.rules.days import clock, day, hours_short
from desktop.rules.planning import NONE, ChangeLine, Facts
from desktop.rules.series_change import Ask, Line


def change_line(line: Line, names: Mapping[str, Mapping[int, str]], ask: Ask) -> ChangeLine:
    """Show what becomes of one date in words."""
    was = line.session
    facts = line.outcome.facts
    old, new = _words(was.facts if was else None, facts, names)
    return ChangeLine(
        on=line.on,
        session_id=was.id if was else None,
        was=old,
        becomes=new if facts is not None else "",
        state=line.outcome.state,
        why=line.outcome.sentence or line.outcome.why,
        booked=was.live if was else 0,
        ways=line.outcome.ways,
        settled=ask.decided.get(line.on),
    )


def _words(
    was: Facts | None, facts: Facts | None, names: Mapping[str, Mapping[int, str]]
) -> tuple[str, str]:
    """Say what differs, before and after: days, times, places, leaders, places taken or free."""
    if was is None:
        return "", f"{day(facts.on, facts.on)}, {clock(facts.starts)}" if facts else ""
    if facts is None or facts == was:
        return clock(was.starts), clock(was.starts)
    pairs = [
        (day(was.on, was.on), day(facts.on, was.on)),
        _times(was, facts),
        _named(names["places"], was.place_id, facts.place_id, "no place"),
        _named(names["leaders"], was.leader_id, facts.leader_id, "no leader"),
        (f"{was.places} places", f"{facts.places} places"),
    ]
    different = [pair for pair in pairs if pair[0] != pair[1]]
    return ", ".join(old for old, _ in different), ", ".join(new for _, new in different)


def _times(was: Facts, facts: Facts) -> tuple[str, str]:
    if was.starts == facts.starts:
        return hours_short(was.starts, was.ends), hours_short(facts.starts, facts.ends)
    return clock(was.starts), clock(facts.starts)


def _named(
    names: Mapping[int, str], was: int | None, now: int | None, nothing: str
) -> tuple[str, str]:
    return names.get(was or NONE, nothing), names.get(now or NONE, nothing)
