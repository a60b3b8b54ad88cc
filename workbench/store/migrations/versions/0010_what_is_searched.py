"""What a search covers, told without reading the reports' texts."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_INDEX = "ix_report_current_source_id_published_at"


def upgrade() -> None:
    op.create_index(_INDEX, "report", ["current", "source_id", "published_at"])


def downgrade() -> None:
    op.drop_index(_INDEX, "report")
