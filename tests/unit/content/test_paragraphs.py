"""The paragraphs of a section, and marks that stay while their words do."""

from __future__ import annotations

from app.content.paragraphs import mark_of, paragraphs_of

SOURCE = """First **one**,
of two lines.

### A heading

- an item
- another

| A | B |
|---|---|
| 1 | 2 |

> Quoted.

---

```
code
```
"""


def test_every_top_block_with_words_is_one_and_a_heading_is_none() -> None:
    found = [one.words for one in paragraphs_of(SOURCE)]
    assert found == ["First one, of two lines.", "an item\nanother", "A\nB\n1\n2", "Quoted.", "code"]


def test_a_text_can_be_cut_behind_each() -> None:
    lines = SOURCE.split("\n")
    for one in paragraphs_of(SOURCE):
        before, behind = "\n".join(lines[: one.end]), "\n".join(lines[one.end :])
        words = [each.words for each in (*paragraphs_of(before), *paragraphs_of(behind))]
        assert words == [each.words for each in paragraphs_of(SOURCE)]
    assert [one.headings for one in paragraphs_of(SOURCE)] == [0, 1, 1, 1, 1]


def test_a_mark_does_not_care_for_line_ends_and_place() -> None:
    assert paragraphs_of("A\nb.")[0].mark == paragraphs_of("Before.\n\nA b.")[1].mark == mark_of(" A  b. ")
    assert mark_of("A b.") != mark_of("A c.")


def test_nothing_has_no_paragraphs() -> None:
    assert paragraphs_of("") == paragraphs_of("\n\n### Only a heading\n") == ()
