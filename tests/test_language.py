"""The student's language: which one, what is told in it, and that nothing a student reads was forgotten."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import get_args

import procession
import pytest
from procession.catalog import packaged_kit
from procession.engine.errors import ExerciseError
from procession.language import Language, language_code, load_language
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
ENGLISH = re.compile(r"(?<![\w'./])[A-Za-z][a-z']*(?: [A-Za-z][a-z']*){2,}")
"""Three words in a row."""
LETTER = re.compile("[A-Za-z]")


@pytest.mark.parametrize(
    ("wanted", "environment", "code"),
    [
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("auto", {"LANG": "ZH_TW"}, "zh"),
        ("auto", {"LANG": "de_DE.UTF-8"}, "en"),
        ("auto", {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ("auto", {}, "en"),
    ],
)
def test_the_locale_says_which(wanted: str, environment: dict[str, str], code: str) -> None:
    """Unless a language was asked for; LC_ALL goes before LC_MESSAGES, and that before LANG."""
    assert language_code(wanted, environment) == code


LANGUAGE = Language(
    "zh",
    {
        "passed": "通过",
        "main returned {value}": "main 返回了 {value}",
        "{who} waits (for {what})": "{who} 在等（{what}）",
        "{who} waits": "{who} 在等",
        "gets {key}": "拿到 {key}",
        "{key} is free": "{key} 空着",
        "lock {n}": "锁 {n}",
        "a+b [{x}] (c)? $": "甲 {x}",
        "{waiting} ({file}.py:{line}): {why}": "{waiting}（{file}.py:{line}）：{why}",
        "nobody comes": "谁也不来",
    },
)


def test_what_is_said_is_filled_in() -> None:
    """A template in its language, or as it stands."""
    assert LANGUAGE.say("lock {n}", n=3) == "锁 3"
    assert LANGUAGE.say("passed") == "通过"
    assert LANGUAGE.say("{n} unknown", n=3) == "3 unknown"
    assert LANGUAGE.say("unknown {as it stands}") == "unknown {as it stands}"
    assert Language().say("lock {n}", n=3) == "lock 3"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("passed", "通过"),
        ("  passed ", "  通过 "),
        ("- gets x", "- 拿到 x"),
        ("gets lock 2", "拿到锁 2"),
        ("lock 2 is free", "锁 2 空着"),
        ("x is free", "x 空着"),
        ("gets 张 三", "拿到张 三"),
        ("main waits (for lock 1)", "main 在等（锁 1）"),
        ("main waits (a.py:3): nobody comes", "main 在等（a.py:3）：谁也不来"),
        ("main waits (for lock 1) (a.py:3): who knows", "main 在等（锁 1）（a.py:3）：who knows"),
        ("main returned {'a': '{b}', r'\\g<1>': 0}", "main 返回了 {'a': '{b}', r'\\g<1>': 0}"),
        ("a+b [.*] (c)? $", "甲 .*"),
        ("aab x c", "aab x c"),
        ("nobody  comes", "nobody  comes"),
        ("passed\n\nunknown\nlock 1", "通过\n\nunknown\n锁 1"),
        (
            "main returned 1\n      36 | passed\n      37 | gets x",
            "main 返回了 1\n      36 | passed\n      37 | gets x",
        ),
        ("    passed", "    passed"),
        ("", ""),
    ],
)
def test_what_was_said_is_told(text: str, told: str) -> None:
    """Line by line, places told in turn; what is quoted or unknown stays as it is."""
    assert LANGUAGE.told(text) == told
    assert Language().told(text) == text


def test_a_broken_catalogue_is_its_author_s_fault(tmp_path: Path) -> None:
    """No TOML, no text, a place that the English has not."""
    for text in ("= 1", '"a" = 1', '"a {b}" = "甲 {c}"'):
        (tmp_path / "zh.toml").write_text(text, encoding="utf-8")
        with pytest.raises(ExerciseError):
            load_language("zh", [tmp_path])
    (tmp_path / "zh.toml").unlink()
    assert load_language("zh", [tmp_path]).say("hint") == "提示"
    assert load_language("en", [tmp_path]).say("hint") == "hint"


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


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "main never returned: 3000 steps in a row were polls and time-outs that changed nothing",
            "main 一直没有返回：连续 3000 步都只是查看和超时，什么也没有改变",
        ),
        (
            "the run was stopped: still going after 1e+08 seconds of virtual time",
            "运行被中止：虚拟时间过了 1e+08 秒还没结束",
        ),
        (
            "- worker (2) waits in `q.get()` (a.py:3): main's queue feeder thread holds it and is stuck too",
            "- worker (2) 在 `q.get()` 处等待（a.py:3）：main 的队列发送线程拿着它，自己也卡住了",
        ),
        (
            "- main waits for a thread or a lock between threads (a.py:3): p-1 can't end",
            "- main 在等某个线程，或线程之间的锁（a.py:3）：p-1 结束不了",
        ),
        (
            "main([1, 'x...  (70 characters)') (start method fork, a schedule with few switches, 29 steps)",
            "main([1, 'x...  (70 characters)')（启动方式 fork，切换很少的调度，共 29 步）",
        ),
        ("its time-out ends, while it waits for lock 1", "超时了，当时它在等锁 1"),
        ("writes to pipe 2 (9 bytes, unread)", "写到管道 2（9 字节，没人读）"),
    ],
)
def test_what_the_engine_says_is_told(said: str, told: str) -> None:
    """The longer templates do not swallow what stands before them."""
    assert load_language("zh").told(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "{'ada': ['one', 'two'], 'bob': (3, None), 'x': \"it's (x): y\"}",
        "KeyError: 'missing'",
        "[Errno 2] No such file or directory: '/a/b (c).py'",
        "one: two, three and four (five); six - seven",
        "None",
    ],
)
def test_values_are_left_alone(said: str) -> None:
    """With all catalogues at once, as `watch` has them."""
    assert load_language("zh", [path.parent for path in CATALOGUES[1:]]).told(said) == said


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


def english_lines(output: str) -> list[str]:
    """Lines with an English sentence in them; code, commands and what a program has printed left out."""
    found = []
    for line in output.splitlines():
        quoted = re.search(r"\d+ \| |:\d+ \S|procession \w+ |^ {13} {4}|│ +\d+ [^│]*│$", line)
        text = re.sub(r"""'[^']*'|"[^"]*"|`[^`]*`|\([^()]*\)""", "", line)
        if ENGLISH.search(text) and not quoted:
            found.append(line)
    return found


@pytest.mark.parametrize("slug", ["hung_consumer", "ticket_office", "pool_size"])
def test_a_student_reads_no_english(slug: str, tmp_path: Path) -> None:
    """A course is started and its stub is checked, in Chinese."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "procession", *words, "--lang", "zh"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        return done.stdout + done.stderr

    started = run("start", slug, "--folder", str(tmp_path))
    assert "已放进" in started
    checked = run("check", slug, "--all")
    assert "没通过" in checked or "死锁" in checked
    assert english_lines(started + checked + run("list") + run("hint", slug)) == []
    assert "没有叫 'nothing' 的题" in run("hint", "nothing")


def test_a_picture_is_told_in_chinese(tmp_path: Path) -> None:
    """The page, with the words of its steps."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "procession", *words, "--lang", "zh"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8").stdout

    run("start", "opposite_transfers", "--folder", str(tmp_path))
    run("check", "opposite_transfers", "--plain")
    shown = run("show", "--print")
    page = Path(shown.strip()).read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    for words in (
        "程序会结束：一来一回，还有三个账户转一圈",
        "<strong>死锁</strong>",
        "拿到锁 1",
        "图例",
        "从这里起拿着锁 1，直到运行结束",
    ):
        assert words in page
    assert "until the end" not in page


def test_a_replay_is_told_in_chinese(tmp_path: Path) -> None:
    """The steps, the diagram, and how it ends."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "procession", *words, "--lang", "zh"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8").stdout

    run("start", "opposite_transfers", "--folder", str(tmp_path))
    assert "拿到锁 1" in run("check", "opposite_transfers")  # the diagram
    for how in ("--table", "--diagram"):
        told = run("replay", "opposite_transfers", how)
        assert "结局：死锁" in told
        assert english_lines(re.sub("(?m)(:\\d+ |# ).*", "", told)) == []


@pytest.mark.parametrize("slug", ["hung_consumer", "readers_writers"])
def test_feedback_is_told_in_chinese(slug: str, tmp_path: Path) -> None:
    """A stub is graded by the hidden checks: both pages, and another form of the same results."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    shutil.copy(KIT.exercise(slug).stub, tmp_path / "class" / "ada")

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "procession", *words, "--kit", str(KIT.root), "--lang", "zh"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("grade", "class", "--out", "results", "--exercise", slug)
    told = (tmp_path / "results" / "ada" / "feedback.md").read_text(encoding="utf-8")
    page = (tmp_path / "results" / "ada" / "feedback.html").read_text(encoding="utf-8")
    assert told.startswith("# 给 ada 的反馈\n")
    assert english_lines(told) == []
    assert '<html lang="zh-CN">' in page
    assert "<h1>给 <bdi>ada</bdi> 的反馈</h1>" in page
    assert "看到了什么" in page
    told = json.loads(run("report", "results/results.json", "--format", "gradescope"))
    assert re.search("[\u4e00-\u9fff]", told["tests"][0]["name"])
    results = (tmp_path / "results" / "results.json").read_text(encoding="utf-8")
    assert not re.search("[\u4e00-\u9fff]", results)  # results know no language
