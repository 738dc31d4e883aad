"""Markdown to safe HTML and to plain text.

Two guards stand one behind the other: the Markdown parser takes no HTML and only the link schemes below, and nh3
cleans what comes out. Paragraph and nesting limits keep hostile text bounded in time.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import chain, repeat
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from app.content.anchors import heading_anchor, numbered, without_accents
from app.content.source import MAX_CHARACTERS, MAX_PARAGRAPH, SourceText

# Turns the target of a relative link or picture, as written, into an address to show; None takes the link away.
ResolveLink = Callable[[str], str | None]

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
VIDEOS = frozenset({".mp4", ".webm"})
SOUNDS = frozenset({".mp3", ".m4a"})
CAPTIONS = ".vtt"

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSAFE_CHARACTER = re.compile(r"[\x00-\x1f\x7f\\]")
# Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm: they show letters in another order.
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TURNING_WORDS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(r"https?:", re.IGNORECASE)
_WEB_HOST = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)

_CLEANER = nh3.Cleaner(
    tags={
        *("a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre"),
        *("span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "video", "audio", "track"),
    },
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title", "loading"},
        "video": {"src", "controls", "preload", "aria-label"},
        "audio": {"src", "controls", "preload", "aria-label"},
        "track": {"src", "kind", "default"},
        "ol": {"start"},
        "table": {"tabindex"},
        "th": {"class"},
        "td": {"class"},
        "span": {"id"},
        **{f"h{level}": {"id"} for level in range(2, 7)},
    },
    url_schemes=set(SCHEMES),
    link_rel="noopener noreferrer",
)


def scheme_of(target: str) -> str:
    """The scheme of a link's target in lower case, '' for a relative one."""
    match = _SCHEME.match(target)
    return match[1].lower() if match else ""


def is_safe_target(target: str) -> bool:
    """Whether a link may lead there: a known scheme, or relative to the file; never `//host` or `/path`.

    An address of the web names its host, and nobody before it: `https://bank.example@evil.example` is not one.
    """
    decoded = unquote(target).strip()
    if _UNSAFE_CHARACTER.search(decoded) or decoded.startswith("/") or _TURNING.search(decoded):
        return False
    if any(_WEB.match(form) and not _names_host_alone(form) for form in (target, decoded)):
        return False
    # The name of a neighbouring file has no colon, so what looks like a scheme is one.
    return all(scheme_of(form) in SCHEMES | {""} for form in (target, decoded))


def turns_words_around(text: str) -> bool:
    """Whether characters in it show its letters in another order, so that it does not say what one reads."""
    return _TURNING_WORDS.search(text) is not None


def _names_host_alone(target: str) -> bool:
    match = _WEB_HOST.match(target)
    return match is not None and "@" not in match[1]


class _Reader(MarkdownIt):
    """CommonMark with tables and without HTML, which keeps the target of a link as the trainer wrote it."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table")

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


class StructureParser(_Reader):
    """Takes every link, good or bad, so that the bad ones can be named."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        return True


class _DisplayParser(_Reader):
    """Takes the links that may be shown; what else looks like one stays text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return is_safe_target(url)


_DISPLAY = _DisplayParser()


def render(source: str, resolve_link: ResolveLink, *, demote: int = 0, anchors: Sequence[str] = ()) -> str:
    """Safe HTML of a piece of Markdown.

    Headings begin at `h2` and sink by `demote` levels. `anchors` are the names of the headings in order, as the
    document knows them (`Section.anchors`); without them each gets GitHub's name, numbered within this piece.
    """
    if not _is_bounded(source):
        return f"<p>{escape(source[:MAX_CHARACTERS])}</p>"
    env: dict[str, object] = {}
    tokens = _DISPLAY.parse(source, env)
    _place_headings(tokens, demote, anchors)
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_with_targets(token.children, resolve_link))
        elif token.type in ("th_open", "td_open"):
            _align_by_class(token)
        elif token.type == "table_open":
            token.attrSet("tabindex", "0")  # wider than a phone it scrolls sideways, by keyboard too
    return _CLEANER.clean(_DISPLAY.renderer.render(tokens, _DISPLAY.options, env))


def plain_text(source: str) -> str:
    """The words alone, a line for each paragraph, item, cell or heading; pictures by their description."""
    if not _is_bounded(source):
        return source[:MAX_CHARACTERS]
    lines = []
    for token in _DISPLAY.parse(source):
        if token.type == "inline":
            lines.append(inline_text(token))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)


def inline_text(token: Token) -> str:
    """The words of an inline token without their markup."""
    return words_of(token.children or ())


def words_of(children: Sequence[Token]) -> str:
    """The words of some tokens of a line, pictures by their description."""
    return "".join(_text_parts(children))


def _text_parts(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type == "image":
            yield from _text_parts(child.children or ())
        else:
            yield child.content


def captions_for(target: str) -> str:
    """Where the captions of a video or sound lie: beside it, with the ending `.vtt`."""
    return posixpath.splitext(target)[0] + CAPTIONS


def ending_of(target: str) -> str:
    """The file ending of a target, in lower case with its dot."""
    return posixpath.splitext(unquote(target.partition("#")[0]))[1].lower()


def _is_bounded(source: str) -> bool:
    return len(source) <= MAX_CHARACTERS and SourceText.read(source).longest_paragraph()[0] <= MAX_PARAGRAPH


def _place_headings(tokens: list[Token], demote: int, anchors: Sequence[str]) -> None:
    given = chain(anchors, repeat(""))
    taken: dict[str, int] = {}
    for opened, inline, closed in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opened.type != "heading_open":
            continue
        opened.tag = closed.tag = f"h{min(6, max(2, int(opened.tag[1])) + demote)}"
        anchor = next(given) or numbered(heading_anchor(inline_text(inline)), taken)
        opened.attrSet("id", anchor)
        plain = without_accents(anchor)
        if plain != anchor:
            inline.children = [_html(f'<span id="{escape(plain)}"></span>'), *(inline.children or ())]


def _align_by_class(token: Token) -> None:
    # The parser aligns cells by an inline style, which a strict Content-Security-Policy refuses.
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", "text-" + {"left": "start", "right": "end"}.get(style.partition(":")[2], "center"))


def _html(text: str) -> Token:
    return Token("html_inline", "", 0, content=text)


def _with_targets(children: Sequence[Token], resolve_link: ResolveLink) -> Iterator[Token]:
    hidden = False
    for child in children:
        if child.type == "link_open":
            address = _address(str(child.attrs.get("href", "")), resolve_link)
            hidden = address is None
            child.hidden = hidden
            child.attrSet("href", address or "")
        elif child.type == "link_close":
            child.hidden = hidden
            hidden = False
        elif child.type == "image":
            yield _media(child, resolve_link)
            continue
        yield child


def _address(target: str, resolve_link: ResolveLink) -> str | None:
    return normalizeLink(target) if scheme_of(target) else resolve_link(target)


def _media(token: Token, resolve_link: ResolveLink) -> Token:
    """A picture, video or sound; only its description where its address is not known or not ours."""
    target = str(token.attrs.get("src", ""))
    description = escape(inline_text(token))
    address = None if scheme_of(target) else resolve_link(target)
    if address is None:
        return _html(description)
    source = escape(address)
    ending = ending_of(target)
    if ending in VIDEOS | SOUNDS:
        tag = "video" if ending in VIDEOS else "audio"
        captions = resolve_link(captions_for(target))
        track = f'<track kind="captions" src="{escape(captions)}" default>' if captions else ""
        label = f' aria-label="{description}"' if description else ""
        return _html(f'<{tag} controls preload="metadata" src="{source}"{label}>{track}</{tag}>')
    title = token.attrs.get("title")
    shown = f' title="{escape(str(title))}"' if title else ""
    return _html(f'<img src="{source}" alt="{description}"{shown} loading="lazy">')
