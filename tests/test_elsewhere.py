"""Without what only Linux has: commands start, checks run sampled, and judge as they should.

This pretends to be another system by hiding what that one has not (tests/elsewhere). It is not the
other system: what macOS and Windows have and Linux has not is not tried here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = Path(__file__).resolve().parent / "elsewhere"
SYSTEMS = ("macos", "windows")


def _run(system: str, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `python words...` on a pretended system."""
    environment = {**os.environ, "PYTHONPATH": str(ELSEWHERE), "PROCESSION_PRETEND": system}
    return subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, text=True, env=environment)


def _interpreter(system: str, tmp_path: Path) -> Path:
    """A Python for the box that pretends too."""
    path = tmp_path / f"python-{system}"
    words = f'"{Path(sys.executable).resolve()}" -sPSB "{ELSEWHERE / "pretend.py"}" {system} "{path}"'
    path.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_module_can_be_imported(system: str, tmp_path: Path) -> None:
    """Nothing that only Linux has is asked for before it is used.

    Left out is what is made for nbgrader, whose libraries miss what a real macOS or Windows has.
    """
    code = (
        "import importlib, pkgutil, procession\n"
        "for found in pkgutil.walk_packages(procession.__path__, 'procession.'):\n"
        "    if not found.name.startswith(('procession.course', 'procession.notebooks')) and not found.name.endswith('__main__'):\n"
        "        importlib.import_module(found.name)\n"
    )
    done = _run(system, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("system", SYSTEMS)
def test_commands_work(system: str, kit: Path) -> None:
    """`list`, and `check`, which says that it only samples."""
    assert _run(system, kit, "-m", "procession", "list").returncode == 0
    done = _run(system, kit, "-m", "procession", "check", "greeting", "--json", "r.json")
    assert (done.returncode, "[failed]" in done.stdout) == (1, True), done.stdout + done.stderr
    assert "sampled: 1 runs, decided by silence" in done.stdout
    (found,) = json.loads((kit / "r.json").read_text(encoding="utf-8"))["submissions"]
    assert (found["mode"], found["box"]) == ("sampled", "bare")
    done = _run(system, kit, "-m", "procession", "check", "greeting", "--mode", "controlled")
    assert (done.returncode, "no controlled mode here" in done.stderr) == (3, True)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    ("answer", "verdict"), [("solutions/greeting", "passed"), ("graders/greeting/wrong/raises.py", "crashed")]
)
def test_checks_judge_there(system: str, answer: str, verdict: str, kit: Path, tmp_path: Path) -> None:
    """Both sides pretend: a right answer passes under every start method of the system, a wrong one fails."""
    target = tmp_path / "results.json"
    words = ["-m", "pytest", "-q", str(kit / "graders" / "greeting"), "--submission", str(kit / answer)]
    words += ["-p", "no:cacheprovider", "--box-python", str(_interpreter(system, tmp_path))]
    done = _run(system, kit, *words, "--procession-results", str(target))
    (found,) = json.loads(target.read_text(encoding="utf-8"))["submissions"]
    verdicts = {check["verdict"] for check in found["checks"]}
    assert (found["mode"], verdicts) == ("sampled", {verdict}), done.stdout + done.stderr


def test_doctor_says_what_is_missing(tmp_path: Path) -> None:
    """That runs are sampled there, why, and that sampled ones work."""
    done = _run("macos", tmp_path, "-m", "procession", "doctor")
    assert done.returncode == 1
    for part in (
        "no  controlled mode (kernel facts in /proc): darwin has no pidfd_open",
        "ok  a sampled run in the bare box, start method spawn",
        "runs are sampled here",
        "this machine can't grade as it should",
    ):
        assert part in done.stdout
