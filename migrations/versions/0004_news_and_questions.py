"""News of the day and questions to the trainer

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import row_security

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OWNED = {
    "news": False,
    "news_version": False,
    "news_reading": True,
    "asked_question": True,
    "question_answer": False,
}
"""Each new table, with whether its rows are about persons: row-level security on PostgreSQL."""


def upgrade() -> None:
    _create_news()
    _create_questions()
    if op.get_context().dialect.name == "postgresql":
        row_security.enable(op.execute, OWNED)


def _create_news() -> None:
    op.create_table(
        "news",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_news_client_id")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["person.id"], name=op.f("fk_news_withdrawn_by")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_news_written_by")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_news")),
        sa.UniqueConstraint("client_id", "written_by", "token", name=op.f("uq_news_client_id_written_by_token")),
    )
    op.create_index("ix_news_written", "news", ["client_id", "written_at"])
    op.create_table(
        "news_version",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("news_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("right_choice", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_news_version_client_id")),
        sa.ForeignKeyConstraint(
            ["client_id", "news_id"], ["news.client_id", "news.id"], name=op.f("fk_news_version_client_id_news_id")
        ),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_news_version_written_by")),
        sa.PrimaryKeyConstraint("client_id", "news_id", "number", name=op.f("pk_news_version")),
    )
    op.create_table(
        "news_reading",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("news_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_news_reading_client_id")),
        sa.ForeignKeyConstraint(
            ["client_id", "news_id", "number"],
            ["news_version.client_id", "news_version.news_id", "news_version.number"],
            name=op.f("fk_news_reading_client_id_news_id_number"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_news_reading_person_id")),
        sa.PrimaryKeyConstraint("client_id", "news_id", "person_id", "number", name=op.f("pk_news_reading")),
    )


def _create_questions() -> None:
    op.create_table(
        "asked_question",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("release_id", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("anchor", sa.String(length=300), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "release_id"],
            ["release.client_id", "release.id"],
            name=op.f("fk_asked_question_client_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_asked_question_client_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_asked_question_person_id")),
        sa.PrimaryKeyConstraint("client_id", "id", name=op.f("pk_asked_question")),
        sa.UniqueConstraint(
            "client_id", "person_id", "token", name=op.f("uq_asked_question_client_id_person_id_token")
        ),
    )
    op.create_index("ix_asked_question_place", "asked_question", ["client_id", "part", "file"])
    op.create_index("ix_asked_question_waiting", "asked_question", ["client_id", "answers", "asked_at"])
    op.create_table(
        "question_answer",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("question_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("answered_by", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_question_answer_answered_by")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_question_answer_client_id")),
        sa.ForeignKeyConstraint(
            ["client_id", "question_id"],
            ["asked_question.client_id", "asked_question.id"],
            name=op.f("fk_question_answer_client_id_question_id"),
        ),
        sa.PrimaryKeyConstraint("client_id", "question_id", "number", name=op.f("pk_question_answer")),
    )


def downgrade() -> None:
    for table in reversed(OWNED):
        op.drop_table(table)
