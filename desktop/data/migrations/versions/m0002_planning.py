"""Series that can be changed: closures, terms, texts, news to tell people, ideas."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from desktop.data import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NOT_TOLD = "outcome NOT IN ('told', 'texted', 'letter', 'overtaken') OR shelf = 'waiting'"


def upgrade() -> None:
    """Add what surrounds sessions; what is there already keeps its meaning."""
    _tables()
    _columns()
    _first_rows()


def _tables() -> None:
    op.create_table(
        "category",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_category"),
        sa.UniqueConstraint("name", name="uq_category_name"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "memo",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("date", columns.Day(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_memo"),
        sa.UniqueConstraint("date", name="uq_memo_date"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "opening_hours",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", columns.Clock(), nullable=False),
        sa.Column("closes", columns.Clock(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="ck_opening_hours_weekday"),
        sa.PrimaryKeyConstraint("id", name="pk_opening_hours"),
        sa.UniqueConstraint("weekday", name="uq_opening_hours_weekday"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "term",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first", columns.Day(), nullable=False),
        sa.Column("last", columns.Day(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("first <= last", name="ck_term_days"),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "closure",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first", columns.Day(), nullable=False),
        sa.Column("last", columns.Day(), nullable=False),
        sa.Column("starts", columns.Clock(), nullable=True),
        sa.Column("ends", columns.Clock(), nullable=True),
        sa.Column("place", columns.Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("first <= last", name="ck_closure_days"),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name="fk_closure_place"),
        sa.PrimaryKeyConstraint("id", name="pk_closure"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_closure_last", "closure", ["last"], unique=False)
    op.create_table(
        "activity_option",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), server_default="0", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_activity_option_activity"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_option"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_activity_option_activity", "activity_option", ["activity"], unique=False)
    op.create_table(
        "activity_role",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_activity_role_activity"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_role"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_activity_role_activity", "activity_role", ["activity"], unique=False)
    op.create_table(
        "activity_text",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("written_by", sa.Text(), server_default="", nullable=False),
        sa.Column("written_on", columns.Day(), nullable=True),
        sa.Column("checked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_on", columns.Day(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_activity_text_activity"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_text"),
        sa.UniqueConstraint("activity", "language", name="uq_activity_text_activity_language"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "idea",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("suggested_by", columns.Id, nullable=True),
        sa.Column("smallest", sa.Integer(), server_default="0", nullable=False),
        sa.Column("status", sa.Text(), server_default="gathering", nullable=False),
        sa.Column("activity", columns.Id, nullable=True),
        sa.Column("told", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_idea_activity"),
        sa.ForeignKeyConstraint(["suggested_by"], ["person.id"], name="fk_idea_suggested_by"),
        sa.PrimaryKeyConstraint("id", name="pk_idea"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "next_step",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("activity", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name="fk_next_step_activity"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_next_step_person"),
        sa.PrimaryKeyConstraint("id", name="pk_next_step"),
        sa.UniqueConstraint("activity", "person", name="uq_next_step_activity_person"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_next_step_person", "next_step", ["person"], unique=False)
    op.create_table(
        "idea_person",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("idea", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_idea_person_idea"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_idea_person_person"),
        sa.PrimaryKeyConstraint("id", name="pk_idea_person"),
        sa.UniqueConstraint("idea", "person", name="uq_idea_person_idea_person"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_idea_person_person", "idea_person", ["person"], unique=False)
    op.create_table(
        "skipped",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("series", columns.Id, nullable=False),
        sa.Column("date", columns.Day(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_skipped_series"),
        sa.PrimaryKeyConstraint("id", name="pk_skipped"),
        sa.UniqueConstraint("series", "date", name="uq_skipped_series_date"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "news",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", columns.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_news_session"),
        sa.PrimaryKeyConstraint("id", name="pk_news"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_news_session", "news", ["session"], unique=False)
    op.create_table(
        "telling",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("news", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("booking", columns.Id, nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome_at", columns.Utc(), nullable=True),
        sa.Column("outcome_by", sa.Text(), server_default="", nullable=False),
        sa.Column("shelf", sa.Text(), server_default="", nullable=False),
        sa.Column("placed", columns.Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["booking.id"], name="fk_telling_booking"),
        sa.ForeignKeyConstraint(["news"], ["news.id"], name="fk_telling_news"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_telling_person"),
        sa.ForeignKeyConstraint(["placed"], ["booking.id"], name="fk_telling_placed"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_telling_session"),
        sa.PrimaryKeyConstraint("id", name="pk_telling"),
        sa.UniqueConstraint("news", "person", name="uq_telling_news_person"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_telling_open",
        "telling",
        ["news"],
        unique=False,
        sqlite_where=sa.text(_NOT_TOLD),
        postgresql_where=sa.text(_NOT_TOLD),
    )
    op.create_index("ix_telling_person", "telling", ["person"], unique=False)
    op.create_index("ix_telling_session", "telling", ["session"], unique=False)


def _columns() -> None:
    op.add_column(
        "activity",
        sa.Column(
            "category",
            columns.Id,
            sa.ForeignKey("category.id", name="fk_activity_category"),
            nullable=True,
        ),
        inline_references=True,
    )
    op.add_column(
        "activity", sa.Column("smallest", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("activity", sa.Column("suits", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "activity", sa.Column("who", sa.Text(), server_default="everybody", nullable=False)
    )
    op.add_column("activity", sa.Column("price", sa.Text(), server_default="", nullable=False))
    op.add_column("activity", sa.Column("bring", sa.Text(), server_default="", nullable=False))
    op.add_column("activity", sa.Column("opens_days", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("closes_days", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("closes_at", columns.Clock(), nullable=True))
    op.add_column("activity", sa.Column("kept", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "activity",
        sa.Column("weather", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("activity", sa.Column("step_free", columns.Flag(), nullable=True))
    op.add_column("activity", sa.Column("hearing_loop", columns.Flag(), nullable=True))
    op.add_column(
        "activity",
        sa.Column("young", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "activity",
        sa.Column("ring_home", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "activity", sa.Column("collected_by", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "activity", sa.Column("leaves_alone", sa.Text(), server_default="", nullable=False)
    )
    op.add_column("place", sa.Column("closed", columns.Day(), nullable=True))
    op.add_column(
        "practice", sa.Column("nation", sa.Text(), server_default="England", nullable=False)
    )
    op.add_column("release", sa.Column("uid", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "series",
        sa.Column("skips_closed", columns.Flag(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column(
        "series",
        sa.Column("term_only", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("series", sa.Column("made_until", columns.Day(), nullable=True))
    op.add_column(
        "series",
        sa.Column(
            "split_from",
            columns.Id,
            sa.ForeignKey("series.id", name="fk_series_split_from"),
            nullable=True,
        ),
        inline_references=True,
    )
    op.add_column(
        "session",
        sa.Column("by_hand", columns.Flag(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("session", sa.Column("changed_by", sa.Text(), server_default="", nullable=False))
    op.add_column("session", sa.Column("changed_on", columns.Day(), nullable=True))
    op.add_column("session", sa.Column("weather", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "session", sa.Column("clash_reason", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "session", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False)
    )


def _first_rows() -> None:
    number = sa.table("revision", sa.column("topic"), sa.column("number"))
    op.bulk_insert(number, [{"topic": topic, "number": 0} for topic in ("ideas", "telling")])
    # An older desk may go on working beside this one: all it writes still fits.
    release = sa.table("release", *map(sa.column, ("schema", "uid")))
    op.execute(sa.update(release).values(schema=2, uid=uuid4().hex))


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
