"""`procession new`: a scaffold whose blanks the audit names, and the worked example of the author's guide, word for word."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from procession.publishing.scaffold import blanks

GUIDE = (Path(__file__).resolve().parent.parent / "graders" / "README.md").read_text(encoding="utf-8")


def _run(kit: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "procession", *words], cwd=kit, capture_output=True, text=True)


def _worked_example(kit: Path) -> str:
    """Do what the guide says; return what it says comes of it."""
    example = re.search(r"^```toml\n(chapter = .*?)^```$", GUIDE, re.M | re.S)
    session = re.search(r"^\$ procession new squares --fill squares.toml\n(.*?)^```$", GUIDE, re.M | re.S)
    assert example
    assert session
    (kit / "squares.toml").write_text(example[1], encoding="utf-8")
    return session[1]


def test_the_worked_example_passes_the_audit(kit: Path) -> None:
    """Every blank has a text in it, and the exercise is sound: quickly looked at, but in all its checks and files."""
    said = _worked_example(kit)
    assert set(tomllib.loads((kit / "squares.toml").read_text(encoding="utf-8"))) == set(blanks())
    done = _run(kit, "new", "squares", "--fill", "squares.toml")
    assert (done.returncode, done.stdout) == (0, said)
    done = _run(kit, "audit", "squares", "--quick", "--start-method", "fork")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"squares +[│|] +5 [│|] +2 [│|] +8 ", done.stdout)
    listed = _run(kit, "list")
    assert listed.stdout.index("tally") < listed.stdout.index("squares")


@pytest.mark.slow
def test_the_worked_example_passes_the_whole_audit(kit: Path) -> None:
    """With all schedules and all wrong answers."""
    _worked_example(kit)
    assert _run(kit, "new", "squares", "--fill", "squares.toml").returncode == 0
    done = _run(kit, "audit", "squares")
    assert done.returncode == 0, done.stdout + done.stderr


def test_blanks_are_named(kit: Path) -> None:
    """By the command, and by the audit with their files; nothing is judged before they are filled."""
    done = _run(kit, "new", "squares")
    assert done.returncode == 0
    assert f"20 files, {len(blanks())} blanks: chapter, explanation, " in done.stdout
    done = _run(kit, "audit", "squares")
    assert done.returncode == 1
    assert "exercises/squares/README.md: blanks to be filled: title, goes_wrong, work_words" in done.stdout
    assert "solutions/squares/accepted/pipes.py: blanks to be filled: work" in done.stdout
    assert "grader error" not in done.stdout


@pytest.mark.parametrize(
    ("slug", "text", "said"),
    [
        ("greeting", "", "greeting is there already; choose another name"),
        ("Two-Words", "", "'Two-Words' can't be a Python module's name"),
        ("class", "", "'class' can't be a Python module's name"),
        ("squares", "titel = 'x'", "no blank is called titel; there are: "),
        ("squares", "title = 3", 'title must be text in quotes: title = "..."'),
        ("squares", "title", "texts.toml: "),
    ],
)
def test_bad_input_gets_one_line_and_writes_nothing(kit: Path, slug: str, text: str, said: str) -> None:
    """Exit code 2."""
    (kit / "texts.toml").write_text(text, encoding="utf-8")
    before = sorted(kit.rglob("*"))
    done = _run(kit, "new", slug, "--fill", "texts.toml")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr
    assert sorted(kit.rglob("*")) == before


def test_it_is_written_into_a_kit_only(tmp_path: Path) -> None:
    """The exercises that came with the package are none."""
    (tmp_path / "exercises").mkdir()
    done = _run(tmp_path, "new", "squares", "--kit", ".")
    assert done.returncode == 2
    assert "no kit here" in done.stderr
