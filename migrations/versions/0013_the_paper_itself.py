"""The paper of a certificate earned before is kept with it

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from migrations import row_security

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OWNED = {"certificate_paper": True}
"""The new table, with whether its rows are about persons: row-level security on PostgreSQL."""


def upgrade() -> None:
    op.create_table(
        "certificate_paper",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("certificate_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("content_type", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_certificate_paper_client_id")),
        sa.ForeignKeyConstraint(
            ["client_id", "certificate_id"],
            ["certificate.client_id", "certificate.id"],
            name=op.f("fk_certificate_paper_client_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_paper_person_id")),
        sa.PrimaryKeyConstraint("client_id", "certificate_id", name=op.f("pk_certificate_paper")),
    )
    if op.get_context().dialect.name == "postgresql":
        row_security.enable(op.execute, OWNED)


def downgrade() -> None:
    op.drop_table("certificate_paper")
