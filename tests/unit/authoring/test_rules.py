"""Numbers of releases, the fingerprint of content, what cannot be published yet."""

from __future__ import annotations

import pytest

from app.authoring.rules import after_not_answerable, content_hash, next_number, training_not_yet
from app.content.kinds import Training


@pytest.mark.parametrize(
    ("newest", "major", "number"),
    [
        (None, False, (1, 0)),
        (None, True, (1, 0)),
        ((1, 0), False, (1, 1)),
        ((1, 9), False, (1, 10)),
        ((1, 9), True, (2, 0)),
        ((2, 0), False, (2, 1)),
    ],
)
def test_numbers(newest: tuple[int, int] | None, major: bool, number: tuple[int, int]) -> None:
    assert next_number(newest, major=major) == number


def test_content_is_known_by_paths_texts_and_media() -> None:
    same = content_hash({"a.md": "one", "b.md": "two"}, {"m.png": "1"})
    assert content_hash({"b.md": "two", "a.md": "one"}, {"m.png": "1"}) == same
    assert content_hash({"a.md": "one", "b.md": "two!"}, {"m.png": "1"}) != same
    assert content_hash({"a.md": "one", "c.md": "two"}, {"m.png": "1"}) != same
    assert content_hash({"a.md": "one", "b.md": "two"}, {"m.png": "2"}) != same


def test_only_training_by_the_centre_can_be_published() -> None:
    source = "---\nclient: N\ntraining: cascade\n---\n"
    (problem,) = training_not_yet("n/client.md", source, Training.CASCADE)
    assert str(problem).startswith("n/client.md:3:11: error: training “cascade” cannot be used yet")
    (problem,) = training_not_yet("n/client.md", "---\nзаказчик: N\nобучение: каскад\n---\n", Training.CASCADE)
    assert (problem.line, problem.column) == (3, 11)
    assert training_not_yet("n/client.md", source, Training.CENTRE) == ()
    assert training_not_yet("n/c/course.md", source, None) == ()


def test_a_course_comes_after_its_own_clients_or_the_centres() -> None:
    source = "---\nafter: [centre/a, other/b]\n---\n"
    (problem,) = after_not_answerable("n/c/course.md", source, ("centre/a", "n/x", "other/b"), {"centre", "n"})
    assert "“other/b” belongs to another client" in str(problem)
