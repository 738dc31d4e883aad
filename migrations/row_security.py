"""Row-level security on PostgreSQL: the lock that holds even where the program's own filter is forgotten.

A row is seen and written only by a transaction that named its client (`readyline.client`, set by the wall at the
beginning of each). Rows about a person at the centre (`readyline.centre`) are also seen, never written, by the
clients that person belongs to.
"""

from collections.abc import Callable

CLIENT = "current_setting('readyline.client', true)"
CENTRE = "current_setting('readyline.centre', true)"


def statements(table: str, *, person_owned: bool) -> list[str]:
    """Return the statements that put row-level security on a client-owned table, its owner included."""
    seen = f"client_id = {CLIENT}"
    if person_owned:
        seen += (
            f" OR (client_id = {CENTRE} AND person_id IN "
            f"(SELECT m.person_id FROM membership m WHERE m.client_id = {CLIENT}))"
        )
    written = f"client_id = {CLIENT}"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_seen ON {table} FOR SELECT USING ({seen})",
        f"CREATE POLICY {table}_added ON {table} FOR INSERT WITH CHECK ({written})",
        f"CREATE POLICY {table}_changed ON {table} FOR UPDATE USING ({written}) WITH CHECK ({written})",
        f"CREATE POLICY {table}_removed ON {table} FOR DELETE USING ({written})",
    ]


def let_side_by_side(table: str) -> str:
    """Return the statement that lets the rows of several clients be read in one transaction that named all of them.

    `readyline.side_by_side` holds them with commas between. Nothing of them is written so: that asks for the one client
    of `readyline.client`.
    """
    named = "string_to_array(current_setting('readyline.side_by_side', true), ',')"
    return f"CREATE POLICY {table}_seen_side_by_side ON {table} FOR SELECT USING (client_id = ANY ({named}))"


def enable(execute: Callable[[str], object], tables: dict[str, bool]) -> None:
    """Run the statements for `tables`, each with whether its rows are about persons."""
    for table, person_owned in tables.items():
        for statement in statements(table, person_owned=person_owned):
            execute(statement)
