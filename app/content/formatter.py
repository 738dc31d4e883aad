"""Writes what a trainer may leave out: the ids of questions. Changes nothing else, and nothing the second time."""

from __future__ import annotations

import re

from app.content.parser import parse
from app.content.questions import MissingId
from app.content.source import SourceText
from app.content.vocabulary import Space
from app.content.words import SetupKey, spelled

# What may follow right below the line that sets a question up without becoming one paragraph with it.
_BEGINS_ANEW = re.compile(r"[ \t]*$|[-*+][ \t]+\S|>")
# A new line may turn Markdown below it into a question that was none; more rounds than this no text has needed.
_ROUNDS = 5


def format_text(path: str, text: str) -> str:
    """The text with an id for every question that has none; `path` is relative to the folder of clients.

    The key `id` is written in the language of the file's other keys.

    A text that cannot be read, or in which nothing is missing, comes back as it is, byte for byte.
    """
    for _ in range(_ROUNDS):
        parsed = parse(path, text, walk=False)
        if not parsed.missing_ids:
            break
        text = _with_ids(parsed.source, parsed.missing_ids, spelled(Space.SETUP, SetupKey.ID, parsed.language))
    return text


def _with_ids(source: SourceText, missing: tuple[MissingId, ...], key: str) -> str:
    lines, endings = list(source.lines), list(source.endings)
    # From the end, so that the numbers of the lines above stay what they are.
    for each in sorted(missing, key=lambda each: each.heading, reverse=True):
        if each.setup is not None:
            line = lines[each.setup]
            indent = len(line) - len(line.lstrip())
            lines[each.setup] = f"{line[:indent]}{key}: {each.id} | {line[indent:]}"
            continue
        below = each.heading + 1
        new = [f"{key}: {each.id}"]
        if below < len(lines) and not _BEGINS_ANEW.match(lines[below]):
            new.append("")
        newline = endings[each.heading] or source.newline
        # A heading that ended the text without a line's end now ends as the other lines do.
        last = endings[each.heading]
        endings[each.heading : below] = [newline] * len(new) + [last]
        lines[below:below] = new
    return SourceText(tuple(lines), tuple(endings), source.mark).printed()
