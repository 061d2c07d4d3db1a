"""`procession grade`: a folder of submissions in, results out, whatever happens in between."""

import contextlib
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import jsonschema
import procession
import pytest
from procession.cache import Cache
from procession.catalog import Exercise, Kit
from procession.collecting import collect
from procession.grade import Grading
from procession.judge import Terms
from procession.results import CheckResult, Evidence, ExerciseResult

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


def _below(pid: int) -> set[tuple[int, str]]:
    """All processes below `pid`, each with its starting time: the number alone may be used again."""
    found: set[tuple[int, str]] = set()
    queue = [pid]
    while queue:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for task in Path(f"/proc/{queue.pop()}/task").iterdir():
                children = [int(child) for child in (task / "children").read_text().split()]
                found |= {(child, _begun(child)) for child in children}
                queue += children
    return found


def _begun(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _alive(processes: set[tuple[int, str]]) -> set[tuple[int, str]]:
    return {(pid, begun) for pid, begun in processes if begun and _begun(pid) == begun}


def _shared_and_mounted() -> set[str]:
    """Shared memory and semaphores of runs (all are named after their run, pn...), and mounts of this machine."""
    return {name for name in os.listdir("/dev/shm") if "pn" in name} | set(
        Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    )


def _wait_for(condition: Any, what: str) -> None:
    """Look until it holds; a minute is a bug, not a slow machine."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        os.sched_yield()


class Interrupted:
    """A grading with temporary files in `rooms`, followed until its first student is finished."""

    def __init__(self, command: list[str], out: Path, rooms: Path) -> None:
        rooms.mkdir()
        self.rooms = rooms
        self.before = _shared_and_mounted()
        environment = {**os.environ, "TMPDIR": str(rooms)}
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
        )
        self.running: set[tuple[int, str]] = set()
        _wait_for(lambda: self._in_the_middle() and (out / "results.json").exists(), "the middle of the grading")

    def _in_the_middle(self) -> bool:
        """Whether a judge is at work with its box."""
        now = _below(self.process.pid)
        self.running |= now
        return len(now) > 4

    def nothing_is_left(self) -> bool:
        """No process, folder, shared memory, semaphore or mount."""
        return not _alive(self.running) and not os.listdir(self.rooms) and _shared_and_mounted() <= self.before


@pytest.mark.parametrize("box", ["auto", "bare"])
def test_kill_minus_nine_leaves_nothing_behind(kit: Path, school: Path, tmp_path: Path, box: str) -> None:
    """No process, semaphore, shared memory, mount or folder; and the next run goes on from there."""
    out = tmp_path / "out"
    cut = Interrupted(_command(kit, school, out, "-j", "2", "--box", box), out, tmp_path / "rooms")
    cut.process.kill()
    cut.process.communicate()
    _wait_for(cut.nothing_is_left, "its end")
    kept = _results(out)
    assert not kept["complete"]
    finished = {r["student"] for r in kept["submissions"]}
    assert 1 <= len(finished) < 4
    assert _grade(kit, school, out, "--box", box).returncode == 0
    whole = _results(out)["submissions"]
    assert {r["student"] for r in whole} == {"ada", "bob", "cleo", "dan"}
    assert all(result in whole for result in kept["submissions"])


def test_ctrl_c_keeps_what_is_there(kit: Path, school: Path, tmp_path: Path) -> None:
    """It stops at once, says so, leaves nothing running, and the second run goes on."""
    out = tmp_path / "out"
    cut = Interrupted(_command(kit, school, out, "-j", "1"), out, tmp_path / "rooms")
    cut.process.send_signal(signal.SIGINT)
    _, said = cut.process.communicate()
    assert cut.process.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    _wait_for(cut.nothing_is_left, "its end")
    first = _results(out)
    assert not first["complete"]
    kept = len(list((out / ".cache").rglob("*.json")))
    assert kept
    said = _grade(kit, school, out).stdout
    assert "unchanged since before" in said
    assert int(said.partition(" results judged now")[0].split()[-1]) <= 8 - kept


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


class _Imagined:
    """A bench whose judge is at once ready with results that take much room."""

    stopped = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def judge(
        self, exercises: list[Exercise], submission: Path, student: str, pictures: Path | None = None
    ) -> list[ExerciseResult]:
        seen = Evidence(seen=f"{student} " * 1_500)
        check = CheckResult("c", "C", "results", 0, 1, "failed", seen)
        return [ExerciseResult(student, one.slug, 0, 1, "controlled", [check]) for one in exercises]

    def stop(self) -> None:
        self.stopped = True


def _peak(kit: Path, room: Path, count: int) -> int:
    """The memory that a class of so many takes, in bytes."""
    exercise = Kit(kit).exercise("tally")
    for number in range(count):
        folder = room / "class" / f"student-{number:04}"
        folder.mkdir(parents=True)
        (folder / "tally.py").write_text(f"x = {number}\n")
    (room / "temporary").mkdir()
    bench: Any = _Imagined(room / "temporary")
    collection = collect(room / "class", [exercise], room / "collected")
    cache = Cache(room / "out", Terms(), "none")
    tracemalloc.start()
    try:
        grading = Grading(room / "class", room / "out", [exercise], bench, 2, cache, collection)
        assert len(grading.to_judge()) == count
        assert len(grading.run()) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_class(kit: Path, tmp_path: Path) -> None:
    """Of each student only what the table needs is kept: some hundred bytes, whatever the results take."""
    small, big = (_peak(kit, tmp_path / str(count), count) for count in (10, 80))
    size = (tmp_path / "80" / "out" / "results.json").stat().st_size
    assert size > 1 << 20
    assert big - small < size / 4, (small, big, size)
    assert len(_results(tmp_path / "80" / "out")["submissions"]) == 80


def test_a_fault_of_our_own_stops_nobody_else(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever's work has brought it about gets a grader error, and it is not kept for the next time."""

    def judge(
        self: _Imagined, exercises: list[Exercise], submission: Path, student: str, pictures: Path | None = None
    ) -> list[ExerciseResult]:
        if student == "student-0001":
            raise OSError("the disk is on fire")
        return original(self, exercises, submission, student)

    original = _Imagined.judge
    monkeypatch.setattr(_Imagined, "judge", judge)
    _peak(kit, tmp_path, 3)
    found = {one["student"]: one for one in _results(tmp_path / "out")["submissions"]}
    check = found["student-0001"]["checks"][0]
    assert check["verdict"] == "grader error"
    assert "the disk is on fire" in check["evidence"]["seen"]
    assert [one["checks"][0]["verdict"] for one in found.values()] == ["failed", "grader error", "failed"]
    assert len(list((tmp_path / "out" / ".cache").rglob("*.json"))) == 2
