"""`procession grade` and `procession report` as an instructor uses them."""

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from procession.results import Results, dump
from reports.made import FAILED, OURS, PASSED, SECRET, result


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "procession", *map(str, words)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a class of two, graded with the miniature kit."""
    place = tmp_path_factory.mktemp("graded")
    kit = Path(__file__).resolve().parents[1] / "mini_kit"
    for student, answer in (("ada", "solutions/greeting/greeting.py"), ("cleo", "graders/greeting/wrong/never_put.py")):
        (place / "class" / student).mkdir(parents=True)
        shutil.copy(kit / answer, place / "class" / student / "greeting.py")
    done = _run("grade", place / "class", "--out", place / "out", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "out"


def _stored(folder: Path, *found: object) -> Path:
    path = folder / "results.json"
    path.write_bytes(dump(Results(complete=True, submissions=list(found))))  # type: ignore[arg-type]
    return path


def test_grading_writes_pages_with_the_run_that_failed(graded: Path) -> None:
    """One for each student and one for the class; what is never to be seen has no picture in a student's page."""
    names = {path.name for path in graded.iterdir()}
    assert names >= {"results.json", "grades.csv", "class.html", "pictures", "ada", "cleo"}
    page = (graded / "cleo" / "feedback.html").read_text(encoding="utf-8")
    assert "main waits in `answer = queue.get()`" in page or "main waits in `queue.get()`" in page
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="figure"') == 1
    assert "The program ends" not in page
    assert "1 more check counts and is not shown here: 0 of 1 points" in page
    assert "<svg" not in (graded / "ada" / "feedback.html").read_text(encoding="utf-8")
    assert 'href="./cleo/feedback.html"' in (graded / "class.html").read_text(encoding="utf-8")
    for path in (graded / "pictures" / "cleo").iterdir():
        ET.parse(path)


def test_one_student_is_printed_and_a_class_goes_to_a_folder(graded: Path, tmp_path: Path) -> None:
    """Each file where a platform looks for it."""
    results = graded / "results.json"
    one = _run("report", results, "--format", "gradescope", "--student", "cleo")
    assert one.returncode == 0, one.stderr
    assert [test["status"] for test in json.loads(one.stdout)["tests"]] == ["failed", "failed", "failed"]
    none = _run("report", results, "--format", "gradescope")
    assert (none.returncode, none.stdout) == (2, "")
    assert "there are 2 students, each with a file: name one, or a folder with --out" in none.stderr
    assert _run("report", results, "--format", "exercism", "--out", tmp_path / "x").returncode == 0
    found = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "x").rglob("*.json"))
    assert found == ["x/ada/greeting/results.json", "x/cleo/greeting/results.json"]
    page = _run("report", results, "--format", "html", "--student", "cleo", "--out", tmp_path / "page.html")
    assert page.returncode == 0, page.stderr
    assert 'class="figure"' in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert _run("report", results, "--format", "junit", "--out", tmp_path / "j.xml").returncode == 0
    assert ET.parse(tmp_path / "j.xml").getroot().get("failures") == "3"


def test_what_is_not_final_is_said(tmp_path: Path) -> None:
    """On standard error, by name; a form that can't tell it from a zero is not written, and that is our fault."""
    results = _stored(tmp_path, result(PASSED, FAILED), result(OURS, student="bob"))
    done = _run("report", results, "--format", "canvas")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "bob,,,bob,,"
    assert done.stderr == "procession: bob/work is not final, the grader itself failed: grade it again\n"
    done = _run("report", results, "--format", "classroom50", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "bob: no result was written, so that none is taken for a zero: work" in done.stderr
    assert [path.parent.name for path in (tmp_path / "out").rglob("result.json")] == ["ada"]


def test_an_instructor_can_hide_more(tmp_path: Path) -> None:
    """--visibility is for all checks; a grader's own word holds where it is stricter."""
    results = _stored(tmp_path, result(PASSED, SECRET))
    command = ("report", results, "--format", "markdown", "--visibility", "after_due_date")
    assert "It adds" not in _run(*command).stdout
    assert "It adds" in _run(*command, "--after-due-date").stdout
    assert "secret" not in _run(*command, "--after-due-date").stdout


def test_nothing_is_printed_that_a_log_may_take_for_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On GitHub, what can hold lines of a submission goes to a file only."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    results = _stored(tmp_path, result(PASSED, student="::add-mask::x"))
    done = _run("report", results, "--format", "csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "use --out FILE" in done.stderr
    assert _run("report", results, "--format", "csv", "--out", tmp_path / "grades.csv").returncode == 0
    assert _run("report", results, "--format", "gradescope").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("nowhere.json", "--format", "csv"),
            "nowhere.json: No such file or directory; name the results.json that grade",
        ),
        (("RESULTS", "--format", "csv", "--student", "eve"), "has no results of eve"),
        (("RESULTS", "--format", "canvas", "--roster", "RESULTS"), "no column that names students"),
        (("RESULTS", "--format", "csv", "--out", "RESULTS/x"), "name a place that can be written"),
    ],
)
def test_bad_input_gets_one_line(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """With the file, and what to do."""
    results = str(_stored(tmp_path, result(PASSED)))
    done = _run("report", *(word.replace("RESULTS", results) for word in words))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr
