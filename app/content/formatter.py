"""Writes what a trainer may leave out: the ids of questions. Changes nothing else, and nothing the second time."""

from __future__ import annotations

from app.content.parser import parse
from app.content.questions import MissingId
from app.content.source import SourceText


def format_text(path: str, text: str) -> str:
    """The text with an id for every question that has none; `path` is relative to the folder of clients.

    A text that cannot be read, or in which nothing is missing, comes back as it is, byte for byte.
    """
    while True:
        parsed = parse(path, text, walk=False)
        if not parsed.missing_ids:
            return parsed.source.printed()
        # A new line may turn what stands below it into Markdown of another kind, with questions of its own; each
        # round gives at least one heading its id, so that this ends.
        text = _with_ids(parsed.source, parsed.missing_ids)


def _with_ids(source: SourceText, missing: tuple[MissingId, ...]) -> str:
    lines, endings = list(source.lines), list(source.endings)
    # From the end, so that the numbers of the lines above stay what they are.
    for each in sorted(missing, key=lambda each: each.heading, reverse=True):
        if each.setup is not None:
            line = lines[each.setup]
            indent = len(line) - len(line.lstrip())
            lines[each.setup] = f"{line[:indent]}id: {each.id} | {line[indent:]}"
            continue
        below = each.heading + 1
        lines.insert(below, f"id: {each.id}")
        # The new line ends as the heading did; a heading that ended the text now ends as other lines do.
        endings.insert(below, endings[each.heading])
        endings[each.heading] = endings[each.heading] or source.newline
    return SourceText(tuple(lines), tuple(endings), source.mark).printed()
