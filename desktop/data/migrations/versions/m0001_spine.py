"""The spine: the practice, its people, what is offered, who is booked, and the journal."""

import sqlalchemy as sa
from alembic import op

from desktop.data import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first schema, and the rows that must be there from the start."""
    op.create_table(
        "booking_number",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", columns.Day(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_booking_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "pc",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("app_version", sa.Text(), server_default="", nullable=False),
        sa.Column("last_seen", columns.Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pc"),
        sa.UniqueConstraint("name", name="uq_pc_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "person",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("first", sa.Text(), server_default="", nullable=False),
        sa.Column("last", sa.Text(), server_default="", nullable=False),
        sa.Column("preferred", sa.Text(), server_default="", nullable=False),
        sa.Column("former", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_key", columns.Word, nullable=False),
        sa.Column("born", columns.Day(), nullable=True),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("interpreter", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("reach_by", sa.Text(), server_default="", nullable=False),
        sa.Column("message_ok", sa.Text(), server_default="not asked", nullable=False),
        sa.Column("say_surgery", columns.Flag(), server_default=sa.text("true"), nullable=False),
        sa.Column("emergency_name", sa.Text(), server_default="", nullable=False),
        sa.Column("emergency_phone", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("registered", sa.Text(), server_default="not known", nullable=False),
        sa.Column("status", sa.Text(), server_default="current", nullable=False),
        sa.Column("status_until", columns.Day(), nullable=True),
        sa.Column("comes", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("made", columns.Utc(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_born", "person", ["born"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("step_free", columns.Flag(), nullable=True),
        sa.Column("hearing_loop", columns.Flag(), nullable=True),
        sa.Column("shared", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
        sa.UniqueConstraint("name", name="uq_place_name"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "practice",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("zone", sa.Text(), server_default="Europe/London", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "release",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("oldest_reader", sa.Integer(), nullable=False),
        sa.Column("oldest_writer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sqlite_strict=True,
    )
    op.create_table(
        "revision",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("topic", name="pk_revision"),
        sqlite_strict=True,
    )
    op.create_table(
        "spelling",
        sa.Column("word", columns.Word, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_spelling"),
        sqlite_strict=True,
    )
    op.create_table(
        "activity",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("place", columns.Id, nullable=True),
        sa.Column("leader", columns.Id, nullable=True),
        sa.Column("minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column("places", sa.Integer(), server_default="12", nullable=False),
        sa.Column("private", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("youngest", sa.Integer(), nullable=True),
        sa.Column("oldest", sa.Integer(), nullable=True),
        sa.Column("say_when_booking", sa.Text(), server_default="", nullable=False),
        sa.Column("ended", columns.Day(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("minutes > 0", name="ck_activity_minutes"),
        sa.CheckConstraint("places >= 0", name="ck_activity_places"),
        sa.ForeignKeyConstraint(["leader"], ["person.id"], name="fk_activity_leader"),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name="fk_activity_place"),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "need",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("asked", columns.Day(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_need_person"),
        sa.PrimaryKeyConstraint("id", name="pk_need"),
        sa.UniqueConstraint("person", "kind", name="uq_need_person_kind"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "patient",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("nhs_number", columns.Word, nullable=True),
        sa.Column("nhs_checked", columns.Day(), nullable=True),
        sa.Column("ride", sa.Text(), server_default="not asked", nullable=False),
        sa.Column("allergies_state", sa.Text(), server_default="not asked", nullable=False),
        sa.Column("allergies", sa.Text(), server_default="", nullable=False),
        sa.Column("allergies_asked", columns.Day(), nullable=True),
        sa.Column("diet_state", sa.Text(), server_default="not asked", nullable=False),
        sa.Column("diet", sa.Text(), server_default="", nullable=False),
        sa.Column("diet_asked", columns.Day(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["id"], ["person.id"], name="fk_patient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_patient"),
        sa.UniqueConstraint("nhs_number", name="uq_patient_nhs_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "phone",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("backwards", columns.Word, nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_phone_person"),
        sa.PrimaryKeyConstraint("id", name="pk_phone"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_phone_backwards", "phone", ["backwards"], unique=False)
    op.create_index("ix_phone_person", "phone", ["person"], unique=False)
    op.create_table(
        "spoken_to",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed", columns.Day(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_spoken_to_person"),
        sa.PrimaryKeyConstraint("id", name="pk_spoken_to"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_spoken_to_person", "spoken_to", ["person"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("os_user", sa.Text(), nullable=True),
        sa.Column("person", columns.Id, nullable=True),
        sa.Column("role", sa.Text(), server_default="receptionist", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_staff_person"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("os_user", name="uq_staff_os_user"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "word",
        sa.Column("word", columns.Word, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("comes", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_word_person"),
        sa.PrimaryKeyConstraint("word", "person", name="pk_word"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_word_comes",
        "word",
        ["word", "person"],
        unique=False,
        sqlite_where=sa.text("comes"),
        postgresql_where=sa.text("comes"),
    )
    op.create_index("ix_word_person", "word", ["person", "word"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("first", columns.Day(), nullable=False),
        sa.Column("last", columns.Day(), nullable=True),
        sa.Column("starts", columns.Clock(), nullable=False),
        sa.Column("ends", columns.Clock(), nullable=False),
        sa.Column("place", columns.Id, nullable=True),
        sa.Column("leader", columns.Id, nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_series_activity"),
        sa.ForeignKeyConstraint(["leader"], ["person.id"], name="fk_series_leader"),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name="fk_series_place"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_series_activity", "series", ["activity"], unique=False)
    op.create_table(
        "step",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("staff", columns.Id, nullable=True),
        sa.Column("os_user", sa.Text(), nullable=False),
        sa.Column("pc", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("use_case", sa.Text(), nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("undoes", columns.Key(), nullable=True),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_step_staff"),
        sa.ForeignKeyConstraint(["undoes"], ["step.id"], name="fk_step_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
        sa.UniqueConstraint("undoes", name="uq_step_undoes"),
        sqlite_strict=True,
    )
    op.create_table(
        "journal_value",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("step", columns.Key(), nullable=False),
        sa.Column("person", columns.Id, nullable=True),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("key", columns.Id, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["step"], ["step.id"], name="fk_journal_value_step"),
        sa.PrimaryKeyConstraint("id", name="pk_journal_value"),
        sqlite_strict=True,
    )
    op.create_index("ix_journal_value_person", "journal_value", ["person"], unique=False)
    op.create_index("ix_journal_value_step", "journal_value", ["step"], unique=False)
    op.create_index("ix_journal_value_table_key", "journal_value", ["table", "key"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("series", columns.Id, nullable=True),
        sa.Column("original_date", columns.Day(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("date", columns.Day(), nullable=False),
        sa.Column("starts", columns.Clock(), nullable=False),
        sa.Column("ends", columns.Clock(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("starts_utc", columns.Utc(), nullable=False),
        sa.Column("ends_utc", columns.Utc(), nullable=False),
        sa.Column("place", columns.Id, nullable=True),
        sa.Column("leader", columns.Id, nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("over", sa.Integer(), server_default="0", nullable=False),
        sa.Column("came", sa.Integer(), server_default="0", nullable=False),
        sa.Column("status", sa.Text(), server_default="planned", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("private", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("booked >= 0 AND booked <= places", name="ck_session_booked"),
        sa.CheckConstraint("came >= 0 AND came <= booked + over", name="ck_session_came"),
        sa.CheckConstraint("over >= 0", name="ck_session_over"),
        sa.CheckConstraint("starts_utc < ends_utc", name="ck_session_hours"),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_session_activity"),
        sa.ForeignKeyConstraint(["leader"], ["person.id"], name="fk_session_leader"),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name="fk_session_place"),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_session_series"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("series", "original_date", name="uq_session_series_original_date"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_session_activity", "session", ["activity"], unique=False)
    op.create_index("ix_session_date", "session", ["date"], unique=False)
    op.create_table(
        "booking",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), server_default="booked", nullable=False),
        sa.Column("walked_in", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("over", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("over_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("booked_at", columns.Utc(), nullable=False),
        sa.Column("marked_at", columns.Utc(), nullable=True),
        sa.Column("cancelled_at", columns.Utc(), nullable=True),
        sa.Column("cancelled_by", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "status IN ('booked', 'arrived', 'missed', 'cancelled')", name="ck_booking_status"
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_booking_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_booking_session"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_booking_person", "booking", ["person"], unique=False)
    op.create_index("ix_booking_session", "booking", ["session"], unique=False)
    op.create_index(
        "uq_booking_live",
        "booking",
        ["session", "person"],
        unique=True,
        sqlite_where=sa.text("status <> 'cancelled'"),
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    _first_rows()


def _first_rows() -> None:
    number = sa.table("revision", sa.column("topic"), sa.column("number"))
    topics = ("activities", "people", "practice", "signups")
    op.bulk_insert(number, [{"topic": topic, "number": 0} for topic in topics])
    release = sa.table(
        "release", *map(sa.column, ("id", "schema", "oldest_reader", "oldest_writer"))
    )
    op.bulk_insert(release, [{"id": 1, "schema": 1, "oldest_reader": 1, "oldest_writer": 1}])


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
