"""An exception that takes back another one names it

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("allowance", sa.Column("takes_back", sa.String(length=20), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("allowance", "takes_back")
