"""Column types that read the same from SQLite and from Postgres."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    Text,
    Time,
    Uuid,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

Id = BigInteger().with_variant(Integer(), "sqlite")
Word = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte, so that ranges (`>=`, `<`) mean the same everywhere."""


_Convert = Callable[[Any], Any]


class _Kind(TypeDecorator[Any]):
    """A type of ours; its functions convert alone, without SQLAlchemy's around them."""

    impl: Any = Text
    in_sqlite: TypeEngine[Any] = Text()
    in_postgres: TypeEngine[Any]

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        own = self.in_sqlite if dialect.name == "sqlite" else self.in_postgres
        return dialect.type_descriptor(own)


class Key(_Kind):
    """A UUID: native on Postgres, 16 bytes on SQLite."""

    impl = Uuid
    cache_ok = True
    in_sqlite, in_postgres = LargeBinary(16), Uuid()

    def bind_processor(self, dialect: Dialect) -> _Convert | None:
        return _as_bytes if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, _coltype: object) -> _Convert | None:
        return _from_bytes if dialect.name == "sqlite" else None


class Utc(_Kind):
    """A moment in UTC: timestamptz on Postgres, ISO 8601 text of 32 characters on SQLite."""

    cache_ok = True
    in_postgres = DateTime(timezone=True)

    def bind_processor(self, dialect: Dialect) -> _Convert:
        return _moment_as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, _coltype: object) -> _Convert:
        return _moment_from_text if dialect.name == "sqlite" else _in_utc


class Day(_Kind):
    """A calendar day, with no zone."""

    cache_ok = True
    in_postgres = Date()

    def bind_processor(self, dialect: Dialect) -> _Convert | None:
        return _day_as_text if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, _coltype: object) -> _Convert | None:
        return _day_from_text if dialect.name == "sqlite" else None


class Clock(_Kind):
    """A time on the wall clock, to the minute, with no zone."""

    cache_ok = True
    in_postgres = Time()

    def bind_processor(self, dialect: Dialect) -> _Convert | None:
        return _time_as_text if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, _coltype: object) -> _Convert | None:
        return _time_from_text if dialect.name == "sqlite" else None


class Flag(_Kind):
    """Yes or no: boolean on Postgres, 0 or 1 on SQLite."""

    impl = Integer
    cache_ok = True
    in_sqlite, in_postgres = Integer(), Boolean()

    def bind_processor(self, dialect: Dialect) -> _Convert | None:
        return _as_number if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, _coltype: object) -> _Convert | None:
        return _from_number if dialect.name == "sqlite" else None


def _as_bytes(value: UUID | None) -> bytes | None:
    return value.bytes if value else None


def _from_bytes(value: bytes | None) -> UUID | None:
    return UUID(bytes=value) if value else None


@lru_cache(maxsize=16)  # a step writes its own moment again and again
def _moment_as_text(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is not UTC:
        value = _aware(value).astimezone(UTC)
    return value.isoformat("T", "microseconds")


def _moment_from_text(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _in_utc(value: datetime | None) -> datetime | None:
    return _aware(value).astimezone(UTC) if value else None


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return value


def _day_as_text(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _day_from_text(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _time_as_text(value: time | None) -> str | None:
    return value.isoformat("minutes") if value else None


def _time_from_text(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None


def _as_number(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _from_number(value: int | None) -> bool | None:
    return None if value is None else bool(value)


QUICK: dict[_Convert, _Convert] = {
    _moment_from_text: datetime.fromisoformat,
    _day_from_text: date.fromisoformat,
    _time_from_text: time.fromisoformat,
    _from_number: bool,
}
"""What converts a value that is known not to be None, without a function of ours around it."""
