"""Last visits: since when an auditor is told what changed; teams of many people found by person

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from migrations import row_security

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "last_visit",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_last_visit_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_last_visit_person_id")),
        sa.PrimaryKeyConstraint("client_id", "person_id", name=op.f("pk_last_visit")),
    )
    op.create_index("ix_team_member_person", "team_member", ["client_id", "person_id", "started_at"])
    if op.get_bind().dialect.name == "postgresql":
        row_security.enable(op.execute, {"last_visit": True})


def downgrade() -> None:
    op.drop_index("ix_team_member_person", table_name="team_member")
    op.drop_table("last_visit")
