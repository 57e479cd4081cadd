"""The whole schema, on two pages: what a start needs is `first_tables`, all else is here."""

# A table costs a start about a millisecond, so what the first week does not read is not on the
# first page. Every table may be imported from here, and `metadata` only from here: it is whole.

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy import text as sql

from desktop.data.changes import Topic
from desktop.data.columns import Clock, Day, Id, Utc, Word
from desktop.data.first_tables import (
    _flag,
    _id,
    _number,
    _table,
    _text,
    _to,
    _version,
    activity,
    category,
    journal_value,
    metadata,
    pc,
    person,
    place,
    practice,
    release,
    revision,
    series,
    session,
    staff,
    step,
)

__all__ = [
    "activity",
    "category",
    "journal_value",
    "logo",
    "metadata",
    "pc",
    "person",
    "place",
    "practice",
    "release",
    "revision",
    "series",
    "session",
    "staff",
    "step",
]

logo = _table("logo", Topic.PRACTICE, _id(), Column("picture", Text, nullable=False), _version())

phone = _table(
    "phone",
    Topic.PEOPLE,
    _id(),
    _to("person", "person", nullable=False, index=True),
    _number("place"),
    Column("number", Text, nullable=False),
    Column("backwards", Word, nullable=False, index=True),
    _text("label"),
)

spoken_to = _table(
    "spoken_to",
    Topic.PEOPLE,
    _id(),
    _to("person", "person", nullable=False, index=True),
    Column("name", Text, nullable=False),
    _text("relation"),
    _text("phone"),
    _text("about"),
    Column("agreed", Day),
)

patient = _table(
    "patient",
    Topic.PEOPLE,
    Column("id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("nhs_number", Word, unique=True),
    Column("nhs_checked", Day),
    Column("ride", Text, nullable=False, server_default="not asked"),
    Column("allergies_state", Text, nullable=False, server_default="not asked"),
    _text("allergies"),
    Column("allergies_asked", Day),
    Column("diet_state", Text, nullable=False, server_default="not asked"),
    _text("diet"),
    Column("diet_asked", Day),
    Column("listed", Day),
    _version(),
)

need = _table(
    "need",
    Topic.PEOPLE,
    _id(),
    _to("person", "person", nullable=False),
    Column("kind", Text, nullable=False),
    _text("detail"),
    Column("asked", Day),
    Unique("person", "kind"),
)

word = _table(
    "word",
    None,
    Column("word", Word, primary_key=True),
    _to("person", "person", primary_key=True),
    Column("kind", Text, nullable=False),
    _flag("comes"),
    Index("ix_word_person", "person", "word"),
    # People who come here stand before people who do not, without sorting either.
    Index("ix_word_comes", "word", "person", sqlite_where=sql("comes")),
)

spelling = _table("spelling", None, Column("word", Word, primary_key=True))

activity_text = _table(
    "activity_text",
    Topic.ACTIVITIES,
    _id(),
    _to("activity", "activity", nullable=False),
    Column("language", Text, nullable=False),
    _text("title"),
    _text("text"),
    _text("written_by"),
    Column("written_on", Day),
    _text("checked_by"),
    Column("checked_on", Day),
    _version(),
    Unique("activity", "language"),
)

activity_option = _table(
    "activity_option",
    Topic.ACTIVITIES,
    _id(),
    _to("activity", "activity", nullable=False, index=True),
    Column("name", Text, nullable=False),
    _number("places"),
    _number("position"),
)

activity_role = _table(
    "activity_role",
    Topic.ACTIVITIES,
    _id(),
    _to("activity", "activity", nullable=False, index=True),
    Column("role", Text, nullable=False),
    _number("number", 1),
)

skipped = _table(
    "skipped",
    Topic.ACTIVITIES,
    _id(),
    _to("series", "series", nullable=False),
    Column("date", Day, nullable=False),
    Column("why", Text, nullable=False),
    _text("note"),
    Unique("series", "date"),
)

regular = _table(
    "regular",
    Topic.SIGNUPS,
    _id(),
    _to("activity", "activity", nullable=False),
    _to("series", "series"),
    _to("person", "person", nullable=False, index=True),
    _number("party", 1),
    Column("since", Day, nullable=False),
    Column("until", Day),
    Column("paused_from", Day),
    Column("paused_until", Day),
    _text("reason"),
    Column("made_at", Utc, nullable=False),
    _version(),
    CheckConstraint("party > 0", name="party"),
    Index("ix_regular_activity_person", "activity", "person"),
)

regular_companion = _table(
    "regular_companion",
    Topic.SIGNUPS,
    _id(),
    _to("regular", "regular", nullable=False, index=True),
    _to("person", "person", index=True),
    _text("name"),
    _text("kind"),
    _flag("takes_place", default=True),
    _text("diet"),
    _text("ride"),
    _version(),
)

booking = _table(
    "booking",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, index=True),
    _to("person", "person", nullable=False, index=True),
    Column("number", Integer),
    Column("status", Text, nullable=False, server_default="booked"),
    _flag("walked_in"),
    _flag("over"),
    _text("over_reason"),
    Column("booked_at", Utc, nullable=False),
    Column("marked_at", Utc),
    Column("cancelled_at", Utc),
    _text("cancelled_by"),
    _text("reason"),
    _flag("late"),
    _flag("told_us"),
    Column("left_at", Utc),
    _to("moved_from", "booking"),
    _to("regular", "regular"),
    _version(),
    CheckConstraint("status IN ('booked', 'arrived', 'missed', 'cancelled')", name="status"),
    Index(
        "uq_booking_live",
        "session",
        "person",
        unique=True,
        sqlite_where=sql("status <> 'cancelled'"),
    ),
    Index("ix_booking_moved_from", "moved_from", sqlite_where=sql("moved_from IS NOT NULL")),
    Index("ix_booking_regular", "regular", sqlite_where=sql("regular IS NOT NULL")),
)

waiting = _table(
    "waiting",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, index=True),
    _to("person", "person", nullable=False, index=True),
    # In thousands, so that somebody can be put between two others without touching them.
    _number("position"),
    _number("party", 1),
    Column("since", Utc, nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("ended_at", Utc),
    _text("ended_by"),
    _text("reason"),
    _text("order_reason"),
    _to("booking", "booking", index=True),
    _version(),
    CheckConstraint("status IN ('waiting', 'placed', 'left')", name="status"),
    CheckConstraint("party > 0", name="party"),
    Index(
        "uq_waiting_live", "session", "person", unique=True, sqlite_where=sql("status = 'waiting'")
    ),
)

hold = _table(
    "hold",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, index=True),
    _to("waiting", "waiting", nullable=False, index=True),
    _to("person", "person", nullable=False, index=True),
    _number("places", 1),
    _text("by"),
    _text("pc"),
    Column("since", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    _text("outcome"),
    Column("outcome_at", Utc),
    _text("outcome_by"),
    _text("note"),
    _version(),
    CheckConstraint("places > 0", name="places"),
    Index("ix_hold_open", "session", "until", sqlite_where=sql("outcome = ''")),
)

companion = _table(
    "companion",
    Topic.SIGNUPS,
    _id(),
    _to("booking", "booking", index=True),
    _to("waiting", "waiting", index=True),
    _to("person", "person", index=True),
    _text("name"),
    _text("kind"),
    _flag("takes_place", default=True),
    _flag("over"),
    _flag("confirmed"),
    Column("status", Text, nullable=False, server_default="booked"),
    _text("diet"),
    _text("ride"),
    _text("reason"),
    _version(),
    CheckConstraint("(booking IS NULL) <> (waiting IS NULL)", name="whose"),
    CheckConstraint("status IN ('booked', 'arrived', 'missed', 'cancelled')", name="status"),
)

car = _table(
    "car",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, index=True),
    _to("driver", "person", nullable=False, index=True),
    Column("way", Text, nullable=False, server_default="both"),
    _number("seats"),
    _text("leaves_from"),
    Column("leaves", Clock),
    _text("note"),
    _version(),
    CheckConstraint("seats >= 0", name="seats"),
)

booking_option = _table(
    "booking_option",
    Topic.SIGNUPS,
    _id(),
    _to("booking", "booking", nullable=False),
    _to("option", "activity_option", nullable=False, index=True),
    _number("number", 1),
    Unique("booking", "option"),
    CheckConstraint("number > 0", name="number"),
)
waiting_option = _table(
    "waiting_option",
    Topic.SIGNUPS,
    _id(),
    _to("waiting", "waiting", nullable=False),
    _to("option", "activity_option", nullable=False, index=True),
    _number("number", 1),
    Unique("waiting", "option"),
    CheckConstraint("number > 0", name="number"),
)
ride = _table(
    "ride",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, index=True),
    _to("booking", "booking", index=True),
    _to("person", "person", nullable=False, index=True),
    Column("way", Text, nullable=False, server_default="both"),
    _number("seats", 1),
    _text("leaves_from"),
    _to("car", "car", index=True),
    _text("firm"),
    _text("reference"),
    _text("pays"),
    Column("leaves", Clock),
    Column("back", Clock),
    Column("status", Text, nullable=False, server_default="needed"),
    _text("note"),
    _version(),
    CheckConstraint("seats > 0", name="seats"),
    CheckConstraint("status IN ('needed', 'car', 'taxi', 'cancelled')", name="status"),
)

taxi_off = _table(
    "taxi_off",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, index=True),
    _to("person", "person", nullable=False, index=True),
    Column("held_on", Day, nullable=False),
    Column("way", Text, nullable=False),
    Column("firm", Text, nullable=False),
    _text("reference"),
    Column("leaves", Clock),
    Column("back", Clock),
    _text("outcome"),
    Column("outcome_at", Utc),
    _text("outcome_by"),
    _version(),
    # What is answered only grows.
    Index("ix_taxi_off_open", "held_on", sqlite_where=sql("outcome = ''")),
)

ask_first = _table(
    "ask_first",
    Topic.PEOPLE,
    _id(),
    _to("person", "person", index=True),
    _to("other", "person", index=True),
    _to("activity", "activity", index=True),
    _to("colleague", "staff"),
    Column("ask", Text, nullable=False),
    Column("until", Day),
    Column("ended", Day),
    Column("made_at", Utc, nullable=False),
    _text("made_by"),
    _version(),
    CheckConstraint("person IS NOT NULL OR activity IS NOT NULL", name="about"),
)

# Why somebody is to be asked first is read by nobody at the desk: no list joins this table.
sealed_reason = _table(
    "sealed_reason",
    None,
    _id(),
    _to("ask_first", "ask_first", nullable=False, unique=True),
    Column("sealed", Text, nullable=False),
    _version(),
    Column("opened_at", Utc),
    _text("opened_by"),
)

asked = _table(
    "asked",
    Topic.SIGNUPS,
    _id(),
    _to("ask_first", "ask_first", nullable=False),
    _to("person", "person", nullable=False, index=True),
    _to("session", "session", nullable=False, index=True),
    Column("at", Utc, nullable=False),
    _text("by"),
    _text("about"),
    Unique("ask_first", "person", "session", "about"),
)

referral = _table(
    "referral",
    Topic.SIGNUPS,
    _id(),
    _to("activity", "activity", nullable=False),
    _to("person", "person", nullable=False, index=True),
    _text("by"),
    Column("made_at", Utc, nullable=False),
    _text("made_by"),
    Unique("activity", "person"),
)

activity_team = _table(
    "activity_team",
    Topic.ACTIVITIES,
    _id(),
    _to("activity", "activity", nullable=False),
    _to("staff", "staff", nullable=False),
    Unique("activity", "staff"),
)

first_visit = _table(
    "first_visit",
    Topic.SIGNUPS,
    _id(),
    _to("booking", "booking", nullable=False, unique=True),
    _to("meets", "person"),
    _text("meets_name"),
    _version(),
)

to_ring = _table(
    "to_ring",
    Topic.TELLING,
    _id(),
    Column("kind", Text, nullable=False),
    _to("person", "person", nullable=False, index=True),
    _to("session", "session", index=True),
    _to("booking", "booking", index=True),
    Column("due", Utc, nullable=False),
    Column("until", Utc),
    _text("on_it"),
    Column("on_it_until", Utc),
    # What came of trying while the line is still open; `outcome` closes it.
    _text("tried"),
    _text("outcome"),
    Column("outcome_at", Utc),
    _text("outcome_by"),
    _text("passed_to"),
    _text("note"),
    _version(),
    Unique("kind", "booking"),
    Index("ix_to_ring_open", "due", sqlite_where=sql("outcome = ''")),
)

wrap_up = _table(
    "wrap_up",
    Topic.SIGNUPS,
    _id(),
    _to("session", "session", nullable=False, unique=True),
    _number("nameless"),
    Column("heads", Integer),
    _text("ran_out_of"),
    _text("lovely"),
    Column("done_at", Utc),
    _text("done_by"),
    _version(),
    CheckConstraint("nameless >= 0", name="nameless"),
    CheckConstraint("heads >= 0", name="heads"),
)

to_buy = _table(
    "to_buy",
    Topic.TELLING,
    _id(),
    _to("session", "session", index=True),
    Column("what", Text, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("bought_at", Utc),
    _text("bought_by"),
    _version(),
)

handover = _table(
    "handover",
    Topic.TELLING,
    _id(),
    _to("person", "person", index=True),
    _to("session", "session", index=True),
    Column("text", Text, nullable=False),
    _text("made_by"),
    Column("made_at", Utc, nullable=False),
    Column("until", Utc, nullable=False, index=True),
    _version(),
)

passed_on = _table(
    "passed_on",
    Topic.TELLING,
    _id(),
    _to("person", "person", nullable=False, index=True),
    Column("to", Text, nullable=False),
    Column("at", Utc, nullable=False),
    _text("by"),
)

known_header = _table(
    "known_header",
    Topic.PRACTICE,
    _id(),
    Column("header", Word, nullable=False, unique=True),
    _text("field"),
    _version(),
)

looked_up = _table(
    "looked_up",
    None,
    _id(),
    _to("person", "person", nullable=False, index=True),
    Column("at", Utc, nullable=False),
    _text("by"),
)

taken_out = _table(
    "taken_out",
    None,
    _id(),
    Column("at", Utc, nullable=False),
    _text("by"),
    _text("what"),
    _number("people"),
    _text("reason"),
)

booking_number = _table(
    "booking_number",
    None,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("until", Day, nullable=False),
)

closure = _table(
    "closure",
    Topic.ACTIVITIES,
    _id(),
    Column("name", Text, nullable=False),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("starts", Clock),
    Column("ends", Clock),
    _to("place", "place"),
    _version(),
    CheckConstraint("first <= last", name="days"),
    Index("ix_closure_last", "last"),
)

opening_hours = _table(
    "opening_hours",
    Topic.ACTIVITIES,
    _id(),
    Column("weekday", Integer, nullable=False, unique=True),
    Column("opens", Clock, nullable=False),
    Column("closes", Clock, nullable=False),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
)

term = _table(
    "term",
    Topic.ACTIVITIES,
    _id(),
    Column("name", Text, nullable=False),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    _version(),
    CheckConstraint("first <= last", name="days"),
)

memo = _table(
    "memo",
    Topic.ACTIVITIES,
    _id(),
    Column("date", Day, nullable=False, unique=True),
    _text("text"),
    _version(),
)

news = _table(
    "news",
    Topic.TELLING,
    _id(),
    _to("session", "session", nullable=False, index=True),
    Column("kind", Text, nullable=False),
    _text("was"),
    Column("made_at", Utc, nullable=False),
)

NOT_TOLD = "outcome NOT IN ('told', 'texted', 'letter', 'overtaken') OR shelf = 'waiting'"

telling = _table(
    "telling",
    Topic.TELLING,
    _id(),
    _to("news", "news", nullable=False),
    _to("session", "session", nullable=False, index=True),
    _to("person", "person", nullable=False, index=True),
    _to("booking", "booking"),
    _text("outcome"),
    Column("outcome_at", Utc),
    _text("outcome_by"),
    _text("shelf"),
    _to("placed", "booking"),
    _to("waiting", "waiting"),
    _text("on_it"),
    Column("on_it_until", Utc),
    _version(),
    Unique("news", "person"),
    Index("ix_telling_waiting", "waiting", sqlite_where=sql("waiting IS NOT NULL")),
    # What is still open is asked for all day; what is done only grows.
    Index("ix_telling_open", "news", sqlite_where=sql(NOT_TOLD)),
)

idea = _table(
    "idea",
    Topic.IDEAS,
    _id(),
    Column("title", Text, nullable=False),
    _text("about"),
    _to("suggested_by", "person"),
    _number("smallest"),
    Column("status", Text, nullable=False, server_default="gathering"),
    _to("activity", "activity"),
    _flag("told"),
    Column("made_at", Utc, nullable=False),
    _version(),
)

idea_person = _table(
    "idea_person",
    Topic.IDEAS,
    _id(),
    _to("idea", "idea", nullable=False),
    _to("person", "person", nullable=False, index=True),
    Unique("idea", "person"),
)

next_step = _table(
    "next_step",
    Topic.TELLING,
    _id(),
    _to("activity", "activity", nullable=False),
    _to("person", "person", nullable=False, index=True),
    _text("text"),
    Column("made_at", Utc, nullable=False),
    Unique("activity", "person"),
)

wording = _table(
    "wording",
    Topic.TELLING,
    _id(),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    _text("text"),
    _text("written_by"),
    Column("written_on", Day),
    _text("checked_by"),
    Column("checked_on", Day),
    _version(),
    Unique("kind", "language"),
)

# A sheet names bookings and its session without referring to them: it is paper, and stands in
# nobody's way when a booking is undone or a session goes.
sheet = _table(
    "sheet",
    None,
    _id(),
    Column("code", Text, nullable=False, index=True),
    Column("session", Id, nullable=False, index=True),
    Column("printed_at", Utc, nullable=False),
    _text("printed_by"),
)

sheet_line = _table(
    "sheet_line",
    None,
    _id(),
    _to("sheet", "sheet", nullable=False),
    _number("number"),
    Column("kind", Text, nullable=False),
    Column("booking", Id),
    Column("companion", Id),
    _text("words"),
    Column("entered", Text),
    Unique("sheet", "number"),
    CheckConstraint("kind IN ('booking', 'companion', 'free', 'new')", name="kind"),
)

sheet_code = _table(
    "sheet_code",
    None,
    Column("code", Word, primary_key=True),
    Column("until", Day, nullable=False),
)
