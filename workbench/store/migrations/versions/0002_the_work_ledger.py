"""The work ledger: jobs with leases, and workers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", _ID, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("import", "undo", name="jobkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("import_id", _ID, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("waiting", "running", "done", "cancelled", "failed"),
                name="jobstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("directions", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("created_at", base.UtcDateTime(), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=True),
        sa.Column("leased_until", base.UtcDateTime(), nullable=True),
        sa.Column("tries", _ID, nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("rows_per_second", sa.Double(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_job_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)
    op.create_table(
        "worker",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("started_at", base.UtcDateTime(), nullable=False),
        sa.Column("seen_at", base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("name", name=op.f("uq_worker_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_seen_at"), ["seen_at"], unique=False)
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_assessed_at"))
    unassessed = sa.text("matched_at IS NOT NULL AND assessed_at IS NULL")
    op.create_index(
        "ix_claim_unassessed",
        "claim",
        ["priority", "id"],
        sqlite_where=unassessed,
        postgresql_where=unassessed,
    )


def downgrade() -> None:
    op.drop_index("ix_claim_unassessed", "claim")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_assessed_at"), ["assessed_at"], unique=False)
    op.drop_table("worker")
    op.drop_table("job")
