"""Who goes on with a course in another language: the enrolment that ended says in which course

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("goes_on_in", sa.String(100), server_default="", nullable=False))


def downgrade() -> None:
    """Leave enrolments that went on in another language as taken back without a reason; the record still says it."""
    with op.batch_alter_table("enrolment") as batch_op:
        batch_op.drop_column("goes_on_in")
