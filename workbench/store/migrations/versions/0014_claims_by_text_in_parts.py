"""Claims by their texts in parts: what an import adds stands side by side."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
_PART = sa.text("(id / 16384)")


def upgrade() -> None:
    op.drop_index("ix_claim_text_hash", "claim")
    op.create_index("ix_claim_part_text_hash", "claim", [_PART, "text_hash"])


def downgrade() -> None:
    op.drop_index("ix_claim_part_text_hash", "claim")
    op.create_index("ix_claim_text_hash", "claim", ["text_hash"])
