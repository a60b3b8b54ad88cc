"""What an import writes stands side by side: identities by external id, near proposals alone.

An identity by external id was `import:` and 64 letters of a hash; its first 32 stay, behind the id.
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
_NEAR = sa.text("similarity >= 0.5")
_FORTH = """
    UPDATE claim
    SET identity = 'import:' || substr(external_id, 1, 40) || ':' || substr(identity, 8, 32)
    WHERE identity LIKE 'import:%' AND external_id <> ''
"""
_MOVED = """
    SELECT claim.id, source.key, external_id
    FROM claim LEFT JOIN source ON source.id = source_id
    WHERE identity LIKE 'import:%' AND external_id <> ''
"""


def upgrade() -> None:
    op.execute(_FORTH)
    op.drop_index("ix_match_passage_id", "match")
    op.create_index(
        "ix_match_near", "match", ["passage_id"], sqlite_where=_NEAR, postgresql_where=_NEAR
    )


def downgrade() -> None:
    op.drop_index("ix_match_near", "match")
    op.create_index("ix_match_passage_id", "match", ["passage_id"])
    connection = op.get_bind()
    for claim_id, source, external_id in connection.execute(sa.text(_MOVED)).all():
        parts = f"id\x00{source or ''}\x00{external_id}"
        connection.execute(
            sa.text("UPDATE claim SET identity = :identity WHERE id = :id"),
            {"id": claim_id, "identity": "import:" + hashlib.sha256(parts.encode()).hexdigest()},
        )
