"""An enrolment's due date can change, and an enrolment can be taken back: further rows, the earlier ones stay

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PERSON_AND_COURSE = ["client_id", "person_id", "course"]
PRESENT = sa.text("ended_at IS NULL")
NAME_CLIENT = sa.text("SELECT set_config('readyline.client', :client, true)")
CHANGED = sa.text(
    "SELECT count(*) FROM enrolment WHERE client_id = :client AND (ended_at IS NOT NULL OR taken_back = :yes)"
)


def upgrade() -> None:
    with op.batch_alter_table("enrolment") as batch_op:
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint("uq_enrolment_client_id_person_id_course", type_="unique")
    op.create_index("ix_enrolment_person", "enrolment", PERSON_AND_COURSE)
    op.create_index(
        "ix_enrolment_present",
        "enrolment",
        PERSON_AND_COURSE,
        unique=True,
        sqlite_where=PRESENT,
        postgresql_where=PRESENT,
    )


def downgrade() -> None:
    """Raise RuntimeError where something was changed or taken back: the tables of before cannot hold that."""
    bind = op.get_bind()
    for client in bind.scalars(sa.text("SELECT id FROM client ORDER BY id")).all():
        _name(bind, client)
        if bind.scalar(CHANGED, {"client": client, "yes": True}):
            raise RuntimeError(f"Enrolments of {client} were changed or taken back; restore the backup of before 0014.")
    _name(bind, "")
    op.drop_index("ix_enrolment_present", "enrolment")
    op.drop_index("ix_enrolment_person", "enrolment")
    with op.batch_alter_table("enrolment") as batch_op:
        batch_op.create_unique_constraint("uq_enrolment_client_id_person_id_course", PERSON_AND_COURSE)
        for name in ("ended_at", "taken_back", "reason", "changed_at"):
            batch_op.drop_column(name)


def _name(bind: sa.Connection, client: str) -> None:
    """Name the client whose rows are to be seen: on PostgreSQL no others are."""
    if bind.dialect.name == "postgresql":
        bind.execute(NAME_CLIENT, {"client": client})
