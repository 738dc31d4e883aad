"""In which language an agreement was read when it was accepted

Revision ID: 0010
Revises: 0009
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = re.compile(r"(?im)^(?:language|язык|j[eę]zyk|γλ[ωώ]σσα)[ \t]*:[ \t]*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)[ \t]*\r?$")
"""The language of a text, as the course language of this day may write it in a front matter."""
ORDER = re.compile(r"^[0-9]{1,6}-(?=.)")
UNWRITTEN = "en"
"""What a text is in that does not say it."""

ACCEPTED = sa.text("SELECT DISTINCT release_id, agreement FROM agreement_acceptance WHERE client_id = :client")
FILES = sa.text("SELECT path, source FROM release_file WHERE client_id = :client AND release_id = :release")
FILL = sa.text(
    "UPDATE agreement_acceptance SET language = :language "
    "WHERE client_id = :client AND release_id = :release AND agreement = :agreement"
)
NAME_CLIENT = sa.text("SELECT set_config('readyline.client', :client, true)")


def upgrade() -> None:
    op.add_column("agreement_acceptance", sa.Column("language", sa.String(length=16), server_default="", nullable=False))
    bind = op.get_bind()
    for client in bind.scalars(sa.text("SELECT id FROM client ORDER BY id")).all():
        _name(bind, client)
        for release, agreement in bind.execute(ACCEPTED, {"client": client}).all():
            named = {"client": client, "release": release}
            source = _source(bind.execute(FILES, named), client, agreement)
            if source is not None:
                bind.execute(FILL, {**named, "agreement": agreement, "language": language_of(source)})
    _name(bind, "")


def downgrade() -> None:
    op.drop_column("agreement_acceptance", "language")


def language_of(source: str) -> str:
    """Return the language that a text's front matter gives."""
    found = KEY.search(source.split("\n---", 1)[0])
    return found[1] if found else UNWRITTEN


def _name(bind: sa.Connection, client: str) -> None:
    """Name the client whose rows are to be seen and written: on PostgreSQL no others are."""
    if bind.dialect.name == "postgresql":
        bind.execute(NAME_CLIENT, {"client": client})


def _source(files: sa.CursorResult[tuple[str, str]], client: str, agreement: str) -> str | None:
    """Return the text of an agreement among the files of a release, which lies beside client.md."""
    for path, source in files:
        folder, _, file = path.rpartition("/")
        if folder == client and ORDER.sub("", file.removesuffix(".md")) == agreement:
            return source
    return None
