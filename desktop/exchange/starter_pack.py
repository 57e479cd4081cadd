"""A starter pack as one file (JSON): written with its version, and read with every part checked."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from desktop.exchange.delimited import said_of
from desktop.rules.activities import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT, Option, Role
from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.starter_packs import (
    PackedActivity,
    PackedPlace,
    PackedSeries,
    PackedText,
    StarterPack,
    begins,
)

T = TypeVar("T")
Reader = Callable[[Any], Any]

KIND, VERSION = "Crafternoon starter pack", 1
_MOST_BYTES = 5_000_000
_A_MONDAY = date(2024, 1, 1)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_NOT_ONE = "{name} is not a starter pack. Choose a file that was written as one."
_TOO_NEW = "{name} was written by a newer Crafternoon. Update this program, then open it again."
_DAMAGED = "{name} is damaged: {where} is not as it should be. Ask for it again."


class _Odd(Exception):  # noqa: N818 -- found on the way down, said at the top
    def __init__(self, where: str = "") -> None:
        super().__init__()
        self.where = where


def to_json(pack: StarterPack) -> bytes:
    """Write a pack as a file."""
    whole = {"kind": KIND, "version": VERSION, **asdict(pack)}
    text = json.dumps(whole, ensure_ascii=False, indent=1, default=lambda at: f"{at:%H:%M}")
    return f"{text}\n".encode()


def read_pack(path: Path) -> StarterPack:
    """Read a pack; Refused with a sentence when it is none, too new or damaged."""
    whole = _json(path)
    if not isinstance(whole, dict) or whole.pop("kind", None) != KIND:
        raise Refused(_NOT_ONE.format(name=path.name))
    version = whole.pop("version", None)
    if type(version) is not int or version < 1:
        raise Refused(_DAMAGED.format(name=path.name, where="its version"))
    if version > VERSION:
        raise Refused(_TOO_NEW.format(name=path.name))
    try:
        pack: StarterPack = _PACK(whole)
    except _Odd as odd:
        raise Refused(_DAMAGED.format(name=path.name, where=odd.where or "it")) from None
    return pack


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(f"{path.name} is larger than any starter pack.")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise Refused(said_of(path, error)) from error
    except (ValueError, RecursionError):
        raise Refused(_NOT_ONE.format(name=path.name)) from None


def _record(kind: type[T], **readers: Reader) -> Callable[[Any], T]:
    """Read an object whose every member is known, and named where it is odd."""
    needed = {
        each.name
        for each in fields(kind)  # type: ignore[arg-type]
        if each.default is MISSING
    }

    def read(value: Any) -> T:
        if not isinstance(value, Mapping) or needed - value.keys():
            raise _Odd
        found = {}
        for name, part in value.items():
            try:
                found[name] = readers[name](part)
            except KeyError:
                raise _Odd(f"“{clean(str(name))[:30]}”") from None
            except _Odd as odd:
                raise _Odd(odd.where or f"“{name}”") from None
        return kind(**found)

    return read


def _many(reader: Reader, most: int) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list) or len(value) > most:
            raise _Odd
        return tuple(map(reader, value))

    return read


def _maybe(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _text(longest: int, *, lines: bool = False, needed: bool = False) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > longest:
            raise _Odd
        said = "\n".join(map(clean, value.splitlines())) if lines else clean(value)
        if needed and not said:
            raise _Odd
        return said

    return read


def _fitting(pattern: re.Pattern[str]) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _Odd
        return value

    return read


def _whole(least: int, most: int) -> Reader:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise _Odd
        return value

    return read


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Odd
    return value


def _clock(value: Any) -> time:
    return time.fromisoformat(_fitting(_CLOCK)(value))


def _rule(value: Any) -> str:
    try:
        rule = read_rule(_text(LONGEST_LINE, needed=True)(value))
        begins(rule, _A_MONDAY)
    except Refused:
        raise _Odd from None
    return rule.text


_NAME, _LINE, _NUMBER = _text(LONGEST_NAME), _text(LONGEST_LINE), _whole(0, 1_000)
_OWN_NAME = _text(LONGEST_NAME, needed=True)
_SERIES = _record(
    PackedSeries, rule=_rule, starts=_clock, ends=_clock, places=_NUMBER, place=_NAME,
    skips_closed=_flag, term_only=_flag,
)  # fmt: skip
_ACTIVITY = _record(
    PackedActivity, name=_OWN_NAME, patch=_fitting(re.compile("[a-z]{1,20}")), category=_NAME,
    place=_NAME, minutes=_NUMBER, places=_NUMBER, smallest=_NUMBER, kept=_NUMBER,
    kept_days=_maybe(_NUMBER),
    youngest=_maybe(_NUMBER), oldest=_maybe(_NUMBER), suits=_LINE,
    who=_fitting(re.compile("everybody|link worker")), say_when_booking=_LINE, price=_LINE,
    bring=_LINE, opens_days=_maybe(_NUMBER), closes_days=_maybe(_NUMBER), closes_at=_maybe(_clock),
    weather=_flag, step_free=_maybe(_flag), hearing_loop=_maybe(_flag), young=_flag,
    options=_many(_record(Option, name=_OWN_NAME, places=_NUMBER), 12),
    roles=_many(_record(Role, role=_OWN_NAME, number=_NUMBER), 20),
    texts=_many(
        _record(
            PackedText, language=_fitting(_LANGUAGE), text=_text(LONGEST_TEXT, lines=True),
            title=_NAME,
        ), 40,
    ),
    series=_many(_SERIES, 20),
)  # fmt: skip
_PLACE = _record(
    PackedPlace, name=_OWN_NAME, step_free=_maybe(_flag), hearing_loop=_maybe(_flag), shared=_flag
)
_PACK = _record(StarterPack, places=_many(_PLACE, 200), activities=_many(_ACTIVITY, 200))
