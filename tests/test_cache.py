"""What was judged before is not judged again, unless something has changed that the verdict may depend on."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import procession.cache
import pytest
from procession.cache import Cache
from procession.catalog import Kit
from procession.judge import Terms
from procession.results import CheckResult, ExerciseResult

TERMS = Terms(mode="controlled")
PASSED = ExerciseResult("ada", "greeting", 4, 4, "controlled", [CheckResult("a", "A", "results", 4, 4, "passed")])


def _key(kit: Path, out: Path, content: str = "c", terms: Terms = TERMS, box: str = "bubblewrap") -> str:
    return Cache(out, terms, box).key(Kit(kit).exercise("greeting"), content)


def test_a_result_comes_back_without_its_student(kit: Path, tmp_path: Path) -> None:
    """Equal work gets equal results, whoever has handed it in."""
    cache = Cache(tmp_path, TERMS, "bubblewrap")
    key = _key(kit, tmp_path)
    assert cache.get(key) is None
    cache.put(key, PASSED)
    assert cache.has(key)
    assert Cache(tmp_path, TERMS, "bubblewrap").get(key) == msgspec.structs.replace(PASSED, student="")


def test_our_own_faults_are_not_kept(kit: Path, tmp_path: Path) -> None:
    """They are tried again."""
    cache = Cache(tmp_path, TERMS, "bubblewrap")
    bad = CheckResult("b", "B", "results", 0, 4, "grader error")
    cache.put("00ff", msgspec.structs.replace(PASSED, checks=[*PASSED.checks, bad]))
    assert not cache.has("00ff")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"student": 3}'])
def test_a_damaged_entry_is_none(tmp_path: Path, data: bytes) -> None:
    """The work is judged again."""
    cache = Cache(tmp_path, TERMS, "bubblewrap")
    cache.put("00ff", PASSED)
    next(cache.folder.rglob("*.json")).write_bytes(data)
    assert cache.get("00ff") is None


@pytest.mark.parametrize(
    "path", ["graders/greeting/test_greeting.py", "graders/seed.txt", "exercises/greeting/exercise.toml", "exercises/greeting/greeting.py"]
)  # fmt: skip
def test_a_changed_exercise_has_other_keys(kit: Path, tmp_path: Path, path: str) -> None:
    """Checks, seed, manifest and stub; but not the known-wrong answers."""
    before = _key(kit, tmp_path)
    (kit / "graders" / "greeting" / "wrong" / "new.py").write_text("x = 1\n")
    assert _key(kit, tmp_path) == before
    with (kit / path).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert _key(kit, tmp_path) != before


def test_other_terms_have_other_keys(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content, mode, box, interpreter, and the kit's own code."""
    others = [
        _key(kit, tmp_path, "d"), _key(kit, tmp_path, box="bare"),
        *(_key(kit, tmp_path, terms=replace(TERMS, **change))
          for change in ({"mode": "sampled"}, {"python": "python3.99"}, {"start_methods": ("fork",)}, {"public": True})),
    ]  # fmt: skip
    monkeypatch.setattr(procession.cache, "kit_digest", lambda: "another")
    others.append(_key(kit, tmp_path))
    monkeypatch.undo()
    assert len({_key(kit, tmp_path), *others}) == len(others) + 1


def _grade(kit: Path, source: Path, out: Path, *more: str) -> str:
    command = [sys.executable, "-m", "procession", "grade", str(source), "--out", str(out), "--kit", str(kit), *more]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_only_what_changed_is_judged_again(kit: Path, tmp_path: Path) -> None:
    """One student's new answer; then what --regrade names; the results are those of a fresh grading."""
    source, out = tmp_path / "class", tmp_path / "out"
    for student, answer in (("ada", "solutions/tally/tally.py"), ("bob", "graders/tally/wrong/absolute.py")):
        (source / student).mkdir(parents=True)
        shutil.copy(kit / answer, source / student / "tally.py")
    assert "unchanged" not in _grade(kit, source, out)
    before = (out / "results.json").read_bytes()
    assert "0 results judged now, 2 unchanged" in _grade(kit, source, out)
    assert (out / "results.json").read_bytes() == before
    shutil.copy(source / "ada" / "tally.py", source / "bob" / "tally.py")  # which has been judged already
    assert "0 results judged now, 2 unchanged" in _grade(kit, source, out)
    found = {one["student"]: one for one in json.loads((out / "results.json").read_bytes())["submissions"]}
    assert found["bob"]["score"] == found["ada"]["score"] == 2
    assert "1 results judged now, 1 unchanged" in _grade(kit, source, out, "--regrade", "bob")
    fresh = tmp_path / "fresh"
    _grade(kit, source, fresh)
    assert (out / "results.json").read_bytes() == (fresh / "results.json").read_bytes()


def test_regrading_nobody_is_named(kit: Path, tmp_path: Path) -> None:
    """A name that there isn't is no silent nothing."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    command = [sys.executable, "-m", "procession", "grade", str(tmp_path / "class"), "--out", str(tmp_path / "out")]
    done = subprocess.run([*command, "--kit", str(kit), "--regrade", "adda"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "--regrade adda: neither a student nor an exercise" in done.stderr


def test_equal_files_get_equal_pictures(kit: Path, tmp_path: Path) -> None:
    """Also those that were not judged again; and nobody keeps the picture of an answer that is gone."""
    source, out = tmp_path / "class", tmp_path / "out"

    def hand_in(student: str, answer: str) -> None:
        (source / student).mkdir(parents=True, exist_ok=True)
        shutil.copy(kit / answer, source / student / "greeting.py")

    def drawn(student: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (out / "pictures" / student).glob("*.svg")}

    wrong, right = "graders/greeting/wrong/never_put.py", "solutions/greeting/greeting.py"
    hand_in("ada", wrong)
    _grade(kit, source, out)
    hand_in("bob", wrong)
    hand_in("cleo", right)
    assert "0 results judged" not in _grade(kit, source, out)
    assert drawn("ada")
    assert drawn("bob") == drawn("ada")
    assert "<svg" in (out / "bob" / "feedback.html").read_text(encoding="utf-8")
    hand_in("ada", right)
    _grade(kit, source, out)
    assert drawn("ada") == drawn("cleo") == {}
    assert "<svg" not in (out / "ada" / "feedback.html").read_text(encoding="utf-8")
