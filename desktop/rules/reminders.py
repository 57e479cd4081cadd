"""Reminders before a session: for which days, from when, and in whose words and language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import groupby

from desktop.rules.closures import OpenDays, closed_all
from desktop.rules.days import clock, day
from desktop.rules.languages import ENGLISH, LANGUAGES, language
from desktop.rules.names import clean
from desktop.rules.refusal import Refused

FROM = time(15)
"""From this hour on, reminders are among the things to do now."""
FARTHEST = 5
LONGEST = 300
GAPS = ("{day}", "{time}", "{activity}", "{place}")
IN_ENGLISH = "{day}, {time}: {activity}, {place}. See you there."
"""What is said until the practice has words of its own."""
_BETWEEN = re.compile(r"[,;/&+]|\band\b|\bor\b", re.IGNORECASE)
_ALL_DAY = time(0), time(23, 59)
_NO_PLACE = re.compile(r"[,:;]?\s*\(?(?:(?:in|at)\s+(?:the\s+)?)?\{place\}\)?")
PRIVATE = "This activity is private: it is said, never written. Ring instead."
_CODES = {
    word.casefold(): each.code for each in LANGUAGES for word in (each.name, each.own, each.code)
}


@dataclass(frozen=True, slots=True)
class Message:
    """What to send: in which language, and why not in theirs when it is not."""

    text: str
    language: str = ENGLISH
    why_not_theirs: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """One session somebody is reminded of: what, when and where."""

    title: str
    on: date
    starts: time
    place: str = ""


def days_to_remind(today: date, days: OpenDays) -> tuple[date, ...]:
    """Give the days whose people are reminded today: tomorrow, and on to the next open day.

    Bank holidays are not asked about: their calendar takes long to wake for so little.
    """
    found: list[date] = []
    for ahead in range(1, FARTHEST + 1):
        found.append(today + timedelta(days=ahead))
        if not closed_all(days, found[-1], *_ALL_DAY):
            break
    return tuple(found)


def codes_of(spoken: str) -> tuple[str, ...]:
    """Find the codes of the languages somebody speaks, as typed: "Urdu and English"."""
    typed = (clean(each).casefold() for each in _BETWEEN.split(spoken))
    return tuple(_CODES.get(each, each) for each in typed if each) or (ENGLISH,)


def code_of(spoken: str) -> str:
    """Find the code of the language somebody reads best, as it was typed; English for none."""
    return codes_of(spoken)[0]


def message(
    checked: Mapping[str, str], spoken: str, title: str, on: date, starts: time, place: str,
    today: date,
) -> Message:  # fmt: skip
    """Write the message for somebody in their language, else in English and why.

    `checked` are the texts that somebody has checked, by language: no others are ever used, and
    nothing is translated here.
    """
    codes = codes_of(spoken)
    code = next((each for each in codes if each in checked and each != ENGLISH), ENGLISH)
    if code != ENGLISH:
        gaps = {"day": f"{on.day:02d}/{on.month:02d}", "time": f"{starts:%H:%M}"}
        return Message(_filled(checked[code], title, place, gaps), code)
    gaps = {"day": _english_day(on, today), "time": clock(starts)}
    text = _filled(checked.get(ENGLISH, IN_ENGLISH), title, place, gaps)
    if ENGLISH in codes:
        return Message(text)
    name = language(codes[0]).name if language(codes[0]).name != codes[0] else clean(spoken)
    return Message(text, ENGLISH, f"In English: nobody has checked a text in {name}.")


def message_of_all(
    checked: Mapping[str, str], spoken: str, dates: Sequence[Date], today: date
) -> Message:
    """Write one message for all dates of somebody; checked words are used once for each date."""
    each = [message(checked, spoken, d.title, d.on, d.starts, d.place, today) for d in dates]
    if len(each) == 1:
        return each[0]
    if each[0].language == ENGLISH and ENGLISH not in checked:
        return replace(each[0], text=_in_one(dates, today))
    return replace(each[0], text="\n".join(written.text for written in each))


def _in_one(dates: Sequence[Date], today: date) -> str:
    """Say all dates of somebody in the program's own words, day by day."""
    said = []
    for on, those in groupby(dates, lambda each: each.on):
        there = (", ".join(filter(None, (f"{clock(d.starts)} {d.title}", d.place))) for d in those)
        said.append(f"{_english_day(on, today)}: {'; '.join(there)}.")
    return " ".join([*said, "See you there."])


def check_wording(typed: str) -> str:
    """Read the practice's words; Refused when a gap is unknown or the when is missing."""
    text = clean(typed)
    if len(text) > LONGEST:
        raise Refused(f"A message has no more than {LONGEST} letters. Shorten it.")
    unknown = [each for each in re.findall(r"\{[^}]*\}?", text) if each not in GAPS]
    if unknown:
        raise Refused(f"{unknown[0]} is not known here. Use {', '.join(GAPS)}.")
    if text and not all(gap in text for gap in ("{day}", "{time}", "{activity}")):
        raise Refused("Say what and when: the text needs {activity}, {day} and {time}.")
    return text


def _english_day(on: date, today: date) -> str:
    tomorrow = "Tomorrow, " if (on - today).days == 1 else ""
    return f"{tomorrow}{day(on, today)}"


def _filled(text: str, title: str, place: str, gaps: Mapping[str, str]) -> str:
    whole = text if place else _NO_PLACE.sub("", text)
    for name, value in {**gaps, "activity": title, "place": place}.items():
        whole = whole.replace(f"{{{name}}}", value)
    return whole
