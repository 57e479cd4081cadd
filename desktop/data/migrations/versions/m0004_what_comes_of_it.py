"""What was tried before somebody was reached, and the practice's own words for reminders."""

import sqlalchemy as sa
from alembic import op

from desktop.data import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; what is there already keeps its meaning."""
    op.add_column("to_ring", sa.Column("tried", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "wording",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("written_by", sa.Text(), server_default="", nullable=False),
        sa.Column("written_on", columns.Day(), nullable=True),
        sa.Column("checked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_on", columns.Day(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wording"),
        sa.UniqueConstraint("kind", "language", name="uq_wording_kind_language"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    _asked()
    _referred()
    _chosen()
    # An older desk may go on working beside this one: all it writes still fits.
    op.execute(sa.update(sa.table("release", sa.column("schema"))).values(schema=4))


def _asked() -> None:
    op.create_table(
        "asked",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("ask_first", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["ask_first"], ["ask_first.id"], name="fk_asked_ask_first"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_asked_person"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_asked_session"),
        sa.PrimaryKeyConstraint("id", name="pk_asked"),
        sa.UniqueConstraint(
            "ask_first",
            "person",
            "session",
            "about",
            name="uq_asked_ask_first_person_session_about",
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_asked_person", "asked", ["person"])
    op.create_index("ix_asked_session", "asked", ["session"])
    op.add_column("sealed_reason", sa.Column("opened_at", columns.Utc(), nullable=True))
    op.add_column(
        "sealed_reason", sa.Column("opened_by", sa.Text(), server_default="", nullable=False)
    )


def _referred() -> None:
    op.create_table(
        "referral",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_referral_activity"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_referral_person"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.UniqueConstraint("activity", "person", name="uq_referral_activity_person"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_referral_person", "referral", ["person"])
    op.add_column("activity", sa.Column("kept_days", sa.Integer(), nullable=True))
    op.add_column(
        "practice",
        sa.Column("two_people", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )


def _chosen() -> None:
    op.create_table(
        "booking_option",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("booking", columns.Id, nullable=False),
        sa.Column("option", columns.Id, nullable=False),
        sa.Column("number", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_booking_option_booking"),
        sa.ForeignKeyConstraint(
            ["option"], ["activity_option.id"], name="fk_booking_option_option"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_booking_option"),
        sa.UniqueConstraint("booking", "option", name="uq_booking_option_booking_option"),
        sa.CheckConstraint("number > 0", name="ck_booking_option_number"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_booking_option_option", "booking_option", ["option"])


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
