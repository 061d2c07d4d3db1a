"""`procession grade`: a folder of submissions in, results out, whatever happens in between."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import procession
import pytest

SCHEMA = json.loads((Path(procession.__file__).parent / "results.schema.json").read_text(encoding="utf-8"))


def _command(kit: Path, source: Path, out: Path, *more: str) -> list[str]:
    command = [sys.executable, "-m", "procession", "grade", str(source), "--out", str(out), "--kit", str(kit)]
    return [*command, *more]


def _grade(kit: Path, source: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(kit, source, out, *more), capture_output=True, text=True)


def _results(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found


@pytest.fixture
def school(kit: Path, tmp_path: Path) -> Path:
    """Five students: right (two layouts), wrong, missing, and nothing at all; and a stray file."""
    source = tmp_path / "class"
    reference = kit / "solutions" / "greeting" / "greeting.py"
    tally = kit / "solutions" / "tally" / "tally.py"
    for path, origin in (
        ("ada/greeting.py", reference),
        ("ada/tally.py", tally),
        ("bob/greeting/greeting.py", reference),
        ("bob/tally/tally.py", kit / "graders" / "tally" / "wrong" / "absolute.py"),
        ("cleo/greeting.py", kit / "graders" / "greeting" / "wrong" / "never_put.py"),
        ("cleo/notes.txt", tally),
    ):
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(origin, source / path)
    (source / "dan").mkdir()
    (source / "list.txt").write_text("ada bob cleo dan\n", encoding="utf-8")
    return source


def test_a_class_is_graded(kit: Path, school: Path, tmp_path: Path) -> None:
    """Both layouts, missing work and strange files; JSON, CSV, a page for each student, and a table."""
    out = tmp_path / "out"
    done = _grade(kit, school, out)
    assert done.returncode == 0, done.stderr
    found = _results(out)
    scores = {(r["student"], r["exercise"]): r["score"] for r in found["submissions"]}
    assert found["complete"]
    assert scores == {
        ("ada", "greeting"): 4, ("ada", "tally"): 2, ("bob", "greeting"): 4, ("bob", "tally"): 0,
        ("cleo", "greeting"): 0, ("cleo", "tally"): 0, ("dan", "greeting"): 0, ("dan", "tally"): 0,
    }  # fmt: skip
    rows = list(csv.reader((out / "grades.csv").open(encoding="utf-8")))
    assert rows[0] == ["student", "greeting", "tally", "total", "max"]
    assert rows[1] == ["ada", "4", "2", "6", "6"]
    assert "deadlocked" in (out / "cleo" / "feedback.md").read_text(encoding="utf-8")
    assert "other files: notes.txt" in (out / "cleo" / "feedback.md").read_text(encoding="utf-8").replace("\\", "")
    assert "Not run: tally.py was not handed in" in (out / "dan" / "feedback.md").read_text("utf-8").replace("\\", "")
    assert "not a student's folder, left alone: list.txt" in done.stdout
    row = next(line for line in done.stdout.splitlines() if "cleo" in line)
    assert "0/4 deadlocked" in row
    assert "not run" in row
    assert sorted(path.name for path in (school / "ada").iterdir()) == ["greeting.py", "tally.py"]


def test_one_exercise_only(kit: Path, school: Path, tmp_path: Path) -> None:
    """--exercise leaves the others alone."""
    assert _grade(kit, school, tmp_path / "out", "--exercise", "tally").returncode == 0
    assert {r["exercise"] for r in _results(tmp_path / "out")["submissions"]} == {"tally"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("class", "nowhere"), "nowhere is not a folder of submissions"),
        (("tally", "tallly"), "there is no exercise called 'tallly'; there are: greeting, tally"),
    ],
)
def test_bad_input_gets_one_line(kit: Path, school: Path, tmp_path: Path, change: tuple[str, str], said: str) -> None:
    """Exit code 2, and the line names what to change."""
    command = _command(kit, school, tmp_path / "out", "--exercise", "tally")
    command = [part.replace(*change) if part.endswith(change[0]) else part for part in command]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr


def _processes() -> dict[int, str]:
    found = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found[int(path.parent.name)] = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
    return found


def _of_ours() -> set[int]:
    """Processes of a grading: the command, judges, boxes, caretakers."""
    words = ("procession", "bwrap", "multiprocessing", "shutil.rmtree")
    return {pid for pid, text in _processes().items() if any(word in text for word in words)}


def _traces() -> set[str]:
    """What a grading may leave on a machine: processes, shared memory and semaphores, mounts, folders."""
    shared = {f"shm {name}" for name in os.listdir("/dev/shm")}
    mounts = {f"mount {line}" for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()}
    folders = {f"tmp {path.name}" for path in Path(os.environ.get("TMPDIR", "/tmp")).glob("procession-*")}
    return shared | mounts | folders | {f"process {pid}" for pid in _of_ours()}


def _wait_for(condition: Any, what: str) -> None:
    """Look until it holds; a minute is a bug, not a slow machine."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        os.sched_yield()


@pytest.mark.parametrize("box", ["auto", "bare"])
def test_kill_minus_nine_leaves_nothing_behind(kit: Path, school: Path, tmp_path: Path, box: str) -> None:
    """No process, semaphore, shared memory, mount or folder; and the next run goes on from there."""
    before = _traces()
    out = tmp_path / "out"
    process = subprocess.Popen(_command(kit, school, out, "-j", "2", "--box", box), stdout=subprocess.DEVNULL)
    _wait_for(lambda: (out / "results.json").exists(), "the first student")
    running = _of_ours()
    process.kill()
    process.wait()
    assert len(running) > 3, "nothing was running any more"
    _wait_for(lambda: _traces() <= before, f"the end of {_traces() - before}")
    kept = _results(out)
    assert not kept["complete"]
    finished = {r["student"] for r in kept["submissions"]}
    assert 1 <= len(finished) < 4
    assert _grade(kit, school, out, "--box", box).returncode == 0
    assert {r["student"] for r in _results(out)["submissions"]} == {"ada", "bob", "cleo", "dan"}
    assert _results(out)["submissions"][: len(kept["submissions"])][0] in _results(out)["submissions"]


def test_ctrl_c_keeps_what_is_there(kit: Path, school: Path, tmp_path: Path) -> None:
    """It stops at once, says so, leaves nothing running, and the second run goes on."""
    before = _traces()
    out = tmp_path / "out"
    process = subprocess.Popen(_command(kit, school, out, "-j", "1"), stderr=subprocess.PIPE, text=True)
    _wait_for(lambda: (out / "results.json").exists(), "the first student")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert _traces() <= before
    first = _results(out)
    assert not first["complete"]
    # Whoever was finished is not judged again: a changed kit would show in the result.
    (kit / "graders" / "tally" / "test_tally.py").write_text("raise RuntimeError\n", encoding="utf-8")
    finished = [r for r in first["submissions"] if r["exercise"] == "tally"]
    _grade(kit, school, out)
    again = [r for r in _results(out)["submissions"] if r["exercise"] == "tally"]
    assert again[: len(finished)] == finished
    assert all(r["checks"][0]["verdict"] == "grader error" for r in again[len(finished) :])


def test_changed_work_is_judged_again(kit: Path, school: Path, tmp_path: Path) -> None:
    """After an interruption only those are taken over who have changed nothing."""
    out = tmp_path / "out"
    assert _grade(kit, school, out).returncode == 0
    text = (out / "results.json").read_text(encoding="utf-8").replace('"complete": true', '"complete": false')
    (out / "results.json").write_text(text, encoding="utf-8")
    shutil.copy(kit / "solutions" / "greeting" / "greeting.py", school / "cleo" / "greeting.py")
    assert _grade(kit, school, out).returncode == 0
    scores = {(r["student"], r["exercise"]): r["score"] for r in _results(out)["submissions"]}
    assert scores["cleo", "greeting"] == 4


def test_a_broken_grader_costs_nobody_a_point_silently(kit: Path, school: Path, tmp_path: Path) -> None:
    """Exit code 3, the table marks the score as not final, the other exercise is graded."""
    (kit / "graders" / "tally" / "test_tally.py").write_text("raise RuntimeError('oops')\n", encoding="utf-8")
    done = _grade(kit, school, tmp_path / "out")
    assert done.returncode == 3
    by = {(r["student"], r["exercise"]): r for r in _results(tmp_path / "out")["submissions"]}
    assert by["ada", "greeting"]["score"] == 4
    assert by["ada", "tally"]["checks"][0]["verdict"] == "grader error"
    assert "!" in next(line for line in done.stdout.splitlines() if "ada" in line)
