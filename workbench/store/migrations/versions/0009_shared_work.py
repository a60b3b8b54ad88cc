"""Work that many workers share; long addresses under an index that takes them."""

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "chunk",
        sa.Column("work", sa.String(length=16), nullable=False),
        sa.Column("item", _ID, autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=False),
        sa.Column("leased_until", base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("work", "item", name=op.f("pk_chunk")),
    )
    if op.get_bind().dialect.name == "postgresql":  # its B-trees take no more than 2,704 bytes
        op.drop_index("ix_report_url", "report")
        op.create_index("ix_report_url", "report", ["url"], postgresql_using="hash")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_report_url", "report")
        op.create_index("ix_report_url", "report", ["url"])
    op.drop_table("chunk")
