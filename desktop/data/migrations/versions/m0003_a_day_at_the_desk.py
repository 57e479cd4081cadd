"""Waiting lists and places to offer, who comes along, rides, and what follows a session."""

import sqlalchemy as sa
from alembic import op

from desktop.data import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a day at the desk needs; what is there already keeps its meaning."""
    _tables()
    _columns()
    # An older desk may go on working beside this one: all it writes still fits.
    op.execute(sa.update(sa.table("release", sa.column("schema"))).values(schema=3))


def _tables() -> None:
    op.create_table(
        "known_header",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("header", columns.Word, nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_header"),
        sa.UniqueConstraint("header", name="uq_known_header_header"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "taken_out",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("people", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taken_out"),
        sqlite_strict=True,
    )
    op.create_table(
        "passed_on",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_passed_on_person"),
        sa.PrimaryKeyConstraint("id", name="pk_passed_on"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_passed_on_person", "passed_on", ["person"], unique=False)
    op.create_table(
        "activity_team",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("staff", columns.Id, nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_activity_team_activity"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_activity_team_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_team"),
        sa.UniqueConstraint("activity", "staff", name="uq_activity_team_activity_staff"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "ask_first",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=True),
        sa.Column("other", columns.Id, nullable=True),
        sa.Column("activity", columns.Id, nullable=True),
        sa.Column("colleague", columns.Id, nullable=True),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("until", columns.Day(), nullable=True),
        sa.Column("ended", columns.Day(), nullable=True),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("person IS NOT NULL OR activity IS NOT NULL", name="ck_ask_first_about"),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_ask_first_activity"),
        sa.ForeignKeyConstraint(["colleague"], ["staff.id"], name="fk_ask_first_colleague"),
        sa.ForeignKeyConstraint(["other"], ["person.id"], name="fk_ask_first_other"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_ask_first_person"),
        sa.PrimaryKeyConstraint("id", name="pk_ask_first"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_ask_first_activity", "ask_first", ["activity"], unique=False)
    op.create_index("ix_ask_first_other", "ask_first", ["other"], unique=False)
    op.create_index("ix_ask_first_person", "ask_first", ["person"], unique=False)
    op.create_table(
        "regular",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("series", columns.Id, nullable=True),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("party", sa.Integer(), server_default="1", nullable=False),
        sa.Column("since", columns.Day(), nullable=False),
        sa.Column("until", columns.Day(), nullable=True),
        sa.Column("paused_from", columns.Day(), nullable=True),
        sa.Column("paused_until", columns.Day(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("party > 0", name="ck_regular_party"),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_regular_activity"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_regular_person"),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_regular_series"),
        sa.PrimaryKeyConstraint("id", name="pk_regular"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_regular_activity_person", "regular", ["activity", "person"], unique=False)
    op.create_index("ix_regular_person", "regular", ["person"], unique=False)
    op.create_table(
        "sealed_reason",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("ask_first", columns.Id, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["ask_first"], ["ask_first.id"], name="fk_sealed_reason_ask_first"),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_reason"),
        sa.UniqueConstraint("ask_first", name="uq_sealed_reason_ask_first"),
        sqlite_strict=True,
    )
    op.create_table(
        "car",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("driver", columns.Id, nullable=False),
        sa.Column("way", sa.Text(), server_default="both", nullable=False),
        sa.Column("seats", sa.Integer(), server_default="0", nullable=False),
        sa.Column("leaves_from", sa.Text(), server_default="", nullable=False),
        sa.Column("leaves", columns.Clock(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("seats >= 0", name="ck_car_seats"),
        sa.ForeignKeyConstraint(["driver"], ["person.id"], name="fk_car_driver"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_car_session"),
        sa.PrimaryKeyConstraint("id", name="pk_car"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_car_driver", "car", ["driver"], unique=False)
    op.create_index("ix_car_session", "car", ["session"], unique=False)
    op.create_table(
        "handover",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=True),
        sa.Column("session", columns.Id, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.Column("until", columns.Utc(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_handover_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_handover_session"),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_handover_person", "handover", ["person"], unique=False)
    op.create_index("ix_handover_session", "handover", ["session"], unique=False)
    op.create_index("ix_handover_until", "handover", ["until"], unique=False)
    op.create_table(
        "to_buy",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.Column("bought_at", columns.Utc(), nullable=True),
        sa.Column("bought_by", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_to_buy_session"),
        sa.PrimaryKeyConstraint("id", name="pk_to_buy"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_to_buy_session", "to_buy", ["session"], unique=False)
    op.create_table(
        "wrap_up",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("nameless", sa.Integer(), server_default="0", nullable=False),
        sa.Column("heads", sa.Integer(), nullable=True),
        sa.Column("ran_out_of", sa.Text(), server_default="", nullable=False),
        sa.Column("lovely", sa.Text(), server_default="", nullable=False),
        sa.Column("done_at", columns.Utc(), nullable=True),
        sa.Column("done_by", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("heads >= 0", name="ck_wrap_up_heads"),
        sa.CheckConstraint("nameless >= 0", name="ck_wrap_up_nameless"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_wrap_up_session"),
        sa.PrimaryKeyConstraint("id", name="pk_wrap_up"),
        sa.UniqueConstraint("session", name="uq_wrap_up_session"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "first_visit",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("booking", columns.Id, nullable=False),
        sa.Column("meets", columns.Id, nullable=True),
        sa.Column("meets_name", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_first_visit_booking"),
        sa.ForeignKeyConstraint(["meets"], ["person.id"], name="fk_first_visit_meets"),
        sa.PrimaryKeyConstraint("id", name="pk_first_visit"),
        sa.UniqueConstraint("booking", name="uq_first_visit_booking"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "ride",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("booking", columns.Id, nullable=True),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("way", sa.Text(), server_default="both", nullable=False),
        sa.Column("seats", sa.Integer(), server_default="1", nullable=False),
        sa.Column("leaves_from", sa.Text(), server_default="", nullable=False),
        sa.Column("car", columns.Id, nullable=True),
        sa.Column("firm", sa.Text(), server_default="", nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("pays", sa.Text(), server_default="", nullable=False),
        sa.Column("leaves", columns.Clock(), nullable=True),
        sa.Column("back", columns.Clock(), nullable=True),
        sa.Column("status", sa.Text(), server_default="needed", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "status IN ('needed', 'car', 'taxi', 'cancelled')", name="ck_ride_status"
        ),
        sa.CheckConstraint("seats > 0", name="ck_ride_seats"),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_ride_booking"),
        sa.ForeignKeyConstraint(["car"], ["car.id"], name="fk_ride_car"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_ride_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_ride_session"),
        sa.PrimaryKeyConstraint("id", name="pk_ride"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_ride_booking", "ride", ["booking"], unique=False)
    op.create_index("ix_ride_car", "ride", ["car"], unique=False)
    op.create_index("ix_ride_person", "ride", ["person"], unique=False)
    op.create_index("ix_ride_session", "ride", ["session"], unique=False)
    op.create_table(
        "to_ring",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=True),
        sa.Column("booking", columns.Id, nullable=True),
        sa.Column("due", columns.Utc(), nullable=False),
        sa.Column("until", columns.Utc(), nullable=True),
        sa.Column("on_it", sa.Text(), server_default="", nullable=False),
        sa.Column("on_it_until", columns.Utc(), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome_at", columns.Utc(), nullable=True),
        sa.Column("outcome_by", sa.Text(), server_default="", nullable=False),
        sa.Column("passed_to", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_to_ring_booking"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_to_ring_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_to_ring_session"),
        sa.PrimaryKeyConstraint("id", name="pk_to_ring"),
        sa.UniqueConstraint("kind", "booking", name="uq_to_ring_kind_booking"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_to_ring_booking", "to_ring", ["booking"], unique=False)
    op.create_index(
        "ix_to_ring_open",
        "to_ring",
        ["due"],
        unique=False,
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.create_index("ix_to_ring_person", "to_ring", ["person"], unique=False)
    op.create_index("ix_to_ring_session", "to_ring", ["session"], unique=False)
    op.create_table(
        "waiting",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("party", sa.Integer(), server_default="1", nullable=False),
        sa.Column("since", columns.Utc(), nullable=False),
        sa.Column("status", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("ended_at", columns.Utc(), nullable=True),
        sa.Column("ended_by", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("order_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("booking", columns.Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'placed', 'left')", name="ck_waiting_status"),
        sa.CheckConstraint("party > 0", name="ck_waiting_party"),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_waiting_booking"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_waiting_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_waiting_session"),
        sa.PrimaryKeyConstraint("id", name="pk_waiting"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_waiting_booking", "waiting", ["booking"], unique=False)
    op.create_index("ix_waiting_person", "waiting", ["person"], unique=False)
    op.create_index("ix_waiting_session", "waiting", ["session"], unique=False)
    op.create_index(
        "uq_waiting_live",
        "waiting",
        ["session", "person"],
        unique=True,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_table(
        "companion",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("booking", columns.Id, nullable=True),
        sa.Column("waiting", columns.Id, nullable=True),
        sa.Column("person", columns.Id, nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("takes_place", columns.Flag(), server_default=sa.text("true"), nullable=False),
        sa.Column("over", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("confirmed", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("status", sa.Text(), server_default="booked", nullable=False),
        sa.Column("diet", sa.Text(), server_default="", nullable=False),
        sa.Column("ride", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "status IN ('booked', 'arrived', 'missed', 'cancelled')", name="ck_companion_status"
        ),
        sa.CheckConstraint("(booking IS NULL) <> (waiting IS NULL)", name="ck_companion_whose"),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_companion_booking"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_companion_person"),
        sa.ForeignKeyConstraint(["waiting"], ["waiting.id"], name="fk_companion_waiting"),
        sa.PrimaryKeyConstraint("id", name="pk_companion"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_companion_booking", "companion", ["booking"], unique=False)
    op.create_index("ix_companion_person", "companion", ["person"], unique=False)
    op.create_index("ix_companion_waiting", "companion", ["waiting"], unique=False)
    op.create_table(
        "hold",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("waiting", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("places", sa.Integer(), server_default="1", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("pc", sa.Text(), server_default="", nullable=False),
        sa.Column("since", columns.Utc(), nullable=False),
        sa.Column("until", columns.Utc(), nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome_at", columns.Utc(), nullable=True),
        sa.Column("outcome_by", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("places > 0", name="ck_hold_places"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_hold_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_hold_session"),
        sa.ForeignKeyConstraint(["waiting"], ["waiting.id"], name="fk_hold_waiting"),
        sa.PrimaryKeyConstraint("id", name="pk_hold"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_hold_open",
        "hold",
        ["session", "until"],
        unique=False,
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.create_index("ix_hold_person", "hold", ["person"], unique=False)
    op.create_index("ix_hold_session", "hold", ["session"], unique=False)
    op.create_index("ix_hold_waiting", "hold", ["waiting"], unique=False)


def _columns() -> None:
    op.add_column(
        "activity", sa.Column("members", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("activity", sa.Column("caters", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "booking",
        sa.Column("late", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "booking",
        sa.Column("told_us", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("booking", sa.Column("left_at", columns.Utc(), nullable=True))
    op.add_column(
        "booking",
        sa.Column(
            "moved_from",
            columns.Id,
            sa.ForeignKey("booking.id", name="fk_booking_moved_from"),
            nullable=True,
        ),
        inline_references=True,
    )
    op.add_column(
        "booking",
        sa.Column(
            "regular",
            columns.Id,
            sa.ForeignKey("regular.id", name="fk_booking_regular"),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(
        "ix_booking_moved_from",
        "booking",
        ["moved_from"],
        unique=False,
        sqlite_where=sa.text("moved_from IS NOT NULL"),
        postgresql_where=sa.text("moved_from IS NOT NULL"),
    )
    op.create_index(
        "ix_booking_regular",
        "booking",
        ["regular"],
        unique=False,
        sqlite_where=sa.text("regular IS NOT NULL"),
        postgresql_where=sa.text("regular IS NOT NULL"),
    )
    op.add_column("patient", sa.Column("listed", columns.Day(), nullable=True))
    op.add_column("person", sa.Column("ring_agreed", columns.Day(), nullable=True))
    op.add_column(
        "person",
        sa.Column(
            "merged_into",
            columns.Id,
            sa.ForeignKey("person.id", name="fk_person_merged_into"),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(
        "ix_person_merged_into",
        "person",
        ["merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    op.add_column(
        "practice", sa.Column("worried_says", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "practice", sa.Column("worried_lead", sa.Text(), server_default="", nullable=False)
    )
    # Said in SQL that both databases know: Alembic adds no CHECK to a table of SQLite's.
    op.execute(
        "ALTER TABLE session ADD COLUMN waiting INTEGER DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_session_waiting CHECK (waiting >= 0)"
    )
    op.add_column(
        "telling",
        sa.Column(
            "waiting",
            columns.Id,
            sa.ForeignKey("waiting.id", name="fk_telling_waiting"),
            nullable=True,
        ),
        inline_references=True,
    )
    op.add_column("telling", sa.Column("on_it", sa.Text(), server_default="", nullable=False))
    op.add_column("telling", sa.Column("on_it_until", columns.Utc(), nullable=True))
    op.create_index(
        "ix_telling_waiting",
        "telling",
        ["waiting"],
        unique=False,
        sqlite_where=sa.text("waiting IS NOT NULL"),
        postgresql_where=sa.text("waiting IS NOT NULL"),
    )


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
