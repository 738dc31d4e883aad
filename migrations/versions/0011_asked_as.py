"""In which words people ask for a section, kept beside its text, so that a result can show them

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("knowledge_entry", sa.Column("asked_as", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("knowledge_entry", "asked_as")
