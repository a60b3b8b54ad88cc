"""The words of passages, searchable, and the hash of each report's title."""

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from workbench.store import lexical

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title_hash", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_report_title_hash"), ["title_hash"], unique=False)
    connection = op.get_bind()
    lexical.create(connection)
    titles = connection.execute(sa.text("SELECT id, title FROM report WHERE title IS NOT NULL"))
    for report_id, title in titles.all():
        digest = hashlib.sha256(title.encode()).hexdigest()
        connection.execute(
            sa.text("UPDATE report SET title_hash = :digest WHERE id = :id"),
            {"digest": digest, "id": report_id},
        )
    lexical.index(connection, _worded(connection))


def downgrade() -> None:
    lexical.drop(op.get_bind())
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_title_hash"))
        batch_op.drop_column("title_hash")


def _worded(connection: sa.Connection) -> Iterator[lexical.Worded]:
    rows = connection.execute(
        sa.text(
            'SELECT p.id, p.start, p."end", r.text, r.title FROM passage p '
            "JOIN report r ON r.id = p.report_id WHERE p.current"
        )
    )
    for passage_id, start, end, text, title in rows:
        yield lexical.Worded(passage_id, text[start:end], title)
