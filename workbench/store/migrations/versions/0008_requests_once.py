"""Requests that are answered once, whoever repeats them."""

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answered_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("attempt", sa.String(length=32), nullable=False),
        sa.Column("begun_at", base.UtcDateTime(), nullable=False),
        sa.Column("took_effect", sa.Boolean(), nullable=False),
        sa.Column("status", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_answered_request_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answered_request")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_answered_request_user_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("answered_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answered_request_begun_at"), ["begun_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("answered_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answered_request_begun_at"))

    op.drop_table("answered_request")
