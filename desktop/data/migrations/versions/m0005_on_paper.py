"""What is printed: sheets and their codes, and what the practice says of itself on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; what is there already keeps its meaning."""
    # An older desk may go on working beside this one: all it writes still fits.
    op.execute(sa.update(sa.table("release", sa.column("schema"))).values(schema=5))


def downgrade() -> None:
    """Refuse: an older program never opens a newer database by taking data away."""
    raise RuntimeError("Restore the copy that was made before the upgrade.")
