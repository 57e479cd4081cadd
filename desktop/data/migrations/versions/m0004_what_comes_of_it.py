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
    # An older desk may go on working beside this one: all it writes still fits.
    op.execute(sa.update(sa.table("release", sa.column("schema"))).values(schema=4))


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
