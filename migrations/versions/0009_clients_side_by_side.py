"""Several clients of one person can be read together, where a page shows them side by side

Revision ID: 0009
Revises: 0008
"""

from alembic import op

from migrations import row_security

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SEEN = (
    "release",
    "release_file",
    "release_media",
    "certificate",
    "certificate_cover",
    "enrolment",
    "team",
    "team_member",
    "queue_place",
)
"""The tables whose classes are marked `seen_side_by_side`."""


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for table in SEEN:
            op.execute(row_security.let_side_by_side(table))


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for table in SEEN:
            op.execute(f"DROP POLICY {table}_seen_side_by_side ON {table}")
