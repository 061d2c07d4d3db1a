"""A student's commands, from start to submit, and the instructor who reads what comes of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from procession.student.course import Course
from student.conftest import solve


def _run(cwd: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    everything = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | environment
    command = [sys.executable, "-m", "procession", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=everything, encoding="utf-8")


def test_from_start_to_grade(kit: Path, tmp_path: Path) -> None:
    """What `submit` packs is what `grade` reads, and `replay` finds the failure in the archive again."""
    assert "2 exercises are in course" in _run(tmp_path, "start", "--kit", str(kit), "--folder", "course").stdout
    course = tmp_path / "course"
    failing = kit / "graders" / "greeting" / "wrong" / "never_put.py"
    (course / "greeting" / "greeting.py").write_bytes(failing.read_bytes())
    checked = _run(course, "check")
    assert checked.returncode == 1
    assert "greeting\n" in checked.stdout
    assert "tally" not in checked.stdout
    submitted = _run(course, "submit")
    assert "greeting: greeting.py (public checks fail)" in submitted.stdout
    [archive] = course.glob("submission-*.zip")
    (tmp_path / "class").mkdir()
    archive.rename(tmp_path / "class" / "ada.zip")
    graded = _run(tmp_path, "grade", "class", "--out", "out", "--kit", str(kit))
    assert graded.returncode == 0, graded.stderr
    assert "0/4 deadlocked" in graded.stdout
    found = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    check = next(check for check in found["submissions"][0]["checks"] if check["schedule"])
    words = ("--student", "ada", "--check", check["id"], "--kit", str(kit))
    replayed = _run(tmp_path, "replay", "out/results.json", *words)
    assert replayed.returncode == 0, replayed.stderr
    assert "ending: deadlocked" in replayed.stdout


def test_an_archive_that_cannot_be_read_is_named(kit: Path, tmp_path: Path) -> None:
    """In the student's own results, and nobody else's are touched."""
    (tmp_path / "class" / "bob").mkdir(parents=True)
    (tmp_path / "class" / "ada.zip").write_bytes(b"no archive")
    reference = kit / "solutions" / "greeting" / "greeting.py"
    (tmp_path / "class" / "bob" / "greeting.py").write_bytes(reference.read_bytes())
    graded = _run(tmp_path, "grade", "class", "--out", "out", "--kit", str(kit))
    assert graded.returncode == 0
    found = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))["submissions"]
    assert {one["student"]: one["score"] for one in found} == {"ada": 0, "bob": 4}
    assert "ada.zip is no zip archive that can be read" in found[0]["notes"][0]


def test_check_without_a_name_checks_what_was_changed(course: Course, kit: Path) -> None:
    """Once: then nothing has changed since; and another change is checked again."""
    assert "nothing has been changed" in _run(course.root, "check").stdout
    solve(course, kit)
    first = _run(course.root, "check")
    assert (first.returncode, first.stdout.split("\n")[0]) == (0, "greeting")
    again = _run(course.root, "check")
    assert again.returncode == 0
    assert "nothing has been changed" in again.stdout
    assert "next: procession watch tally" in again.stdout
    course.program("tally").write_text("", encoding="utf-8")
    empty = _run(course.root, "check")
    assert empty.returncode == 2
    assert "tally.py is empty" in empty.stdout


def test_in_an_exercise_s_folder_that_exercise_is_meant(course: Course) -> None:
    """So nobody has to type its name."""
    assert "tally: hint 1 of 3" in _run(course.folder("tally"), "hint").stdout


def test_the_explanation_comes_afterwards(course: Course, kit: Path) -> None:
    """Or on demand."""
    early = _run(course.root, "explain", "greeting")
    assert early.returncode == 1
    assert "has not passed yet" in early.stdout
    text = (kit / "exercises" / "greeting" / "explanation.md").read_text(encoding="utf-8").strip()
    assert text in _run(course.root, "explain", "greeting", "--anyway").stdout
    solve(course, kit)
    assert _run(course.root, "check").returncode == 0
    assert text in _run(course.root, "explain", "greeting").stdout


def test_show_draws_the_last_failure(course: Course) -> None:
    """Only of the files as they are now."""
    early = _run(course.root, "show", "greeting", "--print")
    assert early.returncode == 2
    assert "`procession check greeting` does that" in early.stderr
    assert _run(course.root, "check", "greeting").returncode == 1
    shown = _run(course.root, "show", "greeting", "--print")
    page = Path(shown.stdout.strip())
    assert "<svg" in page.read_text(encoding="utf-8")


def test_an_editor_s_test_panel_runs_the_public_checks(course: Course, kit: Path) -> None:
    """Plain pytest in the folder of an exercise, and in that of the course."""
    solve(course, kit)
    for folder, code, outcome in ((course.folder("greeting"), 0, "1 passed"), (course.root, 1, "1 passed")):
        command = [sys.executable, "-m", "pytest", "-q"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == code, done.stdout
        assert outcome in done.stdout


@pytest.mark.parametrize("words", [("watch",), ("reset", "greeting"), ("submit",)])
def test_outside_of_a_working_folder(kit: Path, words: tuple[str, ...]) -> None:
    """These need one; the line says how to get it, and the kit's own files are left alone."""
    before = (kit / "exercises" / "greeting" / "greeting.py").read_bytes()
    done = _run(kit, *words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "procession start" in done.stderr
    assert (kit / "exercises" / "greeting" / "greeting.py").read_bytes() == before


def test_a_reader_that_has_had_enough(course: Course) -> None:
    """`procession list | head -1` ends without a traceback."""
    command = f"{sys.executable} -m procession list | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=course.root, capture_output=True, text=True)
    assert done.stderr == ""


def test_no_colours_if_asked(course: Course) -> None:
    """NO_COLOR is honoured even where colours are forced."""
    forced = _run(course.root, "check", "greeting", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[3" not in forced


@pytest.mark.parametrize("words", [("check",), ("check", "hung_consumer"), ("watch",)])
def test_whoever_forgets_to_change_the_folder_is_told_which(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Not shown what the checks say about the programs that came with the package."""
    done = _run(tmp_path, *words)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["procession: this is no working folder: `procession start` makes one"]
    _run(tmp_path, "start", "hung_consumer")
    done = _run(tmp_path, *words)
    assert done.returncode == 2
    assert "`cd multiprocessing-course` goes there" in done.stderr
