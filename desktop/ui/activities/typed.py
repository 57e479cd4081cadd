"""What stands in the editor, as it was typed: kept as a draft, and read only when it is saved."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.data.offers import ActivityPage
from desktop.data.texts import Written
from desktop.rules.activities import (
    ActivityFacts,
    Option,
    check_activity,
    length_words,
    read_length,
)
from desktop.rules.refusal import Refused

Typed = Mapping[str, Any]

TEXT = "text "
"""Before a language's code: what people read in it."""
TITLE = "title "
"""Before a language's code: what the activity is called in it."""

PRIVATE = "private"
AS_THEY_ARE = (
    "name", "patch", "category_id", "place_id", "leader_id", "suits", "say_when_booking", "price",
    "bring", "opens_days", "kept_days", "weather", "young", "ring_home", "collected_by",
    "leaves_alone",
)  # fmt: skip
NUMBERS = ("places", "smallest", "kept", "youngest", "oldest")
PERHAPS = ("step_free", "hearing_loop")
NO_NUMBER = {"smallest": 0, "kept": 0, "youngest": None, "oldest": None}
LONGEST_NUMBER = 6


class Unread(Refused):
    """What stands in one field cannot be read; `field` is its name."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def typed_of(page: ActivityPage) -> dict[str, Any]:
    """Give what would stand in the editor for an activity of the records."""
    texts = {TEXT + each.language: each.text for each in page.texts}
    titles = {TITLE + each.language: each.title for each in page.texts if each.title}
    return typed_facts(page.facts) | texts | titles


def typed_facts(facts: ActivityFacts) -> dict[str, Any]:
    """Give what would stand in the editor for these facts, without any text."""
    return {
        **{name: getattr(facts, name) for name in AS_THEY_ARE},
        **{name: _number_words(name, getattr(facts, name)) for name in NUMBERS},
        **{name: bool(getattr(facts, name)) for name in PERHAPS},
        "minutes": length_words(facts.minutes),
        "sees": PRIVATE if facts.private else facts.who,
        "closes": (facts.closes_days, facts.closes_at),
        "options": tuple((each.name, str(each.places)) for each in facts.options),
    }


def facts_of(typed: Typed, was: ActivityFacts) -> ActivityFacts:
    """Read what was typed; Unread or Refused where it cannot be."""
    sees, (closes_days, closes_at) = typed["sees"], typed["closes"]
    read: dict[str, Any] = {
        **{name: typed[name] for name in AS_THEY_ARE},
        **{name: _number(name, typed[name]) for name in NUMBERS},
        **{name: _perhaps(typed[name], getattr(was, name)) for name in PERHAPS},
    }
    facts = replace(
        was,
        **read,
        minutes=_length(typed["minutes"]),
        private=sees == PRIVATE,
        who=was.who if sees == PRIVATE else sees,
        closes_days=closes_days,
        closes_at=closes_at,
        options=tuple(_option(*each) for each in typed["options"] if any(map(str.strip, each))),
    )
    if not facts.name.strip():
        raise Unread("name", "Give the activity a name.")
    return check_activity(facts)


def written_of(typed: Typed, base: Typed, page: ActivityPage | None) -> tuple[Written, ...]:
    """Give the texts that are different, each with the version it began from."""
    versions = {each.language: each.version for each in page.texts} if page else {}
    return tuple(
        Written(code, typed.get(TEXT + code, ""), versions.get(code, 0), typed.get(TITLE + code))
        for code in sorted(texts_in(typed) | titles_in(typed))
        if any(typed.get(kind + code, "") != base.get(kind + code, "") for kind in (TEXT, TITLE))
    )


def texts_in(typed: Typed) -> dict[str, str]:
    """Give the texts of a draft by their languages."""
    return {n.removeprefix(TEXT): each for n, each in typed.items() if n.startswith(TEXT)}


def titles_in(typed: Typed) -> dict[str, str]:
    """Give what the activity is called in other languages, by these."""
    return {n.removeprefix(TITLE): each for n, each in typed.items() if n.startswith(TITLE)}


def same(one: Typed, other: Typed) -> bool:
    """Whether two say the same; a language with no text is as good as none."""
    return _said(one) == _said(other)


def _said(typed: Typed) -> dict[str, Any]:
    return {n: each for n, each in typed.items() if each or not n.startswith((TEXT, TITLE))}


def _length(text: str) -> int:
    try:
        return read_length(text)
    except Refused as no:
        raise Unread("minutes", no.sentence) from None


def _number(name: str, text: str) -> Any:
    said = text.strip()
    if not said and name in NO_NUMBER:
        return NO_NUMBER[name]
    if not said.isdecimal() or len(said) > LONGEST_NUMBER:
        raise Unread(name, "This is not a number. Write it in figures.")
    return int(said)


def _perhaps(ticked: bool, was: bool | None) -> bool | None:
    """Leave what nobody has looked at unknown, unless somebody says yes."""
    return None if was is None and not ticked else ticked


def _option(name: str, places: str) -> Option:
    said = places.strip()
    if not said.isdecimal() or len(said) > LONGEST_NUMBER:
        raise Unread("options", f"Give {name.strip() or 'the option'} a limit in figures.")
    return Option(name, int(said))


def _number_words(name: str, number: int | None) -> str:
    return "" if number is None or (name in ("smallest", "kept") and not number) else str(number)
