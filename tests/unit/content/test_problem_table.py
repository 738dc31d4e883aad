"""Every problem that the language names, with the line and the column where it is shown."""

from __future__ import annotations

import pytest

from app.content.parser import parse
from tests.unit.content.samples import MODULE, PATH, QUIZ, SCENARIO, assert_problem, changed, parsed_question, quiz_text

# (name, question, line, column, severity, words): the question's heading stands in line 4, so its set-up in line 5.
QUESTIONS = [
    ("unknown marker", "### Q\nid: a\n- (x) a\n- (y) b\n", 7, 3, "error", "the marker “(y)” is not known"),
    ("unknown tick", "### Q\nid: a\n- [x] a\n- [v] b\n", 7, 3, "error", "the marker “[v]” is not known"),
    ("share above all", "### Q\nid: a\n- (x) a\n- (150%) b\n", 7, 3, "error", "the marker “(150%)” is not known"),
    ("empty brackets", "### Q\nid: a\n- (x) a\n- () b\n", 7, 3, "error", "the marker “()” is not known"),
    ("no marker", "### Q\nid: a\n- (x) a\n- b\n", 7, 3, "error", "“b” has no marker"),
    ("no right answer", "### Q\nid: a\n- ( ) a\n- (50%) b\n", 4, 1, "error", "no right answer"),
    ("no right tick", "### Q\nid: a\n- [ ] a\n- [ ] b\n", 4, 1, "error", "no right answer"),
    ("only known mistakes", "### Q\nid: a\n- != a\n", 4, 1, "error", "no right answer"),
    ("two right answers", "### Q\nid: a\n- (x) a\n- ( ) c\n- (x) b\n", 8, 3, "error", "two right answers"),
    ("no answers", "### Q\nid: a\nText.\n", 4, 1, "error", "the question has no answers"),
    ("mixed markers", "### Q\nid: a\n- (x) a\n- [ ] b\n", 7, 3, "error", "the markers ( ) and [ ] stand in one"),
    ("answer without words", "### Q\nid: a\n- (x)\n- ( ) b\n", 6, 3, "error", "the answer has no words"),
    ("quote not indented", "### Q\nid: a\n- (x) a\n> why\n- ( ) b\n", 7, 1, "error", "a > between two answers"),
    ("two lists", "### Q\nid: a\n- (x) a\n* ( ) b\n", 7, 1, "error", "more than one list"),
    ("bare equals", "### Q\nid: a\n\nHow?\n=\n- = b\n", 8, 1, "error", "a bare = line"),
    ("bare equals in an answer", "### Q\nid: a\n- = a\n=\n", 7, 1, "error", "a bare = line"),
    ("dashes below text", "### Q\nid: a\n\nHow?\n---\n", 8, 1, "error", "a line of dashes"),
    ("answer of two lines", "### Q\nid: a\n- = a\n= b\n", 6, 3, "error", "a short answer is one line"),
    ("text after answers", "### Q\nid: a\n- (x) a\n\nMore.\n", 8, 1, "error", "text after the answers"),
    ("nested list", "### Q\nid: a\n- (x) a\n  - ( ) b\n", 7, 5, "error", "a list inside an answer"),
    ("empty range", "### Q\nid: a\n- = 20..10\n", 6, 3, "error", "the range 20..10 is empty"),
    ("text among numbers", "### Q\nid: a\n- = 14\n- != two\n", 7, 3, "error", "“two” is no number"),
    ("range among texts", "### Q\nid: a\n- = ten\n- = 9..11\n", 7, 3, "error", "a range of numbers among texts"),
    ("unknown key", "### Q\nid: a | pionts: 2\n- (x) a\n", 5, 9, "error", "nearest known one is “points”"),
    ("key with a capital", "### Q\nPoints: 2\n- (x) a\n", 5, 1, "error", "nearest known one is “points”"),
    ("repeated key", "### Q\nid: a | id: b\n- (x) a\n", 5, 9, "error", "“id” stands here again"),
    ("no whole points", "### Q\nid: a | points: 1.5\n- (x) a\n", 5, 17, "error", "not a whole number"),
    ("no points", "### Q\nid: a | points: 0\n- (x) a\n", 5, 17, "error", "not a whole number"),
    ("nothing between the quotes", '### Q\nid: a\n- = ""\n- = b\n', 6, 3, "error", "the answer has no words"),
    ("wrong id", "### Q\nid: a b\n- (x) a\n", 5, 5, "error", "cannot be an id"),
    ("empty tag", "### Q\nid: a | tags: b,,c\n- (x) a\n", 5, 15, "error", "an empty tag"),
    ("wrong scoring", "### Q\nid: a | scoring: part\n- [x] a\n", 5, 18, "error", "nearest word is “partial”"),
    ("scoring of a single", "### Q\nid: a | scoring: partial\n- (x) a\n", 5, 9, "error", "only a multiple choice"),
    ("question without words", "###\nid: a\n- (x) a\n", 4, 1, "error", "the question has no words"),
    (
        "duplicate id",
        "### Q\nid: a\n- (x) a\n\n### R\nid: a\n- (x) a\n",
        9,
        1,
        "error",
        "taken by the question in line 5",
    ),
    ("last without feedback", "### Q\nid: a\n- (x) a\n  > f\n- ( ) b\n> e\n", 8, 3, "warning", "the last answer alone"),
    ("no id", "### Q\n- (x) a\n", 4, 1, "warning", "the question has no id"),
    (
        "not yet: matching",
        "### Q\nid: a\n- Visa => card\n- => cash\n",
        6,
        3,
        "error",
        "matching questions cannot be used",
    ),
    ("not yet: ordering", "### Q\nid: a | order: yes\n1. a\n2. b\n", 5, 9, "error", "ordering questions cannot"),
    (
        "not yet: cloze",
        "### Q\nid: a | answer: blanks\nIn [[14]] days.\n",
        5,
        9,
        "error",
        "cloze questions cannot be used",
    ),
    ("not yet: long", "### Q\nanswer: long\n- tact (5 points)\n", 5, 1, "error", "long questions cannot be used yet"),
]


@pytest.mark.parametrize(
    ("question", "line", "column", "severity", "words"), [q[1:] for q in QUESTIONS], ids=[q[0] for q in QUESTIONS]
)
def test_questions(question: str, line: int, column: int, severity: str, words: str) -> None:
    assert_problem(quiz_text(question), line, column, severity, words)


# (name, what stands in the sound file, what takes its place, line, column, severity, words)
SCENARIOS = [
    ("unknown label", "Only if not: id", "Only when: id", 37, 5, "error", "“Only when” is no label"),
    ("not a label", "  - Critical: Unblock", "  - whatever", 43, 5, "error", "“whatever” is no label"),
    ("label without value", "Critical: Unblock", "Critical:", 43, 5, "error", "says nothing"),
    ("unknown step", "→ Escalation", "→ Escalate", 39, 64, "error", "the nearest is “Escalation”"),
    ("no arrow", " → End: failed", "", 42, 3, "error", "leads nowhere"),
    ("nothing behind the arrow", "→ End: failed", "→", 42, 3, "error", "nothing stands behind the arrow"),
    ("ending without a name", "→ End: failed", "→ End:", 42, 36, "error", "the ending has no name"),
    ("reply without words", '"Calm down, please."', '""', 29, 3, "error", "the reply has no words"),
    ("unknown criterion", "Solution +40", "Solutions +40", 41, 12, "error", "the nearest is “Solution”"),
    ("no score", "Solution +40", "Solution 40", 41, 12, "error", "is no score"),
    ("criterion twice", "Empathy +15", "Identity +15", 24, 12, "error", "named twice"),
    ("unknown critical error", "Critical: Leak\n", "Critical: Leek\n", 27, 15, "error", "the nearest is “Leak”"),
    (
        "fact that nothing sets",
        "Only if: identity verified",
        "Only if: identity",
        40,
        14,
        "error",
        "nothing remembers the fact “identity”",
    ),
    ("time", "Score: Solution +40", "Time: soon", 41, 11, "error", "is not a time"),
    ("article without link", "Score: Solution +40", "Article: cards", 41, 14, "error", "is no link"),
    (
        "label twice",
        "- Score: Empathy -15\n  - Feedback: N",
        "- Feedback: a\n  - Feedback: N",
        31,
        5,
        "error",
        "stands here again",
    ),
    ("label under no reply", "  - Critical: Unblock", "- Critical: Unblock", 43, 3, "error", "stands under no reply"),
    ("text in a step", "> And how", "And how", 46, 1, "error", "neither a quote nor a reply"),
    ("quote under a reply", "  - Critical: Unblock", "  > Critical", 43, 3, "error", "only “- Label: value” items"),
    (
        "quote after the replies",
        "## Escalation",
        "> Hello?\n\n## Escalation",
        45,
        1,
        "error",
        "stands before the replies",
    ),
    (
        "label under a quote",
        "> And how do I pay tonight?",
        "> And?\n- Note: a",
        47,
        3,
        "error",
        "stands under no reply",
    ),
    (
        "label within a quote",
        "> And how do I pay tonight?",
        "> And?\n> - Note: a",
        47,
        5,
        "error",
        "cannot stand under a quote",
    ),
    ("step twice", "## Escalation", "## Reason", 45, 1, "error", "the step “Reason” stands here twice"),
    ("no scorecard", "## Scorecard\n", "## Card\n", 8, 1, "error", "has no scorecard"),
    ("text in the scorecard", "| Criterion", "Text.\n\n| Criterion", 10, 1, "error", "move this elsewhere"),
    ("points of a criterion", "| Identity | 30", "| Identity | many", 12, 14, "error", "not a whole number"),
    ("criterion stands twice", "| Solution | 40", "| Identity | 40", 13, 3, "error", "stands here twice"),
    ("class of critical error", "(business)", "(busines)", 18, 3, "error", "the nearest is “business”"),
    ("no critical error", "- Critical (business) **Unblock**", "- Unblock", 18, 3, "error", "is no critical error"),
    ("unreachable step", "→ Escalation", "→ Reason", 45, 1, "error", "no call can come to the step “Escalation”"),
    ("pass cannot be reached", "Solution +40", "Solution +20", 7, 7, "error", "no path through the scenario can pass"),
    (
        "ending nobody reaches",
        "ending resolved",
        "ending solved",
        7,
        7,
        "error",
        "the nearest that one leads to is “resolved”",
    ),
    ("no share in pass", "pass: 85%, ", "pass: ", 7, 7, "error", "names no share"),
    ("nonsense in pass", "no critical error", "no error", 7, 7, "error", "“no error” is not understood"),
    ("pass missing", "pass: 85%, ending resolved, no critical error\n", "", 2, 1, "error", "the key “pass” is missing"),
    ("no ending in pass", "85%, ending resolved", "85%", 7, 7, "error", "points alone never pass"),
    ("text above the steps", "## Scorecard", "Hello.\n\n## Scorecard", 9, 1, "warning", "is not shown"),
    ("unknown target", "reply 45 s", "answer 45 s", 6, 10, "error", "“answer” is not known here"),
    ("unknown channel", "channel: phone", "channel: fone", 3, 10, "error", "nearest word is “phone”"),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "severity", "words"), [s[1:] for s in SCENARIOS], ids=[s[0] for s in SCENARIOS]
)
def test_scenarios(old: str, new: str, line: int, column: int, severity: str, words: str) -> None:
    assert_problem(changed(SCENARIO, old, new), line, column, severity, words)


FILES = [
    ("unknown key", MODULE, "minutes: 12", "minuets: 12", 3, 1, "error", "the nearest known one is “minutes”"),
    ("repeated key", MODULE, "minutes: 12", "minutes: 12\nminutes: 13", 4, 1, "error", "again, after line 3"),
    ("unknown kind", MODULE, "module: V", "modle: V", 2, 1, "error", "the nearest that does is “module”"),
    ("no colon", MODULE, "minutes: 12", "minutes 12", 3, 1, "error", "is not a “key: value” line"),
    ("no value", MODULE, "minutes: 12", "minutes:", 3, 1, "error", "has no value"),
    ("no list", MODULE, "[information, complaints]", "information", 4, 15, "error", "is not a list"),
    ("empty place in a list", MODULE, "n, c", "n,, c", 4, 15, "error", "has an empty place"),
    ("twice in a list", MODULE, "n, complaints", "n, information", 4, 15, "error", "twice"),
    ("not closed", MODULE, "]\n---\n", "]\n", 1, 1, "error", "is not closed"),
    ("not begun", MODULE, "---\nmod", "mod", 1, 1, "error", "does not begin with front matter"),
    ("indented key", MODULE, "minutes: 12", "  minutes: 12", 3, 3, "error", "belongs to no key above it"),
    ("heading of the first level", MODULE, "## Two", "# Two", 6, 1, "error", "begin this heading with ##"),
    ("check without questions", MODULE, "### When", "#### When", 9, 1, "error", "holds no question"),
    ("almost a check", MODULE, "## Check yourself", "## Chek yourself", 9, 1, "warning", "an ordinary section"),
    ("html", MODULE, "Ask before", "Ask <b>before", 7, 5, "warning", "HTML is shown as it stands, “<b>”"),
    ("reference link", MODULE, "Ask before", "Ask [a]\n\n[a]: https://a.b\n\nbefore", 9, 1, "error", "one by one"),
    ("script link", MODULE, "#two-factors-always", "javascript:alert(1)", 17, 29, "error", "is not allowed"),
    ("link to another host", MODULE, "#two-factors-always", "//evil.example", 17, 29, "error", "is not allowed"),
    ("user before the host", MODULE, "#two-factors-always", "https://a.b@evil.c", 17, 29, "error", "is not allowed"),
    ("turned address", MODULE, "#two-factors-always", "https://a.b/\u202e", 17, 29, "error", "in another order"),
    ("turned words", MODULE, "Ask before", "[**b\u202ea**](https://a.b)", 7, 11, "error", "in another order"),
    ("turned picture", MODULE, "Ask before", "![\u2067a](media/a.png)", 7, 7, "error", "in another order"),
    ("data picture", MODULE, "Ask before", "![a](data:image/png;base64,AA)", 7, 6, "error", "is not allowed"),
    ("picture elsewhere", MODULE, "Ask before", "![a](https://a.example/a.png)", 7, 6, "error", "lies elsewhere"),
    ("picture without description", MODULE, "Ask before", "![](media/a.png)", 7, 5, "warning", "has no description"),
    ("link to nowhere", MODULE, "Ask before", "[a]() before", 7, 1, "error", "the link leads nowhere"),
    ("no section", MODULE, MODULE[MODULE.index("## Two") :], "Text.\n", 5, 1, "error", "the module has no section"),
    ("nested too deep", MODULE, "Ask before", "> " * 25 + "a", 7, 1, "error", "nested too deep"),
    ("draws too many", QUIZ, "(draw 1)", "(draw 3)", 17, 1, "error", "cannot draw 3 of its 2"),
    ("draws a word", QUIZ, "(draw 1)", "(draw one)", 17, 1, "error", "how many to draw is not understood"),
    ("draws with a capital", QUIZ, "(draw 1)", "(Draw 1)", 17, 1, "error", "how many to draw is not understood"),
    ("no pool", QUIZ, "## Pool: Identity (draw 1)", "## Identity", 17, 1, "error", "“Identity” is no pool"),
    ("text before a pool's questions", QUIZ, "(draw 1)\n", "(draw 1)\nText.\n", 18, 1, "error", "text between a pool"),
    ("share above all", QUIZ, "pass: 80%", "pass: 180%", 3, 7, "error", "not a share of 100"),
    ("length of time", QUIZ, "wait: 1 day", "wait: a while", 5, 7, "error", "not a length of time"),
    ("neither yes nor no", QUIZ, "shuffle: yes", "shuffle: true", 7, 10, "error", "neither yes nor no"),
    ("unknown word", QUIZ, "after passing", "later", 8, 15, "error", "all are: at once, after passing, never"),
    ("no text", MODULE, "Ask before", "Ask\0before", 7, 4, "error", "a character that no text has"),
    ("no phrase", MODULE, "Ask before", "asked as:\nAsk before", 7, 1, "error", "a phrase is empty"),
    ("empty phrase", MODULE, "Ask before", "asked as: a; ;b\n\nAsk before", 7, 1, "error", "a phrase is empty"),
    ("key with a capital", MODULE, "Ask before", "Asked as: a\n\nAsk", 7, 1, "error", "known one is “asked as”"),
    ("mistyped key", MODULE, "Ask before", "\nπώς τo ρωτούνε: α\n\nAsk", 8, 1, "error", "one is “πώς το ρωτούν”"),
    ("long phrase", MODULE, "Ask before", f"asked as: {'a' * 61}\n\nAsk", 7, 1, "error", "than 60 characters"),
    ("many phrases", MODULE, "Ask before", f"asked as: a{';b' * 15}\n\nAsk", 7, 1, "error", "16 phrases are too many"),
    ("a key with keys", MODULE, "minutes: 12", "minutes:\n  a: 1", 4, 3, "error", "has no keys of its own"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "column", "severity", "words"), [f[1:] for f in FILES], ids=[f[0] for f in FILES]
)
def test_files(text: str, old: str, new: str, line: int, column: int, severity: str, words: str) -> None:
    assert_problem(changed(text, old, new), line, column, severity, words)


def test_a_problem_reads_as_path_line_column_severity_and_sentence() -> None:
    (problem,) = parsed_question("### Q\nid: a\n- (x) a\n- (y) b\n").problems
    assert str(problem) == (
        "nordbank/card-line/q.md:7:3: error: the marker “(y)” is not known; use (x), ( ), (50%), [x], [ ], = or !="
    )


def test_a_problem_speaks_the_reader_s_language() -> None:
    (problem,) = parsed_question("### Q\nid: a\n- (x) a\n- (y) b\n").problems
    polish = {"error": "błąd", problem.message: "znacznik „%(marker)s” jest nieznany"}
    assert problem.formatted(polish.__getitem__).endswith(":7:3: błąd: znacznik „(y)” jest nieznany")


def test_all_problems_are_reported_at_once_in_order() -> None:
    text = changed(changed(MODULE, "minutes: 12", "minutes: x"), "(50%)", "(50)")
    assert [(p.line, p.column) for p in parse(PATH, text).problems] == [(3, 10), (14, 3), (16, 3)]


def test_errors_elsewhere_do_not_hide_where_a_scenario_leads() -> None:
    text = changed(SCENARIO, "targets:", "tragets:")
    text = changed(text, "## Escalation", "## Lost\n> Hello?\n\n## Escalation")
    text = changed(text, "Critical: Leak\n", "Critical: Leek\n")
    assert [(p.line, p.column) for p in parse(PATH, text).problems] == [(6, 1), (27, 15), (45, 1), (45, 1)]


def test_an_unknown_key_and_a_pass_out_of_reach_are_reported_together() -> None:
    text = changed(changed(SCENARIO, "targets:", "tragets:"), "Solution +40", "Solution +20")
    assert_problem(text, 6, 1, "error", "the nearest known one is “targets”")
    assert_problem(text, 7, 7, "error", "no path through the scenario can pass")


def test_a_misspelt_step_is_not_reported_as_unreachable_too() -> None:
    text = changed(SCENARIO, "→ Escalation", "→ Escalaton")
    assert [(p.line, p.column) for p in parse(PATH, text).problems] == [(39, 64)]


def test_a_dead_end_is_an_error() -> None:
    text = changed(SCENARIO, '- "Done, your card works again." → End: failed\n  - Critical: Unblock\n', "")
    text = changed(text, '  - Remember: identity verified\n- "Then', '- "Then')
    text = changed(text, '"Before anything else, two security questions." → Reason', '"Well." → Reason')
    assert_problem(text, 33, 1, "error", "can come to a stop in the step “Reason”")


def test_a_step_without_replies_has_no_way_on() -> None:
    text = SCENARIO[: SCENARIO.index('- "Pay by app')]
    assert_problem(text, 45, 1, "error", "has no way on")


def test_a_scenario_too_large_to_walk_is_checked_by_its_states() -> None:
    more = "".join(f'- "Detail {number}." → Start\n' for number in range(9))
    text = changed(SCENARIO, '- "Calm down', more + '- "Calm down')
    assert_problem(text, 20, 1, "warning", "was checked by its states")
    assert parse(PATH, text).is_sound


def test_a_scenario_of_too_many_states_is_still_checked_in_time() -> None:
    more = "".join(f'- "Detail {number}." → Start\n' for number in range(60))
    text = changed(SCENARIO, '- "Calm down', more + '- "Calm down') + '\n## Lost\n> Hello?\n\n- "Hi." → End: failed\n'
    assert_problem(text, 20, 1, "warning", "was checked by its states")
    assert_problem(text, 113, 1, "error", "no call can come to the step “Lost”")
