"""Who published a report and when, as people state it."""

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "imprint",
        sa.Column("id", _ID, nullable=False),
        sa.Column("report_id", _ID, nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("source_was", sa.String(length=200), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("published_was", sa.String(length=40), nullable=True),
        sa.Column("stated_by", sa.String(length=100), nullable=False),
        sa.Column("stated_at", base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_imprint_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imprint")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_imprint_report_id"), "imprint", ["report_id"], unique=False)


def downgrade() -> None:
    op.drop_table("imprint")
