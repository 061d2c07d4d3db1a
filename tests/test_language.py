"""The student's language: which one, and what is told in it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ENGLISH
from procession.catalog import packaged_kit
from procession.engine.errors import ExerciseError
from procession.language import Language, language_code, load_language

KIT = packaged_kit()


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
    assert (
        load_language("zh", [folder / slug for folder in (KIT.exercises, KIT.graders) for slug in KIT.slugs()]).told(
            said
        )
        == said
    )


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
