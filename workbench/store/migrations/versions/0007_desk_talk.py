"""Whose a claim is, drafts of decisions, claims that say the same; events by their time."""

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_PARTIAL = (
    ("ix_match_conflicting", "match", "claim_id", "signal = 'conflicts'"),
    ("ix_claim_decided", "claim", "decided_at", "decided_at IS NOT NULL"),
)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "assignment",
        sa.Column("claim_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_assignment_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_assignment_user_id")
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_user_id"), "assignment", ["user_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", _ID, nullable=False),
        sa.Column("claim_id", _ID, nullable=False),
        sa.Column("reviewer_id", _ID, nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_draft_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["user_account.id"], name=op.f("fk_draft_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("claim_id", "reviewer_id", name=op.f("uq_draft_claim_id_reviewer_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "joined_claim",
        sa.Column("claim_id", _ID, nullable=False),
        sa.Column("group_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_joined_claim_claim_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_joined_claim")),
    )
    op.create_index(op.f("ix_joined_claim_group_id"), "joined_claim", ["group_id"], unique=False)
    op.create_index(op.f("ix_event_at"), "event", ["at"], unique=False)
    for name, table, column, where in _PARTIAL:
        some = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    for name, table, _, _ in _PARTIAL:
        op.drop_index(name, table)
    op.drop_index(op.f("ix_event_at"), "event")
    op.drop_index(op.f("ix_joined_claim_group_id"), "joined_claim")
    op.drop_table("joined_claim")
    op.drop_table("draft")
    op.drop_index(op.f("ix_assignment_user_id"), "assignment")
    op.drop_table("assignment")
