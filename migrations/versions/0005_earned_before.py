"""Certificates earned before, verification, last visits

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    by = sa.ForeignKey("person.id", name=op.f("fk_certificate_brought_in_by"))
    op.add_column("certificate", sa.Column("brought_in_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("certificate", sa.Column("brought_in_by", sa.BigInteger(), by, nullable=True), inline_references=True)
    op.add_column("certificate", sa.Column("proof", sa.String(length=500), server_default="", nullable=False))
    op.add_column("certificate", sa.Column("proof_file", sa.String(length=300), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("certificate") as batch:
        for column in ("proof_file", "proof", "brought_in_by", "brought_in_at"):
            batch.drop_column(column)
