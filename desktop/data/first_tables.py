"""The tables a start needs: sessions and what names them, who is here, and what was done."""

# They refer to no others; the rest of the schema is in `tables`.
# Every row that people edit carries `version`, which `Db.change` counts up. A table's `topic` is
# what screens listen to; a table without one is nobody's news. On Postgres, too, the migrations
# give an index its condition; said here, `postgresql_where` would load that dialect at each start.

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy import text as sql

from desktop.data.changes import Topic
from desktop.data.columns import Clock, Day, Flag, Id, Key, Utc, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, topic: Topic | None, *parts: Any) -> Table:
    # An id of a row that was undone is never another row's: a register painted a second ago may
    # still show it. Postgres does that by itself.
    never_again = topic is not None
    return Table(
        name, metadata, *parts, info={"topic": topic}, sqlite_strict=True,
        sqlite_autoincrement=never_again,
    )  # fmt: skip


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def _to(name: str, table: str, **how: Any) -> Column[int]:
    return Column(name, Id, ForeignKey(f"{table}.id"), **how)


def _text(name: str, **how: Any) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", **how)


def _flag(name: str, *, default: bool = False) -> Column[bool]:
    # "false" and "true" are 0 and 1 to SQLite and booleans to Postgres.
    return Column(name, Flag, nullable=False, server_default=sql("true" if default else "false"))


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(default))


def _version() -> Column[int]:
    return _number("version", 1)


release = _table(
    "release",
    None,
    _id(),
    Column("schema", Integer, nullable=False),
    Column("oldest_reader", Integer, nullable=False),
    Column("oldest_writer", Integer, nullable=False),
    _text("uid"),
)

revision = _table(
    "revision", None, Column("topic", Text, primary_key=True), _number("number")
)  # fmt: skip

practice = _table(
    "practice",
    Topic.PRACTICE,
    _id(),
    _text("name"),
    _text("phone"),
    Column("zone", Text, nullable=False, server_default="Europe/London"),
    _text("kind"),
    Column("nation", Text, nullable=False, server_default="England"),
    _text("worried_says"),
    _text("worried_lead"),
    _flag("two_people"),
    Column("sheet_names", Text, nullable=False, server_default="first"),
    *map(_text, ("invitation", "closing_line", "page_address")),
    _flag("paper_colour"),
    Column("paper_order", Text, nullable=False, server_default="time"),
    _version(),
)

pc = _table(
    "pc",
    None,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("app_version"),
    Column("last_seen", Utc),
)

person = _table(
    "person",
    Topic.PEOPLE,
    _id(),
    *map(_text, ("title", "first", "last", "preferred", "former")),
    Column("sort_key", Word, nullable=False),
    Column("born", Day),
    _text("email"),
    _text("address"),
    _text("language"),
    _flag("interpreter"),
    _text("reach_by"),
    Column("message_ok", Text, nullable=False, server_default="not asked"),
    _flag("say_surgery", default=True),
    _text("emergency_name"),
    _text("emergency_phone"),
    _text("note"),
    Column("registered", Text, nullable=False, server_default="not known"),
    Column("status", Text, nullable=False, server_default="current"),
    Column("status_until", Day),
    _flag("comes"),
    Column("made", Utc, nullable=False),
    Column("ring_agreed", Day),
    Column("leader_agreed", Day),
    Column("wall_agreed", Day),
    _to("merged_into", "person"),
    _version(),
    Index("ix_person_born", "born"),
    Index("ix_person_merged_into", "merged_into", sqlite_where=sql("merged_into IS NOT NULL")),
)

staff = _table(
    "staff",
    Topic.PEOPLE,
    _id(),
    Column("name", Text, nullable=False),
    Column("os_user", Text, unique=True),
    _to("person", "person"),
    Column("role", Text, nullable=False, server_default="receptionist"),
    _version(),
)

place = _table(
    "place",
    Topic.ACTIVITIES,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("note"),
    Column("step_free", Flag),
    Column("hearing_loop", Flag),
    _flag("shared"),
    Column("closed", Day),
    _version(),
)

category = _table(
    "category",
    Topic.ACTIVITIES,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _number("position"),
    _version(),
)

activity = _table(
    "activity",
    Topic.ACTIVITIES,
    _id(),
    Column("name", Text, nullable=False),
    _text("short_name"),
    _text("about"),
    Column("patch", Text, nullable=False),
    _text("code"),
    _to("place", "place"),
    _to("leader", "person"),
    Column("minutes", Integer, nullable=False, server_default="60"),
    Column("places", Integer, nullable=False, server_default="12"),
    _flag("private"),
    Column("youngest", Integer),
    Column("oldest", Integer),
    _text("say_when_booking"),
    Column("ended", Day),
    _to("category", "category"),
    _number("smallest"),
    _text("suits"),
    Column("who", Text, nullable=False, server_default="everybody"),
    _text("price"),
    _text("bring"),
    Column("opens_days", Integer),
    Column("closes_days", Integer),
    Column("closes_at", Clock),
    _number("kept"),
    Column("kept_days", Integer),
    _flag("weather"),
    Column("step_free", Flag),
    Column("hearing_loop", Flag),
    _flag("young"),
    _flag("ring_home"),
    _text("collected_by"),
    _text("leaves_alone"),
    _number("members"),
    _text("caters"),
    _version(),
    CheckConstraint("places >= 0", name="places"),
    CheckConstraint("minutes > 0", name="minutes"),
)

series = _table(
    "series",
    Topic.ACTIVITIES,
    _id(),
    _to("activity", "activity", nullable=False, index=True),
    Column("rule", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("first", Day, nullable=False),
    Column("last", Day),
    Column("starts", Clock, nullable=False),
    Column("ends", Clock, nullable=False),
    _to("place", "place"),
    _to("leader", "person"),
    Column("places", Integer, nullable=False),
    _flag("skips_closed", default=True),
    _flag("term_only"),
    Column("made_until", Day),
    _to("split_from", "series"),
    _version(),
)

session = _table(
    "session",
    Topic.ACTIVITIES,
    _id(),
    _to("activity", "activity", nullable=False, index=True),
    _to("series", "series"),
    Column("original_date", Day),
    _text("title"),
    Column("date", Day, nullable=False, index=True),
    Column("starts", Clock, nullable=False),
    Column("ends", Clock, nullable=False),
    Column("zone", Text, nullable=False),
    Column("starts_utc", Utc, nullable=False),
    Column("ends_utc", Utc, nullable=False),
    _to("place", "place"),
    _to("leader", "person"),
    Column("places", Integer, nullable=False),
    _number("booked"),
    _number("over"),
    _number("came"),
    Column("status", Text, nullable=False, server_default="planned"),
    _text("reason"),
    _text("note"),
    _flag("private"),
    _flag("by_hand"),
    _text("changed_by"),
    Column("changed_on", Day),
    _text("weather"),
    _text("clash_reason"),
    _number("sequence"),
    _number("waiting"),
    _version(),
    CheckConstraint("waiting >= 0", name="waiting"),
    CheckConstraint("booked >= 0 AND booked <= places", name="booked"),
    CheckConstraint("over >= 0", name="over"),
    CheckConstraint("came >= 0 AND came <= booked + over", name="came"),
    CheckConstraint("starts_utc < ends_utc", name="hours"),
    Unique("series", "original_date"),
)

step = _table(
    "step",
    None,
    Column("id", Key, primary_key=True),
    _to("staff", "staff"),
    Column("os_user", Text, nullable=False),
    Column("pc", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("use_case", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("result", Text),
    Column("undoes", Key, ForeignKey("step.id"), unique=True),
)

journal_value = _table(
    "journal_value",
    None,
    _id(),
    Column("step", Key, ForeignKey("step.id"), nullable=False, index=True),
    Column("person", Id, index=True),
    Column("table", Text, nullable=False),
    Column("key", Id, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Index("ix_journal_value_table_key", "table", "key"),
)
