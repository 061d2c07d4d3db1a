"""Sampled mode as students, instructors and authors meet it: right answers pass, and it says what it is."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from procession import audit, library
from procession.catalog import Kit
from procession.engine.errors import GraderError
from procession.exploration import PLANS
from procession.judge import Bench, Terms
from test_plugin import Session


def _run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "procession", *words], cwd=cwd, capture_output=True, text=True)


def test_right_answers_pass_and_wrong_ones_fail(kit: Path) -> None:
    """All of the miniature kit: its faults show in any run; what would be proven elsewhere is timed out here."""
    exercise = Kit(kit).exercise("greeting")
    with Bench(Terms(mode="sampled")) as bench:
        (report,) = audit.audit([exercise], bench, 2)
        (hung,) = bench.judge([exercise], exercise.wrong[1], "")
    assert (report.problems, report.unseen) == ([], 0)
    assert exercise.wrong[1].stem == "killed"
    assert hung.mode == "sampled"


def test_a_failure_says_that_it_was_sampled(kit: Path) -> None:
    """In the words of the evidence, in the result's mode and box, and with no proof."""
    seen = Session(kit, kit / "graders" / "greeting" / "wrong" / "never_put.py", "--mode", "sampled")
    assert set(seen.verdicts.values()) == {"timed out"}
    assert (seen.result["mode"], seen.result["box"]) == ("sampled", "bare")
    evidence = seen.result["checks"][0]["evidence"]
    assert "sampled run round-robin 0" in evidence["ran"]
    assert "sampled: this is no proof" in evidence["seen"]
    assert "answer = queue.get()" in evidence["seen"]
    assert "proven)" not in evidence["seen"]


def test_all_schedules_become_a_sample(kit: Path) -> None:
    """A check that asks for all gets as many runs as a full sample has, and never says that it was all."""
    path = kit / "graders" / "greeting" / "test_greeting.py"
    path.write_text(path.read_text(encoding="utf-8").replace('"usual"', '"all"'), encoding="utf-8")
    seen = Session(kit, kit / "solutions" / "greeting", "--mode", "sampled")
    assert set(seen.verdicts.values()) == {"passed"}
    assert {(check["schedules_run"], check["exhaustive"]) for check in seen.result["checks"]} == {
        (len(PLANS["full"]) + 1, False)
    }


def test_grading_is_honest_about_it(kit: Path, tmp_path: Path) -> None:
    """On the terminal, in the results, on the student's page; and controlled results are not mixed with it."""
    for student in ("ada", "bob"):
        (tmp_path / "class" / student).mkdir(parents=True)
        shutil.copy(kit / "solutions" / "greeting" / "greeting.py", tmp_path / "class" / student)
    out = tmp_path / "out"
    words = ("grade", str(tmp_path / "class"), "--out", str(out), "--exercise", "greeting")
    done = _run(kit, *words, "--mode", "sampled")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sampled mode: the hidden checks are weaker here" in done.stdout
    assert "box: bare" in done.stdout
    whole = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert {(one["mode"], one["score"]) for one in whole["submissions"]} == {("sampled", 4)}
    assert "a pass is weaker" in (out / "ada" / "feedback.md").read_text(encoding="utf-8")
    whole["complete"] = False  # as if it had been interrupted, and then goes on elsewhere
    (out / "results.json").write_text(json.dumps(whole), encoding="utf-8")
    assert _run(kit, *words).returncode == 0
    whole = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert {one["mode"] for one in whole["submissions"]} == {"controlled"}


def test_a_sampled_failure_is_shown_again(kit: Path, tmp_path: Path) -> None:
    """Replay tries the same choices, in the mode that it is asked for."""
    source = tmp_path / "class" / "ada"
    source.mkdir(parents=True)
    shutil.copy(kit / "graders" / "greeting" / "wrong" / "never_put.py", source / "greeting.py")
    out = tmp_path / "out"
    words = ("grade", str(source.parent), "--out", str(out), "--exercise", "greeting", "--mode", "sampled")
    assert _run(kit, *words).returncode == 0
    replay = ("replay", str(out / "results.json"), "--student", "ada", "--check", "greets")
    assert "ending: timed out" in _run(kit, *replay, "--mode", "sampled").stdout
    assert "ending: deadlocked" in _run(kit, *replay, "--mode", "controlled").stdout


def test_an_interrupt_leaves_nothing(kit: Path, tmp_path: Path) -> None:
    """Ctrl-C while a busy program is looked at: it ends too, though no gate and no box would end it."""
    mark = tmp_path / "pid"
    (kit / "exercises" / "greeting" / "greeting.py").write_text(
        f"import os, pathlib\ndef main(name):\n    pathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\n"
        "    while True:\n        os.getpid()\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "procession", "check", "greeting", "--mode", "sampled"]
    with subprocess.Popen(command, cwd=kit, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        while not (mark.exists() and mark.read_text()):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate()
    assert (process.returncode, b"interrupted" in said) == (130, True), said
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_programs_of_ones_own(tmp_path: Path) -> None:
    """explore() samples too, and does not pretend to know all schedules."""
    program = tmp_path / "program.py"
    program.write_text("def main(number):\n    return number + 1\n", encoding="utf-8")
    runs = list(library.explore(program, "main", 1, schedules="brief", mode="sampled"))
    assert [(run.ending, run.value, run.observation.mode) for run in runs] == [("ended", 2, "sampled")] * 2
    with pytest.raises(GraderError, match="only controlled mode knows all schedules"):
        next(iter(library.explore(program, "main", 1, schedules="all", mode="sampled")))
