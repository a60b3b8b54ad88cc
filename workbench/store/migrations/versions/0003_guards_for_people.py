"""Guards for people: tries at the door, scoped tokens, what is masked; events stay as written."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ROLE = sa.Enum(
    *("reader", "reviewer", "editor", "admin"), name="role", native_enum=False, length=24
)
_SAID = "the record of events is append-only"
_KEPT = (("kept", "UPDATE"), ("stays", "DELETE"))


def upgrade() -> None:
    op.create_table(
        "sign_in_try",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("count", _ID, nullable=False),
        sa.Column("last_at", base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_try")),
    )
    op.create_index(op.f("ix_sign_in_try_last_at"), "sign_in_try", ["last_at"], unique=False)
    op.create_table(
        "sensitive",
        sa.Column("id", _ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("visible_to", _ROLE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.String(length=100), nullable=False),
        sa.Column("marked_at", base.UtcDateTime(), nullable=False),
        sa.Column("lifted_at", base.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", _ID, nullable=False),
        sa.Column("report_id", _ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_withdrawal_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("report_id", name=op.f("uq_withdrawal_report_id")),
        sqlite_autoincrement=True,
    )
    op.add_column(
        "token", sa.Column("label", sa.String(length=100), nullable=False, server_default="")
    )
    op.add_column("token", sa.Column("scope", _ROLE, nullable=True))
    op.add_column("token", sa.Column("expires_at", base.UtcDateTime(), nullable=True))
    for name, change in _KEPT:
        op.execute(_trigger(name, change))


def downgrade() -> None:
    for name, _ in _KEPT:
        on = " ON event" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER event_{name}{on}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION event_is_kept")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_column("expires_at")
        batch_op.drop_column("scope")
        batch_op.drop_column("label")
    op.drop_table("withdrawal")
    op.drop_table("sensitive")
    op.drop_table("sign_in_try")


def _trigger(name: str, change: str) -> str:
    if op.get_bind().dialect.name == "sqlite":
        return (
            f"CREATE TRIGGER event_{name} BEFORE {change} ON event "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )
    op.execute(
        "CREATE OR REPLACE FUNCTION event_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    return (
        f"CREATE TRIGGER event_{name} BEFORE {change} ON event "
        "FOR EACH ROW EXECUTE FUNCTION event_is_kept()"
    )
