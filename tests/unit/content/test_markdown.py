"""Markdown shown: safe, with our addresses, and as plain words."""

from __future__ import annotations

import pytest

from app.content.anchors import heading_anchor, numbered
from app.content.markdown import is_safe_target, plain_text, render


def resolve(target: str) -> str | None:
    """An address for everything but what is missing."""
    return None if target.startswith("missing") or target.endswith("silent.vtt") else f"/r/{target}"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n"),
        ("[a](b.md#c)", '<p><a href="/r/b.md#c" rel="noopener noreferrer">a</a></p>\n'),
        ("[a](missing.md)", "<p>a</p>\n"),
        ("[a](https://b.example/ż)", '<p><a href="https://b.example/%C5%BC" rel="noopener noreferrer">a</a></p>\n'),
        ("![a](m.png)", '<p><img src="/r/m.png" alt="a" loading="lazy"></p>\n'),
        ("![a](missing.png)", "<p>a</p>\n"),
        ("![a](https://b.example/m.png)", "<p>a</p>\n"),
        ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n"),
        (
            "![a](m.mp4)",
            '<p><video controls="" preload="metadata" src="/r/m.mp4" aria-label="a">'
            '<track kind="captions" src="/r/m.vtt" default=""></video></p>\n',
        ),
        ("![](silent.mp4)", '<p><video controls="" preload="metadata" src="/r/silent.mp4"></video></p>\n'),
        ("![](m.mp3)", '<p><audio controls="" preload="metadata" src="/r/m.mp3">'
         '<track kind="captions" src="/r/m.vtt" default=""></audio></p>\n'),
        ("# A", '<h2 id="a">A</h2>\n'),
        ("### Ó", '<h3 id="ó"><span id="o"></span>Ó</h3>\n'),
        ("## A\n## A", '<h2 id="a">A</h2>\n<h2 id="a-1">A</h2>\n'),
    ],
)  # fmt: skip
def test_shown(source: str, html: str) -> None:
    assert render(source, resolve) == html


def test_tables_are_aligned_without_inline_styles() -> None:
    html = render("|a|b|c|\n|:-|-:|:-:|\n|1|2|3|\n", resolve)
    assert 'class="text-end"' in html
    assert "style" not in html


def test_headings_sink_and_take_the_names_of_their_file() -> None:
    assert render("### A", resolve, demote=2, anchors=("a-3",)) == '<h5 id="a-3">A</h5>\n'
    assert render("###### A", resolve, demote=2).startswith("<h6")


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "javascript%3Aalert(1)", "java\tscript:x", " javascript:x"),
        *("data:text/html,x", "data:image/png;base64,AA", "vbscript:x", "file:///etc/passwd", "blob:x"),
        *("https://bank.example@evil.example", "HTTP://a:b@evil.example/x", "https://bank.example%40evil.example"),
        *("https:evil.example", "https:/evil.example", "https://", "https://a.example/\u202egnp.exe", "a\u2066.md"),
        *("https://a.example/%E2%80%AEx",),
        *("//evil.example", "/logout", "\\\\evil", "/\\evil", "%2F%2Fevil.example", "a\\b", "a\x01b"),
    ],
)
def test_targets_that_may_not_be_shown(target: str) -> None:
    assert not is_safe_target(target)
    html = render(f"[a]({target}) ![b]({target}) <{target}>", resolve)
    assert "href=" not in html
    assert "src=" not in html


@pytest.mark.parametrize(
    "target",
    [
        *("a.md", "../a/b.md#c", "#c", "https://a.example", "mailto:a@b.example", "tel:+481"),
        *("https://a.example/@b?c=d@e#f@g", "http://[::1]:8000/x", "https://ż.example/ل"),
    ],
)
def test_targets_that_may_be_shown(target: str) -> None:
    assert is_safe_target(target)


def test_what_the_resolver_says_cannot_break_out() -> None:
    html = render("![a](m.png) [b](c.md)", lambda target: '"><script>alert(1)</script>')
    assert "<script" not in html


def test_plain_text_keeps_the_words() -> None:
    source = "# A **b**\n\nc [d](e) ![f](g)\nh\n\n- i\n- `j`\n\n|k|l|\n|-|-|\n|m|n|\n\n```\no\n```\n"
    assert plain_text(source) == "A b\nc d f h\ni\nj\nk\nl\nm\nn\no"


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Two factors, always", "two-factors-always"),
        ("What's new?", "whats-new"),
        ("A  B", "a--b"),
        ("snake_case - x", "snake_case---x"),
        ("C++ & C#", "c--c"),
        ("Żółw 2²", "żółw-2"),
        ("Ещё раз", "ещё-раз"),
        ("Ελλάδα", "ελλάδα"),
    ],
)
def test_headings_are_named_as_github_names_them(heading: str, anchor: str) -> None:
    assert heading_anchor(heading) == anchor


def test_the_same_names_are_numbered() -> None:
    taken: dict[str, int] = {}
    assert [numbered(name, taken) for name in ("a", "a", "a-1", "a")] == ["a", "a-1", "a-1-1", "a-2"]
