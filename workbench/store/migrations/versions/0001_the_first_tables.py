"""The first tables."""

import sqlalchemy as sa
from alembic import op

from workbench.store import base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "encoder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("width", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encoder")),
        sa.UniqueConstraint("name", name=op.f("uq_encoder_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_event_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("encoding", sa.String(length=40), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("new", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("same", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rejected", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "running",
                "done",
                "cancelled",
                "undone",
                name="importstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("started_at", base.UtcDateTime(), nullable=False),
        sa.Column("finished_at", base.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_sha256"), ["sha256"], unique=False)

    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reader", "reviewer", "editor", "admin", name="role", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("created_at", base.UtcDateTime(), nullable=False),
        sa.Column("disabled_at", base.UtcDateTime(), nullable=True),
        sa.Column(
            "session_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "embedding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "encoder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["encoder_id"], ["encoder.id"], name=op.f("fk_embedding_encoder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embedding")),
        sa.UniqueConstraint(
            "encoder_id", "text_hash", name=op.f("uq_embedding_encoder_id_text_hash")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_problem",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("field", sa.String(length=100), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_import_problem_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_problem")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("import_problem", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_problem_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("dateline_place", sa.String(length=200), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("published_at", base.UtcDateTime(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("acquired_at", base.UtcDateTime(), nullable=False),
        sa.Column("acquired_from", sa.Text(), nullable=False),
        sa.Column("acquired_by", sa.String(length=100), nullable=False),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("is_article", sa.Boolean(), nullable=False),
        sa.Column(
            "sequences", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "original_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["original_id"], ["report.id"], name=op.f("fk_report_original_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["report.id"], name=op.f("fk_report_replaces_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_report_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_current"), ["current"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_is_article"), ["is_article"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_original_id"), ["original_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_published_at"), ["published_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_replaces_id"), ["replaces_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_text_sha256"), ["text_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_url"), ["url"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", base.UtcDateTime(), nullable=False),
        sa.Column("last_used_at", base.UtcDateTime(), nullable=True),
        sa.Column("revoked_at", base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_token_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("identity", sa.String(length=80), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("standalone", sa.Text(), nullable=True),
        sa.Column("check_worthiness", sa.Double(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("speaker", sa.JSON(), nullable=True),
        sa.Column("cue", sa.String(length=100), nullable=True),
        sa.Column("particulars", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("claimed_at", sa.String(length=40), nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", base.UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "waiting",
                "in review",
                "second review",
                "adjudication",
                "decided",
                "recheck",
                "set aside",
                name="state",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "verdict",
            sa.Enum(
                "corroborated",
                "disputed",
                "unresolved",
                name="verdict",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "saying",
            sa.Enum(
                "unchecked", "confirmed", "contested", name="saying", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column(
            "set_aside",
            sa.Enum(
                "not checkable",
                "badly pulled",
                "duplicate",
                "out of scope",
                name="setaside",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "publication",
            sa.Enum("published", "withdrawn", name="publication", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("decided_at", base.UtcDateTime(), nullable=True),
        sa.Column("matched_at", base.UtcDateTime(), nullable=True),
        sa.Column("assessed_at", base.UtcDateTime(), nullable=True),
        sa.Column("searched", sa.JSON(), nullable=True),
        sa.Column("proposed", sa.JSON(), nullable=True),
        sa.Column(
            "proposed_at_least",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "proposed_at_most", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("confirmed", sa.JSON(), nullable=True),
        sa.Column("priority", sa.Double(), nullable=False),
        sa.Column("priority_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["claim.id"], name=op.f("fk_claim_parent_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_claim_report_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("identity", name=op.f("uq_claim_identity")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_assessed_at"), ["assessed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_external_id"), ["external_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_matched_at"), ["matched_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_state"), ["state"], unique=False)
        batch_op.create_index(
            "ix_claim_state_priority_id", ["state", "priority", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claim_text_hash"), ["text_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_verdict"), ["verdict"], unique=False)

    op.create_table(
        "passage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("splitter", sa.String(length=40), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_passage_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint(
            "report_id",
            "start",
            "end",
            "splitter",
            name=op.f("uq_passage_report_id_start_end_splitter"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index(
            "ix_passage_current_text_hash", ["current", "text_hash"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_passage_text_hash"), ["text_hash"], unique=False)

    op.create_table(
        "shingle",
        sa.Column(
            "hash",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_shingle_report_id")),
        sa.PrimaryKeyConstraint("hash", "report_id", name=op.f("pk_shingle")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("shingle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shingle_report_id"), ["report_id"], unique=False)

    op.create_table(
        "claim_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("replaced_at", base.UtcDateTime(), nullable=False),
        sa.Column("replaced_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_version_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_version")),
        sa.UniqueConstraint("claim_id", "version", name=op.f("uq_claim_version_claim_id_version")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("claim_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_version_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "passage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "question",
            sa.Enum("content", "saying", name="question", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum(
                "supports",
                "refutes",
                "context",
                "irrelevant",
                name="stance",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "contrary figure",
                "contrary observation",
                "party denial",
                "retraction at the source",
                "misattributed",
                name="ground",
                native_enum=False,
            ),
            nullable=True,
        ),
        sa.Column(
            "basis_kind",
            sa.Enum(
                "own observation",
                "own interview",
                "statement",
                "artefact",
                "relay",
                "unstated",
                name="basiskind",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("basis_root", sa.String(length=200), nullable=True),
        sa.Column(
            "reviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_evidence_passage_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["user_account.id"], name=op.f("fk_evidence_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_passage_id"), ["passage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_reviewer_id"), ["reviewer_id"], unique=False)

    op.create_table(
        "imported_claim",
        sa.Column(
            "import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_imported_claim_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_imported_claim_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "claim_id", name=op.f("pk_imported_claim")),
    )
    with op.batch_alter_table("imported_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_claim_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "match",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "passage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=True),
        sa.Column("relevance", sa.Double(), nullable=True),
        sa.Column(
            "basis_kind",
            sa.Enum(
                "own observation",
                "own interview",
                "statement",
                "artefact",
                "relay",
                "unstated",
                name="basiskind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("basis_root", sa.String(length=200), nullable=True),
        sa.Column("basis_because", sa.Text(), nullable=False),
        sa.Column("origin", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("origin_label", sa.String(length=300), nullable=False),
        sa.Column("origin_because", sa.JSON(), nullable=False),
        sa.Column("same_origin_as_claim", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.String(length=40), nullable=True),
        sa.Column("comparison", sa.JSON(), nullable=False),
        sa.Column(
            "signal",
            sa.Enum("agrees", "conflicts", "unclear", name="signal", native_enum=False, length=24),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_match_claim_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_match_passage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint("claim_id", "passage_id", name=op.f("uq_match_claim_id_passage_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_passage_id"), ["passage_id"], unique=False)

    op.create_table(
        "origin_correction",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "passage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("other_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decision", sa.String(length=8), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=True),
        sa.Column(
            "reviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_origin_correction_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["passage.id"], name=op.f("fk_origin_correction_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_origin_correction_passage_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["user_account.id"], name=op.f("fk_origin_correction_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin_correction")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("origin_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_origin_correction_claim_id"), ["claim_id"], unique=False
        )

    op.create_table(
        "review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "corroborated",
                "disputed",
                "unresolved",
                name="verdict",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "contrary figure",
                "contrary observation",
                "party denial",
                "retraction at the source",
                "misattributed",
                name="ground",
                native_enum=False,
            ),
            nullable=True,
        ),
        sa.Column(
            "missing",
            sa.Enum(
                "no independent report",
                "conflicting reports",
                "basis unknown",
                "place or time unclear",
                "needs document",
                name="missing",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "reviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", base.UtcDateTime(), nullable=False),
        sa.Column("rests_on", sa.JSON(), nullable=False),
        sa.Column("adjudication", sa.Boolean(), nullable=False),
        sa.Column("undone_at", base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_review_claim_id")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["user_account.id"], name=op.f("fk_review_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_review_claim_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_reviewer_id"), ["reviewer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_reviewer_id"))

    op.drop_table("review")
    with op.batch_alter_table("origin_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_origin_correction_claim_id"))

    op.drop_table("origin_correction")
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_passage_id"))

    op.drop_table("match")
    with op.batch_alter_table("imported_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_claim_claim_id"))

    op.drop_table("imported_claim")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_passage_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_claim_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("claim_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_version_claim_id"))

    op.drop_table("claim_version")
    with op.batch_alter_table("shingle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shingle_report_id"))

    op.drop_table("shingle")
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passage_text_hash"))
        batch_op.drop_index("ix_passage_current_text_hash")

    op.drop_table("passage")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_verdict"))
        batch_op.drop_index(batch_op.f("ix_claim_text_hash"))
        batch_op.drop_index("ix_claim_state_priority_id")
        batch_op.drop_index(batch_op.f("ix_claim_state"))
        batch_op.drop_index(batch_op.f("ix_claim_source_id"))
        batch_op.drop_index(batch_op.f("ix_claim_report_id"))
        batch_op.drop_index(batch_op.f("ix_claim_parent_id"))
        batch_op.drop_index(batch_op.f("ix_claim_matched_at"))
        batch_op.drop_index(batch_op.f("ix_claim_external_id"))
        batch_op.drop_index(batch_op.f("ix_claim_assessed_at"))

    op.drop_table("claim")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_user_id"))

    op.drop_table("token")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_url"))
        batch_op.drop_index(batch_op.f("ix_report_text_sha256"))
        batch_op.drop_index(batch_op.f("ix_report_source_id"))
        batch_op.drop_index(batch_op.f("ix_report_sha256"))
        batch_op.drop_index(batch_op.f("ix_report_replaces_id"))
        batch_op.drop_index(batch_op.f("ix_report_published_at"))
        batch_op.drop_index(batch_op.f("ix_report_original_id"))
        batch_op.drop_index(batch_op.f("ix_report_is_article"))
        batch_op.drop_index(batch_op.f("ix_report_current"))

    op.drop_table("report")
    with op.batch_alter_table("import_problem", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_problem_import_id"))

    op.drop_table("import_problem")
    op.drop_table("embedding")
    op.drop_table("user_account")
    op.drop_table("source")
    op.drop_table("setting")
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_sha256"))

    op.drop_table("import")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_claim_id"))

    op.drop_table("event")
    op.drop_table("encoder")
