"""A class graded in parts: nothing lost, nothing twice, and what can't be put together is named."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from procession.engine.errors import SubmissionError
from procession.merging import merge, read_results
from procession.results import CheckResult, ExerciseResult, Results, dump

HERE = Path("p")


def _result(student: str, exercise: str = "a", score: float = 1, **more: object) -> ExerciseResult:
    checks = [CheckResult("c", "C", "results", score, 1, "passed" if score else "failed")]
    return msgspec.structs.replace(ExerciseResult(student, exercise, score, 1, "controlled", checks), **more)


def _part(*found: ExerciseResult, shard: str = "", complete: bool = True, version: str = "1") -> tuple[Path, Results]:
    return HERE / (shard or "x"), Results(kit_version=version, complete=complete, shard=shard, submissions=list(found))


def test_parts_make_a_whole() -> None:
    """By student, with those of the same text found across parts; what is the same in two is there once."""
    ada, bob, cleo = _result("ada", text="t"), _result("bob", score=0), _result("cleo", text="t")
    whole = merge([_part(cleo, shard="2/2"), _part(ada, bob, shard="1/2"), _part(bob, shard="2/2")])
    assert whole.submissions == [ada, bob, cleo]
    assert [(same.exercise, same.students) for same in whole.same_text] == [("a", ["ada", "cleo"])]
    assert (whole.complete, whole.shard) == (True, "")


def test_parts_by_exercise() -> None:
    """One exercise in each is a whole too."""
    whole = merge([_part(_result("ada", "b")), _part(_result("ada", "a"), _result("bob", "a"))])
    assert [(one.student, one.exercise) for one in whole.submissions] == [("ada", "b"), ("ada", "a"), ("bob", "a")]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([_part(_result("ada")), _part(_result("ada", score=0), shard="1/1")], "ada/a in p/x and p/1/1"),
        ([_part(shard="1/3"), _part(shard="3/3")], "the parts 2/3 are missing; only 1/3, 3/3 were given"),
        ([_part(shard="1/2"), _part(shard="1/3")], "parts of different divisions: 1/2, 1/3"),
        ([_part(), _part(complete=False)], "p/x was not finished"),
        ([_part(), _part(version="2")], "graded by different versions of the kit: 1, 2"),
        ([_part(_result("../ada"))], "'../ada' is no name that `procession grade` gives"),
        ([_part(_result(".."))], "is no name"),
    ],
)
def test_what_cannot_be_put_together(parts: list[tuple[Path, Results]], said: str) -> None:
    """Nothing is decided silently."""
    with pytest.raises(SubmissionError) as caught:
        merge(parts)
    assert said in str(caught.value)


def test_files_that_are_no_results(tmp_path: Path) -> None:
    """Named; a folder of results will do."""
    with pytest.raises(SubmissionError, match=r"results\.json: No such file"):
        read_results(tmp_path)
    (tmp_path / "results.json").write_text("{}x")
    with pytest.raises(SubmissionError, match="is not a results file"):
        read_results(tmp_path)
    (tmp_path / "results.json").write_bytes(dump(_part()[1]))
    assert read_results(tmp_path) == _part()[1]


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "procession", *words], capture_output=True, text=True)


def test_shards_graded_and_merged_are_the_class(kit: Path, tmp_path: Path) -> None:
    """The same results as of one grading; and totals by the course file that lies beside it."""
    source = tmp_path / "class"
    answers = [kit / "solutions" / "tally" / "tally.py", kit / "graders" / "tally" / "wrong" / "absolute.py"]
    for number, student in enumerate(["ada", "bob", "cleo"]):
        (source / student).mkdir(parents=True)
        shutil.copy(answers[number % 2], source / student / "tally.py")
    (tmp_path / "course.toml").write_text("[totals]\nout_of = 10\n")
    whole = _run("grade", str(source), "--kit", str(kit), "--out", str(tmp_path / "whole"))
    assert whole.returncode == 0, whole.stderr
    assert (tmp_path / "whole" / "totals.csv").read_text().splitlines()[1].startswith("ada,10,10,yes,")
    for part in ("1", "2"):
        words = ("--out", str(tmp_path / part), "--shard", f"{part}/2")
        done = _run("grade", str(source), "--kit", str(kit), *words)
        assert done.returncode == 0, done.stderr
    merged = _run("merge", str(tmp_path / "2"), str(tmp_path / "1" / "results.json"), "--out", str(tmp_path / "merged"))
    assert merged.returncode == 0, merged.stderr
    assert "3 students, of 2 parts" in merged.stdout
    for name in ("results.json", "grades.csv", "ada/feedback.md"):
        assert (tmp_path / "merged" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    said = _run("grades", str(tmp_path / "merged"), "--student", "ada")
    assert said.stdout.splitlines()[0] == "ada: 10 of 10"
    assert "out of 10: 2 / 2 × 10 = 10" in said.stdout
    missing = _run("merge", str(tmp_path / "2"), "--out", str(tmp_path / "nothing"))
    assert (missing.returncode, (tmp_path / "nothing").exists()) == (2, False)
    assert "the parts 1/2 are missing" in missing.stderr
    assert json.loads((tmp_path / "2" / "results.json").read_bytes())["shard"] == "2/2"


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "-1/2"])
def test_a_shard_that_there_is_not(kit: Path, tmp_path: Path, shard: str) -> None:
    """One line, and nothing is graded."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    done = _run("grade", str(tmp_path / "class"), "--kit", str(kit), "--out", str(tmp_path / "out"), f"--shard={shard}")
    assert done.returncode == 2
    assert f"--shard {shard}: expected I/N" in done.stderr
