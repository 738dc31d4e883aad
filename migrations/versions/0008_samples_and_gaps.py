"""Samples that auditors draw; searches that found nothing

Revision ID: 0008
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import row_security

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

OWNED = {"audit_sample": False, "search_gap": False}
"""Each new table, with whether its rows are about persons: row-level security on PostgreSQL."""


def upgrade() -> None:
    op.create_table(
        "audit_sample",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("drawn", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("drawn_by", sa.BigInteger(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_audit_sample_client_id")),
        sa.ForeignKeyConstraint(["drawn_by"], ["person.id"], name=op.f("fk_audit_sample_drawn_by")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_audit_sample")),
        sa.UniqueConstraint("client_id", "drawn_by", "token", name=op.f("uq_audit_sample_client_id_drawn_by_token")),
    )
    op.create_table(
        "search_gap",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_search_gap_client_id")),
        sa.PrimaryKeyConstraint("client_id", "day", "language", "question", name=op.f("pk_search_gap")),
    )
    if op.get_context().dialect.name == "postgresql":
        row_security.enable(op.execute, OWNED)


def downgrade() -> None:
    for table in reversed(OWNED):
        op.drop_table(table)
