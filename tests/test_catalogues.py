"""The Chinese catalogues: well formed, the same everywhere, and nothing that a student reads was forgotten."""

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import get_args

import procession
import pytest
from conftest import ENGLISH
from procession.catalog import packaged_kit
from procession.language import Language, load_language
from procession.phrases import read_catalogue
from procession.reports.common import OUR_FAULT
from procession.results import Verdict
from procession.student.course import Standing

PACKAGE = Path(procession.__file__).parent
KIT = packaged_kit()
CATALOGUES = [
    PACKAGE / "zh.toml",
    *(KIT.exercises / slug / "zh.toml" for slug in KIT.slugs()),
    *(KIT.graders / slug / "zh.toml" for slug in KIT.slugs()),
]
PLACE = re.compile(r"\{(\w*)\}")
FILLED = "1"
"""Stands for what fills a place: neither English nor Chinese."""
LETTER = re.compile("[A-Za-z]")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_catalogues_are_well_formed(path: Path) -> None:
    """The same places on both sides, each once."""
    language = load_language("zh", [path.parent])
    for english, chinese in [*language.catalogue.items(), *language.said.items()]:
        places = PLACE.findall(english)
        assert len(places) == len(set(places)), english
        assert sorted(places) == sorted(PLACE.findall(chinese)), english
        assert all(places), english


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_no_template_matches_just_anything(path: Path) -> None:
    """Each has words of its own, so that a student's values are not taken for it."""
    templates = [key for key in _entries(path) if PLACE.search(key)]
    bare = [key for key in templates if len(re.findall("[A-Za-z]", PLACE.sub("", key))) < 4]
    assert set(bare) <= {"{n} min", "{waiting} ({file}.py:{line}): {why}", "{waiting} ({file}.py:{line})"}


def test_what_exercises_have_in_common_is_told_in_the_same_way() -> None:
    """`watch` knows the catalogues of all exercises at once."""
    found = defaultdict(set)
    for path in CATALOGUES:
        for english, chinese in Language("zh", _entries(path)).catalogue.items():
            found[english].add(chinese)
    assert {english: all_of for english, all_of in found.items() if len(all_of) > 1} == {}


def _entries(path: Path) -> dict[str, str]:
    return read_catalogue(path)[0]


def _said() -> set[str]:
    """Every text that the student's commands and the pages of feedback say as a literal."""
    reports = PACKAGE / "reports"
    found = {OUR_FAULT}
    for template in ("student", "base"):
        page = (reports / "templates" / f"{template}.html.j2").read_text(encoding="utf-8")
        found |= set(re.findall(r'say\("([^"]+)"', page))
    for path in [*PACKAGE.glob("student/*.py"), *PACKAGE.glob("cli/*.py"), *reports.glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            text = node.args[0]
            if name == "say" and isinstance(text, ast.Constant) and isinstance(text.value, str):
                found.add(text.value)
    return found


def test_nothing_that_the_kit_says_is_forgotten_or_left_over() -> None:
    """What stands under [said] is what it says, no more; and no less but for what is told, too."""
    language, said = load_language("zh"), _said()
    assert len(said) > 50
    assert said - set(language.said) - set(language.catalogue) == set()
    assert set(language.said) - said == set()
    assert set(language.said) & set(language.catalogue) == set()


def _errors() -> set[str]:
    """What a student's commands complain about."""
    found = set()
    names = (
        "student/*.py",
        "cli/checking.py",
        "cli/student.py",
        "cli/seeing.py",
        "catalog.py",
        "intake.py",
        "replay.py",
    )
    for path in [path for name in names for path in PACKAGE.glob(name)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SubmissionError" and node.args:
                sides = [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else node.args
                found |= {_template(side) or "" for side in sides}
    return found - {""}


def test_no_complaint_is_forgotten() -> None:
    """Whatever a student names that can't be used."""
    language = load_language("zh")
    errors = _errors()
    assert len(errors) > 15
    bare = {f"{FILLED}: {FILLED}"}  # a path, and what the system says
    assert {text for text in errors - bare if language.told(text) == text} == set()
    assert [told for told in map(language.told, errors) if ENGLISH.search(told)] == []


def test_nothing_on_the_page_is_forgotten() -> None:
    """Every text of the picture's page."""
    template = (PACKAGE / "picture" / "page.html.j2").read_text(encoding="utf-8")
    texts = set(re.findall(r"""tell\((?:"([^"]+)"|'[^']+')\)""", template)) - {""}
    assert len(texts) > 25
    assert texts - set(load_language("zh").catalogue) == set()
    assert _own_words(template) == []


def _own_words(template: str) -> list[str]:
    """Words that stand in a template itself, and so in every language."""
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"(?s){%.*?%}|{{.*?}}|<[^>]*>", " ", template))


def test_all_that_is_on_the_pages_of_feedback_is_said() -> None:
    """The template has no words of its own."""
    template = (PACKAGE / "reports" / "templates" / "student.html.j2").read_text(encoding="utf-8")
    assert _own_words(template) == []


def test_words_out_of_lists_are_known() -> None:
    """Verdicts, standings, headings, chapters, difficulties."""
    catalogue = load_language("zh").catalogue
    words = {*get_args(Verdict), *get_args(Standing), "ran", "seen", "expected", "hint"} - {"untouched"}
    words |= {"public checks passed", "public checks fail", "not checked yet", "as it was given out"}
    for slug in KIT.slugs():
        heading = KIT.exercise(slug).heading
        words |= {heading.chapter, heading.difficulty}
    assert words - set(catalogue) == set()


def _template(node: ast.expr) -> str | None:
    """A text of a check, its places filled with FILLED; None if it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_template(part) or FILLED for part in node.values)
    if isinstance(node, ast.BinOp):  # lines of the program's output follow
        return _template(node.left)
    return None


def _texts_of(checks: Path) -> set[str]:
    """Titles, and what public checks see, expect and hint at."""
    found = set()
    for node in ast.walk(ast.parse(checks.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add((ast.get_docstring(node) or "").splitlines()[0].rstrip("."))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "expect_equal":
                found.add(f"{_template(node.args[2])} {FILLED}")
            if node.func.attr in ("expect", "expect_equal", "fail"):
                given = [word.value for word in node.keywords if word.arg != "verdict"]
                given = [
                    side for one in given for side in ([one.body, one.orelse] if isinstance(one, ast.IfExp) else [one])
                ]
                found |= {_template(one) or "" for one in given}
    return found - {""}


@pytest.mark.parametrize("slug", KIT.slugs())
def test_nothing_that_a_public_check_says_is_forgotten(slug: str) -> None:
    """Everything is told in Chinese, by the exercise's own catalogue."""
    exercise = KIT.exercise(slug)
    language = Language("zh", _entries(exercise.folder / "zh.toml"))
    texts = {line for text in _texts_of(exercise.public_checks) for line in text.splitlines()}
    assert len(texts) > 3
    known = [line for line in texts if line in language.catalogue or language.told(line) != line]
    assert texts - set(known) == set()
    assert [told for told in map(language.told, texts) if ENGLISH.search(told)] == []


@pytest.mark.parametrize("slug", KIT.slugs())
def test_nothing_that_a_hidden_check_says_is_forgotten(slug: str) -> None:
    """Everything is told in Chinese, by the catalogues of the exercise and of its graders."""
    exercise = KIT.exercise(slug)
    language = load_language("zh", exercise.told_in)
    texts = {line for text in _texts_of(exercise.hidden_checks) for line in text.splitlines() if LETTER.search(line)}
    assert len(texts) > 10
    assert {line for line in texts if line not in language.catalogue and language.told(line) == line} == set()
    assert [told for told in map(language.told, texts) if ENGLISH.search(told)] == []
