"""Who belongs to several clients is told at once whose agreements they have yet to accept

Revision ID: 0015
Revises: 0014
"""

from alembic import op

from migrations import row_security

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(row_security.let_side_by_side("agreement_acceptance"))


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP POLICY agreement_acceptance_seen_side_by_side ON agreement_acceptance")
