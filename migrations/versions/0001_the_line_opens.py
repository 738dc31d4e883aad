"""The line opens

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import row_security

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


OWNED = {
    "agreement_acceptance": True,
    "attempt": True,
    "candidacy": True,
    "certificate": True,
    "certificate_cover": True,
    "check_answer": True,
    "class_member": True,
    "coaching": True,
    "enrolment": True,
    "given_answer": True,
    "knowledge_entry": False,
    "knowledge_part": False,
    "knowledge_word": False,
    "line": False,
    "live_call": True,
    "media": False,
    "module_completion": True,
    "newest_release": False,
    "queue_place": True,
    "rehearsal": True,
    "rehearsal_reply": True,
    "release": False,
    "release_file": False,
    "release_media": False,
    "section_reached": True,
    "sign_off": True,
    "team": False,
    "team_member": True,
    "trail_entry": False,
    "trail_head": False,
    "training_class": False,
}
"""Each table of a client's rows, with whether they are about persons: row-level security on PostgreSQL."""


def upgrade() -> None:
    op.create_table(
        "client",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("training", sa.String(length=16), nullable=False),
        sa.Column("agreements", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("is_centre", sa.Boolean(), nullable=False),
        sa.Column("public_verification", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(
            "ix_client_one_centre",
            ["is_centre"],
            unique=True,
            sqlite_where=sa.text("is_centre"),
            postgresql_where=sa.text("is_centre"),
        )

    op.create_table(
        "installation_entry",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("happened_at", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_installation_entry")),
    )
    op.create_table(
        "installation_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation_head")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sign_in_name", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_person_sign_in_name")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "agreement_acceptance",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("agreement", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_agreement_acceptance_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_agreement_acceptance_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_agreement_acceptance")),
        sa.UniqueConstraint(
            "client_id",
            "person_id",
            "agreement",
            "release_id",
            name=op.f("uq_agreement_acceptance_client_id_person_id_agreement_release_id"),
        ),
    )
    op.create_table(
        "candidacy",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_candidacy_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidacy_person_id")),
        sa.PrimaryKeyConstraint("client_id", "person_id", "course", name=op.f("pk_candidacy")),
    )
    op.create_table(
        "certificate_lookup",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_certificate_lookup_client_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_certificate_lookup")),
    )
    op.create_table(
        "coaching",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_coaching_client_id")),
        sa.ForeignKeyConstraint(["coach_id"], ["person.id"], name=op.f("fk_coaching_coach_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_coaching_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_coaching")),
        sa.UniqueConstraint(
            "client_id",
            "person_id",
            "course",
            "channel",
            "language",
            "series",
            name=op.f("uq_coaching_client_id_person_id_course_channel_language_series"),
        ),
    )
    op.create_table(
        "line",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_line_client_id")),
        sa.PrimaryKeyConstraint("client_id", "key", name=op.f("pk_line")),
    )
    op.create_table(
        "login",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_login")),
        sa.UniqueConstraint("id", name=op.f("uq_login_id")),
    )
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.create_index("ix_login_person", ["person_id", "ended_at"], unique=False)

    op.create_table(
        "media",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("content_type", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_media_client_id")),
        sa.PrimaryKeyConstraint("client_id", "name", name=op.f("pk_media")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_membership_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "client_id",
            "person_id",
            "role",
            "side",
            "started_at",
            name=op.f("uq_membership_client_id_person_id_role_side_started_at"),
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_person", ["person_id", "client_id"], unique=False)

    op.create_table(
        "queue_place",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claim_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=16), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_queue_place_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_queue_place_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_queue_place")),
    )
    with op.batch_alter_table("queue_place", schema=None) as batch_op:
        batch_op.create_index(
            "ix_queue_place_one",
            ["client_id", "person_id", "course"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            "ix_queue_place_order",
            ["client_id", "due_at", "asked_at", "id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "rehearsal",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=200), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_rehearsal_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rehearsal_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_rehearsal")),
    )
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rehearsal_open",
            ["client_id", "person_id", "course", "scenario"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index("ix_rehearsal_person", ["client_id", "person_id", "course", "started_at"], unique=False)

    op.create_table(
        "release",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("major", sa.Integer(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_release_client_id")),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_release_published_by")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_release")),
        sa.UniqueConstraint("client_id", "part", "major", "minor", name=op.f("uq_release_client_id_part_major_minor")),
    )
    op.create_table(
        "section_reached",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("module", sa.String(length=200), nullable=False),
        sa.Column("anchor", sa.String(length=300), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_section_reached_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_section_reached_person_id")),
        sa.PrimaryKeyConstraint(
            "client_id", "person_id", "course", "module", "anchor", name=op.f("pk_section_reached")
        ),
    )
    with op.batch_alter_table("section_reached", schema=None) as batch_op:
        batch_op.create_index("ix_section_reached_course", ["client_id", "course", "module"], unique=False)

    op.create_table(
        "team",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("leader_id", sa.BigInteger(), nullable=False),
        sa.Column("deputy_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_team_client_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_team_deputy_id")),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_team_leader_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_team")),
        sa.UniqueConstraint("client_id", "title", name=op.f("uq_team_client_id_title")),
    )
    op.create_table(
        "trail_entry",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("happened_at", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_trail_entry_client_id")),
        sa.PrimaryKeyConstraint("client_id", "sequence", name=op.f("pk_trail_entry")),
    )
    op.create_table(
        "trail_head",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_trail_head_client_id")),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_trail_head")),
    )
    op.create_table(
        "training_class",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("trainer_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_training_class_client_id")),
        sa.ForeignKeyConstraint(["trainer_id"], ["person.id"], name=op.f("fk_training_class_trainer_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_training_class")),
        sa.UniqueConstraint("client_id", "title", name=op.f("uq_training_class_client_id_title")),
    )
    op.create_table(
        "attempt",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("quiz", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("questions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("marked", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("time_ran_out", sa.Boolean(), nullable=False),
        sa.Column("scores", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("max_points", sa.Double(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_attempt_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_attempt_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "client_id",
            "person_id",
            "course",
            "quiz",
            "number",
            name=op.f("uq_attempt_client_id_person_id_course_quiz_number"),
        ),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attempt_closing",
            ["client_id", "closes_at"],
            unique=False,
            sqlite_where=sa.text("handed_in_at IS NULL"),
            postgresql_where=sa.text("handed_in_at IS NULL"),
        )
        batch_op.create_index("ix_attempt_course", ["client_id", "course", "quiz", "passed"], unique=False)
        batch_op.create_index(
            "ix_attempt_open",
            ["client_id", "person_id", "course", "quiz"],
            unique=True,
            sqlite_where=sa.text("handed_in_at IS NULL"),
            postgresql_where=sa.text("handed_in_at IS NULL"),
        )

    op.create_table(
        "certificate",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("release_number", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("course_title", sa.String(length=200), nullable=False),
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("line_title", sa.String(length=200), nullable=False),
        sa.Column("translates", sa.String(length=100), nullable=False),
        sa.Column("evidence", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_certificate_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_certificate_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("client_id", "number", name=op.f("uq_certificate_client_id_number")),
        sa.UniqueConstraint(
            "client_id", "person_id", "course", "round", name=op.f("uq_certificate_client_id_person_id_course_round")
        ),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index("ix_certificate_course", ["client_id", "course", "expires_at"], unique=False)
        batch_op.create_index("ix_certificate_line", ["client_id", "line", "issued_at"], unique=False)

    op.create_table(
        "check_answer",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("module", sa.String(length=200), nullable=False),
        sa.Column("question_id", sa.String(length=200), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("given", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_check_answer_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_check_answer_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_answer_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_check_answer")),
    )
    with op.batch_alter_table("check_answer", schema=None) as batch_op:
        batch_op.create_index("ix_check_answer_person", ["client_id", "person_id", "course", "module"], unique=False)
        batch_op.create_index(
            "ix_check_answer_question", ["client_id", "course", "is_first", "question_id"], unique=False
        )

    op.create_table(
        "class_member",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("class_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "class_id"],
            ["training_class.client_id", "training_class.id"],
            name=op.f("fk_class_member_client_id_class_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_class_member_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_class_member_person_id")),
        sa.PrimaryKeyConstraint("client_id", "class_id", "person_id", name=op.f("pk_class_member")),
    )
    op.create_table(
        "enrolment",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enrolled_by", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_enrolment_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_enrolment_client_id")),
        sa.ForeignKeyConstraint(["enrolled_by"], ["person.id"], name=op.f("fk_enrolment_enrolled_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enrolment_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("client_id", "person_id", "course", name=op.f("uq_enrolment_client_id_person_id_course")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index("ix_enrolment_course", ["client_id", "course", "due_at"], unique=False)

    op.create_table(
        "knowledge_part",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("texts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_knowledge_part_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_knowledge_part_client_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_knowledge_part")),
        sa.UniqueConstraint("client_id", "part", name=op.f("uq_knowledge_part_client_id_part")),
    )
    op.create_table(
        "live_call",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("assessor_id", sa.BigInteger(), nullable=False),
        sa.Column("place_id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("series_passed", sa.Integer(), nullable=False),
        sa.Column("series_calls", sa.Integer(), nullable=False),
        sa.Column("series_percent", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("points", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("critical", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("ending", sa.String(length=200), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessor_id"], ["person.id"], name=op.f("fk_live_call_assessor_id")),
        sa.ForeignKeyConstraint(
            ["client_id", "place_id"],
            ["queue_place.client_id", "queue_place.id"],
            name=op.f("fk_live_call_client_id_place_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_live_call_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_live_call_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_live_call")),
    )
    with op.batch_alter_table("live_call", schema=None) as batch_op:
        batch_op.create_index("ix_live_call_assessor", ["client_id", "assessor_id", "taken_at"], unique=False)
        batch_op.create_index("ix_live_call_course", ["client_id", "course", "ended_at"], unique=False)
        batch_op.create_index(
            "ix_live_call_open",
            ["client_id", "assessor_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index("ix_live_call_person", ["client_id", "person_id", "course", "ended_at"], unique=False)
        batch_op.create_index(
            "ix_live_call_place",
            ["client_id", "place_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "module_completion",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("module", sa.String(length=200), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_module_completion_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_module_completion_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_module_completion_person_id")),
        sa.PrimaryKeyConstraint(
            "client_id", "person_id", "course", "module", "release_id", name=op.f("pk_module_completion")
        ),
    )
    with op.batch_alter_table("module_completion", schema=None) as batch_op:
        batch_op.create_index("ix_module_completion_course", ["client_id", "course", "module"], unique=False)

    op.create_table(
        "newest_release",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_newest_release_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_newest_release_client_id")),
        sa.PrimaryKeyConstraint("client_id", "part", name=op.f("pk_newest_release")),
    )
    op.create_table(
        "rehearsal_reply",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("rehearsal_id", sa.String(length=20), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reply", sa.String(length=200), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "rehearsal_id"],
            ["rehearsal.client_id", "rehearsal.id"],
            name=op.f("fk_rehearsal_reply_client_id_rehearsal_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_rehearsal_reply_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rehearsal_reply_person_id")),
        sa.PrimaryKeyConstraint("client_id", "rehearsal_id", "turn", name=op.f("pk_rehearsal_reply")),
    )
    op.create_table(
        "release_file",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_release_file_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_release_file_client_id")),
        sa.PrimaryKeyConstraint("client_id", "release_id", "path", name=op.f("pk_release_file")),
    )
    op.create_table(
        "release_media",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("media_name", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "media_name"],
            ["media.client_id", "media.name"],
            name=op.f("fk_release_media_client_id_media_name"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_release_media_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_release_media_client_id")),
        sa.PrimaryKeyConstraint("client_id", "release_id", "path", name=op.f("pk_release_media")),
    )
    op.create_table(
        "sign_off",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("signer_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("covers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_sign_off_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_sign_off_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_off_person_id")),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_sign_off_signer_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_sign_off")),
    )
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.create_index("ix_sign_off_course", ["client_id", "course"], unique=False)
        batch_op.create_index("ix_sign_off_person", ["client_id", "person_id", "course"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "team_id"], ["team.client_id", "team.id"], name=op.f("fk_team_member_client_id_team_id")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_team_member_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_team_member_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_team_member")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(
            "ix_team_member_present",
            ["client_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index("ix_team_member_team", ["client_id", "team_id", "ended_at"], unique=False)

    op.create_table(
        "certificate_cover",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("certificate_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("evidence", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "certificate_id"],
            ["certificate.client_id", "certificate.id"],
            name=op.f("fk_certificate_cover_client_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_certificate_cover_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_cover_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_certificate_cover")),
        sa.UniqueConstraint(
            "client_id",
            "certificate_id",
            "channel",
            "language",
            name=op.f("uq_certificate_cover_client_id_certificate_id_channel_language"),
        ),
    )
    with op.batch_alter_table("certificate_cover", schema=None) as batch_op:
        batch_op.create_index("ix_certificate_cover_person", ["client_id", "person_id"], unique=False)

    op.create_table(
        "given_answer",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("attempt_id", sa.String(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "attempt_id"],
            ["attempt.client_id", "attempt.id"],
            name=op.f("fk_given_answer_client_id_attempt_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_given_answer_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_given_answer_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_given_answer")),
        sa.UniqueConstraint(
            "client_id", "attempt_id", "sequence", name=op.f("uq_given_answer_client_id_attempt_id_sequence")
        ),
    )
    op.create_table(
        "knowledge_entry",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("part_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "part_id"],
            ["knowledge_part.client_id", "knowledge_part.id"],
            name=op.f("fk_knowledge_entry_client_id_part_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_knowledge_entry_client_id")),
        sa.PrimaryKeyConstraint("client_id", "part_id", "number", name=op.f("pk_knowledge_entry")),
    )
    op.create_table(
        "knowledge_word",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("part_id", sa.String(length=20), nullable=False),
        sa.Column("places", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "part_id"],
            ["knowledge_part.client_id", "knowledge_part.id"],
            name=op.f("fk_knowledge_word_client_id_part_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_knowledge_word_client_id")),
        sa.PrimaryKeyConstraint("client_id", "word", "part_id", name=op.f("pk_knowledge_word")),
    )
    if op.get_bind().dialect.name == "postgresql":
        row_security.enable(op.execute, OWNED)


def downgrade() -> None:
    op.drop_table("knowledge_word")
    op.drop_table("knowledge_entry")
    op.drop_table("given_answer")
    with op.batch_alter_table("certificate_cover", schema=None) as batch_op:
        batch_op.drop_index("ix_certificate_cover_person")

    op.drop_table("certificate_cover")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index("ix_team_member_team")
        batch_op.drop_index(
            "ix_team_member_present",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("team_member")
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_off_person")
        batch_op.drop_index("ix_sign_off_course")

    op.drop_table("sign_off")
    op.drop_table("release_media")
    op.drop_table("release_file")
    op.drop_table("rehearsal_reply")
    op.drop_table("newest_release")
    with op.batch_alter_table("module_completion", schema=None) as batch_op:
        batch_op.drop_index("ix_module_completion_course")

    op.drop_table("module_completion")
    with op.batch_alter_table("live_call", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_live_call_place", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index("ix_live_call_person")
        batch_op.drop_index(
            "ix_live_call_open", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index("ix_live_call_course")
        batch_op.drop_index("ix_live_call_assessor")

    op.drop_table("live_call")
    op.drop_table("knowledge_part")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index("ix_enrolment_course")

    op.drop_table("enrolment")
    op.drop_table("class_member")
    with op.batch_alter_table("check_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_check_answer_question")
        batch_op.drop_index("ix_check_answer_person")

    op.drop_table("check_answer")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index("ix_certificate_line")
        batch_op.drop_index("ix_certificate_course")

    op.drop_table("certificate")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_attempt_open",
            sqlite_where=sa.text("handed_in_at IS NULL"),
            postgresql_where=sa.text("handed_in_at IS NULL"),
        )
        batch_op.drop_index("ix_attempt_course")
        batch_op.drop_index(
            "ix_attempt_closing",
            sqlite_where=sa.text("handed_in_at IS NULL"),
            postgresql_where=sa.text("handed_in_at IS NULL"),
        )

    op.drop_table("attempt")
    op.drop_table("training_class")
    op.drop_table("trail_head")
    op.drop_table("trail_entry")
    op.drop_table("team")
    with op.batch_alter_table("section_reached", schema=None) as batch_op:
        batch_op.drop_index("ix_section_reached_course")

    op.drop_table("section_reached")
    op.drop_table("release")
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.drop_index("ix_rehearsal_person")
        batch_op.drop_index(
            "ix_rehearsal_open", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("rehearsal")
    with op.batch_alter_table("queue_place", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_queue_place_order",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_queue_place_one", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("queue_place")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_person")

    op.drop_table("membership")
    op.drop_table("media")
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.drop_index("ix_login_person")

    op.drop_table("login")
    op.drop_table("line")
    op.drop_table("coaching")
    op.drop_table("certificate_lookup")
    op.drop_table("candidacy")
    op.drop_table("agreement_acceptance")
    op.drop_table("throttle")
    op.drop_table("person")
    op.drop_table("installation_head")
    op.drop_table("installation_entry")
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_client_one_centre", sqlite_where=sa.text("is_centre"), postgresql_where=sa.text("is_centre")
        )

    op.drop_table("client")
