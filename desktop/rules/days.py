"""Days and times in the words of the desk, read and said."""

import re
from contextlib import suppress
from datetime import date, time, timedelta

from desktop.rules.refusal import Refused

_HALF_A_YEAR = 180
_A_LEAP_YEAR = 2028
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NOT_A_BIRTHDAY = "That is not a date we know. Try 14 March 1951 or 14/3/51."
_NOT_A_DAY = "That is not a day we know. Try 26 November, next Tuesday or 26/11."
_NOT_A_TIME = "That is not a time we know. Try 2pm or 14:00."
_NOT_HOURS = "Those are not hours we know. Try 9am to 5pm."
# Compiled when something is typed, not at each start: `re` keeps what it has compiled.
_DIGITS = r"(\d{1,2}) ?[./\- ] ?(\d{1,2})(?: ?[./\- ] ?(\d{2}|\d{4}))?"
# A day and month before the year, or else the year first: no month begins with 18, 19 or 20.
_RUN = r"(\d{2})(\d{2})(\d{2}|(?:18|19|20)\d{2})"
_ISO = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})"
_WORDS = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ .\-/]*([a-z]+)\.?[ ,.\-/]*(\d{4}|\d{2})?"
_US = r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?"
_MIDNIGHT = r"[ t]0{1,2}:00(?::00(?:\.0+)?)?z?$"
_CLOCK = r"(\d{1,2})(?:[:.]?(\d{2}))? ?(am|pm|a\.m\.?|p\.m\.?)?"


def day(on: date, today: date) -> str:
    """Say a day: "Thursday 26 November", with the year only when it is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


def full_date(on: date) -> str:
    """Say a date with its year: "14 March 1951"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def near_date(on: date, today: date) -> str:
    """Say a date without its weekday: "2 April", with the year only when it is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


def month_words(on: date) -> str:
    """Name the month of a day: "May 2027"."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def day_of_month(on: date) -> str:
    """Say a day within its month: "7", but "1 June"."""
    return str(on.day) if on.day > 1 else f"1 {MONTHS[on.month - 1]}"


def short_date(on: date) -> str:
    """Say a date for a narrow column: "3 May"."""
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def short_day(on: date) -> str:
    """Say a day for a narrow column: "Tue 4"."""
    return f"{DAYS[on.weekday()][:3]} {on.day}"


def near(on: date, today: date) -> str:
    """Say a day as one would: "today", "tomorrow", "yesterday", else the day."""
    words = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return words.get((on - today).days) or day(on, today)


def clock(at: time) -> str:
    """Say a time: "2pm", "12:30pm"."""
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def hours(starts: time, ends: time) -> str:
    """Say a span of time in full: "2pm to 4pm"."""
    return f"{clock(starts)} to {clock(ends)}"


def hours_short(starts: time, ends: time) -> str:
    """Say a span of time for a grid: "2 to 4pm", "11:30am to 1pm"."""
    same = (starts.hour < 12) == (ends.hour < 12)
    first = clock(starts)[:-2] if same else clock(starts)
    return f"{first} to {clock(ends)}"


def when(on: date, starts: time, ends: time, today: date) -> str:
    """Say when a session is: "Thursday 26 November, 2pm to 4pm"."""
    return f"{day(on, today)}, {hours(starts, ends)}"


def ordinal(number: int) -> str:
    """Say a place in a row: "1st", "3rd", "12th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def read_birth(text: str, today: date) -> date:
    """Read a date of birth in any usual form; two-digit years are never in the future."""
    parts = _parts(text)
    if parts is None or parts[2] is None:
        raise Refused(_NOT_A_BIRTHDAY)
    return _date(parts[0], parts[1], _birth_year(parts, today), _NOT_A_BIRTHDAY)


def read_day(text: str, today: date) -> date:
    """Read a day: "26 Nov", "26/11", "next Tuesday", "tomorrow", "in 2 weeks".

    Without a year it is the next such day, or one of the half year just gone.
    """
    said = _said(text)
    spoken = _spoken(said, today)
    if spoken:
        return spoken
    parts = _parts(said)
    if parts is None:
        raise Refused(_NOT_A_DAY)
    if parts[2] is not None:
        return _date(parts[0], parts[1], _century(parts[2]), _NOT_A_DAY)
    return _without_year(parts[0], parts[1], today)


def read_clock(text: str) -> time:
    """Read a time: "2pm", "14:00", "2.30", "1400"; from 1 to 6 without am or pm means afternoon."""
    found = re.fullmatch(_CLOCK, re.sub("midday|noon", "12pm", _said(text)))
    if not found:
        raise Refused(_NOT_A_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
    elif 1 <= hour <= 6 and len(found[1]) == 1:
        hour += 12
    if hour > 23 or minute > 59:
        raise Refused(_NOT_A_TIME)
    return time(hour, minute)


def read_hours(text: str) -> tuple[time, time]:
    """Read a span of the day: "9am to 5pm", "8:30 - 18:00"."""
    parts = re.split(r" to | until |-|–", _said(text))
    if len(parts) != 2:
        raise Refused(_NOT_HOURS)
    starts, ends = read_clock(parts[0]), read_clock(parts[1])
    if ends <= starts:
        raise Refused("The end must be after the start.")
    return starts, ends


def _said(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip().casefold())


def _spoken(said: str, today: date) -> date | None:
    plain = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if said in plain:
        return today + timedelta(days=plain[said])
    ahead = re.fullmatch(r"in (\d{1,2}) (day|week)s?", said)
    if ahead:
        return today + timedelta(days=int(ahead[1]) * (7 if ahead[2] == "week" else 1))
    name = re.fullmatch(r"(?:(next|this|on) )?([a-z]{3,9})", said)
    return _weekday(name[2], today, later=name[1] == "next") if name else None


def _weekday(name: str, today: date, *, later: bool) -> date | None:
    found = [n for n, each in enumerate(DAYS) if each.casefold().startswith(name)]
    if not found:
        return None
    ahead = (found[0] - today.weekday()) % 7
    # "Next Tuesday" said on a Monday is the Tuesday of next week.
    of_next_week = later and found[0] > today.weekday()
    return today + timedelta(days=(ahead or (7 if later else 0)) + (7 if of_next_week else 0))


def _parts(text: str) -> tuple[int, int, str | None] | None:
    said = re.sub(_MIDNIGHT, "", _said(text))
    if digits := re.fullmatch(_DIGITS, said) or re.fullmatch(_RUN, said):
        return int(digits[1]), int(digits[2]), digits[3]
    if iso := re.fullmatch(_ISO, said):
        year, month, of_month = filter(None, iso.groups())
        return int(of_month), int(month), year
    return _word_parts(said)


def _word_parts(said: str) -> tuple[int, int, str | None] | None:
    without_day = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", "", said)
    if words := re.fullmatch(_WORDS, without_day):
        month = _month(words[2])
        return (int(words[1]), month, words[3]) if month else None
    if us := re.fullmatch(_US, without_day):
        month = _month(us[1])
        return (int(us[2]), month, us[3]) if month else None
    return None


def _month(name: str) -> int | None:
    if len(name) < 3:
        return None
    found = [n for n, each in enumerate(MONTHS, 1) if each.casefold().startswith(name)]
    return found[0] if found else (9 if name == "sept" else None)


def _birth_year(parts: tuple[int, int, str | None], today: date) -> int:
    year = parts[2] or ""
    if len(year) == 4:
        return int(year)
    recent = 2000 + int(year)
    future = (recent, parts[1], parts[0]) > (today.year, today.month, today.day)
    return recent - 100 if future else recent


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _without_year(of_month: int, month: int, today: date) -> date:
    # In a leap year: "29 feb" is a day, though perhaps not of this year.
    _date(of_month, month, _A_LEAP_YEAR, _NOT_A_DAY)
    for year in range(today.year, today.year + 8):
        with suppress(ValueError):
            found = date(year, month, of_month)
            if (today - found).days < _HALF_A_YEAR:
                return found
    raise Refused(_NOT_A_DAY)


def _date(of_month: int, month: int, year: int, no: str) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        raise Refused(no) from None
