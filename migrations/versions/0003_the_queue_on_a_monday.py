"""The queue on a Monday: bookings, voids, exceptions

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import row_security

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

VOIDABLE = ("attempt", "live_call", "sign_off")


def upgrade() -> None:
    op.add_column("queue_place", sa.Column("booked_for", sa.DateTime(timezone=True), nullable=True))
    op.add_column("queue_place", sa.Column("broke_off_at", sa.DateTime(timezone=True), nullable=True))
    for table in VOIDABLE:
        by = sa.ForeignKey("person.id", name=op.f(f"fk_{table}_voided_by"))
        op.add_column(table, sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(table, sa.Column("voided_by", sa.BigInteger(), by, nullable=True), inline_references=True)
        op.add_column(table, sa.Column("void_reason", sa.Text(), server_default="", nullable=False))
    spoken = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("person", sa.Column("spoken", spoken, server_default="[]", nullable=False))
    op.create_table(
        "allowance",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("quiz", sa.String(length=100), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by", sa.BigInteger(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_allowance_client_id")),
        sa.ForeignKeyConstraint(["granted_by"], ["person.id"], name=op.f("fk_allowance_granted_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_allowance_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_allowance")),
        sa.UniqueConstraint("client_id", "granted_by", "token", name=op.f("uq_allowance_client_id_granted_by_token")),
    )
    op.create_index("ix_allowance_person", "allowance", ["client_id", "person_id", "course"])
    if op.get_context().dialect.name == "postgresql":
        row_security.enable(op.execute, {"allowance": True})


def downgrade() -> None:
    op.drop_table("allowance")
    for table, columns in (
        ("person", ("spoken",)),
        *((table, ("void_reason", "voided_by", "voided_at")) for table in VOIDABLE),
        ("queue_place", ("broke_off_at", "booked_for")),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
