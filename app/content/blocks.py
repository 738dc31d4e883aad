"""The blocks of a Markdown text with their lines, and pieces of the source freed of what nests them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from app.content.markdown import StructureParser, inline_text
from app.content.problems import Problems
from app.content.source import SourceText
from app.kernel.messages import N_

_PARSER = StructureParser()
# The Markdown parser drops what nests deeper than its limit of 20; one level before that is an error here.
_DEEPEST = _PARSER.options["maxNesting"] - 1

_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]{1,4}(?![ \t])|[ \t]|$)")
_NESTED_MARKER = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_QUOTE = re.compile(r" {0,3}> ?")
_LEADING = re.compile(r"[ \t]*")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]{0,500})?/?>|<!--")


@dataclass(slots=True)
class Block:
    """A block of Markdown: lines `first` up to but without `end`, from 0. `text` is the inline source, if any."""

    type: str
    token: Token
    first: int
    end: int
    children: list[Block] = field(default_factory=list)
    text: str = ""
    words: str = ""

    @property
    def level(self) -> int:
        """1 to 6 for a heading, 0 for everything else."""
        return int(self.token.tag[1]) if self.type == "heading" else 0


@dataclass(frozen=True, slots=True)
class Body:
    """A file below its front matter: its top blocks, and all its tokens for whoever looks for links."""

    source: SourceText
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    first: int

    @property
    def end(self) -> int:
        """The number of lines of the file."""
        return len(self.source.lines)


def read_body(source: SourceText, first: int, problems: Problems) -> Body:
    """Parse the lines from `first` on; report what Markdown would do that nobody meant."""
    # Blank lines in place of the front matter keep the numbers of the lines.
    text = "\n" * first + "\n".join(source.lines[first:])
    env: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = _PARSER.parse(text, env)
    blocks = tuple(_tree(tokens))
    body = Body(source, blocks, tuple(tokens), first)
    _check_references(body, env, problems)
    _check_blocks(body, problems)
    return body


def _tree(tokens: Sequence[Token]) -> Iterator[Block]:
    """The top blocks; inline content becomes the text of the block around it."""
    open_blocks: list[Block] = []
    for token in tokens:
        if token.nesting == -1:
            block = open_blocks.pop()
            if not open_blocks:
                yield block
            continue
        if token.type == "inline":
            parent = open_blocks[-1]
            parent.text, parent.words = token.content, inline_text(token).strip()
            continue
        first, end = token.map or ((open_blocks[-1].first, open_blocks[-1].end) if open_blocks else (0, 0))
        block = Block(token.type.removesuffix("_open"), token, first, end)
        if open_blocks:
            open_blocks[-1].children.append(block)
        if token.nesting == 1:
            open_blocks.append(block)
        elif not open_blocks:
            yield block


def _check_references(body: Body, env: dict[str, dict[str, dict[str, list[int]]]], problems: Problems) -> None:
    duplicates: object = env.get("duplicate_refs", [])
    definitions = list(env.get("references", {}).values())
    if isinstance(duplicates, list):
        definitions += duplicates
    for definition in definitions:
        line = definition["map"][0]
        problems.error(
            line + 1,
            column_of(body.source.lines[line]),
            N_("a link's target stands apart from the link; sections are shown one by one, so write [text](target)"),
        )


def _check_blocks(body: Body, problems: Problems) -> None:
    for token in body.tokens:
        if token.map is None:
            continue
        line = token.map[0]
        if token.nesting == 1 and token.level >= _DEEPEST:
            problems.error(line + 1, 1, N_("this is nested too deep and would not be shown; nest less"))
        if token.type == "heading_open":
            _check_heading(token, body, problems)
        elif token.type == "inline":
            _check_inline(token, body, problems)


def _check_heading(token: Token, body: Body, problems: Problems) -> None:
    assert token.map is not None
    first, end = token.map
    column = column_of(body.source.lines[first])
    if token.markup == "=":
        _report_bare_equals(end, body, problems)
    elif token.markup == "-":
        problems.error(
            end,
            column_of(body.source.lines[end - 1]),
            N_("a line of dashes makes a heading of the line above; put a blank line between, or write ## before it"),
        )
    elif token.tag == "h1":
        problems.error(
            first + 1, column, N_("the title of the file stands in its front matter; begin this heading with ##")
        )


def _report_bare_equals(line: int, body: Body, problems: Problems) -> None:
    problems.error(
        line,
        column_of(body.source.lines[line - 1]),
        N_("a bare = line, of which Markdown makes a heading; take it out, or write an answer as “- = answer”"),
    )


def _check_inline(token: Token, body: Body, problems: Problems) -> None:
    assert token.map is not None
    lines = token.content.split("\n")
    for offset, line in enumerate(lines):
        bare = line.strip()
        if bare and not bare.strip("="):
            _report_bare_equals(token.map[0] + offset + 1, body, problems)
    if "<" not in token.content:
        return
    for child in token.children or ():
        match = _HTML.search(child.content) if child.type == "text" else None
        if match:
            line_number = next((n for n in range(*token.map) if match[0] in body.source.lines[n]), token.map[0])
            problems.warning(
                line_number + 1,
                body.source.lines[line_number].find(match[0]) + 1 or 1,
                N_("HTML is shown as it stands, “%(html)s”; write it in Markdown"),
                html=match[0][:40],
            )


def column_of(line: str) -> int:
    """The column, from 1, of the first character that is no blank."""
    return len(line) - len(line.lstrip()) + 1


def item_column(line: str) -> int:
    """The column, from 1, of what follows the marker of a list item."""
    match = _NESTED_MARKER.match(line)
    return match.end() + 1 if match and match.end() < len(line) else column_of(line)


def item_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a list item without its marker and its indentation."""
    match = _MARKER.match(lines[0])
    width = match.end() if match else 0
    return [lines[0][width:], *(_without_indent(line, width) for line in lines[1:])]


def _without_indent(line: str, width: int) -> str:
    leading = _LEADING.match(line)
    blanks = (leading[0] if leading else "").expandtabs(4)
    return blanks[width:] + line.lstrip(" \t")


def unquoted(lines: Sequence[str]) -> str:
    """The Markdown inside a block quote."""
    return "\n".join(_QUOTE.sub("", line, count=1) for line in lines).strip("\n").rstrip()


def joined(parts: Sequence[str]) -> str:
    """Pieces of Markdown below each other."""
    return "\n\n".join(part for part in parts if part.strip())
