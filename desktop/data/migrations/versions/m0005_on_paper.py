"""What is printed: sheets and their codes, and what the practice says of itself on paper."""

import sqlalchemy as sa
from alembic import op

from desktop.data import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; what is there already keeps its meaning."""
    _sheets()
    _own_paper()
    _every_week_together()
    _wanted_of_a_session()
    _taxis_to_cancel()
    _wall()
    _looked_up()
    # An older desk may go on working beside this one: all it writes still fits.
    op.execute(sa.update(sa.table("release", sa.column("schema"))).values(schema=5))


def _sheets() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("printed_at", columns.Utc(), nullable=False),
        sa.Column("printed_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sqlite_strict=True,
    )
    op.create_index("ix_sheet_code", "sheet", ["code"])
    op.create_index("ix_sheet_session", "sheet", ["session"])
    op.create_table(
        "sheet_line",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("sheet", columns.Id, nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("booking", columns.Id, nullable=True),
        sa.Column("companion", columns.Id, nullable=True),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("entered", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('booking', 'companion', 'free', 'new')", name="ck_sheet_line_kind"
        ),
        sa.ForeignKeyConstraint(["sheet"], ["sheet.id"], name="fk_sheet_line_sheet"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_line"),
        sa.UniqueConstraint("sheet", "number", name="uq_sheet_line_sheet_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "sheet_code",
        sa.Column("code", columns.Word, nullable=False),
        sa.Column("until", columns.Day(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_sheet_code"),
        sqlite_strict=True,
    )
    op.add_column(
        "practice",
        sa.Column("sheet_names", sa.Text(), server_default="first", nullable=False),
    )
    op.add_column("person", sa.Column("leader_agreed", columns.Day(), nullable=True))


def _own_paper() -> None:
    texts = ("invitation", "closing_line", "page_address")
    every = [sa.Column(name, sa.Text(), server_default="", nullable=False) for name in texts]
    every += [
        sa.Column("paper_colour", columns.Flag(), server_default=sa.text("false"), nullable=False),
        sa.Column("paper_order", sa.Text(), server_default="time", nullable=False),
    ]
    for each in every:
        op.add_column("practice", each)
    op.create_table(
        "logo",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_logo"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _every_week_together() -> None:
    op.create_table(
        "regular_companion",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("regular", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("takes_place", columns.Flag(), server_default=sa.text("true"), nullable=False),
        sa.Column("diet", sa.Text(), server_default="", nullable=False),
        sa.Column("ride", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["regular"], ["regular.id"], name="fk_regular_companion_regular"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_regular_companion_person"),
        sa.PrimaryKeyConstraint("id", name="pk_regular_companion"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_regular_companion_regular", "regular_companion", ["regular"])
    op.create_index("ix_regular_companion_person", "regular_companion", ["person"])


def _taxis_to_cancel() -> None:
    op.create_table(
        "taxi_off",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("session", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("held_on", columns.Day(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("leaves", columns.Clock(), nullable=True),
        sa.Column("back", columns.Clock(), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome_at", columns.Utc(), nullable=True),
        sa.Column("outcome_by", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_taxi_off_session"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_taxi_off_person"),
        sa.PrimaryKeyConstraint("id", name="pk_taxi_off"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_taxi_off_session", "taxi_off", ["session"])
    op.create_index("ix_taxi_off_person", "taxi_off", ["person"])
    is_open = sa.text("outcome = ''")
    op.create_index("ix_taxi_off_open", "taxi_off", ["held_on"], sqlite_where=is_open)


def _wall() -> None:
    op.add_column("person", sa.Column("wall_agreed", columns.Day(), nullable=True))
    op.add_column("activity_text", sa.Column("title", sa.Text(), server_default="", nullable=False))


def _wanted_of_a_session() -> None:
    op.create_table(
        "waiting_option",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("waiting", columns.Id, nullable=False),
        sa.Column("option", columns.Id, nullable=False),
        sa.Column("number", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["waiting"], ["waiting.id"], name="fk_waiting_option_waiting"),
        sa.ForeignKeyConstraint(
            ["option"], ["activity_option.id"], name="fk_waiting_option_option"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_option"),
        sa.UniqueConstraint("waiting", "option", name="uq_waiting_option_waiting_option"),
        sa.CheckConstraint("number > 0", name="ck_waiting_option_number"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_waiting_option_option", "waiting_option", ["option"])


def _looked_up() -> None:
    op.create_table(
        "looked_up",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", columns.Id, nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_looked_up_person"),
        sa.PrimaryKeyConstraint("id", name="pk_looked_up"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_looked_up_person", "looked_up", ["person"])


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
